"""All that the services of a stack import and the worker compiles: a process to fork them from has it once."""

import gc
from importlib import import_module

from services.compute.policy import load_policy
from services.compute.rules import rule_parts
from services.compute.warm import warm_up

_IMPORTED = (
    *("celery.bin.celery", "celery.apps.worker", "celery.concurrency.prefork", "celery.worker.consumer"),
    *("uvicorn.main", "uvicorn.protocols.http.h11_impl", "flower.command"),
    *("services.api.app", "services.ingest.app"),
    *(f"services.compute.{part}" for part in ("again", "archive_opened", "page_range", "replay", "whole_filing")),
)
"""Not `services.compute.worker`, which is made of the settings of the process that imports it."""

for name in _IMPORTED:
    import_module(name)
rule_parts(load_policy())
warm_up()
gc.freeze()
