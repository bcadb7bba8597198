"""One file a resource: each route validates, asks the database, and shapes the answer."""
