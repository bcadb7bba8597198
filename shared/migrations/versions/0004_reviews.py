"""What auditors say of anomalies."""

import sqlalchemy as sa
from alembic import op

from shared.column_types import Json, UtcDateTime

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Upgrade."""
    op.create_table(
        "reviews",
        sa.Column("filing_id", sa.String(), nullable=False),
        sa.Column("anomaly", sa.String(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("message", Json, nullable=False),
        sa.Column("reviewed_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["filing_id"], ["filings.id"]),
        sa.PrimaryKeyConstraint("filing_id", "anomaly"),
    )


def downgrade() -> None:
    """Downgrade."""
    op.drop_table("reviews")
