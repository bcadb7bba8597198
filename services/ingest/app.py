"""The ingest service: ``POST /v1/filings``."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated, Any

from fastapi import FastAPI, Header, Request, Response
from starlette.concurrency import run_in_threadpool

from services.ingest.accept import accept
from services.ingest.receive import receive
from services.ingest.relay import Relay
from shared.database import answers, connect, migrate
from shared.events import Announcer
from shared.job_part import JobPart, ProblemPart, job_part
from shared.logs import set_up_logs
from shared.queue import make_celery
from shared.settings import settings
from shared.storage import Store
from shared.web import answer_alike, language_of

_BODY = {
    "content": {
        "multipart/form-data": {
            "schema": {
                "type": "object",
                "required": ["file"],
                "properties": {"file": {"type": "string", "format": "binary"}},
            }
        },
        "application/json": {
            "schema": {"type": "object", "required": ["url"], "properties": {"url": {"type": "string"}}},
            "example": {"url": "https://www.example.org/cuenta-publica/programas-2023.xlsx"},
        },
    }
}
_REFUSALS: dict[int | str, dict[str, Any]] = {status: {"model": ProblemPart} for status in (400, 413, 415, 422, 507)}


def create_app() -> FastAPI:
    """The service, on the settings of the environment."""
    config = settings()
    set_up_logs(config, "ingest")
    engine = connect(config.database_url)
    store = Store(config.data_dir)
    announcer = Announcer(config)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        await run_in_threadpool(migrate, engine)
        app.state.relay = Relay(engine, store, make_celery(config), config)
        yield
        await run_in_threadpool(app.state.relay.stop)

    app = FastAPI(
        title="Cotejo: ingest",
        version="1",
        lifespan=lifespan,
        openapi_url="/v1/filings/openapi.json",
        docs_url=None,
        redoc_url=None,
    )
    answer_alike(app, lambda: {"database": answers(engine), "broker": announcer.answers()})

    @app.post(
        "/v1/filings",
        status_code=202,
        summary="Hand in a filing",
        tags=["filings"],
        response_model=JobPart,
        responses={200: {"model": JobPart, "description": "The same bytes are on file"}, **_REFUSALS},
        openapi_extra={"requestBody": _BODY},
    )
    async def post_filing(
        request: Request,
        response: Response,
        idempotency_key: Annotated[str | None, Header(max_length=200)] = None,
    ) -> JobPart:
        incoming = store.receive(config.max_upload_bytes)
        try:
            filename = await receive(request, incoming, config)
            job, new = await run_in_threadpool(accept, engine, store, incoming, filename, idempotency_key, config)
        finally:
            await run_in_threadpool(incoming.close)
        if new:
            request.app.state.relay.wake()
        response.status_code = 202 if new else 200
        response.headers["location"] = f"/v1/jobs/{job.id}"
        return job_part(job, language_of(request))

    return app
