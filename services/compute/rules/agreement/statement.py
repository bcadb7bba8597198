"""The agreement of a whole statement: every equation of every table, and the contradictions among them."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from services.compute.reading.document import UNREAD
from services.compute.recognition.statement import RecognisedTable, Statement
from services.compute.rules.agreement.added import AddedRates, added_rates
from services.compute.rules.agreement.admissible import with_admissible
from services.compute.rules.agreement.balances import balance_equations
from services.compute.rules.agreement.columns import (
    change_equations,
    column_equations,
    parts_equations,
    rate_equations,
    sum_equations,
)
from services.compute.rules.agreement.contradictions import Contradiction, Witnesses, contradictions, of_rows
from services.compute.rules.agreement.equation import Equation, Known
from services.compute.rules.agreement.exactness import exact_tables, sharpened
from services.compute.rules.agreement.found import found_equations
from services.compute.rules.agreement.labels import label_equations
from services.compute.rules.agreement.listed_again import again_equations
from services.compute.rules.agreement.movements import movement_equations
from services.compute.rules.agreement.over_pages import put_together
from services.compute.rules.agreement.parts_of_time import time_equations
from services.compute.rules.agreement.parts_of_whole import share_equations
from services.compute.rules.agreement.periodic import periodic_equations
from services.compute.rules.agreement.rates import is_between_plain_rows
from services.compute.rules.agreement.rivals import outdone
from services.compute.rules.agreement.row_slips import completed
from services.compute.rules.agreement.shares import Shares
from services.compute.rules.agreement.slips import bits_of_slip, likelihood
from services.compute.rules.agreement.staggered import staggered_equations
from services.compute.rules.agreement.steps import with_steps
from services.compute.rules.agreement.totals import bits_as_shown, placed_equations
from services.compute.rules.once import once

_RATIO = "ratio"
_SEVERAL, _USUAL = 3, 3
_BEYOND_DOUBT = 5
"""So many times must come out what is a quotient or a change of rates."""
_USUALLY_LEFT_OUT = 2
_LEAST_OF_A_POINT = 10
"""How much larger than what rounding leaves open a figure must be with its point in place, to be no nothing."""
_POINT_MISPLACED = tuple(Decimal(1).scaleb(-places) for places in (1, 2, 3, 6))


@dataclass(frozen=True, slots=True)
class Agreement:
    """Every equation of a statement, and what fails of it. `known` are its figures by fact, `holding` the equations
    that hold by fact, those of rates known by their concepts with them. The tables `exact` have figures that are not
    rounded: there a sum that is off by its rounding holds, and is a contradiction all the same.
    """

    equations: tuple[Equation, ...]
    contradictions: tuple[Contradiction, ...]
    added: tuple[AddedRates, ...]
    known: Mapping[str, Known]
    holding: Witnesses
    exact: frozenset[str]


def likeliest(agreement: Agreement, facts: Sequence[str], mends: Callable[[str, Decimal], bool]) -> tuple[str, ...]:
    """`facts`, of which one is wrong, ordered by how likely it is that a slip of the hand in one of them, against which
    nothing that holds speaks, made what is wrong: `mends` says whether all is well with another value of a fact.
    """

    def slipped(fact: str) -> float:
        figure = agreement.known[fact]
        rooms = [room for one in agreement.holding.of(fact) if (room := one.mended(fact)) is not None]
        return likelihood(
            figure.value,
            figure.half,
            lambda value: mends(fact, value) and all(room.low <= value <= room.high for room in rooms),
        )

    return tuple(sorted(facts, key=slipped, reverse=True))


@once
def agreement_of(statement: Statement) -> Agreement:
    """The agreement of `statement`, in which tables that go on over pages count as one."""
    statement = put_together(statement)
    known: dict[str, Known] = {}
    places: dict[str, dict[tuple[int, int], Known]] = defaultdict(dict)
    columns = statement.facts.select("fact", "exact", "half_unit", "table", "row", "column", "unit")
    shared: dict[Decimal | str | None, Any] = {}
    same = shared.setdefault  # what a million figures have in common stands in memory once
    for fact, exact, half, table, row, column, unit in columns.iter_rows():
        if exact is not None:
            figure = Known(fact, exact, same(half, half), same(table, table), row, column, same(unit, unit))
            known[fact] = places[table][row, column] = figure
    equations: dict[tuple[object, ...], Equation] = {}
    for one in (*label_equations(statement, known), *again_equations(statement, known)):
        equations.setdefault(_key(one), one)
    for recognised in statement.tables:
        figures = places.get(recognised.id, {})
        for find in (
            time_equations,
            column_equations,
            change_equations,
            parts_equations,
            sum_equations,
            staggered_equations,
            movement_equations,
            periodic_equations,
            balance_equations,
            share_equations,
            found_equations,
        ):
            for one in find(recognised, figures):
                equations.setdefault(_key(one), one)
    told: dict[str, set[str]] = defaultdict(set)
    for one in (one for one in equations.values() if not one.across):
        told[one.aggregate.fact].update(one.facts[1:])
    come_out = {one.aggregate.fact for one in equations.values() if one.across and one.holds}
    for one in placed_equations(statement, places, told):
        if one.holds or not one.across or one.aggregate.fact not in come_out:
            equations.setdefault(_key(one), one)
    for one in tuple(completed(tuple(equations.values()), places)):
        equations.setdefault(_key(one), one)
    unread = {place for recognised in statement.tables for place in _unread(recognised, places[recognised.id])}
    usual = _usual(equations.values())
    legible = (one for one in equations.values() if one.holds or not _beside_unread(one, unread, usual[_lines_of(one)]))
    likely = tuple(
        one
        for one in _without_chance(tuple(legible))
        if one.holds or one.source != "found" or not is_between_plain_rows(statement, one)
    )
    rivalled = outdone(likely, places) if any(not one.holds for one in likely) else set()
    every = tuple(with_steps([one for one in likely if id(one) not in rivalled]))
    rates = (
        one for recognised in statement.tables for one in rate_equations(recognised, places.get(recognised.id, {}))
    )
    given = {one.facts for one in every if one.operator == "Division"}
    named = [one for one in rates if one.facts not in given]
    summed = tuple(added_rates((*every, *named), places))
    explained = {one.equation for one in summed}
    added = tuple(one for one in summed if one.is_of_rates)
    exact = exact_tables(every)
    sharp = sharpened(every, exact)
    holding = Witnesses((*sharp, *named))
    failing = [one for one in sharp if not one.holds and one not in explained]
    by_row = tuple(of_rows(sharp, failing))
    explained_by_row = {id(one) for contradiction in by_row for one in contradiction.equations}
    slips = [contradiction.slip for contradiction in by_row if contradiction.slip]
    left = [
        one for one in failing if id(one) not in explained_by_row and not any(slip.passes_over(one) for slip in slips)
    ]
    found = (*by_row, *(with_admissible(one, places) for one in contradictions(left, holding, Shares(sharp, left))))
    return Agreement(every, found, added, known, holding, exact)


def _unread(recognised: RecognisedTable, figures: Mapping[tuple[int, int], Known]) -> Iterator[tuple[str, int, int]]:
    """The cells among the figures of a table, with digits or marks that cannot be read, that gave none."""
    measures = {column.index for column in recognised.columns if column.is_measure}
    rows = {row for row, _ in figures}
    for line in recognised.table.rows:
        for cell in line:
            among = cell.row in rows and cell.column in measures
            if (
                among
                and (cell.row, cell.column) not in figures
                and any(char.isdigit() or char == UNREAD for char in cell.text)
            ):
                yield recognised.id, cell.row, cell.column


def _beside_unread(one: Equation, unread: set[tuple[str, int, int]], times: int) -> bool:
    """Whether a figure that could not be read stands among those that `one` adds up in a row or column, or next to them
    if such sums come out fewer than two `times` elsewhere, where what stands there is left out.
    """
    beyond = 0 if times >= _USUALLY_LEFT_OUT else 1
    along = sorted(figure.column if one.across else figure.row for figure in (one.aggregate, *one.parts))
    line = one.aggregate.row if one.across else one.aggregate.column
    here = ((row, column) for table, row, column in unread if table == one.aggregate.table)
    places = (place if one.across else place[::-1] for place in here)
    return any(of == line and along[0] - beyond <= place <= along[-1] + beyond for of, place in places)


def _without_chance(equations: tuple[Equation, ...]) -> tuple[Equation, ...]:
    """Leave out what was found by chance: sums over several units, sums of rates that come out only by what rates of
    zero, or a single other, may have lost in print; and of what fails, what can be no error, since what the form says
    of the figure holds, it counts or averages its parts, its parts make another figure and not in three places the one
    in its line, or the units make no such relation. A sum that comes out nearer with more parts is that of them
    all; one of whose figures the form says another sum is that.
    """
    settled = {(one.aggregate.fact, one.across) for one in equations if one.source != "found" and one.holds}
    rates = {_line(one) for one in equations if one.operator == "Division"}
    made = {frozenset(one.facts[1:]) for one in equations if one.operator == "Sum" and one.holds}
    usual = _usual(equations)
    said = {frozenset(one.facts) for one in equations if one.operator == "Sum" and one.source != "found"}
    exactly: dict[tuple[str, bool], list[Equation]] = defaultdict(list)
    for one in equations:
        if one.operator == "Sum" and one.holds and one.telling:
            exactly[one.aggregate.fact, one.across].append(one)

    def chance(one: Equation) -> bool:
        if one.source != "found":
            return False
        if one.operator == "Sum" and any(_with_more(other, one) for other in exactly[one.aggregate.fact, one.across]):
            return True
        if (
            one.operator in ("Sum", "Average")
            and len({one.aggregate.unit, *(part.unit for part in one.parts)} - {None}) > 1
        ):
            return True
        if _by_room_alone(one) or _is_change_of_rates_and_amounts(one):
            return True
        if one.holds:
            return False
        if one.operator == "Sum" and frozenset(one.facts) in said:
            return True
        other = one.operator == "Sum" and frozenset(one.facts[1:]) in made and usual[_lines_of(one)] < _USUAL
        if other or (one.operator == "Sum" and _counts_or_averages(one)):
            return True
        if (one.aggregate.fact, one.across) in settled and usual[_lines_of(one)] < _USUAL:
            return True
        if one.operator == "Sum":
            beside_rates = bool(rates & set(_lines_through(one.aggregate))) and not _of_counts_by_a_slip(one)
            return one.aggregate.unit == _RATIO or beside_rates
        if one.operator == "Average" or usual[_lines_of(one)] >= _BEYOND_DOUBT:
            return False
        return not (_of_amounts(one) and (one.across or usual[_lines_of(one)] >= _USUAL))

    return tuple(one for one in equations if not chance(one))


def _usual(equations: Collection[Equation]) -> Counter[tuple[object, ...]]:
    """How often what is made of the same lines comes out; not counted where nothing fails, where nobody asks."""
    if all(one.holds for one in equations):
        return Counter()
    return Counter(_lines_of(one) for one in equations if one.holds and one.telling)


def _by_room_alone(one: Equation) -> bool:
    """Whether `one` is a sum of rates that comes out only by the room that rates of zero, or a single other, leave."""
    parts = (part for part in one.parts if part.value and one.telling)
    room = one.aggregate.half + sum((part.half for part in parts), Decimal(0))
    return one.operator == "Sum" and one.aggregate.unit == _RATIO and room < abs(one.off) <= one.tolerance


def _with_more(other: Equation, one: Equation) -> bool:
    """Whether `other`, of the same total, has more parts than `one` and comes out nearer."""
    return abs(other.off) < abs(one.off) and {*other.facts} > {*one.facts}


def _is_change_of_rates_and_amounts(one: Equation) -> bool:
    """Whether `one` is a change between a rate and an amount, which is their quotient less one that nobody sees."""
    return one.operator == "RelativeChange" and len({part.unit == _RATIO for part in one.parts}) > 1


def _counts_or_averages(one: Equation) -> bool:
    """Whether the aggregate of a sum is the number of its parts, or no more than the largest of several, which no total
    is but by a wrong digit or a point that is out of place.
    """
    if one.aggregate.value == len(one.parts):
        return True
    parts = [part.value for part in one.parts if part.value]
    within = len(parts) >= _SEVERAL and min(parts) > 0 and one.aggregate.value <= max(parts)
    if within and min(parts) == one.aggregate.value:
        return True
    return within and not bits_of_slip(one.off, one.made, one.tolerance, one.aggregate.half) and not _by_a_point(one)


def _by_a_point(one: Equation) -> bool:
    """Whether a sum would come out but for the point of one part, which stands too far to the right."""
    return any(
        abs(one.off + part.value - part.value * scale) <= one.tolerance
        for part in one.parts
        for scale in _POINT_MISPLACED
        if part.value >= one.aggregate.value and part.value * scale > _LEAST_OF_A_POINT * one.tolerance
    )


def _of_counts_by_a_slip(one: Equation) -> bool:
    """Whether `one` adds up whole numbers down a column, as units that prices multiply, and is off by a slip."""
    whole = all(figure.value % 1 == 0 and 2 * figure.half == 1 for figure in (one.aggregate, *one.parts))
    return whole and not one.across and bits_as_shown(one) > 0


def _line(one: Equation) -> tuple[str, bool, int]:
    """The line that the aggregate of `one` stands in with its like: the column of what goes along rows, or the row."""
    return one.aggregate.table, one.across, one.aggregate.column if one.across else one.aggregate.row


def _lines_of(one: Equation) -> tuple[object, ...]:
    """The lines that the aggregate of `one` and its parts stand in with their like."""
    places = [figure.column if one.across else figure.row for figure in (one.aggregate, *one.parts)]
    return one.operator, one.aggregate.table, one.across, places[0], frozenset(places[1:])


def _lines_through(figure: Known) -> tuple[tuple[str, bool, int], tuple[str, bool, int]]:
    return (figure.table, True, figure.column), (figure.table, False, figure.row)


def _of_amounts(one: Equation) -> bool:
    """Whether `one` gives a rate of figures that are none themselves. Where there is none to give, forms print 0."""
    amounts = all(part.unit != _RATIO for part in one.parts)
    return one.aggregate.value != 0 and amounts and one.aggregate.unit in (None, _RATIO)


def _key(one: Equation) -> tuple[object, ...]:
    """Equations that say the same of the same facts, be they found or stated: their numbers, for a sum with the signs
    that they have on one side, those turned of which the first is taken away.
    """
    if one.operator == "Sum":
        sides = [(int(part.fact[1:]), sign) for part, sign in zip(one.parts, one.signs, strict=True)]
        sides.append((int(one.aggregate.fact[1:]), -1))
        turned = min(sides)[1]
        return tuple(sorted(number * sign * turned for number, sign in sides))
    return (one.operator, *one.facts)
