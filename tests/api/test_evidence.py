"""What the page shows beside an anomaly's figures."""

from pathlib import Path

from sqlmodel import Session, col, select

import cotejo
from services.api.views.evidence import evidence_of
from services.api.views.page_picture import PagePictures
from shared.database import connect, migrate
from shared.results import replace_results
from shared.storage import Store
from shared.tables import StoredAnomaly
from tests import programmes
from tests.shared.filing import add_filing


def test_what_the_filing_says_is_shown_as_it_is_printed_and_what_it_should_be_likewise(tmp_path: Path) -> None:
    wrong = programmes.row(code="B2", name="Dos")
    wrong[9], wrong[10] = "63.0%", "80%"
    rows = [programmes.row(), wrong, programmes.row(code="C3", name="Tres")]
    report = cotejo.analyse(programmes.text(rows), filename="a.txt").model_dump(mode="json")
    engine = connect(f"sqlite:///{tmp_path / 'cotejo.db'}")
    migrate(engine)
    with Session(engine) as session:
        filing = add_filing(session)
        replace_results(session, filing, report, {})
        anomaly = session.exec(select(StoredAnomaly).where(col(StoredAnomaly.rule) == "ratio-mismatch")).one()
        shown = evidence_of(session, anomaly, Store(tmp_path), PagePictures())
    engine.dispose()
    assert (shown.said, shown.ratio) == ("63.0%", True)
