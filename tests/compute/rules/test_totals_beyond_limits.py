"""Totals that break a limit by themselves: what is told of the rows below them is not told of them again."""

from collections.abc import Sequence
from typing import Any

import pytest

from services.compute.policy import load_policy
from services.compute.reading import read
from services.compute.recognition import recognise
from services.compute.rules import Finding, catalogue

_HEADINGS = ("Concepto", "Aprobado", "Modificado", "Devengado", "Pagado")
_ROWS = (("Tesorería", 500_000, 520_000, 410_300, 400_150), ("Catastro", 310_000, 305_000, 290_420, 290_420))


def _found(rule: str, *rows: Sequence[object], headings: Sequence[str] = _HEADINGS) -> list[Finding]:
    title = "Clasificación Administrativa, del 1 de enero al 30 de septiembre de 2024"
    shown = ("\t".join(f"{one:,}" if isinstance(one, int) else str(one) for one in row) for row in rows)
    lines = ["Instituto de Prueba", title, "\t".join(headings), *shown]
    statement = recognise(read("\n".join(lines).encode()), "MXN")
    return catalogue()[rule][1](statement, load_policy()).findings


def _total(
    name: str = "Total", /, *, modified: int = 825_000, accrued: int = 700_720, paid: int = 690_570
) -> list[object]:
    return [name, 810_000, modified, accrued, paid]


@pytest.mark.parametrize(
    ("rule", "changed", "stake"),
    [
        ("paid-exceeds-accrued", {"paid": 709_570}, 8_850),
        ("paid-exceeds-accrued", {"accrued": 600_720}, 89_850),
        ("accrued-exceeds-modified", {"modified": 625_000}, 75_720),
    ],
)
def test_a_total_beyond_its_limit_is_told_where_no_row_is(rule: str, changed: dict[str, Any], stake: int) -> None:
    assert not _found(rule, *_ROWS, _total())
    (finding,) = _found(rule, _total(**changed))
    assert finding.subject[0] == "total" and finding.stake == stake


@pytest.mark.parametrize(
    ("rule", "changed"),
    [("paid-exceeds-accrued", {"paid": 709_570}), ("accrued-exceeds-modified", {"accrued": 870_720})],
)
def test_a_total_above_its_limit_that_its_rows_tell_is_told_by_these(rule: str, changed: dict[str, Any]) -> None:
    (finding,) = _found("total-mismatch", *_ROWS, _total(**changed))
    assert finding.subject[0] == "total" and finding.observed == next(iter(changed.values()))
    assert not _found(rule, *_ROWS, _total(**changed))


@pytest.mark.parametrize(
    ("rule", "changed", "stake"),
    [
        ("paid-exceeds-accrued", {"accrued": 600_720}, 89_850),
        ("accrued-exceeds-modified", {"modified": 625_000}, 75_720),
    ],
)
def test_a_total_whose_limit_is_in_doubt_is_told(rule: str, changed: dict[str, Any], stake: int) -> None:
    (finding,) = _found(rule, *_ROWS, _total(**changed))
    assert finding.subject[0] == "total" and finding.stake == stake


def test_a_total_beyond_what_was_exercised() -> None:
    headings = ("Concepto", "Aprobado", "Modificado", "Ejercido", "Saldo")
    (finding,) = _found("exercised-exceeds-modified", _total(accrued=900_720), headings=headings)
    assert finding.stake == 75_720


def test_what_a_row_says_its_total_does_not_say_again() -> None:
    over = ("Catastro", 310_000, 305_000, 290_420, 390_420)
    (finding,) = _found("paid-exceeds-accrued", _ROWS[0], over, _total(paid=790_570))
    assert finding.subject[2] == "Catastro"


def test_totals_off_by_the_same_are_told_once() -> None:
    subtotal = _total("Subtotal", paid=709_570)
    (finding,) = _found("paid-exceeds-accrued", *_ROWS, subtotal, _total("Total general", paid=709_570))
    assert finding.subject[2] == "Subtotal"
