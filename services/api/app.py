"""The API service: job status, results and the page."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache
from typing import Any

import redis.asyncio
from fastapi import FastAPI
from fastapi_offline import FastAPIOffline
from prometheus_client import REGISTRY
from starlette.concurrency import run_in_threadpool
from starlette.staticfiles import StaticFiles

from services.api.metrics import JobMetrics
from services.api.routes import (
    across,
    annotated,
    exports,
    filings,
    institutions,
    jobs,
    page,
    parts,
    recheck,
    replay,
    reviews,
    rules,
)
from services.api.state import State
from shared import hand_in
from shared.database import answers, connect, migrate
from shared.events import Announcer
from shared.job_part import ProblemPart
from shared.logs import set_up_logs
from shared.problems import PROBLEM_MEDIA_TYPE
from shared.settings import settings
from shared.web import answer_alike

_PROBLEMS = {
    404: "Not there",
    409: "Not in this state",
    410: "Deleted by retention",
    422: "A parameter cannot be used",
    500: "Our fault",
}


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

    app = FastAPIOffline(
        redoc_url=None,
        title="Cotejo",
        version="1",
        description="Hand in filings, follow their jobs, read what they state and where they do not add up.",
        lifespan=lifespan,
        responses={
            status: {"description": text, "model": ProblemPart, "content": {PROBLEM_MEDIA_TYPE: {}}}
            for status, text in _PROBLEMS.items()
        },
    )
    app.state.api = State(config, engine, broker)
    answer_alike(app, lambda: {"database": answers(engine), "broker": announcer.answers()}, page.problem_page)
    for module in (
        jobs,
        filings,
        parts,
        exports,
        annotated,
        reviews,
        recheck,
        replay,
        across,
        institutions,
        rules,
        page,
    ):
        app.include_router(module.router)
    app.mount("/static", StaticFiles(directory=page.FOLDER / "static"))
    app.openapi = lambda: _described(app)  # type: ignore[method-assign]
    return app


@cache
def _described(app: FastAPI) -> dict[str, Any]:
    """The API as users meet it behind one address: this service's routes, and the one that ingest answers."""
    whole = FastAPI.openapi(app)
    ingest = FastAPI()
    ingest.add_api_route(hand_in.PATH, lambda: None, **hand_in.ROUTE)
    ingest_paths = ingest.openapi()
    whole["paths"].setdefault(hand_in.PATH, {}).update(ingest_paths["paths"][hand_in.PATH])
    schemas = whole["components"]["schemas"]
    for name, schema in ingest_paths["components"]["schemas"].items():
        schemas.setdefault(name, schema)
    return whole
