"""The rows and columns of a table as lines that a total may stand in, and the lines around one that it may sum."""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from services.compute.recognition.statement import RecognisedTable, Statement
from services.compute.rules.agreement.known import Known
from services.compute.rules.agreement.long_figures import LongFigures, OfRow

_TOTAL = re.compile(r"(?i)\btotal(?:es)?\b")
_ENDS_IN_TOTAL = re.compile(r"(?i)\w\W+(?:sub)?total(?:s|es)?\W*$")
"""What totals of groups are called after these, as pivot tables write them out: ``North Total``."""
_NUMBERED = re.compile(r"\s*((?:[A-Za-z]{1,4}\.)?\d+(?:\.\d+)*)(?=[\s.,:)\-–]|$)")
"""What a row is numbered by ahead of its name, as HC.1.2 is one under HC.1."""
_RATIO = "ratio"
_FEWEST_OF_ALL = 3
_FARTHEST = 500
"""Rows from a total beyond which none is looked at."""
_MANY = 500
"""Of more lines of a long table the figures are not kept."""
_MOSTLY_CALLED = 0.6
_HUNDRED, _NEARLY_ALL = 100, 0.9


@dataclass(frozen=True, slots=True)
class Line:
    """A row of figures, by column, or a column, by row. `place` is where it stands in its table, `parent` numbers the
    row that it stands under. It `is_bare` where it is called nothing, as the last of a block may be that others add up
    to. `kind` is what a row with a code is of, None for those without.
    """

    number: int
    place: int
    is_total: bool
    is_bare: bool
    parent: int | None
    figures: Mapping[int, Known]
    kind: str | None = None


_OF_LINES = ("table", "row", "column", "exact", "subject_row", "subject_kind", "subject_code", "subject_name", "parent")


def rows_of(statement: Statement, table: RecognisedTable, figures: Mapping[tuple[int, int], Known]) -> list[Line]:
    """The rows of `table` that hold `figures`, those of one half where two lie side by side."""
    columns = {column for _, column in figures}
    facts = statement.facts.select(_OF_LINES).filter(
        (pl.col("table") == table.id) & pl.col("exact").is_not_null() & pl.col("column").is_in(columns)
    )
    rows: dict[int, Line] = {}
    called = pl.coalesce("subject_code", "subject_name").is_not_null()
    coded = pl.when(pl.col("subject_code").is_not_null()).then("subject_kind").alias("coded")
    name = pl.coalesce("subject_code", "subject_name").alias("name")
    kinds = facts.select("row", "subject_row", "subject_kind", called.alias("called"), "parent", coded, name).unique(
        "row", keep="first", maintain_order=True
    )
    mostly_called = kinds["called"].sum() >= _MOSTLY_CALLED * len(kinds)
    of_row = figures.by_row if isinstance(figures, LongFigures) else _by_row(figures)
    own = set(kinds["subject_row"])
    numbered: dict[str, int] = {}
    for row, number, kind, is_called, parent, code_of, name_of in kinds.iter_rows():
        above = parent if parent in own else _under(name_of or "", numbered, number)
        bare = mostly_called and not is_called
        is_total = kind == "total" or ("total" in (name_of or "").lower() and bool(_ENDS_IN_TOTAL.search(name_of)))
        rows[row] = Line(number, row, is_total, bare, above, of_row(row), code_of)
    return [rows[row] for row in sorted(rows)]


def _by_row(figures: Mapping[tuple[int, int], Known]) -> Callable[[int], Mapping[int, Known]]:
    by_row: dict[int, dict[int, Known]] = defaultdict(dict)
    for (row, column), figure in figures.items():
        by_row[row][column] = figure
    return by_row.__getitem__


def _under(name: str, numbered: dict[str, int], number: int) -> int | None:
    """The row above that the row `number` stands under by what numbers it ahead of its `name`; it is noted itself."""
    found = _NUMBERED.match(name)
    if found is None:
        return None
    numbered[found[1]] = number
    return numbered.get(found[1].rpartition(".")[0])


def like_rates(rows: Sequence[Line]) -> set[int]:
    """The columns whose figures are small and have decimals, nearly all, as shares have, beside others that are not; of
    many rows the first tell.
    """
    by_column: dict[int, list[Known]] = defaultdict(list)
    for row in rows[:_FARTHEST]:
        for column, figure in row.figures.items():
            if figure.value:
                by_column[column].append(figure)
    like = {column for column, figures in by_column.items() if _are_like_rates(figures)}
    return like if len(like) < len(by_column) else set()


def _are_like_rates(figures: Sequence[Known]) -> bool:
    small = sum(abs(one.value) <= _HUNDRED for one in figures)
    return small >= _NEARLY_ALL * len(figures) and 2 * sum(one.value % 1 != 0 for one in figures) > len(figures)


def halves_of(
    table: RecognisedTable, figures: Mapping[tuple[int, int], Known]
) -> list[Mapping[tuple[int, int], Known]]:
    """`figures`, those apart whose rows lie side by side, as assets left and liabilities right do: what stands left of
    a row says nothing of what it is.
    """
    half_of = {column.index: column.half for column in table.columns}
    if len({*half_of.values()}) < 2:
        return [figures]
    halves: dict[int, dict[tuple[int, int], Known]] = defaultdict(dict)
    for place, figure in figures.items():
        halves[half_of.get(place[1], 0)][place] = figure
    return [halves[half] for half in sorted(halves)]


def in_column(lines: Sequence[Line], column: int) -> Sequence[Known]:
    """The figures that `lines` have in `column`; those of many lines of a long table in the order of the table."""
    first = lines[0].figures if lines else {}
    if isinstance(first, OfRow) and len(lines) > _MANY:
        return first.table.in_column(column, [one.place for one in lines])
    return [one.figures[column] for one in lines if column in one.figures]


def have_any(lines: Sequence[Line], facts: Collection[str]) -> bool:
    """Whether one of `facts` stands in one of `lines`."""
    first = lines[0].figures if lines else {}
    if isinstance(first, OfRow) and len(lines) > _MANY:
        return not first.table.rows_of(facts).isdisjoint(one.place for one in lines)
    return any(one.fact in facts for line in lines for one in line.figures.values())


def columns_of(table: RecognisedTable, figures: Mapping[tuple[int, int], Known], *, rates: bool = False) -> list[Line]:
    """The columns of `table` that hold no `rates`, or those that hold nothing else."""
    by_column: dict[int, dict[int, Known]] = defaultdict(dict)
    for (row, column), figure in figures.items():
        by_column[column][row] = figure
    return [
        Line(column.index, column.index, bool(_TOTAL.search(column.label)), False, None, by_column[column.index])
        for column in table.columns
        if column.index in by_column
        and (all if rates else any)(one.unit == _RATIO for one in by_column[column.index].values()) is rates
    ]


def unlike(runs: Sequence[tuple[str, Sequence[Line]]]) -> Iterator[tuple[str, Sequence[Line]]]:
    """`runs` without those of the same rows as one before."""
    seen: set[tuple[int, ...]] = set()
    for how, lines in runs:
        rows = tuple(map(id, lines))
        if rows not in seen:
            seen.add(rows)
            yield how, lines


OUTLINE, SINCE, ROWS, OUTERMOST, SUBTOTALS, WHOLE = "outline", "since", "rows", "outermost", "subtotals", "whole"
BLOCK = "block"
BESIDE = (OUTLINE, SINCE, BLOCK)


def runs_of(rows: Sequence[Line], place: int) -> Iterator[tuple[str, Sequence[Line]]]:
    """The rows around the row at `place` that it may be the total of, and how they stand to it."""
    if rows[place].is_total:
        for side in (rows[max(0, place - _FARTHEST) : place][::-1], rows[place + 1 : place + 1 + _FARTHEST]):
            until = next((number for number, one in enumerate(side) if one.is_total), len(side))
            plain = [one for one in side if not one.is_total]
            yield SINCE, side[:until]
            yield ROWS, plain
            yield OUTERMOST, [one for one in plain if one.parent is None]
            yield SUBTOTALS, [one for one in side if one.is_total]
        yield BLOCK, _block(rows, place)
    elif rows[place].is_bare:
        yield BLOCK, _block(rows, place)
    elif place in (0, len(rows) - 1) and _FEWEST_OF_ALL < len(rows) <= _FARTHEST:
        yield WHOLE, (rows[:place] or rows[1:])


def _block(rows: Sequence[Line], place: int) -> Sequence[Line]:
    """The rows above the row at `place` with nothing between, as far as a total: other blocks stand apart."""
    begin = place
    while begin and not rows[begin - 1].is_total and rows[begin - 1].place == rows[begin].place - 1:
        begin -= 1
    return rows[begin:place]
