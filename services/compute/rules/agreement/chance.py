"""Equations that were found by chance, and what fails of them that can be no error."""

from collections import Counter, defaultdict
from collections.abc import Collection
from decimal import Decimal
from itertools import pairwise

from services.compute.rules.agreement.equation import Equation
from services.compute.rules.agreement.known import Known, units_of
from services.compute.rules.agreement.line_totals import bits_as_shown, excesses
from services.compute.rules.agreement.slips import bits_of_slip

_RATIO = "ratio"
_SEVERAL, _USUAL = 3, 3
_TWICE, _SURE_BITS = 2, 6.0
_BEYOND_DOUBT = 5
"""So many times must come out what is a quotient or a change of rates."""


_BEYOND_CHANCE = 10_000
"""So many times what rounding leaves open is a sum that comes out by no chance: what it stands in adds up."""


_LEAST_OF_A_POINT = 10
"""How much larger than what rounding leaves open a figure must be with its point in place, to be no nothing."""


_YEARS = range(1900, 2101)


_POINT_MISPLACED = tuple(Decimal(1).scaleb(-places) for places in (1, 2, 3, 6))


def without_chance(equations: tuple[Equation, ...]) -> tuple[Equation, ...]:
    """Leave out what was found by chance: sums over several units, sums of rates that come out only by what rates of
    zero, or a single other, may have lost in print; and of what fails, what can be no error, since what the form says
    of the figure holds, it counts or averages its parts, its parts make another figure and not in three places the one
    in its line, or the units make no such relation. A sum that comes out nearer with more parts is that of them
    all; one of whose figures the form says another sum is that.
    """
    settled = {(one.aggregate.fact, one.across) for one in equations if one.source != "found" and one.holds}
    rates = {_line(one) for one in equations if one.operator == "Division"}
    usual = usual_of(equations)
    failing = {fact for one in equations if one.source == "found" and not one.holds for fact in one.facts}
    asked = [one for one in equations if one.operator == "Sum" and one.parts and one.parts[0].fact in failing]
    made = {frozenset(one.facts[1:]) for one in asked if one.holds}
    said = {frozenset(one.facts) for one in asked if one.source != "found"}
    holding: dict[tuple[object, ...], list[Equation]] = defaultdict(list)
    for one in equations if failing else ():
        if one.holds and one.telling:
            holding[lines_of(one)].append(one)
    exactly: dict[tuple[str, bool], list[Equation]] = defaultdict(list)
    adding = set()
    for one in equations:
        if one.operator == "Sum" and one.holds and one.telling:
            exactly[one.aggregate.fact, one.across].append(one)
            if abs(one.made) > _BEYOND_CHANCE * one.tolerance:
                adding.add(_sides(one))

    too_large: dict[tuple[str, Decimal], set[frozenset[str]]] = defaultdict(set)
    for one in equations:
        if not one.holds and one.operator == "Sum":
            giving = frozenset(figure.fact for figure in (one.aggregate, *one.parts) if figure.value)
            for each in excesses(one):
                too_large[each].add(giving)

    def is_confirmed(one: Equation) -> bool:
        """Whether it comes out elsewhere, and another that fails says that a figure of it is off by as much."""
        return (
            one.operator == "Sum"
            and usual[lines_of(one)] > 0
            and any(len(too_large[each]) > 1 for each in excesses(one))
        )

    def chance(one: Equation) -> bool:
        if one.source != "found":
            return False
        if one.operator == "Sum" and any(_with_more(other, one) for other in exactly[one.aggregate.fact, one.across]):
            return True
        if one.operator in ("Sum", "Average") and len({one.aggregate.unit, *units_of(one.parts)} - {None}) > 1:
            return True
        if _by_room_alone(one) or _is_change_of_rates_and_amounts(one):
            return True
        if one.holds:
            return False
        if one.operator == "Sum" and frozenset(one.facts) in said:
            return True
        enough = _TWICE if is_sure_slip(one) else _USUAL
        other = one.operator == "Sum" and frozenset(one.facts[1:]) in made and usual[lines_of(one)] < enough
        left_out = usual[lines_of(one)] > 0 and _leaves_one_out(one)
        if other or (one.operator == "Sum" and _counts_or_averages(one, usual[lines_of(one)]) and not left_out):
            return True
        if (
            _of_years(one)
            or _numbers_rows(one)
            or (one.operator == "Sum" and _of_unknown_sign(one, holding[lines_of(one)]))
        ):
            return True
        if (one.aggregate.fact, one.across) in settled and usual[lines_of(one)] < _USUAL and not is_confirmed(one):
            return True
        if one.operator == "Sum":
            adds_up = _of_counts_by_a_slip(one) or (is_sure_slip(one) and _sides(one) in adding)
            return one.aggregate.unit == _RATIO or (bool(rates & set(_lines_through(one.aggregate))) and not adds_up)
        if one.operator == "Average" or usual[lines_of(one)] >= _BEYOND_DOUBT:
            return False
        often = usual[lines_of(one)]
        several = often >= _USUAL or (often >= _TWICE and is_sure_slip(one))
        return not (_of_amounts(one) and (one.across or several))

    return tuple(one for one in equations if not chance(one))


def usual_of(equations: Collection[Equation]) -> Counter[tuple[object, ...]]:
    """How often what is made of the same lines comes out; not counted where nothing fails, where nobody asks."""
    if all(one.holds for one in equations):
        return Counter()
    return Counter(lines_of(one) for one in equations if one.holds and one.telling)


def is_sure_slip(one: Equation) -> bool:
    """Whether a rate is off by a wrong digit that chance would hardly hit on."""
    bits = bits_of_slip(one.off, one.aggregate.value, one.tolerance, one.aggregate.half)
    return bits >= _SURE_BITS


def _by_room_alone(one: Equation) -> bool:
    """Whether `one` is a sum of rates that comes out only by the room that rates of zero, or a single other, leave."""
    if one.operator != "Sum" or one.aggregate.unit != _RATIO or not (one.holds and one.off):
        return False
    parts = (part for part in one.parts if part.value and one.telling)
    return one.aggregate.half + sum((part.half for part in parts), Decimal(0)) < abs(one.off)


def _with_more(other: Equation, one: Equation) -> bool:
    """Whether `other`, of the same total, has more parts than `one` and comes out nearer."""
    return abs(other.off) < abs(one.off) and {*other.facts} > {*one.facts}


def _is_change_of_rates_and_amounts(one: Equation) -> bool:
    """Whether `one` is a change between a rate and an amount, which is their quotient less one that nobody sees."""
    return one.operator == "RelativeChange" and len({part.unit == _RATIO for part in one.parts}) > 1


def _counts_or_averages(one: Equation, often: int) -> bool:
    """Whether the aggregate of a sum that comes out not so `often` is the number of its parts, or no more than the
    largest of several, which no total is but by a wrong digit or a point that is out of place.
    """
    if one.aggregate.value == len(one.parts) and often < _USUAL:
        return True
    parts = [part.value for part in one.parts if part.value]
    within = len(parts) >= _SEVERAL and min(parts) > 0 and one.aggregate.value <= max(parts)
    if len(parts) > 1 and {one.aggregate.value} == {*parts}:
        return True
    if within and min(parts) == one.aggregate.value:
        return True
    return within and not bits_of_slip(one.off, one.made, one.tolerance, one.aggregate.half) and not _by_a_point(one)


def _of_years(one: Equation) -> bool:
    """Whether `one` holds nothing but years of headings against each other."""
    figures = [figure.value for figure in (one.aggregate, *one.parts) if figure.value]
    return one.across and len(figures) > 1 and all(value % 1 == 0 and value in _YEARS for value in figures)


def _numbers_rows(one: Equation) -> bool:
    """Whether `one` adds up what rows are numbered by, 1, 2, 3, ..."""
    if one.operator != "Sum" or one.across or len(one.parts) < _SEVERAL:
        return False
    together = [sorted((one.row, one.value) for one in figures) for figures in (one.parts, (one.aggregate, *one.parts))]
    return any({after - before for (_, before), (_, after) in pairwise(figures)} == {1} for figures in together)


def _of_unknown_sign(one: Equation, holding: Collection[Equation]) -> bool:
    """Whether a sum comes out with one part taken away that is nothing wherever the same comes out: nothing says on
    which side it stands.
    """
    turned = {part.fact for part in one.parts if part.value and abs(one.off + 2 * part.value) <= one.tolerance}
    lines = {part.column if one.across else part.row for part in one.parts if part.fact in turned}
    telling = {
        part.column if one.across else part.row
        for other in holding
        for part in other.parts
        if part.value and (part.column if one.across else part.row) in lines
    }
    return bool(holding) and bool(lines - telling)


def _leaves_one_out(one: Equation) -> bool:
    """Whether a sum of several comes out without one of its parts, be that the largest."""
    parts = [part for part in one.parts if part.value]
    return len(parts) > _SEVERAL and any(abs(one.off + part.value) <= one.tolerance for part in parts)


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


def lines_of(one: Equation) -> tuple[object, ...]:
    """The lines that the aggregate of `one` and its parts stand in with their like."""
    places = [figure.column if one.across else figure.row for figure in (one.aggregate, *one.parts)]
    return one.operator, one.aggregate.table, one.across, places[0], frozenset(places[1:])


def _sides(one: Equation) -> tuple[str, bool, int]:
    """The row or the column that the figures of `one` stand in."""
    return one.aggregate.table, one.across, one.aggregate.row if one.across else one.aggregate.column


def _lines_through(figure: Known) -> tuple[tuple[str, bool, int], tuple[str, bool, int]]:
    return (figure.table, True, figure.column), (figure.table, False, figure.row)


def _of_amounts(one: Equation) -> bool:
    """Whether `one` gives a rate of figures that are none themselves. Where there is none to give, forms print 0."""
    amounts = all(part.unit != _RATIO for part in one.parts)
    return one.aggregate.value != 0 and amounts and one.aggregate.unit in (None, _RATIO)
