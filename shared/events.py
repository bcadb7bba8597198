"""Live news of jobs, published over the broker. It may be lost: the job row says the same, a little later."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

import redis
import redis.asyncio

from shared.settings import Settings


def _channel(job_id: str) -> str:
    return f"cotejo:job:{job_id}"


class Announcer:
    """Sends news of jobs, as long as the broker takes them."""

    def __init__(self, settings: Settings) -> None:
        seconds = settings.broker_timeout_seconds
        self._client = redis.Redis.from_url(settings.broker_url, socket_timeout=seconds, socket_connect_timeout=seconds)

    def announce(self, job_id: str, news: dict[str, Any]) -> None:
        """Tell whoever listens that the job changed; `news` says how far it is."""
        with suppress(redis.RedisError, OSError):
            self._client.publish(_channel(job_id), json.dumps(news))

    def answers(self) -> bool:
        """Whether the broker answers."""
        try:
            return bool(self._client.ping())
        except (redis.RedisError, OSError):
            return False

    def queue_lengths(self, queues: tuple[str, ...]) -> dict[str, int]:
        """How many messages lie in each queue; empty where the broker does not answer."""
        try:
            return {queue: int(self._client.llen(queue)) for queue in queues}
        except (redis.RedisError, OSError):
            return {}


class Listener:
    """Hears news of one job."""

    def __init__(self, pubsub: Any) -> None:
        self._pubsub = pubsub

    async def wait(self, seconds: float) -> dict[str, Any] | None:
        """The next news, or None after `seconds` without any."""
        with suppress(redis.RedisError, OSError):
            message = await self._pubsub.get_message(ignore_subscribe_messages=True, timeout=seconds)
            if message and message["type"] == "message":
                news: dict[str, Any] = json.loads(message["data"])
                return news
        return None


@asynccontextmanager
async def listening(client: redis.asyncio.Redis, job_id: str) -> AsyncIterator[Listener | None]:
    """Listen to one job; None where the broker does not answer, and the caller must ask the database now and then."""
    pubsub = client.pubsub()
    try:
        await pubsub.subscribe(_channel(job_id))
    except (redis.RedisError, OSError):
        yield None
        return
    try:
        yield Listener(pubsub)
    finally:
        with suppress(redis.RedisError, OSError):
            await pubsub.aclose()  # type: ignore[no-untyped-call]
