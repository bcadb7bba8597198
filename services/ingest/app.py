"""The ingest service: ``POST /v1/filings``."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI, Request, Response
from starlette.concurrency import run_in_threadpool

from services.ingest.accept import accept
from services.ingest.receive import receive
from services.ingest.relay import Relay
from shared import hand_in
from shared.database import answers, connect, migrate
from shared.events import Announcer
from shared.invalid import unusable
from shared.job_part import JobPart, job_part
from shared.logs import set_up_logs
from shared.queue import make_celery
from shared.settings import settings
from shared.storage import Store
from shared.web import answer_alike, language_of

_MOST_KEY_CHARACTERS = 200


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

    app = FastAPI(title="Cotejo: ingest", version="1", lifespan=lifespan, openapi_url=None)
    answer_alike(app, lambda: {"database": answers(engine), "broker": announcer.answers()})

    async def post_filing(request: Request, response: Response) -> JobPart:
        key = request.headers.get("idempotency-key")
        if key and len(key) > _MOST_KEY_CHARACTERS:
            raise unusable("Idempotency-Key", "string_too_long", max_length=_MOST_KEY_CHARACTERS)
        incoming = store.receive(config.max_upload_bytes)
        try:
            filename, password = await receive(request, incoming, config)
            job, new = await run_in_threadpool(accept, engine, store, incoming, filename, key, password, config)
        finally:
            await run_in_threadpool(incoming.close)
        if new:
            request.app.state.relay.wake()
        response.status_code = 202 if new else 200
        response.headers["location"] = f"/v1/jobs/{job.id}"
        return job_part(job, language_of(request))

    app.add_api_route(hand_in.PATH, post_filing, **hand_in.ROUTE)
    return app
