"""Prometheus metrics that are read from the database and the broker when they are asked for."""

from collections import Counter
from collections.abc import Iterator
from statistics import quantiles

from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from sqlalchemy import Engine, func, select
from sqlmodel import Session, col

from shared.database import reading
from shared.events import Announcer
from shared.jobs import QUEUES, now
from shared.tables import Filing, Job, JobStatus, ReportHead, StoredAnomaly

_NEWEST_FILINGS = 500
"""Over which stage times are told."""
_SHARES = {"0.5": 9, "0.95": 18}
"""The places of the median and the 95th of 100 among the nineteen that part twenty equal lots."""


class JobMetrics(Collector):
    """Jobs by status and attempts, how old the oldest queued one is, stage times, what could not be read, anomalies."""

    def __init__(self, engine: Engine, announcer: Announcer) -> None:
        self._engine, self._announcer = engine, announcer

    def collect(self) -> Iterator[Metric]:
        with reading(self._engine) as session:
            told = [
                *(_jobs(session), _oldest(session), _attempts(session)),
                *(_stages(session), _read_errors(session), _anomalies(session)),
            ]
        messages = GaugeMetricFamily("cotejo_queue_messages", "Messages waiting in the broker", labels=["queue"])
        for queue, length in self._announcer.queue_lengths(QUEUES).items():
            messages.add_metric([queue], length)
        yield from (*told, messages)


def _jobs(session: Session) -> Metric:
    metric = GaugeMetricFamily("cotejo_jobs", "Jobs by status and queue", labels=["status", "queue"])
    query = select(col(Job.status), col(Job.queue), func.count()).group_by(col(Job.status), col(Job.queue))
    for status, queue, count in session.execute(query):
        metric.add_metric([status, queue], count)
    return metric


def _oldest(session: Session) -> Metric:
    metric = GaugeMetricFamily("cotejo_oldest_queued_seconds", "Age of the oldest queued job", labels=["queue"])
    query = select(col(Job.queue), func.min(col(Job.created_at))).where(col(Job.status) == JobStatus.QUEUED)
    oldest = {row[0]: row[1] for row in session.execute(query.group_by(col(Job.queue)))}
    for queue in QUEUES:
        metric.add_metric([queue], (now() - oldest[queue]).total_seconds() if queue in oldest else 0)
    return metric


def _attempts(session: Session) -> Metric:
    metric = GaugeMetricFamily("cotejo_job_attempts", "Jobs by how often they were begun", labels=["attempts"])
    for attempts, count in session.execute(select(col(Job.attempts), func.count()).group_by(col(Job.attempts))):
        metric.add_metric([str(attempts)], count)
    return metric


def _stages(session: Session) -> Metric:
    metric = GaugeMetricFamily(
        "cotejo_stage_seconds", f"Time by stage, of the newest {_NEWEST_FILINGS} filings", labels=["stage", "quantile"]
    )
    query = select(col(ReportHead.timings)).order_by(col(ReportHead.created_at).desc()).limit(_NEWEST_FILINGS)
    by_stage: dict[str, list[float]] = {}
    for (timings,) in session.execute(query):
        for stage, seconds in timings.items():
            by_stage.setdefault(stage, []).append(float(seconds))
    for stage, seconds in sorted(by_stage.items()):
        cuts = quantiles(seconds, n=20) if len(seconds) > 1 else seconds * 19
        for share, place in _SHARES.items():
            metric.add_metric([stage, share], cuts[place])
    return metric


def _read_errors(session: Session) -> Metric:
    metric = GaugeMetricFamily(
        "cotejo_read_errors", "Failed jobs by the file's format and the problem", labels=["media_type", "problem"]
    )
    query = select(col(Filing.media_type), col(Job.problem)).join(Job, col(Job.filing_id) == col(Filing.id))
    failed = session.execute(query.where(col(Job.status) == JobStatus.FAILED))
    for labels, count in Counter((kind, (problem or {}).get("slug", "unknown")) for kind, problem in failed).items():
        metric.add_metric(list(labels), count)
    return metric


def _anomalies(session: Session) -> Metric:
    metric = GaugeMetricFamily("cotejo_anomalies", "Anomalies by rule and severity", labels=["rule", "severity"])
    kind = col(StoredAnomaly.rule), col(StoredAnomaly.severity)
    for rule, severity, count in session.execute(select(*kind, func.count()).group_by(*kind)):
        metric.add_metric([rule, severity], count)
    return metric
