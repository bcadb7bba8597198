"""Totals over a single row: where they are that row in other columns, they are it in all."""

from collections.abc import Sequence

import pytest

from services.compute.policy import load_policy
from services.compute.reading import read
from services.compute.recognition import recognise
from services.compute.rules import Finding, catalogue

_HEADINGS = ("Concepto", "Aprobado", "Ampliaciones", "Modificado", "Devengado", "Pagado", "Subejercicio")
_OFFICE = (9_418_250, 120_000, 9_538_250, 6_214_730, 6_101_905, 3_323_520)


def _found(*rows: Sequence[object], headings: Sequence[str] = _HEADINGS) -> list[Finding]:
    shown = [[f"{one:,}" if isinstance(one, int) else str(one) for one in row] for row in rows]
    title = "Clasificación Administrativa, del 1 de enero al 30 de septiembre de 2024"
    lines = ["Instituto de Prueba", title, "\t".join(headings), *map("\t".join, shown)]
    statement = recognise(read("\n".join(lines).encode()), "MXN")
    return catalogue()["total-mismatch"][1](statement, load_policy()).findings


def _total(accrued: int) -> tuple[object, ...]:
    """A total that is the office's but for what was accrued, and what that leaves."""
    return ("Total del Gasto", *_OFFICE[:3], accrued, _OFFICE[4], _OFFICE[2] - accrued)


@pytest.mark.parametrize("accrued", [6_124_730, 5_000_000, 6_214_830, 7_214_730])
@pytest.mark.parametrize("first", [True, False])
def test_a_total_that_is_not_its_only_row_is_one_error(accrued: int, first: bool) -> None:
    def rows(total: Sequence[object]) -> list[Sequence[object]]:
        office = ("Oficina central", *_OFFICE)
        return [total, office] if first else [office, total]

    assert not _found(*rows(_total(_OFFICE[3])))
    (finding,) = _found(*rows(_total(accrued)))
    assert "su único renglón, «Oficina central», en 2 columnas" in finding.message.es
    assert f"{accrued - _OFFICE[3]:,}" in finding.message.es


def test_what_another_total_proves_is_said() -> None:
    def rows(subtotal: int) -> list[Sequence[object]]:
        return [
            ("Corto plazo", "", ""),
            ("Banco del Norte", 11_430_000, 9_870_000),
            ("Subtotal corto plazo", 11_430_000, 9_870_000),
            ("Largo plazo", "", ""),
            ("Banco del Sur", 73_250_000, 68_140_000),
            ("Subtotal largo plazo", 73_250_000, subtotal),
            ("Otros pasivos", 5_120_000, 4_390_000),
            ("Total de la deuda", 89_800_000, 82_400_000),
        ]

    headings = ("Concepto", "Saldo inicial", "Saldo final")
    assert not _found(*rows(68_140_000), headings=headings)
    (finding,) = _found(*rows(61_840_000), headings=headings)
    assert finding.observed == 61_840_000 and finding.expected == 68_140_000
    assert "su único renglón, «Banco del Sur», dice 68,140,000" in finding.message.es


def test_a_total_of_more_than_the_row_beside_it_is_not_held_to_it() -> None:
    headings = ("Concepto", "Aprobado", "Devengado", "Pagado", "Reintegrado")
    office, own = ("Oficina central", 9_418_250, 6_214_730, 6_101_905, 0), ("Ingresos propios", 0, 0, 0, 45_310)
    total = ("Total", 9_418_250, 6_214_730, 6_101_905, 45_300)
    assert not [one for one in _found(own, ("", "", "", "", ""), office, total, headings=headings) if _of_one(one)]
    assert not [one for one in _found(own, office, total, headings=headings) if _of_one(one)]


def test_a_total_that_is_another_row_in_several_ways_is_not_held_to_it() -> None:
    assert not _found(("Oficina central", *_OFFICE), ("Total anual", *_OFFICE[:3], 8_330_118, 8_015_200, 1_208_132))
    assert not _found(("Oficina", 3, 1, 4), ("Total", 3, 2, 5), headings=("Concepto", "Plazas", "Altas", "Suma"))


def _of_one(finding: Finding) -> bool:
    return "único renglón" in finding.message.es
