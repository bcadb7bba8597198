"""Totals where few columns tell of them: by what they are called, by being called nothing, beside rates, in steps."""

from collections.abc import Sequence

import pytest

from services.compute.policy import load_policy
from services.compute.reading import read
from services.compute.recognition import recognise
from services.compute.rules import Finding, catalogue

_SOURCES = (("Cuotas", 18_734, 17_209), ("Aportaciones", 9_412, 10_127), ("Rendimientos", 5_208, 4_941))


def _found(*rows: Sequence[str]) -> list[Finding]:
    statement = recognise(read("\n".join("\t".join(cells) for cells in rows).encode()), "MXN")
    return catalogue()["total-mismatch"][1](statement, load_policy()).findings


def _sources(total: str, changed: int = 0) -> list[Sequence[str]]:
    """Amounts of two years, the change in percent, and their total, of which the first year's is off by `changed`."""
    rows = [(name, str(now), str(before), f"{100 * (now / before - 1):.1f}") for name, now, before in _SOURCES]
    now, before = sum(one for _, one, _ in _SOURCES), sum(one for *_, one in _SOURCES)
    return [
        ("Origen", "Este ejercicio", "El anterior", "Variación"),
        *rows,
        (total, str(now + changed), str(before), f"{100 * (now / before - 1):.1f}"),
    ]


@pytest.mark.parametrize("total", ["Total de ingresos", "Suma", ""])
def test_one_other_column_tells_of_a_total_and_the_rates_beside_it_do_not_speak_against_it(total: str) -> None:
    assert not _found(*_sources(total))
    (finding,) = _found(*_sources(total, 4_000))
    assert finding.observed == 37_354 and finding.expected == 33_354


def test_the_last_line_of_a_block_that_is_called_nothing_sums_the_block() -> None:
    def notes(changed: int) -> list[Sequence[str]]:
        return [
            ("Concepto", "2023"),
            ("Bancos", "3184276"),
            ("Inversiones", "7719034"),
            ("", str(3184276 + 7719034 + changed)),
            ("", ""),
            ("Deudores", "918277"),
            ("Anticipos", "66120"),
            ("Depósitos", "40031"),
            ("", "1024428"),
            ("", ""),
            ("Personal al cierre", "812"),
            ("Superficie", "2040"),
        ]

    assert not _found(*notes(0))
    (finding,) = _found(*notes(5_000))
    assert finding.stake == 5_000


def _months(wrong: dict[int, int]) -> list[Sequence[str]]:
    """Twelve months of seven years in steps of ten, and the year; a figure of January is off by so much a year."""
    years = [[(37 * (month + 3) * (year + 2) + 11 * year * year) % 83 * 10 + 100 for year in range(7)]
             for month in range(12)]  # fmt: skip
    totals = [sum(month[year] for month in years) + (year % 3 - 1) * 10 for year in range(7)]
    rows = [[str(value + wrong.get(year, 0) * (not place)) for year, value in enumerate(month)]
            for place, month in enumerate(years)]  # fmt: skip
    names = ("Enero", "Febrero", "Marzo", "Abril", "Mayo", "Junio", "Julio", "Agosto", "Septiembre", "Octubre")
    return [
        ("Mes", *(f"Región {name}" for name in "ABCDEFG")),
        *((name, *row) for name, row in zip((*names, "Noviembre", "Diciembre"), rows, strict=True)),
        ("Todo el año", *map(str, totals)),
    ]


def test_figures_in_steps_are_off_by_their_rounding_but_not_by_hundreds() -> None:
    assert not _found(*_months({}))
    (finding,) = _found(*_months({2: 700}))
    assert finding.observed is not None and finding.expected is not None
    assert abs(abs(finding.observed - finding.expected) - 700) <= 10


def test_a_figure_beyond_reading_elsewhere_in_a_column_keeps_no_total_from_being_told() -> None:
    rows = [*_sources("Total de ingresos", 4_000), ("Nota", "", "", ""), ("Deudores", "3 18?7", "4120", "")]
    assert [finding.expected for finding in _found(*rows)] == [33_354]
