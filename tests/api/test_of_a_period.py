"""What is of a period is laid to none of its filings."""

from pathlib import Path

from sqlmodel import Session, select

import cotejo
from services.api.routes.filings import filing_entry
from services.api.views.of_a_period import missing_of
from services.api.views.overview import overview
from shared import examples
from shared.results import insert_between, replace_results
from shared.reviews import anomalies_of, fingerprints, mark
from shared.tables import Filing, ReportHead
from tests import programmes
from tests.databases import migrated
from tests.shared.filing import add_filing


def test_a_statement_that_is_missing_is_not_told_as_the_fault_of_the_filing_that_carries_it(tmp_path: Path) -> None:
    report = cotejo.analyse(programmes.text([programmes.row()]), filename="a.txt").model_dump(mode="json")
    engine = migrated(tmp_path)
    with Session(engine) as session:
        filing = add_filing(session)
        replace_results(session, filing, report | {"anomalies": []}, {})
        missing = examples.ANOMALY | {"id": "b1", "rule": "missing-statement", "severity": "information", "facts": []}
        insert_between(session, filing.id, "unit", 1, missing | {"evidence": []})
        session.flush()
        filing_id = filing.id
        (before,) = missing_of(session, [filing.id, "other"])
        (row,) = anomalies_of(session, filing.id)
        mark(session, row, fingerprints([row])[row.id], "explained", "")
        session.flush()
        (after,) = missing_of(session, [filing.id])
        entry = filing_entry(session, session.exec(select(Filing)).one(), "es")
        head = session.exec(select(ReportHead)).one()
        view = overview(session, filing, head, "es", None, None, None)
    engine.dispose()
    assert (before.filing_id, before.anomaly_id, before.review) == (filing_id, "b1", None)
    assert after.review and after.review.verdict == "explained"
    assert not entry.anomalies and not entry.between
    assert not view.everything and not view.severities and not view.between
    assert not any(one["rule"] == "missing-statement" for one in view.coverage["rules"])
