"""Checks worked again from the stored original: a recheck of one anomaly."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Upgrade."""
    op.add_column("rechecks", sa.Column("anomaly", sa.String(), nullable=True))


def downgrade() -> None:
    """Downgrade."""
    with op.batch_alter_table("rechecks") as table:
        table.drop_column("anomaly")
