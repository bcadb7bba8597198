"""Logs: structlog events in the past tense, as JSON or for a console, on standard error."""

import logging
import sys

import structlog

from shared.settings import Settings

Logger = structlog.stdlib.BoundLogger


_TRACEBACKS = structlog.processors.ExceptionRenderer(structlog.tracebacks.ExceptionDictTransformer(show_locals=False))
"""Without the values of variables, among which may be what a user keeps secret."""


def _console() -> structlog.dev.ConsoleRenderer:
    plain = structlog.dev.plain_traceback  # without the values of variables
    return structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), exception_formatter=plain)


def set_up_logs(settings: Settings, service: str) -> None:
    """Send this process's events, and those of the libraries in it, to standard error, bound to `service`."""
    structlog.contextvars.bind_contextvars(service=service)
    stamps: list[structlog.types.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    render: list[structlog.types.Processor] = (
        [_TRACEBACKS, structlog.processors.JSONRenderer(ensure_ascii=False)]
        if settings.log_format == "json"
        else [_console()]
    )
    structlog.configure(
        processors=[*stamps, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(settings.log_level)),
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=stamps,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *render],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(settings.log_level)
    for name in ("uvicorn", "uvicorn.error"):
        logging.getLogger(name).handlers.clear()
        logging.getLogger(name).propagate = True
    for noisy in ("uvicorn.access", "httpx", "alembic", "celery.worker.strategy", "celery.app.trace"):
        logging.getLogger(noisy).setLevel(logging.WARNING)


def logger() -> Logger:
    """The logger of this process."""
    log: Logger = structlog.get_logger()
    return log
