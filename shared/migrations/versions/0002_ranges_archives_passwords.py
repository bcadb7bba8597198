"""Jobs of page ranges and of archives, sealed passwords, and the kinds of statement that a filing holds."""

import sqlalchemy as sa
from alembic import op

from shared.column_types import Json

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Upgrade."""
    with op.batch_alter_table("jobs") as jobs:
        jobs.add_column(sa.Column("parent_id", sa.String(), nullable=True))
        jobs.add_column(sa.Column("first_page", sa.Integer(), nullable=True))
        jobs.add_column(sa.Column("last_page", sa.Integer(), nullable=True))
        jobs.add_column(sa.Column("worker", sa.String(), nullable=True))
        jobs.add_column(sa.Column("password", sa.String(), nullable=True))
        jobs.add_column(sa.Column("members", Json, nullable=True))
        jobs.create_foreign_key("fk_jobs_parent_id_jobs", "jobs", ["parent_id"], ["id"])
        jobs.create_index("ix_jobs_parent_id", ["parent_id"])
    with op.batch_alter_table("filings") as filings:
        filings.add_column(sa.Column("statements", Json, nullable=True))
    op.create_table(
        "fragments",
        sa.Column("job_id", sa.String(), nullable=False),
        sa.Column("pages", sa.LargeBinary(), nullable=False),
        sa.Column("seconds", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(["job_id"], ["jobs.id"]),
        sa.PrimaryKeyConstraint("job_id"),
    )


def downgrade() -> None:
    """Drop what was added."""
    op.drop_table("fragments")
    with op.batch_alter_table("filings") as filings:
        filings.drop_column("statements")
    with op.batch_alter_table("jobs") as jobs:
        jobs.drop_index("ix_jobs_parent_id")
        jobs.drop_constraint("fk_jobs_parent_id_jobs", type_="foreignkey")
        for column in ("members", "password", "worker", "last_page", "first_page", "parent_id"):
            jobs.drop_column(column)
