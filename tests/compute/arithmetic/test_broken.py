"""Relations that a wrong figure breaks, though they say little each or are of an unusual build."""

import random

import pytest

from services.compute.arithmetic import find_relations
from services.compute.arithmetic.broken import instances
from services.compute.arithmetic.lines import LONG
from services.compute.arithmetic.numerals import Grid


def _broken(grid: Grid) -> set[tuple[tuple[int, int], ...]]:
    return {(one.aggregate, *one.parts) for one in instances(grid) if not one.holds}


def _lots() -> list[list[str]]:
    """What was bought: units, price, amount."""
    chance = random.Random(3)
    bought = [(chance.choice([2, 3, 5, 7, 12]), chance.randint(400, 9999) / 100) for _ in range(24)]
    return [[f"{units}", f"{price:.2f}", f"{units * price:.2f}"] for units, price in bought]


@pytest.mark.parametrize(("place", "text"), [((6, 0), "8"), ((6, 1), "156.25"), ((6, 2), "912.00")])
def test_a_product_of_units_and_price(place: tuple[int, int], text: str) -> None:
    grid = _lots()
    grid[place[0]][place[1]] = text
    (broken,) = _broken(grid)
    assert set(broken) == {(6, 0), (6, 1), (6, 2)}


def test_a_tax_of_one_rate_added_to_each_price() -> None:
    prices = [8.0, 7.5, 0.55, 8.5, 16.25, 3.5, 2.5, 15.0, 9.45, 7.25, 41.2]
    grid = [[f"{price:.5f}", f"{price * 0.075:.5f}", f"{price * 1.075:.5f}"] for price in prices]
    assert not _broken(grid)
    grid[3][2] = "9.18750"
    assert _broken(grid) == {((3, 2), (3, 0), (3, 1))}


def test_small_counts_beside_amounts_are_no_parts_of_them() -> None:
    votes = [(386416, 392771), (316798, 387217), (292051, 350525), (206439, 172844), (162930, 8900), (101453, 94421)]
    seats = [(3, 4), (3, 4), (2, 3), (2, 1), (1, 0), (1, 1)]
    grid = [
        [f"{now:,}", f"{then:,}", f"{now - then:,}", str(one), str(other), str(one - other)]
        for (now, then), (one, other) in zip(votes, seats, strict=True)
    ]
    grid[3][0] = "256,439"
    assert _broken(grid) == {((3, 0), (3, 1), (3, 2))}


def _balance() -> list[list[int]]:
    """Assets of which one block is a total of lines beside, but for one that says again a part of another."""
    chance = random.Random(8)
    fixed = [[chance.randint(10_000, 99_999) for _ in range(4)] for _ in range(4)]
    held = [[chance.randint(10_000, 99_999) for _ in range(4)] for _ in range(9)]
    of_which = [figure // 3 for figure in held[4]]
    blocks = [[sum(column) for column in zip(*rows, strict=True)] for rows in (fixed, held)]
    every = [sum(column) for column in zip(*blocks, strict=True)]
    return [every, blocks[0], *fixed, blocks[1], *held[:5], of_which, *held[5:]]


def test_a_total_with_a_line_left_out_that_is_part_of_another_total() -> None:
    grid = [[str(figure) for figure in row] for row in _balance()]
    parts = tuple((row, 1) for row in (*range(7, 12), *range(13, 17)))
    assert ("Sum", (6, 1), parts) in {(one.operator, one.aggregate, one.parts) for one in find_relations(grid)}
    grid[14][2] = str(int(grid[14][2]) + 700)
    assert {(14, 2)} <= {place for broken in _broken(grid) for place in broken}


def test_parts_that_only_stand_where_the_sum_fails_are_none() -> None:
    rows = [["433367", "100.00", "455112", "100.00"], ["105819", "24.42", "116401", "25.58"]]
    rows += [["", "", "8101", "1.78"], ["", "", "6465", "1.42"], ["327548", "75.58", "338711", "74.42"]]
    sums = {(one.aggregate, one.parts) for one in find_relations(rows) if one.operator == "Sum"}
    assert {((0, column), ((1, column), (4, column))) for column in range(4)} <= sums


def test_in_a_long_list_totals_of_rows_and_of_the_list_are_held_and_no_rates_of_rows_sought() -> None:
    rows = []
    for number in range(LONG + 20):
        first, second = 1000 + 37 * number % 911, 500 + 53 * number % 677
        rows.append([first, second, first + second])
    rows.append([sum(column) for column in zip(*rows, strict=True)])
    grid = [[f"{figure:,}.00" for figure in row] for row in rows]
    found = find_relations(grid)
    assert {one.operator for one in found} == {"Sum"}
    assert {(LONG + 20, column) for column in range(3)} <= {one.aggregate for one in found}
    grid[70][2] = "9,999.00"
    assert {broken[0] for broken in _broken(grid)} == {(70, 2)}
