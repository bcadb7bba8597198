"""Figures rounded to more than the digits shown, rates that cross sums, and totals told as they are built."""

import random

import pytest

from services.compute.arithmetic import find_relations

Grid = list[list[str]]
Place = tuple[int, int]


def found(grid: Grid, operator: str = "Sum") -> set[tuple[Place, tuple[Place, ...]]]:
    return {(one.aggregate, one.parts) for one in find_relations(grid) if one.operator == operator}


def counts(height: int, width: int, seed: int) -> list[list[int]]:
    chance = random.Random(seed)
    return [[chance.randrange(1_000, 99_999) for _ in range(width)] for _ in range(height)]


def test_a_total_is_found_where_all_figures_are_rounded_to_five() -> None:
    rows = counts(6, 5, seed=4)
    total = [sum(column) for column in zip(*rows, strict=True)]
    rounded = [[str(5 * round(value / 5)) for value in row] for row in [total, *rows]]
    off = sum(int(said) != sum(int(row[n]) for row in rounded[1:]) for n, said in enumerate(rounded[0]))
    assert off >= 4
    assert ((0, 0), tuple((row, 0) for row in range(1, 7))) in found(rounded)


def test_quotients_printed_with_zeros_behind_the_point_are_rounded_to_wholes() -> None:
    pairs = counts(6, 2, seed=2)
    rows = [[f"{a * b / 7:.5f}".split(".")[0] + ".00000", f"{b}.00000"] for a, b in pairs]
    rows = [[*row, f"{round(float(row[0]) / float(row[1]))}.00000"] for row in rows]
    assert {((row, 2), ((row, 0), (row, 1))) for row in range(6)} <= found(rows, "Division")


def test_a_rest_that_is_always_short_is_not_rounding() -> None:
    rows = counts(12, 3, seed=3)
    short = [[*(f"{value // 100}.00000" for value in row), f"{sum(v // 100 for v in row) - 2}.00000"] for row in rows]
    assert not any(aggregate[1] == 3 for aggregate, _ in found(short))


@pytest.mark.parametrize("seed", [4, 5])
def test_rates_between_the_amounts_speak_against_no_sum(seed: int) -> None:
    rows = counts(5, 3, seed)
    rows.append([sum(column) for column in zip(*rows, strict=True)])
    grid = [
        [f"{base}", *(cell for part in parts for cell in (f"{part}", f"{part / base:.4f}"))] for base, *parts in rows
    ]
    assert ((5, 1), tuple((row, 1) for row in range(5))) in found(grid)
    assert not any(aggregate[1] == 2 for aggregate, _ in found(grid))


def test_a_total_of_totals_is_told_by_these_and_not_by_their_parts() -> None:
    leaves = counts(8, 6, seed=6)
    grid = []
    for a, b, c, d, e, f in leaves:
        first, second = a + b + c, d + e + f
        grid.append([str(value) for value in (a, b, c, d, e, f, first, second, first + second)])
    across = {relation for relation in found(grid) if relation[0][0] == 0 == relation[1][0][0]}
    assert across == {
        ((0, 6), ((0, 0), (0, 1), (0, 2))),
        ((0, 7), ((0, 3), (0, 4), (0, 5))),
        ((0, 8), ((0, 6), (0, 7))),
    }


def test_blank_columns_that_space_the_parts_are_none_of_them() -> None:
    rows = [[*row, sum(row)] for row in counts(5, 4, seed=7)]
    spaced = [[cell for value in row for cell in (str(value), "")] for row in rows]
    assert ((0, 8), ((0, 0), (0, 2), (0, 4), (0, 6))) in found(spaced)


def test_a_grid_without_a_number_has_no_relations() -> None:
    assert find_relations([["a", "b"], ["", ""]]) == []
    assert find_relations([]) == []
