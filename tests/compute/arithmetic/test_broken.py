"""Relations that a wrong figure breaks, though they say little each or are of an unusual build."""

import random
from collections.abc import Sequence

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


def test_a_part_that_only_stands_where_one_digit_is_wrong_is_one() -> None:
    rows = [["1019895", "134109", "-"], ["97776", "3500", "-"], ["-", "-", "244996"], ["1022092", "45000", "-"]]
    rows += [["475253", "325314", "2781578"], ["2615016", "507923", "3026574"]]
    assert not _broken(rows)
    (relation,) = _broken(_changed(rows, (2, 2), "264996"))
    assert relation == ((5, 2), (2, 2), (4, 2))


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


def _changed(grid: Sequence[Sequence[str]], place: tuple[int, int], text: str) -> list[list[str]]:
    changed = [list(row) for row in grid]
    changed[place[0]][place[1]] = text
    return changed


def test_a_digit_in_one_of_two_columns_that_a_total_is_made_in() -> None:
    grid = [["65.0", "70.2"], ["53.1", "57.8"], ["10.4", "10.9"], ["1.5", "1.5"]]
    assert not _broken(grid)
    assert _broken(_changed(grid, (1, 1), "57.3")) == {((0, 1), (1, 1), (2, 1), (3, 1))}


def test_a_digit_in_the_last_of_a_few_quotients_and_in_what_they_are_made_of() -> None:
    grid = [
        ["25,162.0", "27,028.6", "28,771.3", "28,094.1", "29,675.1"],
        ["23,345.6", "24,918.5", "26,905.7", "26,544.8", "27,965.6"],
        ["0.93", "0.92", "0.94", "0.94", "0.94"],
    ]
    assert not _broken(grid)
    for place, text in (((2, 0), "0.53"), ((0, 4), "89,675.1")):
        assert ((2, place[1]), (1, place[1]), (0, place[1])) in _broken(_changed(grid, place, text))


def test_a_digit_in_an_average_of_two_columns() -> None:
    marks = [["7.25", "8.50"], ["6.75", "9.25"], ["8.00", "7.75"], ["9.50", "6.00"], ["5.75", "8.25"], ["7.50", "9.75"]]
    means = [f"{sum(float(row[column]) for row in marks) / len(marks):.5f}" for column in (0, 1)]
    grid = [[f"{mark}000" for mark in row] for row in marks] + [means]
    assert not _broken(grid)
    assert any(broken[0] == (6, 1) for broken in _broken(_changed(grid, (2, 1), "7.75300")))


def test_what_is_not_told_may_be_what_a_total_has_more_than_its_parts() -> None:
    grid = [
        ["Total", "4,769.0", "244.3", "116.1", "533.6"],
        ["Cattle", "3,062.6", "102.6", "62.5", "316.5"],
        ["Pigs", "1,082.6", "50.5", "x", "F"],
        ["Sheep", "277.0", "20.8", "8.3", "49.8"],
        ["Goats", "346.8", "70.4", "x", "58.8"],
    ]
    assert not _broken(grid)
    assert {broken[0] for broken in _broken(_changed(grid, (3, 1), "279.0"))} == {(0, 1)}


def test_totals_of_figures_in_steps_miss_by_a_step_and_by_no_slip() -> None:
    grid = [["1045", "570", "315"], ["890", "720", "665"], ["375", "230", "145"], ["1210", "985", "440"]]
    grid.append([str(sum(int(row[column]) for row in grid) + off) for column, off in enumerate((5, 10, 0))])
    assert not _broken(grid)


def test_of_figures_rounded_at_random_a_sum_is_off_by_a_few_steps_and_not_by_many() -> None:
    chance = random.Random(5)
    rows = [[5 * chance.randrange(30, 700) for _ in range(5)] for _ in range(20)]
    total = [sum(column) + 5 * chance.choice((-2, -1, 1, 2)) for column in zip(*rows, strict=True)]
    grid = [[str(figure) for figure in row] for row in (total, *rows)]
    assert not _broken(grid)
    assert {broken[0] for broken in _broken(_changed(grid, (7, 2), str(rows[6][2] + 70)))} == {(0, 2)}


@pytest.mark.parametrize(("place", "text"), [(1, "728406"), (4, "3298713")])
def test_a_digit_in_a_single_column_where_a_block_begins_or_ends(place: int, text: str) -> None:
    figures = ["843531", "728416", "516682", "1209984", "3298613", "17", "4"]
    grid = [[f"Row {number}", figure] for number, figure in enumerate(figures)]
    assert not _broken(grid)
    assert {broken[0] for broken in _broken(_changed(grid, (place, 1), text))} == {(4, 1)}


@pytest.mark.parametrize(("place", "text"), [(10, "18240.01000"), (5, "7418.00200"), (13, "242743.70000")])
def test_what_one_figure_alone_has_behind_the_point_is_no_rounding(place: int, text: str) -> None:
    blocks = [[3500, 2524], [525, 24607, 7418], [10000, 24748, 55775, 18240, 15200, 118780]]
    lists = [[*block, sum(block)] for block in blocks]
    grid = [["Total" if one is block[-1] else "Grant", f"{one}.00000"] for block in lists for one in block]
    assert not _broken(grid)
    broken = _broken(_changed(grid, (place, 1), text))
    assert broken and all((place, 1) in relation for relation in broken)


def test_of_figures_that_are_rounded_some_may_be_finer() -> None:
    grid = [["Total", "1204.00000", "731.00000", "512.00000"], ["a", "803.20000", "410.00000", "300.40000"]]
    grid += [["b", "300.20000", "220.00000", "112.00000"], ["c", "101.00000", "101.30000", "99.00000"]]
    assert not _broken(grid)


def test_one_error_among_many_rows_lets_no_other_sum_take_its_columns() -> None:
    chance = random.Random(11)
    grid = []
    for row in range(300):
        current, lent, works, grants, held = (chance.randint(10_000, 999_999) for _ in range(5))
        lent = lent if 75 <= row < 85 or row >= 290 else 0
        grants = grants if row >= 75 else 0
        capital = works + grants + held
        grid.append([str(one) for one in (current, lent, works, grants, held, capital, current + lent + capital)])
    grid[7][5] = str(int(grid[7][5]) + 40_000)
    assert {places[0] for places in _broken(grid)} == {(7, 5), (7, 6)}


def _in_steps(step: int, wrong: int) -> list[list[str]]:
    """Five columns of counts, each rounded by itself to `step`, their sums first; one figure is `wrong` by so much."""
    chance = random.Random(5)
    rows = [[chance.randint(30 * step, 300 * step) for _ in range(5)] for _ in range(6)]
    rows.insert(0, [sum(column) for column in zip(*rows, strict=True)])
    figures = [[step * round(one / step) for one in row] for row in rows]
    figures[3][2] += wrong
    return [[str(one) for one in row] for row in figures]


@pytest.mark.parametrize("step", [5, 10, 100])
def test_a_figure_that_does_not_go_in_the_steps_of_all_others_is_told_with_its_sum(step: int) -> None:
    """The sum is off by less than rounding to the step may leave it."""
    as_filed = _broken(_in_steps(step, 0))
    for wrong in (8 * step // 10 + step, 3 * step):
        told = {places[0] for places in _broken(_in_steps(step, wrong)) - as_filed}
        assert told == ({(0, 2)} if wrong % step else set())
