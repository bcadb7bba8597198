"""Sums that take more than a run beside a total and many digits: hints, likeness, what is left out, what fits best."""

import random

import pytest

from services.compute.arithmetic import find_relations
from services.compute.arithmetic.numerals import numbers_of


def _sums(grid: list[list[str]], operator: str = "Sum") -> set[tuple[tuple[int, int], tuple[tuple[int, int], ...]]]:
    return {(one.aggregate, one.parts) for one in find_relations(grid) if one.operator == operator and one.holds}


def _in_column(total: int, parts: range, column: int) -> tuple[tuple[int, int], tuple[tuple[int, int], ...]]:
    return (total, column), tuple((row, column) for row in parts)


@pytest.mark.parametrize(("name", "found"), [("Subtotal", True), ("Suma", True), ("Hilo", False)])
def test_a_line_called_a_total_needs_fewer_digits(name: str, found: bool) -> None:
    parts = [["Lápiz", "2", "3"], ["Papel", "1", "6"], ["Regla", "4", "2"]]
    grid = [["Artículo", "Enero", "Febrero"], *parts, [name, "7", "11"]]
    assert (_in_column(4, range(1, 4), 1) in _sums(grid)) is found


def test_a_name_alone_makes_no_sum() -> None:
    grid = [["", "Enero"], ["Lápiz", "251"], ["Papel", "130"], ["Total", "392"]]
    assert not _sums(grid)


def test_a_sum_may_leave_out_lines_within_its_run() -> None:
    chance = random.Random(4)
    rows = []
    for _ in range(12):
        exams = [chance.randint(100, 999) for _ in range(3)]
        quizzes = [chance.randint(10, 99) for _ in range(4)]
        best, extra = max(quizzes), chance.randint(100, 999)
        rows.append([*exams, *quizzes, best, extra, sum(exams) + best + extra])
    grid = [list("abcdefghij"), *([str(figure) for figure in row] for row in rows)]
    assert ((1, 9), ((1, 0), (1, 1), (1, 2), (1, 7), (1, 8))) in _sums(grid)


def test_what_comes_out_everywhere_goes_before_what_fails_at_some() -> None:
    chance = random.Random(5)
    rows = []
    for n in range(20):
        work, other = chance.randint(1000, 9999), chance.randint(1000, 9999)
        counted = work if n % 4 else work // 2
        rows.append([other, work, counted, other + counted])
    grid = [["other", "work", "counted", "points"], *([str(figure) for figure in row] for row in rows)]
    assert {parts for total, parts in _sums(grid) if total == (2, 3)} == {((2, 0), (2, 2))}


def test_a_total_that_is_printed_twice_is_a_sum_twice() -> None:
    chance = random.Random(6)
    rows = [[chance.randint(100, 999), chance.randint(100, 999)] for _ in range(9)]
    grid = [["a", "b", "sum", "of 2000"], *([str(a), str(b), str(a + b), str(a + b)] for a, b in rows)]
    found = _sums(grid)
    assert ((1, 2), ((1, 0), (1, 1))) in found
    assert ((1, 3), ((1, 0), (1, 1))) in found


def test_sums_of_small_figures_are_found_where_others_are_built_alike() -> None:
    chance = random.Random(7)
    grid, small = [["", "2001", "2002"]], 0
    for block in range(6):
        low, high = (1, 3) if block == 4 else (1000, 99999)
        first, second = ([chance.randint(low, high) for _ in range(2)] for _ in range(2))
        small = len(grid) + 2 if block == 4 else small
        grid += [["a", *map(str, first)], ["b", *map(str, second)]]
        grid += [["both", *(str(x + y) for x, y in zip(first, second, strict=True))], ["", "", ""]]
    assert _in_column(small, range(small - 2, small), 1) in _sums(grid)
    alone = [grid[0], *grid[small - 2 : small + 1]]
    assert not _sums(alone)


def test_an_average_is_none_of_figures_and_their_sum() -> None:
    chance = random.Random(8)
    rows = []
    for _ in range(15):
        exams = [chance.randint(10, 99) for _ in range(3)]
        rows.append([*exams, sum(exams), sum(exams) / 2])
    grid = [list("abcde"), *([f"{figure:.1f}" for figure in row] for row in rows)]
    assert not _sums(grid, "Average")


def test_rates_of_which_most_are_one_are_quotients() -> None:
    chance = random.Random(9)
    held = [6] * 20 + [5, 4, 3, 5, 4]
    chance.shuffle(held)
    grid = [["sessions", "attended", "rate"], *(["6", str(n), f"{n / 6:.5f}"] for n in held)]
    row = held.index(5) + 1
    assert ((row, 2), ((row, 1), (row, 0))) in _sums(grid, "Division")


def test_every_third_row_of_what_is_left_is_summed() -> None:
    chance = random.Random(10)
    grid, totals = [["", "2001", "2002", "2003"]], []
    for block in range(4):
        parts = [[chance.randint(1000, 9999) for _ in range(3)] for _ in range(2 + block)]
        grid += [["part", *map(str, part)] for part in parts]
        totals.append(len(grid))
        grid += [["all", *(str(sum(column)) for column in zip(*parts, strict=True))]]
        grid += [["heads", *(str(chance.randint(2, 90)) for _ in range(3))], [""] * 4]
    everything = [str(sum(int(grid[row][column]) for row in totals)) for column in (1, 2, 3)]
    grid.append(["everything", *everything])
    assert ((len(grid) - 1, 1), tuple((row, 1) for row in totals)) in _sums(grid)


def test_thousands_in_a_heading_are_no_figure() -> None:
    numbers = numbers_of([["", "$000"], ["a", "0"], ["b", "100"]])
    assert numbers.values[:, 1].tolist()[1:] == [0.0, 100.0]
    assert numbers.values[0, 1] != 0
