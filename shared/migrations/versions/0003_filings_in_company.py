"""Institutions, periods to compare, what recognition made of filings, and rechecks."""

import sqlalchemy as sa
from alembic import op

from shared.column_types import Json, UtcDateTime

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Upgrade."""
    with op.batch_alter_table("filings") as filings:
        filings.add_column(sa.Column("institution_id", sa.String(), nullable=True))
        filings.create_index("ix_filings_institution_id", ["institution_id"])
    with op.batch_alter_table("anomalies") as anomalies:
        anomalies.add_column(sa.Column("unit", sa.String(), nullable=True))
        anomalies.create_index("ix_anomalies_unit", ["unit"])
    op.create_table(
        "institution_names",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("acronym", sa.String(), nullable=False),
        sa.Column("institution_id", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("name", "acronym"),
    )
    op.create_index("ix_institution_names_institution_id", "institution_names", ["institution_id"])
    op.create_table(
        "period_checks",
        sa.Column("institution_id", sa.String(), nullable=False),
        sa.Column("period_end", sa.Date(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("compared", sa.Integer(), nullable=False),
        sa.Column("knock_at", UtcDateTime(), nullable=True),
        sa.Column("checked_at", UtcDateTime(), nullable=True),
        sa.Column("body", Json, nullable=True),
        sa.PrimaryKeyConstraint("institution_id", "period_end"),
    )
    op.create_index("ix_period_checks_knock_at", "period_checks", ["knock_at"])
    op.create_table(
        "recognised",
        sa.Column("filing_id", sa.String(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["filing_id"], ["filings.id"]),
        sa.PrimaryKeyConstraint("filing_id"),
    )
    op.create_table(
        "rechecks",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("filing_id", sa.String(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("finished_at", UtcDateTime(), nullable=True),
        sa.Column("knock_at", UtcDateTime(), nullable=True),
        sa.Column("answer", Json, nullable=True),
        sa.Column("problem", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["filing_id"], ["filings.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_rechecks_filing_id", "rechecks", ["filing_id"])
    op.create_index("ix_rechecks_knock_at", "rechecks", ["knock_at"])


def downgrade() -> None:
    """Drop what was added."""
    for table in ("rechecks", "recognised", "period_checks", "institution_names"):
        op.drop_table(table)
    with op.batch_alter_table("anomalies") as anomalies:
        anomalies.drop_index("ix_anomalies_unit")
        anomalies.drop_column("unit")
    with op.batch_alter_table("filings") as filings:
        filings.drop_index("ix_filings_institution_id")
        filings.drop_column("institution_id")
