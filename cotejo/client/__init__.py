"""The HTTP client, on httpx: hand in filings, follow their jobs, fetch reports. Synchronous and for asyncio."""

from cotejo.client.answers import JobFailed, NotReady, ServerProblem
from cotejo.client.asynchronous import AsyncClient
from cotejo.client.synchronous import Client

__all__ = ["AsyncClient", "Client", "JobFailed", "NotReady", "ServerProblem"]
