"""Averages by where they stand: a row called one and the rows of the block over or under it, in a column alone."""

import math
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from importlib import resources

import polars as pl

from services.compute.recognition.statement import Statement
from services.compute.rules.agreement.equation import Equation, mean_of
from services.compute.rules.agreement.known import Known
from services.compute.rules.agreement.slips import bits_of_slip
from services.compute.rules.agreement.total_lines import Line, halves_of, rows_of

_FEWEST = 3
_SURE, _MOST, _AGAINST = 5.0, 20.0, 9.0
"""Bits that the columns of an average must say together, that one may say, and that one says against it which is off by
more than a slip.
"""


def mean_equations(
    statement: Statement, places: Mapping[str, Mapping[tuple[int, int], Known]], told: set[str]
) -> Iterator[Equation]:
    """The averages of all tables that come out, or would but for a slip, but for the facts `told`, which are made of
    others already; `places` are the figures by table, row and column.
    """
    named = statement.facts.filter(pl.col("subject_name").str.strip_chars().str.contains(_words()))
    called = set(named.select("table", "row").unique().iter_rows())
    for table in statement.tables if called else ():
        for half in halves_of(table, places.get(table.id, {})):
            rows = rows_of(statement, table, half)
            means = {row.number for row in rows if (table.id, row.place) in called}
            for place, row in enumerate(rows):
                if row.number in means:
                    sides = (rows[:place][::-1], rows[place + 1 :])
                    options = [_means(row, _block(side, means), told) for side in sides]
                    yield from max(options, key=len)


def _block(side: Sequence[Line], means: set[int]) -> list[Line]:
    """The rows of the nearest block of `side`, without the totals and averages ahead of it, as far as one of these."""
    block: list[Line] = []
    for one in side:
        if one.is_total or one.number in means:
            if block:
                break
        elif block and abs(one.place - block[-1].place) != 1:
            break
        else:
            block.append(one)
    return block


def _means(row: Line, block: Sequence[Line], told: set[str]) -> list[Equation]:
    """`row` as the averages of `block`, those that come out or fail by a slip, where they say enough together."""
    said, near = 0.0, []
    for column, figure in row.figures.items():
        parts = [one.figures[column] for one in block if column in one.figures]
        if len(parts) < _FEWEST or len({part.value for part in parts}) == 1:
            continue
        mean = mean_of(figure, parts, across=False)
        bits = _bits(mean)
        said += bits or -_AGAINST
        if bits and figure.fact not in told:
            near.append(mean)
    return near if said >= _SURE else []


def _bits(one: Equation) -> float:
    """What an average says that comes out to its last digit, or to all but one digit of it or of a part; 0 of others.
    No digit that is 0 in all of them says anything.
    """
    figures = (one.aggregate, *one.parts)
    shown = min(int(figure.value.normalize().as_tuple().exponent) for figure in figures if figure.value)
    half = max(one.aggregate.half, Decimal(5).scaleb(shown - 1))
    if one.holds:
        return min(_MOST, math.log2(1 + float(abs(one.made) / (2 * max(one.tolerance, half)))))
    return max(_bits_of_slip(one, figure, half) for figure in figures)


def _bits_of_slip(one: Equation, figure: Known, half: Decimal) -> float:
    mended = one.mended(figure.fact)
    if mended is None or mended.value * figure.value < 0:
        return 0.0
    room = figure.half + (mended.high - mended.low) / 2
    return bits_of_slip(figure.value - mended.value, max(abs(figure.value), abs(mended.value)), room, half)


@cache
def _words() -> str:
    words = tomllib.loads(resources.files(__package__).joinpath("rates.toml").read_text("utf-8"))["averages"]
    return f"(?i){'|'.join(words)}"
