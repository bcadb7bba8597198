"""What is evidence for a sum and what is none: sums that follow from others, copies, growth by one rate, blanks."""

import random
from itertools import combinations

import numpy as np
import pytest

from services.compute.arithmetic import find_relations
from services.compute.arithmetic.evidence import AGAINST, Evidence, stretches
from services.compute.arithmetic.implied import Implied
from services.compute.arithmetic.intervals import Intervals
from services.compute.arithmetic.lines import columns_of, rows_of
from services.compute.arithmetic.numerals import numbers_of
from services.compute.arithmetic.relation import Pattern
from services.compute.arithmetic.strided import strided

Grid = list[list[str]]
Place = tuple[int, int]


def pattern(aggregate: int, *parts: int) -> Pattern:
    return Pattern("Sum", aggregate, parts, 0, 1, 0.0, 0.0)


def printed(rows: list[list[int]], labels: list[str] | None = None) -> Grid:
    names = labels or [f"row {chr(97 + number)}" for number in range(len(rows))]
    return [[name, *(f"{value:,}" for value in row)] for name, row in zip(names, rows, strict=True)]


def sums_in(grid: Grid) -> set[tuple[Place, frozenset[Place]]]:
    return {(one.aggregate, frozenset(one.parts)) for one in find_relations(grid) if one.operator == "Sum"}


def amounts(height: int, width: int, seed: int) -> list[list[int]]:
    chance = random.Random(seed)
    return [[chance.randrange(1_000, 9_999_999) for _ in range(width)] for _ in range(height)]


def test_a_sum_follows_from_those_that_are_known() -> None:
    known = Implied(6)
    known.take(pattern(2, 0, 1))
    known.take(pattern(5, 2, 3, 4))
    assert pattern(5, 0, 1, 3, 4) in known
    assert pattern(2, 0, 1) in known
    assert pattern(5, 0, 3, 4) not in known
    assert pattern(4, 0, 1) not in known


@pytest.mark.parametrize("step", [2, 3])
def test_runs_of_every_other_line_are_those_that_trying_all_of_them_gives(step: int) -> None:
    rows = amounts(3 * step, 5, seed=step)
    rows += [[sum(column) for column in zip(*rows[first::step], strict=True)] for first in range(step)]
    lines = rows_of(numbers_of(printed(rows)))
    values = lines.values
    tried = {
        (target, tuple(range(begin, end + 1, step)))
        for target in range(len(values))
        for begin in range(len(values))
        for end in range(begin + step, len(values), step)
        if (end < target or begin > target) and np.allclose(values[begin : end + 1 : step].sum(axis=0), values[target])
    }
    assert tried == set(strided(lines, range(len(lines)), step))
    assert len(tried) == step


def test_months_that_are_copies_are_no_evidence() -> None:
    chance = random.Random(3)
    month = [[chance.randrange(10, 99)] for _ in range(3)]
    month.append([month[0][0] + month[1][0]])
    once = sums_in(printed([row * 1 for row in month]))
    assert sums_in(printed([row * 12 for row in month])) == set() == once


def test_years_that_grow_by_one_rate_are_told_from_years_that_do_not() -> None:
    base = [row[0] for row in amounts(8, 1, seed=5)]
    steady = [[round(value * 1.5**year) for year in range(4)] for value in base]
    assert columns_of(numbers_of(printed(steady))).multiple.tolist() == [False, True, True, True]
    assert not columns_of(numbers_of(printed(amounts(8, 4, seed=6)))).multiple.any()


def test_a_run_has_in_it_the_blank_line_at_its_end_that_is_named_like_its_lines() -> None:
    rows = printed(amounts(4, 4, seed=7), ["Quiz 1", "Quiz 2", "Quiz 3", "Quiz 4"])
    total = [sum(int(row[column].replace(",", "")) for row in rows) for column in range(1, 5)]
    grid = [*rows, ["Quiz 5", "", "", "", ""], ["Sum", *(f"{value:,}" for value in total)]]
    assert ((5, 1), frozenset((row, 1) for row in range(5))) in sums_in(grid)


def test_blank_lines_named_otherwise_at_its_ends_stay_out() -> None:
    rows = printed(amounts(4, 4, seed=8), ["Quiz 1", "Quiz 2", "Quiz 3", "Quiz 4"])
    total = [sum(int(row[column].replace(",", "")) for row in rows) for column in range(1, 5)]
    grid = [["Name", "", "", "", ""], *rows, ["Notes", "", "", "", ""], ["Sum", *(f"{value:,}" for value in total)]]
    assert ((6, 1), frozenset((row, 1) for row in range(1, 5))) in sums_in(grid)


def test_the_sums_beside_are_found_among_very_many_lines() -> None:
    rows: list[list[int]] = []
    for block in range(260):
        part = amounts(4, 4, seed=block)
        rows += [*part, [sum(column) for column in zip(*part, strict=True)]]
    found = sums_in(printed(rows, [f"line {number}" for number in range(len(rows))]))
    wanted = {((5 * block + 4, 1), frozenset((5 * block + row, 1) for row in range(4))) for block in range(260)}
    assert len(wanted & found) >= 0.98 * len(wanted)


@pytest.mark.parametrize(("holding", "found"), [(40, True), (4, False)])
def test_a_stretch_is_a_table_of_its_own_where_it_is_no_small_part_of_its_lines(holding: int, found: bool) -> None:
    holds = np.arange(100) < holding
    evidence = Evidence(np.ones(100, dtype=bool), holds, np.where(holds, 20.0, -AGAINST))
    assert bool(list(stretches(evidence, 12.0))) is found


@pytest.mark.parametrize("seed", range(4))
def test_runs_with_a_hole_are_those_that_trying_all_of_them_gives(seed: int) -> None:
    rows = amounts(9, 3, seed)
    target = 4
    rows[target] = [a + b + c for a, b, c in zip(rows[0], rows[2], rows[3], strict=True)]
    lines = rows_of(numbers_of(printed(rows)))
    tried = set()
    for beside in (range(target), range(target + 1, len(rows))):
        for begin, end in combinations(range(beside.start, beside.stop + 1), 2):
            if (beside.start < target and end != target) or (beside.start > target and begin != target + 1):
                continue
            for first, last in combinations(range(begin + 1, end), 2):
                kept = [*range(begin, first), *range(last, end)]
                if len(kept) > 2 and (lines.values[kept].sum(axis=0) == lines.values[target]).all():
                    tried.add(tuple(kept))
    assert tried == {(0, 2, 3)}
    assert set(Intervals(lines, range(len(rows))).parted(target)) == tried
