"""What heads a page: totals and counts of programmes."""

from decimal import Decimal

import cotejo
from shared.summary import summarise
from tests import programmes


def test_a_programme_that_states_its_money_by_categories_too_counts_once() -> None:
    rows = [programmes.row(), programmes.row(code="B2"), programmes.row(code="B2")]
    report = cotejo.analyse(programmes.text(rows), filename="a.txt")
    assert (summarise(report).programmes, summarise(report).totals["accrued"]) == (3, Decimal("240.00"))
    parts = [
        fact.model_copy(update={"id": f"{fact.id} of salaries", "context": {"group": "Salaries"}})
        for fact in report.facts
    ]
    by_category = report.model_copy(update={"facts": [*report.facts, *parts]})
    assert summarise(by_category) == summarise(report)
