"""A figure ten or a hundred times what it should be, among sums of months."""

from decimal import Decimal

import pytest

from services.compute.policy import load_policy
from services.compute.reading import read
from services.compute.recognition import recognise
from services.compute.rules import Finding, catalogue

_MONTHS = ("Ene", "Feb", "Mar", "Abr")
_PROGRAMMES = (
    ("Docencia", "81234.56", "90122.31", "78453.20", "88001.07"),
    ("Investigación", "41980.44", "38711.90", "40255.13", "39874.66"),
    ("Extensión", "12877.05", "13411.72", "12090.38", "14002.91"),
    ("Becas", "30561.19", "29844.83", "31270.55", "30118.47"),
    ("Gestión", "55120.68", "54893.29", "56204.74", "55417.36"),
)


def _findings(changed: str) -> list[Finding]:
    """What is told of totals where one figure is `changed`, and the totals are as they were."""
    amounts = [[Decimal(text) for text in texts] for _, *texts in _PROGRAMMES]
    amounts = [[*row, sum(row, Decimal(0))] for row in amounts]
    amounts.append([sum(column, Decimal(0)) for column in zip(*amounts, strict=True)])
    amounts[2][2] = Decimal(changed)
    names = [*(name for name, *_ in _PROGRAMMES), "Total"]
    rows = [[name, *(f"{one:,.2f}" for one in row)] for name, row in zip(names, amounts, strict=True)]
    lines = [["Programa", *_MONTHS, "Total anual"], *rows]
    statement = recognise(read("\n".join("\t".join(cells) for cells in lines).encode()), "MXN")
    return list(catalogue()["total-mismatch"][1](statement, load_policy()).findings)


@pytest.mark.parametrize("changed", ["1209038.00", "120903.80", "12090380.00"])
def test_a_point_too_far_to_the_right_is_told_though_the_figure_exceeds_its_total(changed: str) -> None:
    (finding,) = _findings(changed)
    assert finding.observed == Decimal(changed)
    assert finding.expected == Decimal("12090.38")


def test_figures_whose_points_stand_right_agree() -> None:
    assert not _findings("12090.38")
