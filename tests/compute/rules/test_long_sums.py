"""What a total under many rows sums: made as it is gone through, it says what figures that are kept would say."""

from decimal import Decimal

import polars as pl
import pytest

from services.compute.rules.agreement import total_lines
from services.compute.rules.agreement.equation import Equation, total_of
from services.compute.rules.agreement.known import InColumn, Known, facts_in, rows_in, units_of
from services.compute.rules.agreement.long_figures import LongFigures
from services.compute.rules.agreement.statement import _key
from services.compute.rules.agreement.total_lines import Line, have_any, in_column

_CENT = Decimal("0.005")
ROWS = 600


def _figures() -> LongFigures:
    """Two columns, the second without every tenth row; of row 7 the first column has two facts."""
    places = [(row, column) for row in range(ROWS) for column in (1, 2) if column == 1 or row % 10]
    places.insert(14, (7, 1))
    return LongFigures(
        "t1",
        pl.DataFrame(
            {
                "fact": [f"f{number}" for number in range(1, len(places) + 1)],
                "exact": [Decimal(100 * row + column) for row, column in places],
                "half_unit": [_CENT] * len(places),
                "table": ["t1"] * len(places),
                "row": [row for row, _ in places],
                "column": [column for _, column in places],
                "unit": ["MXN"] * len(places),
            }
        ),
    )


def _lines(figures: LongFigures) -> list[Line]:
    return [Line(row, row, False, False, None, figures.by_row(row)) for row in range(ROWS)]


def _total(parts: object) -> Equation:
    whole = Known("f9999", Decimal(1), _CENT, "t1", ROWS, 1, "MXN")
    assert isinstance(parts, (list, InColumn))
    return total_of(whole, parts, (1,) * len(parts), across=False, source="layout")


@pytest.mark.parametrize("column", [1, 2])
def test_figures_made_as_they_are_gone_through_are_those_kept(column: int, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = _lines(_figures())
    made = in_column(lines, column)
    monkeypatch.setattr(total_lines, "_MANY", ROWS)
    kept = in_column(lines, column)
    assert isinstance(made, InColumn) and isinstance(kept, list)
    assert list(made) == kept and len(made) == len(kept)
    assert (made[3], list(made[5:9])) == (kept[3], kept[5:9])
    for asked in (facts_in, rows_in, units_of):
        assert asked(made) == asked(kept)
    monkeypatch.undo()
    assert made == in_column(_lines(_figures()), column) != in_column(lines, 3 - column)


def test_lines_have_the_facts_that_stand_in_them(monkeypatch: pytest.MonkeyPatch) -> None:
    figures = _figures()
    lines, first, last = _lines(figures), figures[0, 1].fact, figures[ROWS - 1, 1].fact
    for many in (1, ROWS):
        monkeypatch.setattr(total_lines, "_MANY", many)
        assert have_any(lines[1:], {last}) and have_any(lines, {first, "f9999"})
        assert not have_any(lines[1:], {first}) and not have_any(lines, {"f9999"}) and not have_any(lines, set())


def test_long_sums_are_told_apart_by_their_facts_however_these_are_held() -> None:
    lines = _lines(_figures())
    made = in_column(lines, 1)
    same, first, other = _total(made), _total(made[:-1]), _total(made[1:])
    assert _key(same) == _key(_total(list(made)))
    assert len({_key(same), _key(first), _key(other)}) == 3
    assert len({same, _total(in_column(lines, 1))}) == 1
    assert len(_key(same)) < ROWS
