"""What fails of the relations that were found and is no error, by what its row or column is called.

Where amounts add up their percentages, shares and highest values do not, nor do amounts per share; and what is the
average of the lines beside it is called one, or comes out in many places.
"""

import re
import tomllib
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from importlib import resources
from itertools import takewhile

import polars as pl

from services.compute.reading.document import Cell
from services.compute.recognition.figures import parse
from services.compute.recognition.folding import unaccented
from services.compute.recognition.statement import Statement
from services.compute.rules.agreement.chance import is_sure_slip, lines_of
from services.compute.rules.agreement.equation import Equation
from services.compute.rules.agreement.known import Known
from services.compute.rules.agreement.style import column_label

_MANY = 5
"""So many times must come out what nothing calls an average."""


def without_no_sums(statement: Statement, equations: Sequence[Equation]) -> tuple[Equation, ...]:
    """`equations` without those found that fail in lines of rates, where no more of these come out than do not, and
    without averages of lines that nothing calls one.
    """
    failing = [one for one in equations if not one.holds and one.source == "found"]
    if not failing:
        return tuple(equations)
    like: dict[tuple[object, ...], list[Equation]] = defaultdict(list)
    asked = {lines_of(one) for one in failing}
    for one in equations:
        if one.telling and (lines := lines_of(one)) in asked:
            like[lines].append(one)
    built = {_built(one) for one in equations if one.operator == "Average" and one.holds}
    no_errors = {
        id(one)
        for one in failing
        if (
            _is_no_average(statement, one, like[lines_of(one)], built)
            or _words("spread").search(_line_named(statement, one))
            if one.operator == "Average"
            else _is_in_a_line_of_rates(statement, one, like[lines_of(one)]) or _lacks_what_is_no_figure(statement, one)
        )
    }
    return tuple(one for one in equations if id(one) not in no_errors)


def _is_in_a_line_of_rates(statement: Statement, one: Equation, like: Sequence[Equation]) -> bool:
    """Whether the line that `one` stands in is called what does not add up, and of those so called no more come out
    than do not.
    """
    name = _line_named(statement, one)
    kind = next((kind for kind in ("never", "spread", "seldom") if _words(kind).search(name)), None)
    if kind is None or (kind == "seldom" and one.operator == "Sum" and is_sure_slip(one)):
        return False
    called = [other for other in like if _words(kind).search(_line_named(statement, other))]
    return 2 * sum(other.holds for other in called) <= len(called)


def _is_no_average(
    statement: Statement, one: Equation, like: Sequence[Equation], built: set[tuple[int, tuple[object, ...]]]
) -> bool:
    """Whether nothing calls the line an average or a whole whose figure `one` holds against others, it comes out in few
    places, and no other line is built so.
    """
    line, offsets = _built(one)
    if sum(other.holds for other in like) >= _MANY or any(of == offsets and at != line for at, of in built):
        return False
    name = unaccented(column_label(statement, one.aggregate)) if one.across else _row_named(statement, one.aggregate)
    return bool(name.strip()) and not _words("averages").search(name)


def _built(one: Equation) -> tuple[int, tuple[object, ...]]:
    """The line that an average stands in, and how far its parts stand from it."""
    line, *parts = (figure.column if one.across else figure.row for figure in (one.aggregate, *one.parts))
    return line, (one.aggregate.table, one.across, *(part - line for part in parts))


def _lacks_what_is_no_figure(statement: Statement, one: Equation) -> bool:
    """Whether what a sum along a row is off by is printed in that row and no figure of it, as a code is."""
    if one.operator != "Sum" or not one.across:
        return False
    printed = [cell for cell in _row_of(statement, one.aggregate) if (read := parse(cell)) and read.value == one.off]
    if not printed:
        return False
    own = statement.facts.filter((pl.col("table") == one.aggregate.table) & (pl.col("row") == one.aggregate.row))
    return not {cell.column for cell in printed} <= {*own["column"]}


def _line_named(statement: Statement, one: Equation) -> str:
    """What the row is called that `one` stands in, or the column."""
    return _row_named(statement, one.aggregate) if one.across else unaccented(column_label(statement, one.aggregate))


def _row_named(statement: Statement, figure: Known) -> str:
    """The words ahead of the figures of a row."""
    ahead = takewhile(lambda cell: not cell.is_number and parse(cell) is None, _row_of(statement, figure))
    return unaccented(" ".join(cell.text for cell in ahead).strip())


def _row_of(statement: Statement, figure: Known) -> Sequence[Cell]:
    """The cells of the row that a figure stands in."""
    rows = next(one.table.rows for one in statement.tables if one.id == figure.table)
    there = rows[figure.row] if figure.row < len(rows) else ()
    if there and there[0].row == figure.row:
        return there
    return next((row for row in rows if row and row[0].row == figure.row), ())


@cache
def _words(kind: str) -> re.Pattern[str]:
    words = tomllib.loads(resources.files(__package__).joinpath("no_sums.toml").read_text("utf-8"))[kind]
    return re.compile("|".join(words))
