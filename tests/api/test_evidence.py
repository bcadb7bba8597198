"""What the page shows beside an anomaly's figures."""

from pathlib import Path

from sqlmodel import Session, col, select

import cotejo
from services.api.views.evidence import MOST_PAGES, evidence_of
from services.api.views.page_picture import PagePicture, PagePictures
from shared import examples
from shared.media_types import PDF
from shared.results import replace_results
from shared.storage import Store
from shared.tables import StoredAnomaly
from tests import programmes
from tests.databases import migrated
from tests.shared.filing import add_filing


def test_what_the_filing_says_is_shown_as_it_is_printed_and_what_it_should_be_likewise(tmp_path: Path) -> None:
    wrong = programmes.row(code="B2", name="Dos")
    wrong[9], wrong[10] = "63.0%", "80%"
    rows = [programmes.row(), wrong, programmes.row(code="C3", name="Tres")]
    report = cotejo.analyse(programmes.text(rows), filename="a.txt").model_dump(mode="json")
    engine = migrated(tmp_path)
    with Session(engine) as session:
        filing = add_filing(session)
        replace_results(session, filing, report, {})
        anomaly = session.exec(select(StoredAnomaly).where(col(StoredAnomaly.rule) == "ratio-mismatch")).one()
        shown = evidence_of(session, anomaly, Store(tmp_path), PagePictures())
    engine.dispose()
    assert (shown.said, shown.ratio) == ("63.0%", True)


def test_places_in_tables_beyond_those_shown_are_kept_and_linked(tmp_path: Path) -> None:
    report = cotejo.analyse(programmes.text([programmes.row()]), filename="a.txt").model_dump(mode="json")
    spot = {**report["facts"][0]["evidence"], "filing": None, "filing_id": None}
    spots = [spot | {"table": f"t{number}", "row": 250} for number in range(1, 13)] + [spot | {"table": "text"}]
    conflict = examples.ANOMALY | {"id": "a1", "facts": [], "evidence": spots}
    engine = migrated(tmp_path)
    with Session(engine) as session:
        filing = add_filing(session)
        replace_results(session, filing, report | {"anomalies": [conflict]}, {})
        anomaly = session.exec(select(StoredAnomaly)).one()
        shown = evidence_of(session, anomaly, Store(tmp_path), PagePictures())
        own = filing.id
    engine.dispose()
    assert len(shown.figures) == 13
    assert [one.spot.table for one in shown.further] == [*(f"t{number}" for number in range(7, 13)), "text"]
    assert [(one.filing_id, one.page) for one in shown.further[-2:]] == [(own, 2), (None, 1)]


def test_pages_beyond_the_first_are_counted_and_drawn_when_asked_for(tmp_path: Path) -> None:
    report = cotejo.analyse(programmes.text([programmes.row()]), filename="a.txt").model_dump(mode="json")
    spot = {**report["facts"][0]["evidence"], "bbox": [10.0, 10.0, 60.0, 20.0]}
    spots = [spot | {"page": number} for number in range(1, 6)]
    wrong = examples.ANOMALY | {"id": "a1", "facts": [], "evidence": spots}
    drawn: list[int] = []

    class Drawn(PagePictures):
        def page(self, path: Path, media_type: str, number: int) -> PagePicture:
            drawn.append(number)
            return PagePicture(b"", 600, 800)

    engine = migrated(tmp_path)
    with Session(engine) as session:
        filing = add_filing(session)
        filing.media_type = PDF
        replace_results(session, filing, report | {"anomalies": [wrong]}, {})
        filing.media_type = PDF
        anomaly = session.exec(select(StoredAnomaly)).one()
        first = evidence_of(session, anomaly, Store(tmp_path), Drawn())
        every = evidence_of(session, anomaly, Store(tmp_path), Drawn(), MOST_PAGES)
    engine.dispose()
    assert (len(first.pages), first.more_pages, len(every.pages), every.more_pages) == (3, 2, 5, 0)
    assert drawn == [1, 2, 3, 1, 2, 3, 4, 5]
