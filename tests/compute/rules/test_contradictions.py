"""Failing equations that share no figure are told apart, each once, the figure that mends most first."""

import random
from collections.abc import Sequence
from decimal import Decimal

import pytest

from services.compute.rules.agreement.contradictions import Contradiction, contradictions
from services.compute.rules.agreement.equation import Equation, total_of
from services.compute.rules.agreement.known import Known
from services.compute.rules.agreement.shares import Shares
from services.compute.rules.agreement.witnesses import Witnesses


def _equations(table: str, wrong: set[tuple[int, int]], size: int) -> list[Equation]:
    """The sums across and down of a square of figures with its totals, of which those at `wrong` are changed."""
    chance = random.Random(f"{table} {size}")
    square = [[chance.randint(100, 999) for _ in range(size)] for _ in range(size)]
    square = [[*row, sum(row)] for row in square]
    square.append([sum(column) for column in zip(*square, strict=True)])
    half = Decimal("0.5")
    known = [
        [
            Known(
                f"{table} {row} {column}", Decimal(value + 7 * ((row, column) in wrong)), half / 100, table, row, column
            )
            for column, value in enumerate(values)
        ]
        for row, values in enumerate(square)
    ]
    lines = [*known, *map(list, zip(*known, strict=True))]
    return [
        total_of(line[-1], line[:-1], (1,) * size, across=number <= size, source="found")
        for number, line in enumerate(lines)
    ]


def _told(equations: Sequence[Equation]) -> list[Contradiction]:
    failing = [one for one in equations if not one.holds]
    return list(contradictions(failing, Witnesses(equations), Shares(equations, failing)))


@pytest.mark.parametrize("seed", range(6))
def test_tables_are_told_together_as_each_by_itself(seed: int) -> None:
    chance = random.Random(seed)
    tables = []
    for number in range(5):
        wrong = {(chance.randrange(5), chance.randrange(5)) for _ in range(chance.randint(1, 4))}
        tables.append(_equations(f"t{number}", wrong, 4))
    every = [one for table in tables for one in table]
    together = _told(every)
    explained = [equation for one in together for equation in one.equations]
    assert sorted(map(id, explained)) == sorted(id(one) for one in every if not one.holds), "each is told once"
    for number, table in enumerate(tables):
        own = [one for one in together if one.equations[0].aggregate.table == f"t{number}"]
        assert own == _told(table)


def test_the_figure_that_mends_most_comes_first_wherever_it_stands() -> None:
    one_sum = [one for one in _equations("t0", {(0, 4)}, 4) if one.across]
    crossing = _equations("t1", {(2, 1)}, 4)
    first, second = _told([*one_sum, *crossing])
    assert [len(first.equations), len(second.equations)] == [2, 1]
    assert first.suspects[0].figure.fact == "t1 2 1"
