"""HTTP in: takes a filing, keeps its bytes, opens a job and sees to it that the job reaches the queue.

May import `shared`; never `services.compute`, `services.api` or `cotejo`.
"""
