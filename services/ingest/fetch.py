"""Fetching a filing from a URL that a user gave, without being sent to places the user could not reach."""

import asyncio
import ipaddress
import socket
from collections.abc import Callable
from pathlib import PurePosixPath
from urllib.parse import unquote

import httpx

from shared.problems import Problem
from shared.settings import Settings

_MOST_REDIRECTS = 5


async def fetch(url: str, take: Callable[[bytes], None], settings: Settings) -> str:
    """Hand the bytes at `url` to `take` as they come; the file's name.

    Each address, also after a redirect, is looked up once, must be public, and is the one connected to. Raises
    `Problem`, and whatever `take` raises.
    """
    try:
        async with asyncio.timeout(settings.fetch_seconds), httpx.AsyncClient(timeout=settings.fetch_seconds) as client:
            target = httpx.URL(url)
            for _ in range(_MOST_REDIRECTS):
                address = await _address(target, settings)
                request = client.build_request(
                    "GET",
                    target.copy_with(host=address),
                    headers={"host": target.netloc.decode("ascii")},
                    extensions={"sni_hostname": target.host},
                )
                response = await client.send(request, stream=True)
                try:
                    if response.is_redirect:
                        target = target.join(response.headers["location"])
                        continue
                    if response.status_code != 200:
                        raise Problem("url-not-fetched", url=url, cause=f"HTTP {response.status_code}")
                    async for chunk in response.aiter_bytes(65536):
                        take(chunk)
                    return unquote(PurePosixPath(target.path).name) or "file"
                finally:
                    await response.aclose()
    except (httpx.HTTPError, httpx.InvalidURL, TimeoutError, UnicodeError) as error:
        raise Problem("url-not-fetched", url=url, cause=str(error) or type(error).__name__) from error
    raise Problem("url-not-fetched", url=url, cause=f"> {_MOST_REDIRECTS} redirects")


async def _address(url: httpx.URL, settings: Settings) -> str:
    if url.scheme not in ("http", "https") or not url.host:
        raise Problem("url-not-allowed", url=str(url))
    port = url.port or (443 if url.scheme == "https" else 80)
    try:
        found = await asyncio.get_running_loop().getaddrinfo(url.host, port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise Problem("url-not-fetched", url=str(url), cause=str(error)) from error
    address = ipaddress.ip_address(str(found[0][4][0]))
    if not (address.is_global or settings.fetch_private_hosts):
        raise Problem("url-not-allowed", url=str(url))
    return str(address)
