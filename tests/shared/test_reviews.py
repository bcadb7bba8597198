"""Marks on anomalies: kept when the filing is analysed anew, told apart where two are alike, gone with the filing."""

from typing import Any

from sqlalchemy import Engine

from shared import examples
from shared.database import reading, writing
from shared.results import insert_between, replace_results
from shared.reviews import anomalies_of, copies, delete_reviews, fingerprints, mark, reviews_of, unmark
from tests.analysed import analysed_file
from tests.conftest import SAMPLES
from tests.shared.filing import add_filing


def _report() -> dict[str, Any]:
    return analysed_file(SAMPLES / "programas-2024.txt").to_dict()


def test_a_mark_outlives_an_analysis_that_numbers_and_words_anomalies_otherwise(engine: Engine) -> None:
    report = _report()
    with writing(engine) as session:
        filing = add_filing(session)
        replace_results(session, filing, report, {})
        first = anomalies_of(session, filing.id)[0]
        mark(session, first, fingerprints(anomalies_of(session, filing.id))[first.id], "dismissed", "Ya se corrigió.")
        said = (first.rule, first.subject_code)
    report["anomalies"] = list(reversed(report["anomalies"]))
    for number, anomaly in enumerate(report["anomalies"], 1):
        anomaly |= {"id": f"a{number}", "message": {"es": "Dicho de otro modo.", "en": "In other words."}}
    with writing(engine) as session:
        replace_results(session, filing, report, {})
    with reading(engine) as session:
        anomalies = anomalies_of(session, filing.id)
        (kept,) = reviews_of(session, filing.id).values()
        (same,) = [one for one in anomalies if fingerprints(anomalies)[one.id] == kept.anomaly]
    assert (same.rule, same.subject_code) == said
    assert (kept.verdict, kept.note) == ("dismissed", "Ya se corrigió.")


def test_anomalies_that_are_alike_have_marks_of_their_own(engine: Engine) -> None:
    report = _report()
    report["anomalies"] += [report["anomalies"][0] | {"id": "a99"}]
    with writing(engine) as session:
        filing = add_filing(session)
        replace_results(session, filing, report, {})
        prints = fingerprints(anomalies_of(session, filing.id))
    assert len(set(prints.values())) == len(prints)


def test_marks_can_be_changed_taken_away_and_deleted_with_the_filing(engine: Engine) -> None:
    with writing(engine) as session:
        filing = add_filing(session)
        replace_results(session, filing, _report(), {})
        first, second = anomalies_of(session, filing.id)[:2]
        for verdict in ("confirmed", "explained"):
            mark(session, first, "one", verdict, "")
        mark(session, second, "two", "confirmed", "")
        session.flush()
        assert {name: row.verdict for name, row in reviews_of(session, filing.id).items()} == {
            "one": "explained",
            "two": "confirmed",
        }
        unmark(session, filing.id, "one")
        assert set(reviews_of(session, filing.id)) == {"two"}
        delete_reviews(session, filing.id)
        assert reviews_of(session, filing.id) == {}


def test_one_that_lies_between_filings_has_a_row_in_each_of_them(engine: Engine) -> None:
    shared = examples.ANOMALY | {"id": "b1"}
    with writing(engine) as session:
        one, other = add_filing(session), add_filing(session)
        replace_results(session, one, _report(), {})
        for filing, unit in ((one, "unit"), (other, "unit"), (other, "another")):
            insert_between(session, filing.id, unit, 1, shared | {"id": "b1" if unit == "unit" else "b2"})
        anomalies = anomalies_of(session, one.id)
        between = next(row for row in anomalies if row.id == "b1")
        assert [row.filing_id for row in copies(session, between)] == sorted([one.id, other.id])
        assert copies(session, anomalies[-1]) == [anomalies[-1]]
