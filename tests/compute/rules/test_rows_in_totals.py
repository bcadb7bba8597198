"""Totals that come out but for one row: it is left out, counted twice, or given in another unit than its like."""

from collections.abc import Sequence
from decimal import Decimal

import pytest

from services.compute.policy import load_policy
from services.compute.reading import read
from services.compute.recognition import recognise
from services.compute.rules import Finding, catalogue

_HEADINGS = ("Clave", "Programa", "Aprobado", "Modificado", "Devengado")
_PROGRAMMES = (
    ("E011", "Parques", 4_310_250.75, 4_518_300.10, 4_207_118.42),
    ("E012", "Alumbrado", 12_940_118.20, 11_873_000.35, 11_660_431.87),
    ("K020", "Drenaje", 2_715_400.60, 3_006_950.45, 2_988_215.09),
    ("M001", "Oficialía", 1_184_006.15, 1_190_772.80, 1_151_364.71),
)

_AMOUNTS = tuple((first, second, third) for _, _, first, second, third in _PROGRAMMES)


def _found(rows: Sequence[Sequence[str]]) -> list[Finding]:
    """The totals that are told of."""
    statement = recognise(read("\n".join("\t".join(cells) for cells in rows).encode()), "MXN")
    return catalogue()["total-mismatch"][1](statement, load_policy()).findings


def _row(code: str, name: str, *values: float) -> list[str]:
    return [code, name, *(f"{value:,.2f}" for value in values)]


def _total(
    counted: Sequence[float] = (1, 1, 1, 1), columns: Sequence[int] = (2,), name: str = "Total"
) -> list[Sequence[str]]:
    """The programmes and their total, each counted so many times in some of the columns."""
    sums: list[float] = [
        sum(one[column] * (times if column in columns else 1) for one, times in zip(_AMOUNTS, counted, strict=True))
        for column in range(3)
    ]
    return [_HEADINGS, *(_row(*one) for one in _PROGRAMMES), _row("", name, *sums)]


def test_a_total_that_leaves_out_one_row_is_the_suspect() -> None:
    assert not _found(_total())
    (finding,) = _found(_total((1, 1, 0, 1)))
    assert (finding.observed, finding.expected) == (Decimal("17018915.00"), Decimal("20007130.09"))
    assert finding.subject == ("total", None, "Total")
    assert "deja fuera «K020 Drenaje»" in finding.message.es and "Devengado" in finding.message.es
    assert "leaves out «K020 Drenaje»" in finding.message.en


def test_a_total_that_counts_one_row_twice_is_the_suspect() -> None:
    (finding,) = _found(_total((1, 2, 1, 1)))
    assert finding.expected == Decimal("20007130.09")
    assert "cuenta dos veces «E012 Alumbrado»" in finding.message.es


def test_one_row_left_out_of_two_columns_is_one_error() -> None:
    (finding,) = _found(_total((1, 1, 0, 1), columns=(1, 2)))
    assert len(finding.facts) > 2 and "Modificado" in finding.message.es and "Devengado" in finding.message.es


def test_what_is_no_row_of_the_total_in_any_column_is_not_left_out() -> None:
    rows = _total((1, 1, 0, 1), columns=(0, 1, 2))
    rows[3] = ["", "de los cuales: de capital", *rows[3][2:]]
    assert not _found(rows)


def test_a_row_that_is_one_among_its_equals_is_left_out_of_every_column() -> None:
    (finding,) = _found(_total((1, 1, 0, 1), columns=(0, 1, 2)))
    assert "deja fuera «K020 Drenaje»" in finding.message.es


def test_a_row_that_gives_nothing_where_the_total_comes_out_may_be_none_of_it() -> None:
    rows = [list(row) for row in _total((1, 1, 0, 1), columns=(0, 1, 2))]
    rows[3] = ["", "Recursos en tránsito", "0.00", "0.00", rows[3][4]]
    assert not _found(rows)


def test_of_two_figures_the_total_may_be_the_larger_or_the_last() -> None:
    rows = [
        ("Cuenta", "Cargos", "Abonos", "Saldo"),
        ("Bancos", "4,310,250.75", "1,118,300.10", "3,191,950.65"),
        ("Inversiones", "2,940,118.20", "873,000.35", "5,259,068.50"),
        ("Total", "7,250,368.95", "1,991,300.45", "5,259,068.50"),
    ]
    assert not _found(rows)


@pytest.mark.parametrize("times", [1000, Decimal("0.001")])
def test_a_row_in_another_unit_is_one_error_in_all_its_columns(times: float) -> None:
    rows = [list(row) for row in _total()]
    rows[3][2:] = [f"{value * float(times):,.{2 if times == 1000 else 5}f}" for value in _AMOUNTS[2]]
    (finding,) = _found(rows)
    assert finding.subject[1] == "K020"
    assert finding.expected == Decimal("2715400.60") and "cuadran" in finding.message.es
    assert all(column in finding.message.es for column in ("Aprobado", "Modificado", "Devengado"))


_CHAPTERS = (
    ("1000", "Servicios personales", 1, 1),
    ("11301", "Sueldos", 8_420_117.55, 6_311_940.27),
    ("13201", "Primas", 1_930_660.15, 1_107_482.96),
    ("2000", "Materiales y suministros", 0, 1),
    ("21101", "Papelería", 530_218.40, 418_337.12),
    ("25301", "Medicinas", 7_016_940.85, 5_263_118.77),
    ("25401", "Material médico", 2_408_119.30, 1_620_455.09),
)


def test_a_subtotal_that_leaves_out_a_row_carries_the_slip_into_what_is_left_to_spend() -> None:
    table = [["Clave", "Concepto", "Aprobado", "Comprometido", "Devengado", "Por ejercer"]]
    parts: list[tuple[float, float, float]] = []
    for code, name, first, paid in reversed(_CHAPTERS):
        values = (first, round(paid * 1.07, 2), paid)
        if code.endswith("000"):
            counted = parts if first else parts[:-1]
            values = (sum(one[0] for one in parts), sum(one[1] for one in parts), sum(one[2] for one in counted))
            parts = []
        else:
            parts.insert(0, values)
        table.insert(1, _row(code, name, *values, values[0] - values[2]))
    (finding,) = _found(table)
    assert finding.subject[1] == "2000"
    assert finding.observed == Decimal("5681455.89") and finding.expected == Decimal("7301910.98")
    assert "deja fuera «25401 Material médico»" in finding.message.es and "Por ejercer" in finding.message.es


_MORE = (
    *_PROGRAMMES,
    ("M002", "Archivo", 845_118.35, 861_402.70, 840_226.19),
    ("P004", "Planeación", 1_633_907.42, 1_602_550.93, 1_598_374.06),
)


def _total_of_more(counted: Sequence[float], columns: Sequence[int]) -> list[Sequence[str]]:
    """As `_total`, of two programmes more."""
    amounts = tuple((first, second, third) for _, _, first, second, third in _MORE)
    sums: list[float] = [
        sum(one[column] * (times if column in columns else 1) for one, times in zip(amounts, counted, strict=True))
        for column in range(3)
    ]
    return [_HEADINGS, *(_row(*one) for one in _MORE), _row("", "Total", *sums)]


def test_a_total_that_leaves_out_two_rows_is_the_suspect() -> None:
    assert not _found(_total_of_more((1, 1, 1, 1, 1, 1), columns=(2,)))
    (finding,) = _found(_total_of_more((1, 1, 0, 1, 0, 1), columns=(2,)))
    assert (finding.observed, finding.expected) == (Decimal("18617289.06"), Decimal("22445730.34"))
    assert "deja fuera «K020 Drenaje» (2,988,215.09) y «M002 Archivo» (840,226.19)" in finding.message.es
    assert "leaves out «K020 Drenaje» (2,988,215.09) and «M002 Archivo» (840,226.19)" in finding.message.en


def test_two_rows_among_their_equals_are_left_out_of_every_column() -> None:
    (finding,) = _found(_total_of_more((1, 1, 1, 1, 0, 0), columns=(0, 1, 2)))
    assert "deja fuera «M002 Archivo» y «P004 Planeación» en 3 columnas" in finding.message.es


def test_two_rows_left_out_are_one_error_where_one_of_them_gives_nothing() -> None:
    rows = [list(row) for row in _total_of_more((1, 1, 1, 1, 0, 0), columns=(1, 2))]
    rows[5][3] = "0.00"
    (finding,) = _found(rows)
    assert "deja fuera «M002 Archivo» y «P004 Planeación» en 2 columnas" in finding.message.es


def test_a_total_that_counts_two_rows_twice_is_the_suspect() -> None:
    (finding,) = _found(_total_of_more((1, 2, 1, 2, 1, 1), columns=(2,)))
    assert finding.expected == Decimal("22445730.34")
    assert "cuenta dos veces «E012 Alumbrado»" in finding.message.es and "«M001 Oficialía»" in finding.message.es


def test_two_rows_that_might_as_well_be_two_others_are_not_named() -> None:
    rows = [list(row) for row in _total_of_more((1, 1, 0, 1, 0, 1), columns=(2,))]
    rows[2][4], rows[6][4] = "3,000,000.00", "828,441.28"
    rows[7][4] = f"{4_207_118.42 + 3_000_000 + 1_151_364.71 + 828_441.28:,.2f}"
    assert all("deja fuera" not in finding.message.es for finding in _found(rows))


def test_of_two_rows_one_may_be_another_of_the_same_amount() -> None:
    rows = [list(row) for row in _total_of_more((1, 1, 0, 1, 0, 1), columns=(2,))]
    rows[1][4] = rows[3][4]
    rows[7][4] = f"{2_988_215.09 + 11_660_431.87 + 1_151_364.71 + 1_598_374.06:,.2f}"
    (finding,) = _found(rows)
    assert "deja fuera" not in finding.message.es


def test_two_rows_that_are_no_rows_of_the_total_in_any_column_are_not_left_out() -> None:
    rows = _total_of_more((1, 1, 0, 0, 1, 1), columns=(0, 1, 2))
    rows[3], rows[4] = ["", "de los cuales: corriente", *rows[3][2:]], ["", "de capital", *rows[4][2:]]
    assert not _found(rows)


def test_of_figures_that_would_do_alike_that_which_is_round_when_mended_is_suspected_first() -> None:
    rows = [
        ("Programa", "Aprobado", "Modificado", "Devengado"),
        ("Parques", "41,000,000.00", "44,300,000.00", "42,118,320.15"),
        ("Alumbrado", "9,200,000.00", "9,200,000.00", "9,106,540.88"),
        ("Drenaje", "21,800,000.00", "20,100,000.00", "19,904,612.30"),
        ("Oficialía", "3,500,000.00", "2,900,000.00", "2,760,118.07"),
        ("Total", "74,745,000.00", "76,500,000.00", "73,889,591.40"),
    ]
    (finding,) = _found(rows)
    assert (finding.observed, finding.expected) == (Decimal("74745000.00"), Decimal("75500000.00"))


def test_what_would_be_nothing_or_less_than_nothing_is_proposed_for_no_figure() -> None:
    rows = [
        ("Programa", "Aprobado", "Modificado", "Devengado"),
        ("Parques", "41,300,118.40", "44,300,417.20", "42,118,320.15"),
        ("Alumbrado", "9,200,655.10", "9,247,118.60", "9,106,540.88"),
        ("Drenaje", "118,240.77", "120,115.35", "119,904.30"),
        ("Total", "50,619,014.27", "53,667,651.15", "50,012,650.01"),
    ]
    (finding,) = _found(rows)
    assert "-" not in finding.message.es and "→ 0" not in finding.message.es
