"""Which comparisons are due, on both databases."""

from datetime import date, timedelta

from sqlalchemy import Engine

from shared import company
from shared.company_tables import PeriodCheck
from shared.database import reading, writing
from shared.jobs import now

_WHOSE, _DAY = "an institution", date(2022, 6, 30)


def _touch(engine: Engine) -> None:
    with writing(engine) as session:
        company.touch(session, _WHOSE, _DAY)


def _check(engine: Engine) -> PeriodCheck:
    with reading(engine) as session:
        return session.get_one(PeriodCheck, (_WHOSE, _DAY))


def _take(engine: Engine) -> bool:
    with writing(engine) as session:
        return company.take_period(session, _WHOSE, _DAY, seconds=60)


def _settle(engine: Engine, revision: int) -> bool:
    with writing(engine) as session:
        if company.settle(session, _WHOSE, _DAY, revision, {}):
            return True
        company.give_back(session, _WHOSE, _DAY)
        return False


def test_a_comparison_is_taken_only_where_something_changed(engine: Engine) -> None:
    assert not _take(engine)
    _touch(engine)
    assert _take(engine)
    assert _settle(engine, _check(engine).revision)
    assert _check(engine).knock_at is None
    assert not _take(engine), "a message that comes late finds it done"


def test_what_arrives_while_a_period_is_compared_leads_to_one_more(engine: Engine) -> None:
    _touch(engine)
    seen = _check(engine).revision
    assert _take(engine)
    for _ in range(5):
        _touch(engine)
    held = _check(engine).knock_at
    assert held is not None and held > now() + timedelta(seconds=30), "nobody else begins meanwhile"
    assert not _settle(engine, seen)
    due = _check(engine).knock_at
    assert due is not None and due < now() + timedelta(seconds=1)
    assert _take(engine)
    assert _settle(engine, _check(engine).revision)
    assert _check(engine).knock_at is None


def test_what_arrives_leaves_a_message_that_is_due_as_it_is(engine: Engine) -> None:
    _touch(engine)
    first = _check(engine).knock_at
    _touch(engine)
    assert _check(engine).knock_at == first


def test_a_comparison_whose_worker_died_is_due_again(engine: Engine) -> None:
    _touch(engine)
    with writing(engine) as session:
        assert company.take_period(session, _WHOSE, _DAY, seconds=-1)
        assert company.due_periods(session, again_seconds=60) == [(_WHOSE, _DAY.isoformat())]
