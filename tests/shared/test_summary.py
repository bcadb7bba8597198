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


def test_the_light_of_spending_is_given_to_no_row_that_sums_programmes() -> None:
    report = cotejo.analyse(programmes.text([programmes.row(), programmes.row(code="B2")]), filename="a.txt")
    rated = next(one for one in report.indicators if one.rating and one.name == "execution_rate_modified")
    branch = rated.model_copy(update={"id": "i-branch", "inputs": ["f-branch-accrued", "f-branch-modified"]})
    with_branch = report.model_copy(update={"indicators": [*report.indicators, branch]})
    assert sum(summarise(report).lights["execution"].values()) == 2
    assert summarise(with_branch).lights == summarise(report).lights
