"""Relations that were found and fail somewhere, where another column or row in the place of one makes them hold
throughout: then the relation is the other, and nothing is wrong.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise

from services.compute.rules.agreement.equation import Equation, total_of
from services.compute.rules.agreement.known import Known
from services.compute.rules.agreement.slips import bits_of_slip

_FEWEST = 2
Places = Mapping[str, Mapping[tuple[int, int], Known]]


def outdone(equations: Sequence[Equation], places: Places) -> set[int]:
    """The failing `equations`, by their identity, that a rival outdoes: one that holds wherever the relation was looked
    at. What fails by a slip of the hand is outdone only where a form says the rival; else a column that repeats
    another would hide every error in it. `places` are the figures by table, row and column.
    """
    together: dict[tuple[object, ...], list[Equation]] = defaultdict(list)
    for one in equations:
        together[_lines(one)].append(one)
    stated = {frozenset(one.facts) for one in equations if one.source != "found" and one.holds}
    found: set[int] = set()
    for group in together.values():
        failing = [one for one in group if not one.holds and one.source == "found"]
        if not failing or len(group) < _FEWEST:
            continue
        for rivals in _rivals(group, places[group[0].aggregate.table]):
            found.update(id(one) for one in failing if not _is_slip(one) or frozenset(rivals[id(one)]) in stated)
    return found | {id(one) for group in together.values() for one in _counting_twice(group)}


def _counting_twice(group: Sequence[Equation]) -> list[Equation]:
    """The failing ones of a sum that was found, all of which come out without a part that stands twice there: a
    subtotal and the only row below it with anything, neither of which has anything where the sum comes out.
    """
    failing = [one for one in group if not one.holds]
    first = group[0]
    if not failing or len(failing) == len(group) or first.operator != "Sum" or first.source != "found":
        return []
    lines = {_along(part, first) for one in group if one.holds for part in one.parts if part.value}
    return failing if all(_counts_twice(one, lines) for one in failing) else []


def _counts_twice(one: Equation, lines: Collection[int]) -> bool:
    """Whether `one` comes out without a part outside of `lines` that is as large as the one before it, zeros apart."""
    parts = [(part, sign) for part, sign in zip(one.parts, one.signs, strict=True) if part.value]
    return any(
        part.value == before.value
        and not {_along(before, one), _along(part, one)} & set(lines)
        and abs(one.off + sign * part.value) <= one.tolerance
        for (before, _), (part, sign) in pairwise(parts)
    )


def widened(equations: Sequence[Equation], places: Places) -> list[Equation]:
    """`equations`; what was found and fails along a row, of a relation that comes out in some rows only of those in
    which another comes out that differs by one column, and is not even nearly so in as many more, is held to that other
    instead: where nothing was added to the approved budget, what is left of it is what is left of the modified one.
    """
    together: dict[tuple[object, ...], list[Equation]] = defaultdict(list)
    for one in equations:
        if one.operator == "Sum" and one.across:
            together[_lines(one)].append(one)
    rows = {lines: _rows_told(group) for lines, group in together.items()}
    known = {frozenset(one.facts) for one in equations}
    told: list[Equation] = []
    for one in equations:
        wider = _wider(one, together, rows) if one.source == "found" and not one.holds else None
        if wider is None:
            told.append(one)
        elif (other := _with_columns(one, wider, places)) and frozenset(other.facts) not in known:
            known.add(frozenset(other.facts))
            told.append(other)
    return told


def _rows_told(group: Sequence[Equation]) -> frozenset[int]:
    """The rows in which a relation comes out, and not because nothing stands there."""
    return frozenset(one.aggregate.row for one in group if one.holds and one.telling)


def _wider(
    one: Equation,
    together: Mapping[tuple[object, ...], Sequence[Equation]],
    rows: Mapping[tuple[object, ...], frozenset[int]],
) -> Equation | None:
    """One of the relation that differs from that of `one` by a column and comes out in its rows and others."""
    own = _lines(one)
    if own not in together:
        return None
    mine, columns = rows[own], {one.aggregate.column, *(part.column for part in one.parts)}
    for lines, group in together.items():
        theirs = {group[0].aggregate.column, *(part.column for part in group[0].parts)}
        alike = lines[1] == own[1] and len(columns) == len(theirs) and len(columns - theirs) == 1
        same_form = group[0].signs == one.signs and (group[0].aggregate.column == one.aggregate.column) != (
            {part.column for part in group[0].parts} == {part.column for part in one.parts}
        )
        failing = sum(not other.holds for other in together[own])
        unlike = rows[lines] - {other.aggregate.row for other in together[own]}
        if alike and same_form and mine < rows[lines] and len(unlike) >= failing:
            return group[0]
    return None


def _with_columns(one: Equation, like: Equation, places: Places) -> Equation | None:
    """The relation `like` in the row of `one`; None where a figure of it is not there."""
    figures = places[one.aggregate.table]
    found = [figures.get((one.aggregate.row, figure.column)) for figure in (like.aggregate, *like.parts)]
    full = [figure for figure in found if figure is not None]
    if len(full) < len(found):
        return None
    return total_of(full[0], full[1:], like.signs, across=True, source=like.source)


def _rivals(
    group: Sequence[Equation], figures: Mapping[tuple[int, int], Known]
) -> Iterator[dict[int, tuple[str, ...]]]:
    """The facts of each equation of `group` with another line in the place of one, for each by which all of it hold."""
    first = group[0]
    own = [_along(figure, first) for figure in (first.aggregate, *first.parts)]
    others = sorted({place[1 if first.across else 0] for place in figures} - {*own})
    for line in own:
        for other in others:
            told: dict[int, tuple[str, ...]] = {}
            for one in group:
                facts = _with_other(one, line, other, figures)
                if facts is None:
                    break
                told[id(one)] = facts
            else:
                yield told


def _with_other(
    one: Equation, line: int, other: int, figures: Mapping[tuple[int, int], Known]
) -> tuple[str, ...] | None:
    """The facts of `one` with the figure of the line `other` in the place of that of `line`, if it holds so."""
    old = next((figure for figure in (one.aggregate, *one.parts) if _along(figure, one) == line), None)
    if old is None:
        return one.facts if one.holds else None
    new = figures.get((old.row, other) if one.across else (other, old.column))
    if new is None or new.unit != old.unit or not one.holds_with({old.fact: new.value}):
        return None
    return tuple(new.fact if fact == old.fact else fact for fact in one.facts)


def _is_slip(one: Equation) -> bool:
    return bits_of_slip(one.off, one.made, one.tolerance, one.aggregate.half) > 0


def _along(figure: Known, one: Equation) -> int:
    return figure.column if one.across else figure.row


def _lines(one: Equation) -> tuple[object, ...]:
    """The lines that the aggregate of `one` and its parts stand in with their like."""
    places = [_along(figure, one) for figure in (one.aggregate, *one.parts)]
    return one.operator, one.aggregate.table, one.across, places[0], frozenset(places[1:])
