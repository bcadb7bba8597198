"""The API service: job status, results and the page."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import redis.asyncio
from fastapi import FastAPI
from prometheus_client import REGISTRY
from starlette.concurrency import run_in_threadpool

from services.api.metrics import JobMetrics
from services.api.routes import across, filings, jobs, parts, rules
from services.api.state import State
from shared.database import answers, connect, migrate
from shared.events import Announcer
from shared.logs import set_up_logs
from shared.settings import settings
from shared.web import answer_alike


def create_app() -> FastAPI:
    """The service, on the settings of the environment."""
    config = settings()
    set_up_logs(config, "api")
    engine = connect(config.database_url)
    announcer = Announcer(config)
    broker = redis.asyncio.Redis.from_url(config.broker_url, socket_connect_timeout=config.broker_timeout_seconds)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        await run_in_threadpool(migrate, engine)
        metrics = JobMetrics(engine, announcer)
        REGISTRY.register(metrics)
        yield
        REGISTRY.unregister(metrics)
        await broker.aclose()

    app = FastAPI(title="Cotejo: results", version="1", lifespan=lifespan, redoc_url=None)
    app.state.api = State(config, engine, broker)
    answer_alike(app, lambda: {"database": answers(engine), "broker": announcer.answers()})
    for module in (jobs, filings, parts, across, rules):
        app.include_router(module.router)
    return app
