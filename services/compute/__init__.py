"""Turns the bytes of a filing into facts, indicators and anomalies.

Everything here but `worker` and `cage` is pure: values in, values out. May import `shared`; never the other services.
"""

import os

os.environ.setdefault("_RJEM_MALLOC_CONF", "dirty_decay_ms:0,muzzy_decay_ms:0")
"""What polars lets go of goes back at once: a filing of many rows passes through a dozen large frames."""
