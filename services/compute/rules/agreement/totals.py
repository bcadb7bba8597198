"""Totals by where their lines stand: a row named a total and the rows above it, a row and those indented below it, a
column named a total and the columns before it.

What a table's figures show of its relations takes several columns. Here the words and the outline say which rows a
total is to be made of, so that a single column tells: where the total comes out, or where one wrong digit keeps it
from doing so, which chance would hardly hit on. Where the totals of a filing come out in this way but for one, from
that a row is missing, or one is wrong in all its columns.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import chain

from services.compute.arithmetic.numerals import is_mark
from services.compute.recognition.statement import RecognisedTable, Statement
from services.compute.rules.agreement.equation import Equation
from services.compute.rules.agreement.known import Known
from services.compute.rules.agreement.line_totals import LineTotal, excesses, line_total
from services.compute.rules.agreement.total_lines import (
    BESIDE,
    BLOCK,
    OUTERMOST,
    OUTLINE,
    SUBTOTALS,
    WHOLE,
    Line,
    columns_of,
    halves_of,
    like_rates,
    rows_of,
    runs_of,
    unlike,
)

Places = Mapping[str, Mapping[tuple[int, int], Known]]
_FEWEST = 2
_LIKE_IT, _FOR_ONE_SHORT = 2, 2
"""How many totals must come out as one does not, and how many for each that does not."""


def placed_equations(
    statement: Statement, places: Places, gone_through: Places, told: Mapping[str, set[str]]
) -> Iterator[Equation]:
    """The totals of all tables that come out, or would but for one digit, and those down the columns that fail where
    their like come out; no total that is more than its parts where a mark stands for one of these. `places` are the
    figures by table, row and column, of which those `gone_through` are held to others of their row; `told` are the
    facts that are totals of rows already, each with those of its parts: as the total of other rows one can only fail.
    """
    tables = {table.id: table for table in statement.tables}
    doubted: list[Equation] = []
    for one in chain(_placed(statement, places, gone_through, told, doubted), _crossing(doubted)):
        if one.holds or not _lacks_what_is_not_told(one, tables[one.aggregate.table], places[one.aggregate.table]):
            yield one


def _lacks_what_is_not_told(one: Equation, table: RecognisedTable, figures: Mapping[tuple[int, int], Known]) -> bool:
    """Whether a mark stands among the figures that a total has more than."""
    if one.off <= 0 or any(part.value < 0 for part in one.parts):
        return False
    along = sorted(part.column if one.across else part.row for part in one.parts)
    of = one.aggregate.row if one.across else one.aggregate.column
    lines = {column if one.across else row for row, column in figures}
    for row in table.table.rows:
        for cell in row:
            place, line = (cell.column, cell.row) if one.across else (cell.row, cell.column)
            among = line == of and along[0] <= place <= along[-1] and place in lines
            if among and (cell.row, cell.column) not in figures and is_mark(cell.text):
                return True
    return False


def _crossing(doubted: Sequence[Equation]) -> Iterator[Equation]:
    """Those of `doubted` that a row and a column make, both off by as much where they cross: the figure there is wrong,
    however it came to be so.
    """
    by_excess: dict[tuple[str, Decimal], list[Equation]] = defaultdict(list)
    for one in doubted:
        for fact, excess in excesses(one):
            by_excess[fact, excess].append(one)
    for crossing in by_excess.values():
        if {one.across for one in crossing} == {True, False}:
            yield from (replace(one, source="layout") for one in crossing)


def _placed(
    statement: Statement,
    places: Places,
    gone_through: Places,
    told: Mapping[str, set[str]],
    doubted: list[Equation],
) -> Iterator[Equation]:
    """The totals of `placed_equations`, whatever stands among their figures; what fails and is not explained goes to
    `doubted`.
    """
    surely: Counter[str] = Counter()
    short: list[tuple[LineTotal, bool]] = []
    for table in statement.tables:
        figures = places.get(table.id, {})
        in_rows = gone_through.get(table.id, {})
        for options in _totals(columns_of(table, in_rows), {}, across=True):
            sure = [option for option in options if option.sure and option.how != WHOLE]
            doubted += max(sure, key=lambda option: option.said).doubted if sure else ()
            yield from max(sure, key=lambda option: option.said).equations if sure else ()
        for options in _totals(columns_of(table, in_rows, rates=True), {}, across=True):
            yield from next((option.equations for option in options if option.how != WHOLE and option.of_shares), ())
        rows = chain.from_iterable(
            _totals(rows_of(statement, table, half), told, across=False) for half in halves_of(table, figures)
        )
        for options in rows:
            sure = [option for option in options if option.sure]
            known = any(one.aggregate.fact in told for option in options for one in option.equations)
            if sure:
                best, *_ = by_said = sorted(sure, key=lambda option: -option.said)
                surely[best.how] += any(one.holds for one in best.equations)
                doubted += best.doubted
                yield from next((option.by_row for option in by_said if option.by_row), ())
                new = (_new(option, told) for option in by_said)
                yield from next(filter(None, new), [])
            elif not known:
                lacking = [one for one in options if (one.how not in (WHOLE, BLOCK) and one.is_short) or one.is_slipped]
                by_form = table.statement is not None
                short += [(max(lacking, key=_nearest), by_form)] if lacking else []
    failing = Counter(option.how for option, _ in short)
    for option, by_form in short:
        as_often = surely[option.how] + (surely[OUTLINE] if option.how == OUTERMOST and option.is_slipped else 0)
        like_it = as_often >= max(_LIKE_IT, _FOR_ONE_SHORT * failing[option.how])
        if like_it or (by_form and option.how != OUTLINE):
            yield from option.equations


def _new(option: LineTotal, told: Mapping[str, set[str]]) -> list[Equation]:
    """What `option` says that is not `told`; of what is told of its rows, that of their totals, as it is laid out, if
    it comes out in any column.
    """
    new = [one for one in option.equations if _is_new(one, option.how, told)]
    if option.how != SUBTOTALS:
        return new
    if any(one.holds for one in option.equations):
        return [replace(one, source="layout") if one.aggregate.fact in told else one for one in new]
    return [one for one in new if one.aggregate.fact not in told]


def _is_new(one: Equation, how: str, told: Mapping[str, set[str]]) -> bool:
    """Whether `one` says what is not `told`: assets are what they are owed for, and those listed right beside; or of
    what is the sum of its rows, that it is not that of their totals.
    """
    parts = told.get(one.aggregate.fact)
    beside = how in (*BESIDE, SUBTOTALS)
    return parts is None or (beside and not one.holds and parts.isdisjoint(one.facts[1:]))


def _nearest(total: LineTotal) -> Decimal:
    """How near the rows of a total come to it."""
    return max((one.made / one.aggregate.value for one in total.equations if one.aggregate.value), default=Decimal(0))


def _totals(rows: Sequence[Line], told: Mapping[str, set[str]], *, across: bool) -> Iterator[list[LineTotal]]:
    """For each line what it may be the total of; `told` are the facts that are totals already."""
    below: dict[int | None, list[Line]] = defaultdict(list)
    for row in rows:
        below[row.parent].append(row)
    rated = set() if across else like_rates(rows)
    for place, row in enumerate(rows):
        runs = [(OUTLINE, below[row.number]), *runs_of(rows, place)]
        runs += [(how, _of_no_other(lines, told)) for how, lines in runs if how == SUBTOTALS]
        ends = not across and row.is_total and place == len(rows) - 1 and len({one.parent for one in rows}) == 1
        yield [
            line_total(
                row, how, parts, told, across, rated, ends=ends and len(parts) == place, last=place == len(rows) - 1
            )
            for how, parts in unlike(runs)
            if len(parts) >= _FEWEST
        ]


def _of_no_other(subtotals: Sequence[Line], told: Mapping[str, set[str]]) -> list[Line]:
    """Those of `subtotals`, nearest first, that are no parts of others among them, nor the same again as one nearer: of
    a single account "Total de Pasivos Circulantes" and "Total del Pasivo" say the same.
    """
    parts = {fact for line in subtotals for one in line.figures.values() for fact in told.get(one.fact, ())}
    outer: dict[tuple[tuple[int, Decimal], ...], Line] = {}
    for line in subtotals:
        if parts.isdisjoint(one.fact for one in line.figures.values()):
            outer.setdefault(tuple((column, one.value) for column, one in sorted(line.figures.items())), line)
    return list(outer.values())
