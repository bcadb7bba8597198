"""The relations of a grid: sums in every arrangement, averages, quotients, changes, notations, and what is broken."""

import random
from collections.abc import Sequence

import pytest

from services.compute.arithmetic import Relation, find_relations
from services.compute.arithmetic.broken import instances
from services.compute.arithmetic.numerals import numbers_of

Grid = list[list[str]]


def _rows(height: int, *, seed: int = 1, top: int = 9_999_999) -> list[list[int]]:
    chance = random.Random(seed)
    return [[chance.randrange(1_000, top) for _ in range(3)] for _ in range(height)]


def _printed(rows: Sequence[Sequence[float]], form: str = "{:,.2f}") -> Grid:
    return [["label", *(form.format(value) for value in row)] for row in rows]


def _places(relations: Sequence[Relation], operator: str) -> set[tuple[tuple[int, int], frozenset[tuple[int, int]]]]:
    return {(one.aggregate, frozenset(one.parts)) for one in relations if one.operator == operator}


def test_a_total_below_its_parts_and_one_above() -> None:
    rows = _rows(4)
    total = [sum(column) for column in zip(*rows, strict=True)]
    for grid, aggregate, first in ((_printed([*rows, total]), 4, 0), (_printed([total, *rows]), 0, 1)):
        found = _places(find_relations(grid), "Sum")
        for column in (1, 2, 3):
            assert ((aggregate, column), frozenset((first + row, column) for row in range(4))) in found


def test_totals_of_totals() -> None:
    one, two = _rows(3, seed=2), _rows(4, seed=3)
    first = [sum(column) for column in zip(*one, strict=True)]
    second = [sum(column) for column in zip(*two, strict=True)]
    grand = [a + b for a, b in zip(first, second, strict=True)]
    found = _places(find_relations(_printed([*one, first, *two, second, grand])), "Sum")
    assert ((9, 1), frozenset({(3, 1), (8, 1)})) in found
    assert ((8, 2), frozenset((row, 2) for row in (4, 5, 6, 7))) in found


def test_a_difference_is_given_as_a_sum() -> None:
    rows = [[approved, accrued, approved - accrued] for approved, accrued, _ in _rows(5, seed=4)]
    found = _places(find_relations(_printed(rows)), "Sum")
    assert all(((row, 1), frozenset({(row, 2), (row, 3)})) in found for row in range(5))


def test_every_second_column() -> None:
    chance = random.Random(5)
    rows = [[chance.randrange(10_000, 99_999) for _ in range(6)] for _ in range(8)]
    rows = [[*row, sum(row[::2]), sum(row[1::2])] for row in rows]
    found = _places(find_relations(_printed(rows)), "Sum")
    assert ((2, 7), frozenset({(2, 1), (2, 3), (2, 5)})) in found
    assert ((2, 8), frozenset({(2, 2), (2, 4), (2, 6)})) in found


def test_averages_quotients_and_changes() -> None:
    rows = _rows(9, seed=6)
    averages = [["x", *(f"{value}" for value in row), f"{sum(row) / 3:.2f}"] for row in rows]
    assert ((4, 4), frozenset({(4, 1), (4, 2), (4, 3)})) in _places(find_relations(averages), "Average")
    rates = [["x", f"{a}", f"{b}", f"{a / b:.1%}"] for a, b, _ in rows]
    quotients = [one for one in find_relations(rates) if one.operator == "Division"]
    assert {(one.aggregate, one.parts) for one in quotients} == {((r, 3), ((r, 1), (r, 2))) for r in range(9)}
    changes = [["x", f"{a}", f"{b}", f"{(b - a) / a:.1%}"] for a, b, _ in rows]
    found = [one for one in find_relations(changes) if one.operator == "RelativeChange"]
    assert {(one.aggregate, one.parts) for one in found} == {((r, 3), ((r, 1), (r, 2))) for r in range(9)}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,234.56", 1234.56), ("(1,234.56)", -1234.56), ("$ 1,234.56", 1234.56), ("- 1,234.56", -1234.56),
        ("1,234.56-", -1234.56), ("1 234.56", 1234.56), ("−1,234.56", -1234.56),
    ],
)  # fmt: skip
def test_notations_of_a_number(text: str, value: float) -> None:
    numbers = numbers_of([[text, "9,876.50"]])
    assert numbers.values[0, 0] == value
    assert numbers.half_units[0, 0] == pytest.approx(0.005)


def test_the_comma_as_decimal_sign_is_told_by_most_cells() -> None:
    numbers = numbers_of([["1.234,56", "1.234"], ["17,5", "2.000"]])
    assert numbers.values.tolist() == [[1234.56, 1234.0], [17.5, 2000.0]]


def test_rounded_parts_need_not_add_up_exactly() -> None:
    exact = [[value / 1000 for value in row] for row in _rows(12, seed=7)]
    total = [sum(column) for column in zip(*exact, strict=True)]
    found = find_relations(_printed([*exact, total], "{:,.0f}"))
    assert {one.aggregate for one in found if one.operator == "Sum" and one.holds} >= {(12, 1), (12, 2), (12, 3)}


@pytest.mark.parametrize("seed", range(8))
def test_chance_is_not_taken_for_a_relation(seed: int) -> None:
    assert not find_relations(_printed(_rows(12, seed=100 + seed)))


@pytest.mark.parametrize("seed", range(12))
def test_a_changed_figure_breaks_the_relation_it_stands_in(seed: int) -> None:
    chance = random.Random(seed)
    rows = [[*row, sum(row)] for row in _rows(6, seed=50 + seed)]
    rows.append([sum(column) for column in zip(*rows, strict=True)])
    grid = _printed(rows)
    row, column = chance.randrange(7), chance.randrange(1, 5)
    digits = grid[row][column]
    grid[row][column] = ("1" if digits[0] != "1" else "2") + digits[1:]
    broken = [one for one in instances(tuple(map(tuple, grid))) if not one.holds]
    assert broken
    assert all((row, column) in (one.aggregate, *one.parts) for one in broken)


def test_nothing_is_broken_where_everything_agrees() -> None:
    rows = [[*row, sum(row)] for row in _rows(6)]
    rows.append([sum(column) for column in zip(*rows, strict=True)])
    assert all(one.holds for one in instances(tuple(map(tuple, _printed(rows)))))


def test_rows_of_rates_speak_against_no_sum_of_amounts() -> None:
    amounts = [(4310.55, 120.1), (1204.87, 33.4), (870.13, 15.02), (2450.09, 210.75), (3391.46, 402.33), (918.2, 77.1)]
    grid: list[list[str]] = []
    for number in range(18):
        first, second = amounts[number % 6][0] + 13.37 * number, amounts[number % 6][1]
        grid += [[f"{first:.2f}", f"{second:.2f}", f"{first + second:.2f}"]]
        grid += [["81.2", "44.7", "79.5"]] if number % 3 == 2 else []
    grid[4][2] = f"{float(grid[4][2]) + 10:.2f}"
    rates = frozenset(number for number, row in enumerate(grid) if row[0] == "81.2")
    assert [one.aggregate for one in instances(tuple(map(tuple, grid)), rates) if not one.holds] == [(4, 2)]


def test_rows_known_as_rates_hide_no_sum_of_the_rows_between_them() -> None:
    chance = random.Random(11)
    grid: Grid = []
    for first, second, _ in _rows(12, seed=12, top=99_999):
        grid.append(["spent", str(first), str(second), str(first + second)])
        grid += [["rate", *(f"{chance.random() * 900:.2f}" for _ in range(3))] for _ in range(2)]
    rates = frozenset(row for row in range(len(grid)) if row % 3)
    found = {one.aggregate for one in instances(grid, rates) if one.operator == "Sum" and one.holds}
    assert {(row, 3) for row in range(0, len(grid), 3)} <= found
    assert not [one for one in instances(grid, rates) if not one.holds]
    assert not [one for one in instances(grid) if one.operator == "Sum"]
