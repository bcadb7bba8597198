"""What the services agree on: the report, the tables, the queue, settings, problems. Imports no service."""
