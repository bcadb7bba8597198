"""Totals by where their lines stand: a row named a total and the rows above it, a row and those indented below it, a
column named a total and the columns before it.

What a table's figures show of its relations takes several columns. Here the words and the outline say which rows a
total is to be made of, so that a single column tells: where the total comes out, or where one wrong digit keeps it
from doing so, which chance would hardly hit on. Where the totals of a filing come out in this way but for one, from
that a row is missing, or one is wrong in all its columns.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import chain

from services.compute.arithmetic.numerals import is_mark
from services.compute.arithmetic.slip import is_slip
from services.compute.recognition.statement import RecognisedTable, Statement
from services.compute.rules.agreement.equation import Equation, Known, total_of
from services.compute.rules.agreement.row_slips import row_slip
from services.compute.rules.agreement.slips import bits_of_slip
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

_OUTLINE_BITS, _NAMED_BITS, _UNNAMED_BITS = 8.0, 10.0, 14.0
"""Bits that the columns of a total must say together: where the outline names its rows, or none other does that these
stand under, where words do, and where it is only the first or last row of its table.
"""
_MOST_BITS, _AGAINST = 20.0, 9.0
_ENDING_BITS = 5.0
"""Bits that each column of the total that ends a plain table must say in the mean where none comes out."""
_LITTLE = Decimal("0.45")
"""Of what a total should be, how much it may miss by."""
_HOLDING_FOR_ONE = 3
"""Columns that must come out for each but the first that does not."""
Places = Mapping[str, Mapping[tuple[int, int], Known]]
_RATIO = "ratio"
_FINEST = Decimal("1e-9")
_LARGE = 1_000
"""So many times what rounding leaves open a figure must be for its sign to tell."""
_FEWEST = 2
_HUNDRED = 100
_MOST_SHARES = 500
"""Rows beyond which nobody shares a whole out."""
_LIKE_IT, _FOR_ONE_SHORT = 2, 2
"""How many totals must come out as one does not, and how many for each that does not."""
_MOSTLY_THERE = Decimal("0.5")
"""Of a total from which a row is missing, the others make more than this share."""


@dataclass(frozen=True, slots=True)
class _Total:
    """A row as the total of rows that stand to it in the way `how`: an equation a column, and whether they say enough
    together for it to be one. Those `by_row` fail by one row; those `doubted` by nothing that explains it.
    """

    how: str
    equations: tuple[Equation, ...]
    said: float
    sure: bool
    of_shares: bool = False
    by_row: tuple[Equation, ...] = ()
    doubted: tuple[Equation, ...] = ()

    @property
    def is_short(self) -> bool:
        """Whether it comes out in no column, and in those of money that only grows most of it is there."""
        short = [one for one in self.equations if one.aggregate.value > 0 and all(p.value >= 0 for p in one.parts)]
        return bool(short) and all(
            not one.holds and _MOSTLY_THERE * one.aggregate.value < one.made < one.aggregate.value for one in short
        )

    @property
    def is_slipped(self) -> bool:
        """Whether it stands under the outline or over all of it and fails by slips alone, however little these say."""
        off = [one for one in self.equations if not one.holds]
        return self.how in (OUTLINE, OUTERMOST) and bool(off) and all(map(_bits, off))


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
    short: list[tuple[_Total, bool]] = []
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


def _new(option: _Total, told: Mapping[str, set[str]]) -> list[Equation]:
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


def _nearest(total: _Total) -> Decimal:
    """How near the rows of a total come to it."""
    return max((one.made / one.aggregate.value for one in total.equations if one.aggregate.value), default=Decimal(0))


def _totals(rows: Sequence[Line], told: Mapping[str, set[str]], *, across: bool) -> Iterator[list[_Total]]:
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
            _total(row, how, parts, told, across, rated, ends=ends and len(parts) == place, last=place == len(rows) - 1)
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


def _total(
    row: Line,
    how: str,
    parts: Sequence[Line],
    told: Mapping[str, set[str]],
    across: bool,
    rated: Collection[int] = (),
    *,
    ends: bool = False,
    last: bool = False,
) -> _Total:
    """`row` as the total of `parts`: one digit may be wrong in a few columns, or one row, not in most: there figures
    are rounded, or the total is of other rows. Rates beside amounts add up to nothing, but for shares to a whole, nor
    need what the columns `rated` have. The `last` row may be that of all the outermost, totals themselves. Where it
    `ends` a plain table and each of its columns is off by a slip, all are wrong.
    """
    shares = _shares(row, parts, across) if row.is_total else ()
    if shares:
        return _Total(how, shares, _MOST_BITS, True, True)
    equations = []
    for column, figure in row.figures.items():
        known = [one.figures[column] for one in parts if column in one.figures]
        if (
            sum(one.value != 0 for one in known) < (1 if how == OUTLINE else _FEWEST)
            or len({one.unit for one in (figure, *known)} - {None}) > 1
        ):
            continue
        equations.append(total_of(figure, known, (1,) * len(known), across=across, source="found"))
    if any(one.aggregate.unit != _RATIO for one in equations):
        equations = [one for one in equations if one.holds or one.aggregate.unit != _RATIO or one.aggregate.value == 1]
    equations = [one for one in equations if one.holds or one.aggregate.column not in rated]
    equals = () if across else _equals(row, parts, {} if last and how == OUTERMOST else told)
    slip = None if across or how == WHOLE else row_slip(equations, by_itself=equals, totals=told.keys())
    if slip and slip.is_by_itself:
        placed = tuple(replace(one, source="layout") for one in slip.equations)
        return _Total(how, placed, _MOST_BITS, True, by_row=placed)
    by_row = {one.aggregate.fact for one in slip.equations} if slip else set()
    if equals:
        equations = [replace(one, source="layout") if one.aggregate.fact in by_row else one for one in equations]
    if across:
        by_row = {one.aggregate.fact for one in equations if _lost_a_sign(one, equations)}
    said = sum(0 if one.aggregate.fact in by_row else _bits(one) or -_AGAINST for one in equations)
    near = [one for one in equations if _bits(one) or one.aggregate.fact in by_row]
    if row.is_total and not across and any(one.holds and _bits(one) >= _NAMED_BITS for one in near):
        near += [replace(one, source="layout") for one in equations if one not in near and bits_as_shown(one)]
    holding = sum(one.holds for one in near)
    failing = len(near) - holding - (len(by_row) if holding else max(0, len(by_row) - 1))
    enough = said >= (_UNNAMED_BITS if how == WHOLE else _OUTLINE_BITS if how in (OUTLINE, OUTERMOST) else _NAMED_BITS)
    sure = enough and failing <= max(1, holding / _HOLDING_FOR_ONE)
    if ends and equations and not holding and not by_row:
        bits = [bits_as_shown(one) for one in equations]
        if all(bits) and sum(bits) >= _ENDING_BITS * len(bits):
            return _Total(how, tuple(equations), sum(bits), True)
    spoilt = tuple(one for one in near if one.aggregate.fact in by_row)
    doubted = tuple(one for one in equations if one not in near) if sure and holding else ()
    return _Total(how, tuple(near if sure else equations), said, sure, by_row=spoilt, doubted=doubted)


def _lost_a_sign(one: Equation, beside: Sequence[Equation]) -> bool:
    """Whether the total of a row comes out with one of its figures on the other side of nothing, and enough of those
    rows `beside` come out in which the same column gives something: what is taken off is no lost sign.
    """
    if one.holds or not one.telling:
        return False
    figures = [(one.aggregate, one.off + 2 * one.made), *((part, one.off + 2 * part.value) for part in one.parts)]
    lost = [figure for figure, left in figures if abs(left) <= one.tolerance < abs(figure.value) / _LARGE]
    columns = {figure.column for figure in lost}
    giving = [
        each
        for each in beside
        if each.holds and any(figure.value and figure.column in columns for figure in (each.aggregate, *each.parts))
    ]
    return len(giving) >= _FEWEST


def _equals(row: Line, parts: Sequence[Line], told: Mapping[str, set[str]]) -> Collection[int]:
    """The places of `parts` where `row` is called a total of them, and all have codes of one kind, stand under the same
    and are no totals of others.
    """
    alike = len({(part.kind, part.parent) for part in parts}) == 1 and parts[0].kind is not None
    plain = all(one.fact not in told for part in parts for one in part.figures.values())
    return {part.place for part in parts} if alike and plain and row.is_total else ()


def _shares(row: Line, parts: Sequence[Line], across: bool) -> tuple[Equation, ...]:
    """The totals of shares in `row`, several that say a hundred per cent or whose parts do: no fewer must come to it
    than do not, and these must be off by a slip.
    """
    sums = []
    for column, figure in row.figures.items() if len(parts) <= _MOST_SHARES else ():
        known = [one.figures[column] for one in parts if column in one.figures]
        alike = {one.unit for one in known} == {figure.unit} and all(one.value >= 0 for one in known)
        if alike and len(known) > _FEWEST and figure.value > 0:
            one = total_of(figure, known, (1,) * len(known), across=across, source="layout")
            if (1 if figure.unit == _RATIO else _HUNDRED) in (figure.value, one.made):
                sums.append(one)
    off = [one for one in sums if not one.holds]
    slips = all(abs(one.off) < one.aggregate.value and is_slip(float(one.off), float(one.tolerance)) for one in off)
    return tuple(sums) if slips and len(sums) >= max(_FEWEST, 2 * len(off)) else ()


def bits_as_shown(one: Equation) -> float:
    """What a sum that misses by little says for being off by a slip where its figures are not rounded but as exact as
    they are shown, to the last digit that is not 0 in all of them.
    """
    if abs(one.off) > _LITTLE * abs(one.made) or one.is_rounded:
        return 0.0
    shown = [figure.value.normalize().as_tuple().exponent for figure in (one.aggregate, *one.parts) if figure.value]
    half = Decimal(5).scaleb(min(map(int, shown)) - 1)
    return bits_of_slip(one.off, max(abs(one.aggregate.value), abs(one.made)), Decimal(0), half)


def excesses(one: Equation) -> Iterator[tuple[str, Decimal]]:
    """By how much each figure of a sum would be too large if it alone were wrong."""
    yield one.aggregate.fact, one.off.normalize()
    for part, sign in zip(one.parts, one.signs, strict=True):
        yield part.fact, (-one.off * sign).normalize()


def _bits(equation: Equation) -> float:
    """What a total says for being one: that it comes out to its last digit, or to all digits but one."""
    off, size, half = equation.off, max(abs(equation.aggregate.value), abs(equation.made)), equation.aggregate.half
    if not equation.holds:
        return bits_of_slip(off, size, equation.tolerance, half)
    return min(_MOST_BITS, math.log2(1 + float(size / (2 * max(abs(off), half, _FINEST)))))
