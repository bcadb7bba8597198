"""What Prometheus is told, from the database alone: no broker answers here."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from prometheus_client import CollectorRegistry
from sqlmodel import Session

from services.api.metrics import JobMetrics
from shared import examples
from shared.events import Announcer
from shared.jobs import SMALL, now, open_job
from shared.report import Report
from shared.results import replace_results
from shared.settings import Settings
from shared.tables import JobStatus
from tests.databases import migrated
from tests.shared.filing import add_filing


@pytest.fixture
def registry(tmp_path: Path) -> Iterator[CollectorRegistry]:
    """The metrics of a service with a job that waits, one that failed, and one that has results."""
    engine = migrated(tmp_path)
    with Session(engine) as session:
        waiting, failed, done = (open_job(session, add_filing(session).id, SMALL, None) for _ in range(3))
        waiting.created_at = now() - timedelta(seconds=90)
        failed.status, failed.attempts, failed.problem = JobStatus.FAILED, 2, {"slug": "no-table", "params": {}}
        done.status, done.attempts = JobStatus.SUCCEEDED, 1
        filing = add_filing(session)
        replace_results(session, filing, Report.model_validate(examples.REPORT).model_dump(mode="json"), {})
        session.add_all([waiting, failed, done])
        session.commit()
    registry = CollectorRegistry()
    registry.register(JobMetrics(engine, Announcer(Settings(broker_url="redis://127.0.0.1:1/0"))))
    yield registry
    engine.dispose()


def _value(registry: CollectorRegistry, name: str, **labels: str) -> float:
    return registry.get_sample_value(name, labels) or 0.0


def test_jobs_are_told_by_state_attempts_and_age(registry: CollectorRegistry) -> None:
    for status in ("queued", "failed", "succeeded"):
        assert _value(registry, "cotejo_jobs", status=status, queue="small") == 1
    assert _value(registry, "cotejo_job_attempts", attempts="2") == 1
    assert 85 < _value(registry, "cotejo_oldest_queued_seconds", queue="small") < 200
    assert registry.get_sample_value("cotejo_oldest_queued_seconds", {"queue": "large"}) == 0


def test_what_could_not_be_read_is_told_by_format(registry: CollectorRegistry) -> None:
    assert _value(registry, "cotejo_read_errors", media_type="text/plain", problem="no-table") == 1


def test_stages_and_anomalies_are_told(registry: CollectorRegistry) -> None:
    timings = examples.REPORT["timings"]
    for stage, seconds in timings.items():
        assert _value(registry, "cotejo_stage_seconds", stage=stage, quantile="0.95") == pytest.approx(seconds)
    anomaly = examples.REPORT["anomalies"][0]
    assert _value(registry, "cotejo_anomalies", rule=anomaly["rule"], severity=anomaly["severity"]) == 1
