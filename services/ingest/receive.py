"""Taking in the body of a request: a multipart file or a URL, onto disk as it comes."""

import asyncio
import errno
import json
import time
from collections.abc import AsyncIterator

from fastapi import Request
from python_multipart.exceptions import FormParserError
from starlette.requests import ClientDisconnect

from services.ingest.fetch import fetch
from services.ingest.multipart import MOST_PASSWORD_BYTES, FilePart
from shared.invalid import malformed
from shared.problems import Problem
from shared.settings import Settings
from shared.storage import Incoming, TooLarge

_MOST_JSON_BYTES = 65536
_MULTIPART_OVERHEAD_BYTES = 65536


async def receive(request: Request, incoming: Incoming, settings: Settings) -> tuple[str, str | None]:
    """Write the file that `request` brings to `incoming`; its name, and the password that came with it.

    Raises `Problem`.

    A request that is refused half-way is read to its end for a while all the same, so that its sender, who is still
    sending, comes to hear why.
    """
    body = request.stream()
    try:
        return await _receive(request, body, incoming, settings)
    except TooLarge as error:
        await _drain(body, settings.drain_seconds)
        raise Problem("file-too-large", limit_megabytes=settings.max_upload_bytes // 1024**2) from error
    except OSError as error:
        await _drain(body, settings.drain_seconds)
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise Problem("storage-full") from error
        raise
    except FormParserError as error:
        await _drain(body, settings.drain_seconds)
        raise malformed("form") from error
    except Problem:
        await _drain(body, settings.drain_seconds)
        raise
    except ClientDisconnect as error:
        raise malformed("broken_off") from error


async def _receive(
    request: Request, body: AsyncIterator[bytes], incoming: Incoming, settings: Settings
) -> tuple[str, str | None]:
    content_type = request.headers.get("content-type", "")
    if content_type.startswith("multipart/form-data"):
        if int(request.headers.get("content-length") or 0) > settings.max_upload_bytes + _MULTIPART_OVERHEAD_BYTES:
            raise TooLarge
        part = FilePart(content_type, incoming.write)
        async for chunk in body:
            part.feed(chunk)
        if part.filename is None:
            raise Problem("no-file")
        return part.filename, part.password
    if content_type.startswith("application/json"):
        url, password = await _url(body)
        return await fetch(url, incoming.write, settings), password
    raise Problem("unsupported-body", content_type=content_type or "—")


async def _url(body: AsyncIterator[bytes]) -> tuple[str, str | None]:
    text = b""
    async for chunk in body:
        text += chunk
        if len(text) > _MOST_JSON_BYTES:
            raise Problem("no-file")
    try:
        said = json.loads(text)
    except ValueError as error:
        raise malformed("json_invalid") from error
    if not isinstance(said, dict) or not isinstance(said.get("url"), str):
        raise Problem("no-file")
    password = said.get("password") or ""
    if not isinstance(password, str) or len(password) > MOST_PASSWORD_BYTES:
        raise malformed(
            "too_many_bytes" if isinstance(password, str) else "string_type", "password", limit=MOST_PASSWORD_BYTES
        )
    return said["url"], password.encode(errors="replace").decode() or None


async def _drain(body: AsyncIterator[bytes], seconds: float) -> None:
    until = time.monotonic() + seconds
    try:
        async with asyncio.timeout(seconds):
            async for _ in body:
                if time.monotonic() > until:
                    return
    except (TimeoutError, ClientDisconnect):
        return
