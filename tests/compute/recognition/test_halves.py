"""Assets beside liabilities, their columns in any order: each figure is that of its own name, or none's."""

from collections.abc import Sequence
from itertools import permutations

import pytest

import cotejo

ASSETS = [("Caja", "100", "80"), ("Bancos", "250", "190"), ("Clientes", "50", "70"), ("Total de Activos", "400", "340"),
          ("", "", ""), ("", "", "")]  # fmt: skip
DEBTS = [("Proveedores", "60", "40"), ("Préstamos", "140", "160"), ("Total de Pasivos", "200", "200"),
         ("Aportaciones", "150", "100"), ("Resultados", "50", "40"), ("Total de Patrimonio", "200", "140")]  # fmt: skip
HEADS = ("Concepto", "2023", "2022", "Concepto", "2023", "2022")
TRUE = {(name, int(year), int(figure)) for name, *figures in (*ASSETS, *DEBTS)
        for year, figure in zip(("2023", "2022"), figures, strict=True) if figure}  # fmt: skip


def _found(order: tuple[int, ...], heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> tuple[set[object], int]:
    lines = ["Instituto de Ejemplo", "Estado de Situación Financiera", "Al 31 de diciembre de 2023"]
    lines += ["\t".join(row[place] for place in order) for row in (heads, *rows)]
    report = cotejo.analyse("\n".join(lines).encode(), filename="balance.txt")
    told = [anomaly for anomaly in report.anomalies if anomaly.rule == "ragged-row"]
    facts = report.facts
    return {(f.subject.name, f.period.end.year if f.period else 0, int(f.value or 0)) for f in facts}, len(told)


def _beside(left: Sequence[tuple[str, ...]], right: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    return [(*one, *other) for one, other in zip(left, right, strict=True)]


@pytest.mark.parametrize("order", [*permutations(range(6))][::37], ids=str)
@pytest.mark.parametrize("names", [("Concepto", "Concepto"), ("ACTIVO", "PASIVO")])
def test_figures_are_of_the_names_that_the_rows_tell_in_any_order(
    order: tuple[int, ...], names: tuple[str, str]
) -> None:
    heads = (names[0], *HEADS[1:3], names[1], *HEADS[4:])
    assert _found(order, heads, _beside(ASSETS, DEBTS)) == (TRUE, 0)


def test_figures_left_of_both_names_are_of_those_right_of_them() -> None:
    plain = _beside(ASSETS[:3], DEBTS[:2] + DEBTS[3:4])
    found, told = _found((1, 2, 0, 4, 5, 3), HEADS, plain)
    assert {("Caja", 2023, 100), ("Proveedores", 2022, 40), ("Aportaciones", 2022, 100)} <= found and not told


def test_figures_of_which_nothing_tells_whose_they_are_are_told_and_left_unread() -> None:
    plain = _beside(ASSETS[:3], DEBTS[:2] + DEBTS[3:4])
    assert _found((1, 0, 4, 2, 3, 5), HEADS, plain) == (set(), 1)


def test_rows_say_otherwise_than_the_order_in_which_columns_stand() -> None:
    assert _found((0, 4, 2, 3, 1, 5), HEADS, _beside(ASSETS, DEBTS)) == (TRUE, 0)
