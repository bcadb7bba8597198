"""Filings, jobs and their results."""

import sqlalchemy as sa
from alembic import op

from shared.column_types import ExactDecimal, Json, UtcDateTime

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Upgrade."""
    op.create_table(
        "filings",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("filename", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("deleted_at", UtcDateTime(), nullable=True),
        sa.Column("pages", sa.Integer(), nullable=True),
        sa.Column("family", sa.String(), nullable=True),
        sa.Column("institution_name", sa.String(), nullable=True),
        sa.Column("institution_acronym", sa.String(), nullable=True),
        sa.Column("period_start", sa.Date(), nullable=True),
        sa.Column("period_end", sa.Date(), nullable=True),
        sa.Column("currency", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("sha256"),
    )
    op.create_index("ix_filings_created_at", "filings", ["created_at"])
    op.create_index("ix_filings_family", "filings", ["family"])
    op.create_index("ix_filings_institution_acronym", "filings", ["institution_acronym"])

    op.create_table(
        "idempotency_keys",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_table(
        "anomalies",
        sa.Column("filing_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("subject_kind", sa.String(), nullable=False),
        sa.Column("subject_code", sa.String(), nullable=True),
        sa.Column("subject_name", sa.String(), nullable=True),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("severity", sa.String(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("message", Json, nullable=False),
        sa.Column("expected", ExactDecimal(), nullable=True),
        sa.Column("observed", ExactDecimal(), nullable=True),
        sa.Column("difference", ExactDecimal(), nullable=True),
        sa.Column("tolerance", Json, nullable=True),
        sa.Column("facts", Json, nullable=False),
        sa.Column("evidence", Json, nullable=False),
        sa.ForeignKeyConstraint(
            ["filing_id"],
            ["filings.id"],
        ),
        sa.PrimaryKeyConstraint("filing_id", "position"),
        sa.UniqueConstraint("key"),
    )
    op.create_index("ix_anomalies_rule", "anomalies", ["rule"])
    op.create_index("ix_anomalies_severity", "anomalies", ["severity"])
    op.create_index("ix_anomalies_subject_code", "anomalies", ["subject_code"])

    op.create_table(
        "facts",
        sa.Column("filing_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("subject_kind", sa.String(), nullable=False),
        sa.Column("subject_code", sa.String(), nullable=True),
        sa.Column("subject_name", sa.String(), nullable=True),
        sa.Column("concept", sa.String(), nullable=False),
        sa.Column("value", ExactDecimal(), nullable=True),
        sa.Column("category", sa.String(), nullable=True),
        sa.Column("unit", sa.String(), nullable=True),
        sa.Column("context", Json, nullable=False),
        sa.Column("period_start", sa.Date(), nullable=True),
        sa.Column("period_end", sa.Date(), nullable=True),
        sa.Column("evidence", Json, nullable=False),
        sa.ForeignKeyConstraint(
            ["filing_id"],
            ["filings.id"],
        ),
        sa.PrimaryKeyConstraint("filing_id", "position"),
    )
    op.create_index("ix_facts_concept", "facts", ["concept"])
    op.create_index("ix_facts_subject_code", "facts", ["subject_code"])

    op.create_table(
        "grids",
        sa.Column("filing_id", sa.String(), nullable=False),
        sa.Column("table_id", sa.String(), nullable=False),
        sa.Column("rows", Json, nullable=False),
        sa.ForeignKeyConstraint(
            ["filing_id"],
            ["filings.id"],
        ),
        sa.PrimaryKeyConstraint("filing_id", "table_id"),
    )
    op.create_table(
        "indicators",
        sa.Column("filing_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("subject_kind", sa.String(), nullable=False),
        sa.Column("subject_code", sa.String(), nullable=True),
        sa.Column("subject_name", sa.String(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", ExactDecimal(), nullable=False),
        sa.Column("formula", sa.String(), nullable=False),
        sa.Column("inputs", Json, nullable=False),
        sa.Column("reported", sa.String(), nullable=True),
        sa.Column("rating", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["filing_id"],
            ["filings.id"],
        ),
        sa.PrimaryKeyConstraint("filing_id", "position"),
    )
    op.create_index("ix_indicators_name", "indicators", ["name"])
    op.create_index("ix_indicators_subject_code", "indicators", ["subject_code"])

    op.create_table(
        "jobs",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("filing_id", sa.String(), nullable=False),
        sa.Column("queue", sa.String(), nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("stage", sa.String(), nullable=True),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("knocks", sa.Integer(), nullable=False),
        sa.Column("knock_at", UtcDateTime(), nullable=True),
        sa.Column("token", sa.String(), nullable=True),
        sa.Column("lease_until", UtcDateTime(), nullable=True),
        sa.Column("problem", Json, nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("started_at", UtcDateTime(), nullable=True),
        sa.Column("finished_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["filing_id"],
            ["filings.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_jobs_created_at", "jobs", ["created_at"])
    op.create_index("ix_jobs_filing_id", "jobs", ["filing_id"])
    op.create_index("ix_jobs_status_knock_at", "jobs", ["status", "knock_at"])

    op.create_table(
        "report_heads",
        sa.Column("filing_id", sa.String(), nullable=False),
        sa.Column("tables", Json, nullable=False),
        sa.Column("coverage", Json, nullable=False),
        sa.Column("timings", Json, nullable=False),
        sa.Column("policy", Json, nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["filing_id"],
            ["filings.id"],
        ),
        sa.PrimaryKeyConstraint("filing_id"),
    )
    op.create_table(
        "rules",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("body", Json, nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )


def downgrade() -> None:
    """Drop everything."""
    for table in (
        "rules",
        "report_heads",
        "jobs",
        "indicators",
        "grids",
        "facts",
        "anomalies",
        "idempotency_keys",
        "filings",
    ):
        op.drop_table(table)
