"""The queue: names, Celery's settings, the knock on a worker's door, and what was knocked for and not heard yet."""

import json
import secrets
from typing import Any

from celery import Celery
from kombu.entity import Queue
from kombu.transport import redis as transport

from shared.jobs import QUEUES, SMALL
from shared.logs import logger
from shared.settings import Settings
from shared.tables import Job

ANALYSE_FILING = "filing.analyse"
"""The task that works on one job; its only argument is the job's id."""

COMPARE_PERIOD = "period.compare"
"""The task that holds an institution's filings of one period against each other; its id and the period's last day."""
RECHECK_FILING = "filing.recheck"
"""The task that runs rules and indicators again over a filing; its only argument is the recheck's id."""


class _Receipts(transport.QoS):
    """Acknowledgements that a lost connection does not turn into the worker's death.

    A message that was taken over a connection since closed can be neither acknowledged nor put back over it: kombu
    raises an `AttributeError` there, which ends the whole worker. It is let be: the broker delivers it again after the
    visibility time-out, and the job's row says that there is nothing left to do.
    """

    def ack(self, delivery_tag: str) -> None:
        if not self.channel.closed:
            super().ack(delivery_tag)  # type: ignore[no-untyped-call]

    def reject(self, delivery_tag: str, requeue: bool = False) -> None:
        if not self.channel.closed:
            super().reject(delivery_tag, requeue=requeue)  # type: ignore[no-untyped-call]


def make_celery(settings: Settings) -> Celery:
    """A Celery application on the broker, for sending and for working.

    No setting of Celery's keeps every message (a worker killed between taking one and noting it loses it), so none
    is relied on: a message may be lost, late or doubled and the job row still decides. Hence late acknowledgement and
    requeueing on a lost worker, but no retries of its own.
    """
    transport.Channel.QoS = _Receipts
    transport.Channel.do_restore = False  # on closing, for the same reason
    app = Celery("cotejo", broker=settings.broker_url)
    app.conf.update(
        accept_content=["json"],
        task_serializer="json",
        task_ignore_result=True,
        task_acks_late=True,
        task_reject_on_worker_lost=True,
        task_default_queue=SMALL,
        task_queues=[Queue(name, routing_key=name) for name in QUEUES],  # type: ignore[no-untyped-call]  # as Flower asks
        task_create_missing_queues=False,
        task_time_limit=settings.job_wall_seconds + 60,
        task_publish_retry=False,
        task_send_sent_event=True,
        worker_prefetch_multiplier=1,
        worker_send_task_events=True,
        worker_hijack_root_logger=False,
        worker_redirect_stdouts=False,
        worker_cancel_long_running_tasks_on_connection_loss=False,
        broker_connection_retry_on_startup=True,
        broker_connection_timeout=settings.broker_timeout_seconds,
        broker_transport_options={
            "visibility_timeout": settings.visibility_timeout_seconds,
            "unacked_restore_interval": 1,
            "unacked_restore_throttle": 1,
            "socket_timeout": settings.broker_timeout_seconds,
            "socket_connect_timeout": settings.broker_timeout_seconds,
            "retry_on_timeout": False,
            "max_retries": 0,
        },
    )
    return app


def knock(app: Celery, job: Job) -> bool:
    """Tell a worker that `job` is waiting. Best effort: False where the broker did not take it; the relay knocks again.

    The task's id is the job's, with the number of the knock.
    """
    shown = f"filing {job.filing_id}, job {job.id}"  # what Flower lists
    arguments: dict[str, Any] = {
        **{"args": [job.id], "argsrepr": shown, "kwargsrepr": "", "queue": job.queue},
        "task_id": f"{job.id}.{job.knocks}",
    }
    try:
        app.send_task(ANALYSE_FILING, retry=False, **arguments)
    except Exception as error:  # the broker's client raises whatever its socket does
        logger().warning("job.knock_failed", job_id=job.id, error=str(error))
        return False
    logger().info("job.knocked", job_id=job.id, queue=job.queue, knock=job.knocks)
    return True


def send(app: Celery, task: str, *arguments: str) -> bool:
    """Send `task`, a short one. Best effort: False where the broker did not take it.

    The task's id is what its message is about (`about`), with a number drawn by lot.
    """
    task_id = f"{about(*arguments)}.{secrets.token_hex(4)}"
    try:
        app.send_task(task, args=list(arguments), queue=SMALL, retry=False, task_id=task_id)
    except Exception as error:  # the broker's client raises whatever its socket does
        logger().warning("task.not_sent", task=task, arguments=arguments, error=str(error))
        return False
    return True


def about(*arguments: str) -> str:
    """What a message with these arguments is about, as `lying` has it."""
    return ".".join(arguments)


def lying(app: Celery) -> frozenset[str] | None:
    """What the messages are about that lie in the broker, taken by no worker: ids of jobs, and what `about` gives.

    None where the broker does not answer in time. What is asked is the queue itself: it alone knows what it lost.
    """
    try:
        with app.connection_for_write() as connection:
            client = connection.default_channel.client
            messages = [message for queue in QUEUES for message in client.lrange(queue, 0, -1)]
    except Exception as error:  # the broker's client raises whatever its socket does
        logger().warning("queue.not_seen", error=str(error))
        return None
    return frozenset(json.loads(message)["headers"]["id"].rpartition(".")[0] for message in messages)
