"""Prometheus metrics that are read from the database and the broker when they are asked for."""

from collections.abc import Iterator

from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from sqlalchemy import Engine, func
from sqlmodel import select

from shared.database import reading
from shared.events import Announcer
from shared.jobs import QUEUES, now
from shared.tables import Job, JobStatus, StoredAnomaly


class JobMetrics(Collector):
    """Jobs by status, the age of the oldest queued one, anomalies by rule, and messages in the queues."""

    def __init__(self, engine: Engine, announcer: Announcer) -> None:
        self._engine, self._announcer = engine, announcer

    def collect(self) -> Iterator[Metric]:
        jobs = GaugeMetricFamily("cotejo_jobs", "Jobs by status and queue", labels=["status", "queue"])
        age = GaugeMetricFamily("cotejo_oldest_queued_seconds", "Age of the oldest queued job")
        anomalies = GaugeMetricFamily("cotejo_anomalies", "Anomalies by rule and severity", labels=["rule", "severity"])
        with reading(self._engine) as session:
            for status, queue, count in session.exec(
                select(Job.status, Job.queue, func.count()).group_by(Job.status, Job.queue)
            ):
                jobs.add_metric([status, queue], count)
            oldest = session.exec(select(func.min(Job.created_at)).where(Job.status == JobStatus.QUEUED)).one()
            for rule, severity, count in session.exec(
                select(StoredAnomaly.rule, StoredAnomaly.severity, func.count()).group_by(
                    StoredAnomaly.rule, StoredAnomaly.severity
                )
            ):
                anomalies.add_metric([rule, severity], count)
        age.add_metric([], (now() - oldest).total_seconds() if oldest else 0)
        messages = GaugeMetricFamily("cotejo_queue_messages", "Messages waiting in the broker", labels=["queue"])
        for queue, length in self._announcer.queue_lengths(QUEUES).items():
            messages.add_metric([queue], length)
        yield from (jobs, age, anomalies, messages)
