"""Lines of rates, shares, averages and years among amounts that add up: what fails there is no error."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from services.compute.policy import load_policy
from services.compute.reading import read
from services.compute.recognition import recognise
from services.compute.rules import Finding, catalogue
from services.compute.rules.agreement.chance import without_chance
from services.compute.rules.agreement.equation import total_of
from services.compute.rules.agreement.known import Known

_RULES = ("total-mismatch", "difference-mismatch", "ratio-mismatch")
_TRADE = (
    ("Región", "Total", "Exportaciones", "Importaciones"),
    ("Norte", "36,785", "7,835", "28,950"),
    ("Sur", "7,849", "138", "7,711"),
    ("Centro", "4,328", "1,741", "2,587"),
    ("Costa", "3,774", "377", "3,397"),
    ("Bajío", "2,768", "1,241", "1,527"),
)


def _found(rows: Sequence[Sequence[str]]) -> list[Finding]:
    statement = recognise(read("\n".join("\t".join(cells) for cells in rows).encode()), "MXN")
    return [found for rule in _RULES for found in catalogue()[rule][1](statement, load_policy()).findings]


@pytest.mark.parametrize(
    ("name", "errs"),
    [
        ("Parte de las diez mayores (percent)", False),
        ("Porcentaje de las mayores", False),
        ("Promedio", False),
        ("Percent change, 1990-2003", False),
        ("Montaña", True),
    ],
)
def test_a_row_of_rates_does_not_add_up(name: str, errs: bool) -> None:
    assert bool(_found([*_TRADE, (name, "87", "79", "90")])) is errs


def test_a_row_of_averages_adds_up_but_for_a_slip() -> None:
    assert _found([*_TRADE, ("Promedio", "11,101", "2,266", "8,834")]) == []
    assert _found([*_TRADE, ("Promedio", "11,701", "2,266", "8,834")])


def test_quarters_of_amounts_per_share_do_not_add_up() -> None:
    rows = [
        ("Concepto", "Año", "Trim I", "Trim II", "Trim III", "Trim IV"),
        ("Ventas", "24864", "5721", "6203", "6210", "6730"),
        ("Costo", "5894", "1363", "1423", "1500", "1608"),
        ("Mercadeo", "7854", "1833", "1995", "1850", "2176"),
        ("Investigación", "3756", "843", "943", "878", "1092"),
    ]
    assert not _found([*rows, ("Utilidad por acción", "2.00", "0.43", "0.53", "0.52", "0.55")])
    assert _found([*rows, ("Dividendos", "2.00", "0.43", "0.53", "0.52", "0.55")])


def test_a_column_of_shares_does_not_add_up_down_its_rows() -> None:
    rows = [
        ("Sexo", "Participantes", "De largo plazo", "Share of long-term recipients"),
        ("Todos", "2430", "390", "16"),
    ]
    rows += [("Hombres", "1161", "237", "20"), ("Mujeres", "1269", "153", "12")]
    assert not _found(rows)


def test_a_total_of_equals_that_is_one_of_them_again_is_an_index() -> None:
    rows = [
        ("Concepto", "2002", "2001", "Base"),
        ("Ventas", "53109", "43825", "100"),
        ("Costo", "-28054", "-23132", "100"),
        ("Utilidad bruta", "25055", "20693", "100"),
        ("Gastos", "-20492", "-17479", "100"),
        ("Utilidad", "4563", "3214", "100"),
    ]
    assert not _found(rows)


def test_a_part_that_is_nothing_elsewhere_stands_on_either_side() -> None:
    income, spent = (90716, 101194, 108443, 114605, 121109), (92224, 102512, 110498, 116205, 121824)
    special = (0, 0, 600, 0, 0)
    left = [a - b + c for a, b, c in zip(income, spent, special, strict=True)]
    lines = (("Ingresos", income), ("Gastos", spent), ("Extraordinarios", special), ("Resultado", left))
    rows = [("Concepto", *(f"Año {number}" for number in range(1, 6)))]
    assert not _found([*rows, *((name, *map(str, line)) for name, line in lines)])


_RATES = (
    *((8.1, 3.3, 8.3, 4.0, 3.3, 25.1), (9.2, 3.3, 8.6, 4.0, 3.3, 26.0), (9.0, 3.2, 8.5, 4.2, 3.3, 25.5)),
    *((8.7, 3.0, 8.3, 4.3, 3.1, 24.7), (9.2, 3.0, 8.3, 4.4, 3.2, 25.6)),
)


def _causes(last: str, first_year: float = 8.1) -> list[tuple[str, ...]]:
    """Rates of causes by year, of which those of the last are the averages of the others but in the first year."""
    means = [f"{first_year:.1f}", *(f"{sum(rates[1:]) / 5:.1f}" for rates in _RATES[1:])]
    names = ("Cirrosis", "Renales", "Perinatales", "Congénitas", "Accidentes")
    rows = [(name, *(f"{rates[place]:.1f}" for rates in _RATES)) for place, name in enumerate(names, 1)]
    body = [*rows, (last, *means), ("Otras", "4.6", "4.7", "5.1", "5.4", "5.2")]
    return [("Causa", *(str(year) for year in range(2001, 2006))), *body]


def test_what_nothing_calls_an_average_comes_out_as_one_by_chance() -> None:
    assert not _found(_causes("Vehículos", 8.3))
    assert _found(_causes("Promedio", 8.3))
    assert not _found(_causes("Vehículos", 9.2))


@pytest.mark.parametrize(("numbers", "kept"), [((6, 2, 3, 4), False), ((5, 6, 7, 8), False), ((14, 2, 3, 8), True)])
def test_what_rows_are_numbered_by_adds_up_to_nothing(numbers: Sequence[int], kept: bool) -> None:
    first, *others = (
        Known(f"f{row}", Decimal(number), Decimal("0.5"), "t1", row, 0) for row, number in enumerate(numbers, 1)
    )
    one = total_of(first, others, (1, 1, 1), across=False, source="found", room=Decimal(0))
    assert bool(without_chance((replace(one, tolerance=Decimal(0)),))) is kept


def test_years_over_columns_are_held_against_nothing() -> None:
    bought = [(12, 250), (7, 431), (31, 118), (5, 902), (9, 377)]
    rows = [("Obra", "Antes", "Después", "Diferencia", "Otra"), ("Ejercicio", "2002", "2001", "2002", "2001")]
    rows += [(f"Obra {a}", str(a * b), str(a * b - b), str(b), str(a)) for a, b in bought]
    assert not _found(rows)
