"""Runs migrations on the connection that `shared.database.migrate` hands over."""

from alembic import context
from sqlmodel import SQLModel

import shared.company_tables
import shared.tables  # noqa: F401  (registers the tables)

context.configure(
    connection=context.config.attributes["connection"], target_metadata=SQLModel.metadata, render_as_batch=True
)
with context.begin_transaction():
    context.run_migrations()
