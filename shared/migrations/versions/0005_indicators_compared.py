"""What indicators are measured in, what filings print for them, and the classes of targets over several years."""

import sqlalchemy as sa
from alembic import op

from shared.column_types import ExactDecimal

revision = "0005"
down_revision = "0004"

_WORDS = ("unit", "reported_value", "category")


def upgrade() -> None:
    """Upgrade."""
    for name in _WORDS:
        op.add_column("indicators", sa.Column(name, sa.String(), nullable=True))
    op.add_column("indicators", sa.Column("difference", ExactDecimal(), nullable=True))


def downgrade() -> None:
    """Downgrade."""
    with op.batch_alter_table("indicators") as table:
        for name in (*_WORDS, "difference"):
            table.drop_column(name)
