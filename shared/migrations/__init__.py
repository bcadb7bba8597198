"""Alembic migrations of the database that the services share."""
