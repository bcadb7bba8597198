"""What each page shows, worked out from the database: no HTTP, no HTML."""
