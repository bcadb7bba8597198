"""What both HTTP services answer alike: problems, health, and the thread of a request through the logs."""

import secrets
from collections.abc import Callable
from typing import Any

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from shared.invalid import reasons
from shared.logs import logger
from shared.problems import PROBLEM_MEDIA_TYPE, PROBLEMS, Language, Problem, pick_language, render_problem

Ready = Callable[[], dict[str, bool]]
AsPage = Callable[[Request, str, dict[str, Any], int], Response]
"""Tells a person, as a page, the problem (its slug, parameters and status) that a program gets as problem details."""


def language_of(request: Request) -> Language:
    """The language the caller asked for: `lang` in the address, else by the header."""
    if (asked := request.query_params.get("lang")) in ("es", "en"):
        return "en" if asked == "en" else "es"
    return pick_language(request.headers.get("accept-language"))


def problem_response(request: Request, slug: str, params: dict[str, Any], status: int | None = None) -> JSONResponse:
    """Problem details, in the caller's language."""
    body = render_problem(slug, params, language_of(request)) | {"instance": request.url.path}
    return JSONResponse(body, status or body["status"], media_type=PROBLEM_MEDIA_TYPE)


class _RequestId:
    """Binds the request's id, the caller's own or a new one, to the logs and sends it back."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request_id = Headers(scope=scope).get("x-request-id") or secrets.token_hex(8)

        async def send_with_id(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message)["x-request-id"] = request_id
            await send(message)

        with structlog.contextvars.bound_contextvars(request_id=request_id):
            await self._app(scope, receive, send_with_id)


def answer_alike(app: FastAPI, ready: Ready, as_page: AsPage | None = None) -> None:
    """Give `app` problem details for every error, health, readiness and metrics. `ready` names what must answer.

    With `as_page`, a browser that asked for a page gets a page of the problem.
    """

    def answer(request: Request, slug: str, params: dict[str, Any], status: int | None = None) -> Response:
        if as_page and "text/html" in request.headers.get("accept", "") and not request.url.path.startswith("/v1/"):
            return as_page(request, slug, params, status or PROBLEMS[slug].status)
        return problem_response(request, slug, params, status)

    @app.exception_handler(Problem)
    async def on_problem(request: Request, problem: Problem) -> Response:
        logger().info("request.refused", problem=problem.slug, path=request.url.path)
        return answer(request, problem.slug, problem.params)

    @app.exception_handler(HTTPException)
    async def on_http(request: Request, error: HTTPException) -> Response:
        slug = {404: "not-found", 405: "method-not-allowed"}.get(error.status_code, "bad-request")
        params = {"path": request.url.path, "method": request.method, "reason": str(error.detail)}
        return answer(request, slug, params, error.status_code)

    @app.exception_handler(RequestValidationError)
    async def on_invalid(request: Request, error: RequestValidationError) -> Response:
        return answer(request, "invalid-parameter", {"reason": reasons(error.errors())})

    @app.exception_handler(Exception)
    async def on_error(request: Request, error: Exception) -> Response:
        reference = secrets.token_hex(4)
        logger().error("request.failed", path=request.url.path, reference=reference, exc_info=error)
        return answer(request, "internal-error", {"reference": reference})

    app.add_middleware(_RequestId)

    @app.get("/healthz", tags=["operations"], summary="Alive")
    async def healthz() -> dict[str, str]:
        return {"status": "ok"}

    @app.get("/readyz", tags=["operations"], summary="Able to serve: database and broker answered")
    def readyz() -> JSONResponse:
        parts = ready()
        status = 200 if all(parts.values()) else 503
        return JSONResponse({"status": "ready" if status == 200 else "not ready", "parts": parts}, status)

    @app.get("/metrics", tags=["operations"], summary="Prometheus metrics", response_class=Response)
    def metrics() -> Response:
        return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)
