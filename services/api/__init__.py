"""HTTP out: job status, results and the web page, served from the database.

May import `shared`; never `services.ingest`, `services.compute` or `cotejo`.
"""
