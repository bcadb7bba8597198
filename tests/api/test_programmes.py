"""The programmes that the page pictures."""

from decimal import Decimal
from pathlib import Path

from sqlmodel import Session

import cotejo
from services.api.views.programmes import Programme, pictured, programmes_of
from shared.results import replace_results
from tests import programmes
from tests.databases import migrated
from tests.shared.filing import add_filing


def test_a_programme_that_states_its_money_by_categories_too_is_one(tmp_path: Path) -> None:
    rows = [programmes.row(), programmes.row(code="B2"), programmes.row(code="C3")]
    report = cotejo.analyse(programmes.text(rows), filename="a.txt").model_dump(mode="json")
    parts = [fact | {"id": f"{fact['id']} of salaries", "value": "1.00"} for fact in report["facts"]]
    engine = migrated(tmp_path)
    with Session(engine) as session:
        filing = add_filing(session)
        money = [fact for fact in parts if fact["concept"] in ("approved", "modified", "accrued")]
        replace_results(session, filing, report | {"facts": [*report["facts"], *money]}, {})
        found = programmes_of(session, filing.id)
    engine.dispose()
    assert [one.code for one in found] == ["A1", "B2", "C3"]
    assert [one.figures["accrued"] for one in found] == [Decimal("80.00")] * 3


def test_programmes_without_targets_are_pictured_by_their_spending() -> None:
    spent = Programme(
        "programme", "A1", None, {"modified": Decimal(9)}, {"execution_rate_modified": (Decimal(1), None)}
    )
    larger = Programme(
        "programme", "B2", None, {"modified": Decimal(20)}, {"execution_rate_modified": (Decimal(1), None)}
    )
    unrated = Programme("programme", "C3", None, {"modified": Decimal(30)})
    assert pictured([spent, unrated, larger], 2) == ([larger, spent], 2)
    assert pictured([spent, unrated, larger], 1) == ([larger], 2)
    assert pictured([unrated], 2) == ([], 0)
