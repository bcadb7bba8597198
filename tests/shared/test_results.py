"""Results in the database, on both databases: whole, exact, and once."""

import pytest
from sqlalchemy import Engine, func
from sqlmodel import col, select

from shared.database import reading, writing
from shared.parts import AT_ONCE
from shared.results import (
    anomaly_part,
    delete_results,
    fact_part,
    indicator_part,
    replace_checks,
    replace_results,
    stored_facts,
    stored_rows,
)
from shared.tables import RESULT_TABLES, ReportHead, StoredAnomaly, StoredFact, StoredIndicator
from tests.analysed import analysed_file
from tests.conftest import SAMPLES
from tests.shared.filing import add_filing

SAMPLE = SAMPLES / "programas-2024.txt"


def test_what_is_stored_comes_back_as_it_was(engine: Engine) -> None:
    report = analysed_file(SAMPLE)
    with writing(engine) as session:
        filing = add_filing(session)
        replace_results(session, filing, report.to_dict(), {"t1": [["a"]]})
    with reading(engine) as session:
        facts = [fact_part(row) for row in session.exec(select(StoredFact).order_by(col(StoredFact.position)))]
        indicators = [
            indicator_part(row) for row in session.exec(select(StoredIndicator).order_by(col(StoredIndicator.position)))
        ]
        anomalies = [
            anomaly_part(row) for row in session.exec(select(StoredAnomaly).order_by(col(StoredAnomaly.position)))
        ]
    assert facts == report.facts
    assert indicators == report.indicators
    assert anomalies == report.anomalies


def test_running_a_job_twice_leaves_what_running_it_once_leaves(engine: Engine) -> None:
    report = analysed_file(SAMPLE)
    with writing(engine) as session:
        filing = add_filing(session)
    for _ in range(2):
        with writing(engine) as session:
            replace_results(session, filing, report.to_dict(), {"t1": [["a"]], "t2": [["b"]]})
    with reading(engine) as session:
        counts = [session.exec(select(func.count()).select_from(table)).one() for table in RESULT_TABLES]
    assert counts == [1, len(report.facts), len(report.indicators), len(report.anomalies), 2]
    with writing(engine) as session:
        delete_results(session, filing.id)
    with reading(engine) as session:
        assert all(session.exec(select(func.count()).select_from(table)).one() == 0 for table in RESULT_TABLES)


def test_a_report_that_is_being_looked_at_is_of_one_analysis(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shared.parts.AT_ONCE", 5)
    report = analysed_file(SAMPLE).to_dict()
    with writing(engine) as session:
        filing = add_filing(session)
        replace_results(session, filing, report, {})
    with reading(engine) as session:
        facts = stored_facts(session, filing.id)
        entries = facts.plain()
        seen = [next(entries)]
        with writing(engine) as other:
            replace_results(
                other, filing, report | {"facts": [fact | {"concept": "x"} for fact in report["facts"]]}, {}
            )
        seen += entries
    assert [fact["concept"] for fact in seen] == [fact["concept"] for fact in report["facts"]]


def test_a_recheck_tells_anew_what_was_covered_and_keeps_what_was_not_read(engine: Engine) -> None:
    report = analysed_file(SAMPLE).to_dict()
    again = {name: value for name, value in report["coverage"].items() if name != "unread_pages"}
    with writing(engine) as session:
        filing = add_filing(session)
        read = report | {"coverage": report["coverage"] | {"unread_pages": [3], "checked": 0, "sentences": 9}}
        replace_results(session, filing, read, {})
        replace_checks(session, session.get_one(ReportHead, filing.id), report | {"coverage": again})
    with reading(engine) as session:
        assert session.get_one(ReportHead, filing.id).coverage == again | {"unread_pages": [3]}


def test_rows_are_handed_out_some_at_a_time_in_their_order_and_only_those_that_are_wanted(engine: Engine) -> None:
    plain = analysed_file(SAMPLE).to_dict()
    first, *others = plain["facts"]
    facts = [first | {"id": f"g{number}"} for number in range(AT_ONCE + 1)] + others
    with writing(engine) as session:
        filing = add_filing(session)
        replace_results(session, filing, plain | {"facts": facts}, {})
    with reading(engine) as session:
        for name in ("facts", "indicators", "anomalies"):
            rows, wanted = stored_rows(session, name, filing.id, {}), facts if name == "facts" else plain[name]
            assert len(rows) == len(wanted)
            assert list(rows) == list(rows) == wanted
        accrued = stored_rows(session, "facts", filing.id, {"concept": "accrued", "category": None})
        assert list(accrued) == [fact for fact in facts if fact["concept"] == "accrued"]
        assert len(accrued) == len(list(accrued))
        some = {facts[3]["id"], facts[-1]["id"]}
        assert [fact.id for fact in stored_facts(session, filing.id).with_ids(some)] == [
            facts[3]["id"],
            facts[-1]["id"],
        ]
