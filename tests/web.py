"""Requests to a running stack, with time enough for a busy machine."""

import functools

import httpx

get = functools.partial(httpx.get, timeout=60)
post = functools.partial(httpx.post, timeout=60)
delete = functools.partial(httpx.delete, timeout=60)
