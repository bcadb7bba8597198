"""Programmes of a report that prints no total, held against the statements of its period."""

import pytest

from services.compute.policy import load_policy
from services.compute.ties import compare_period
from services.compute.ties.hold import Held, hold_together
from services.compute.ties.stated import Filed
from tests.compute.ties.reported import Row, filed, total

_END = "2022-06-30"
Stated = list[tuple[str, str, str | None]]
_ROWS: Stated = [("A1", "300.00", "60.00"), ("B2", "150.00", "30.00"), ("C3", "50.00", "10.00")]
_WRONG: Stated = [*_ROWS[:2], ("C3", "50.00", "12.00")]


def _company(rows: Stated, kind: str = "investment-programmes") -> list[Filed]:
    others = ("expenditure-by-object", "expenditure-by-programme-category")
    told: list[Row] = [
        ("programme", code, f"Programa {code}", {"approved": approved} | ({"accrued": accrued} if accrued else {}))
        for code, approved, accrued in rows
    ]
    stated = [filed(other, other, [total(approved="500.00", accrued="100.00")], _END) for other in others]
    return [*stated, filed("programmes", kind, told, _END)]


def _accrued(rows: Stated, kind: str = "investment-programmes") -> Held:
    held = hold_together(_company(rows, kind)).held
    return next(one for one in held if one.tie.id == "spending" and one.concept == "accrued")


@pytest.mark.parametrize("kind", ["investment-programmes", "results-indicators"])
@pytest.mark.parametrize("again", [[], _ROWS[:1]])  # a programme is printed with each of its indicators
def test_what_they_come_to_is_held_against_the_whole(again: Stated, kind: str) -> None:
    well, ill = _accrued([*_ROWS, *again], kind).judgement, _accrued([*_WRONG, *again], kind).judgement
    assert (well.state, kind in {one.statement for one in well.agreeing}) == ("holds", True)
    assert (ill.state, [one.statement for one in ill.odd]) == ("does-not-hold", [kind])


@pytest.mark.parametrize(
    "rows",
    [
        _WRONG[1:],  # those of a part of the budget
        [*_WRONG, ("A1", "300.00", "61.00")],  # one that is told in two ways
        [*_ROWS[:2], ("C3", "50.00", None)],  # one of which not all could be read
    ],
)
def test_what_may_not_be_the_whole_is_held_against_nothing(rows: Stated) -> None:
    judgement = _accrued(rows).judgement
    assert judgement.state == "holds"
    assert "investment-programmes" not in {one.statement for one in judgement.agreeing}


def test_that_it_is_a_sum_and_no_printed_figure_is_said() -> None:
    company = _company(_WRONG)
    (found,) = compare_period(company, company[0].end, load_policy()).shared
    assert "Programas y proyectos de inversión (la suma de sus 3 renglones): 102.00" in found.entry["message"]["es"]
    assert "Investment programmes and projects (the sum of its 3 rows): 102.00" in found.entry["message"]["en"]
    assert found.entry["subject"] == {"kind": "total", "code": None, "name": None}
