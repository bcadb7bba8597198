"""The agreement of a whole statement: every equation of every table, and the contradictions among them."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import chain

import numpy as np
import polars as pl

from services.compute.reading.document import UNREAD
from services.compute.recognition.statement import RecognisedTable, Statement
from services.compute.rules.agreement.added import AddedRates, added_rates
from services.compute.rules.agreement.admissible import with_admissible
from services.compute.rules.agreement.alike import (
    LONG,
    NO_ROWS,
    Alike,
    AlikeRows,
    alike_in,
    is_within_row,
    some_rows,
)
from services.compute.rules.agreement.balances import balance_equations
from services.compute.rules.agreement.chance import is_sure_slip, lines_of, usual_of, without_chance
from services.compute.rules.agreement.columns import (
    change_equations,
    column_equations,
    parts_equations,
    rate_equations,
    sum_equations,
)
from services.compute.rules.agreement.completed import completed
from services.compute.rules.agreement.contradictions import Contradiction, contradictions, of_rows
from services.compute.rules.agreement.equation import Equation, Known
from services.compute.rules.agreement.exactness import exact_tables, sharpened, with_exact_counts
from services.compute.rules.agreement.found import found_equations
from services.compute.rules.agreement.identities import identity_equations
from services.compute.rules.agreement.labels import label_equations
from services.compute.rules.agreement.limits import told_by_limits
from services.compute.rules.agreement.listed_again import again_equations
from services.compute.rules.agreement.long_figures import AS_KNOWN, ByFact, LongFigures, Place, knowns
from services.compute.rules.agreement.means import mean_equations
from services.compute.rules.agreement.movements import movement_equations
from services.compute.rules.agreement.only_parts import only_part_equations
from services.compute.rules.agreement.over_pages import put_together
from services.compute.rules.agreement.parts_of_time import time_equations
from services.compute.rules.agreement.parts_of_whole import share_equations
from services.compute.rules.agreement.periodic import periodic_equations
from services.compute.rules.agreement.prices import price_equations
from services.compute.rules.agreement.rates import is_between_plain_rows
from services.compute.rules.agreement.rates_down import rates_down
from services.compute.rules.agreement.rivals import outdone, widened
from services.compute.rules.agreement.running import running_equations
from services.compute.rules.agreement.shares import Shares
from services.compute.rules.agreement.slips import likelihood
from services.compute.rules.agreement.staggered import staggered_equations
from services.compute.rules.agreement.steps import with_steps
from services.compute.rules.agreement.totals import placed_equations
from services.compute.rules.agreement.witnesses import Witnesses
from services.compute.rules.once import once

_FINDERS = (
    time_equations,
    column_equations,
    change_equations,
    parts_equations,
    sum_equations,
    staggered_equations,
    movement_equations,
    periodic_equations,
    balance_equations,
    running_equations,
    price_equations,
    share_equations,
)
_FROM_ROW_TO_ROW = (staggered_equations, balance_equations, running_equations, share_equations)
_USUALLY_LEFT_OUT = 2
_MOST_TIMES = 3
"""So many times rows are taken to be alike, and found to be less so by a relation that others show."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """Every equation of a statement, and what fails of it. `known` are its figures by fact, `holding` the equations
    that hold by fact, those of rates known by their concepts with them. The tables `exact` have figures that are not
    rounded: there a sum that is off by its rounding holds, and is a contradiction all the same. Of rows that are
    `alike` no equations are made: they say what those of rows beside them do.
    """

    equations: tuple[Equation, ...]
    contradictions: tuple[Contradiction, ...]
    added: tuple[AddedRates, ...]
    known: Mapping[str, Known]
    holding: Witnesses
    exact: frozenset[str]
    alike: Sequence[Alike]
    related: int
    """So many figures take part in an equation, or stand in rows that are alike and keep to a relation."""

    def cases(self) -> Iterator[tuple[Equation, Iterable[tuple[str, ...]]]]:
        """Every equation with the facts that take part, the aggregate first; of what rows that are alike say one
        equation, with the facts of each of these rows.
        """
        for one in self.equations:
            yield one, (one.facts,)
        for alike in self.alike:
            for relation in alike.relations:
                yield relation, alike.facts_of(relation)


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
    known, places = _figures(statement)
    alike: list[Alike] = []
    for recognised in statement.tables:
        figures = places.get(recognised.id)
        if isinstance(figures, LongFigures):
            alike += alike_in(figures, _of_some_rows(recognised, figures))
    for _ in range(_MOST_TIMES):
        agreement = _agreement(statement, known, places, AlikeRows(alike, known))
        if all(len(one.rows) == len(before.rows) for one, before in zip(agreement.alike, alike, strict=True)):
            return agreement
        alike = [one for one in agreement.alike if len(one.rows)]
    return _agreement(statement, known, places, AlikeRows((), known))


def _figures(statement: Statement) -> tuple[Mapping[str, Known], Mapping[str, Mapping[Place, Known]]]:
    """The figures of `statement` by fact, and by table and place."""
    stated = statement.facts.select(AS_KNOWN).filter(pl.col("exact").is_not_null())
    rows = dict(stated.group_by("table").agg(pl.col("row").n_unique()).iter_rows())
    long = {
        table: LongFigures(table, stated.filter(pl.col("table") == table))
        for table, count in rows.items()
        if count > LONG
    }
    plain: dict[str, Known] = {}
    places: dict[str, dict[Place, Known]] = defaultdict(dict)
    for figure in knowns(stated.filter(~pl.col("table").is_in([*long])), {}):
        plain[figure.fact] = places[figure.table][figure.row, figure.column] = figure
    return ByFact(statement.facts, plain, long), {**places, **long}


def _of_some_rows(table: RecognisedTable, figures: LongFigures) -> list[Equation]:
    """What some rows of a long table say within them."""
    rows = some_rows(figures)
    some = figures.in_rows(rows)
    found = [one for find in (*_FINDERS, rate_equations) for one in find(table, some)]
    chosen = {*rows}
    lines = [line for line in table.table.rows if line and line[0].row in chosen]
    renumbered = tuple(tuple(cell._replace(row=place) for cell in line) for place, line in enumerate(lines))
    at_place = {(place, one.column): one for place, line in enumerate(lines) for one in figures.of_row(line[0].row)}
    found += found_equations(replace(table, table=replace(table.table, rows=renumbered)), at_place)
    return [one for one in found if is_within_row(one)]


def _of_table(
    table: RecognisedTable, figures: Mapping[Place, Known], gone_through: Mapping[Place, Known]
) -> Iterator[Equation]:
    """The equations of one table by all its `figures`, those within rows by those that are `gone_through`."""
    passed_over: Collection[int] = ()
    some: Mapping[Place, Known] = {}
    if isinstance(figures, LongFigures):
        passed_over = {*figures.rows.tolist()} - {row for row, _ in gone_through}
        some = figures.in_rows(some_rows(figures))
    for find in _FINDERS:
        if find not in _FROM_ROW_TO_ROW:
            yield from find(table, gone_through)
        elif not some or any(True for _ in find(table, some)):
            yield from find(table, figures)
    yield from found_equations(table, figures, passed_over)


def _gone_through(figures: Mapping[Place, Known], alike: Sequence[Alike]) -> Mapping[Place, Known]:
    """The figures of the rows that are not `alike`, which are gone through one by one."""
    if not isinstance(figures, LongFigures):
        return figures
    passed_over = [one.rows for one in alike if one.figures is figures]
    return figures.in_rows(np.setdiff1d(figures.rows, np.concatenate([NO_ROWS, *passed_over])).tolist())


def _agreement(
    statement: Statement,
    known: Mapping[str, Known],
    places: Mapping[str, Mapping[Place, Known]],
    alike: AlikeRows,
) -> Agreement:
    """The agreement of `statement`, whose figures are `known` by fact, in `places` by table, row and column."""
    equations: dict[tuple[object, ...], Equation] = {}
    for one in (
        *label_equations(statement, known),
        *identity_equations(statement, known),
        *again_equations(statement, known),
        *rates_down(statement, known),
    ):
        equations.setdefault(_key(one), one)
    gone_through = {table: _gone_through(figures, alike.every) for table, figures in places.items()}
    for recognised in statement.tables:
        for one in _of_table(recognised, places.get(recognised.id, {}), gone_through.get(recognised.id, {})):
            equations.setdefault(_key(one), one)
    told: dict[str, set[str]] = defaultdict(set)
    for one in (one for one in equations.values() if not one.across):
        told[one.aggregate.fact].update(one.facts[1:])
    come_out = {one.aggregate.fact for one in equations.values() if one.across and one.holds}
    for one in placed_equations(statement, places, gone_through, told):
        if one.holds or not one.across or one.aggregate.fact not in come_out:
            equations.setdefault(_key(one), one)
    for one in mean_equations(statement, places, {one.aggregate.fact for one in equations.values()}):
        equations.setdefault(_key(one), one)
    for one in tuple(completed(tuple(equations.values()), places, alike)):
        equations.setdefault(_key(one), one)
    for one in tuple(only_part_equations(statement, places, equations.values(), alike)):
        equations.setdefault(_key(one), one)
    unread = {place for recognised in statement.tables for place in _unread(recognised, places.get(recognised.id, {}))}
    usual = usual_of(equations.values())
    legible = (one for one in equations.values() if one.holds or not _beside_unread(one, unread, usual[lines_of(one)]))
    likely = tuple(
        one
        for one in without_chance(tuple(legible))
        if one.holds or one.source != "found" or is_sure_slip(one) or not is_between_plain_rows(statement, one)
    )
    if any(not one.holds for one in likely):
        likely = tuple(widened(likely, places))
    rivalled = outdone(likely, places) if any(not one.holds for one in likely) else set()
    every = tuple(with_exact_counts(with_steps([one for one in likely if id(one) not in rivalled])))
    rates = (
        one
        for recognised in statement.tables
        for one in rate_equations(recognised, gone_through.get(recognised.id, {}))
    )
    given = {one.facts for one in every if one.operator == "Division"}
    named = [one for one in rates if one.facts not in given]
    summed = tuple(added_rates((*every, *named), places))
    explained = {one.equation for one in summed}
    added = tuple(one for one in summed if one.is_of_rates)
    exact = exact_tables(every)
    sharp = sharpened(every, exact)
    alike = AlikeRows([one.kept_to(sharp, named, exact) for one in alike.every], known)
    holding = Witnesses((*sharp, *named), alike)
    failing = [one for one in sharp if not one.holds and one not in explained]
    by_row = tuple(of_rows(sharp, failing, alike))
    explained_by_row = {id(one) for contradiction in by_row for one in contradiction.equations}
    slips = [contradiction.slip for contradiction in by_row if contradiction.slip]
    left = [
        one for one in failing if id(one) not in explained_by_row and not any(slip.passes_over(one) for slip in slips)
    ]
    found = (*by_row, *(with_admissible(one, places) for one in contradictions(left, holding, Shares(sharp, left))))
    found = told_by_limits(statement, found)
    related = {fact for one in every for fact in one.facts}
    for rows in alike.every:
        for relation in rows.relations:
            related.update(chain.from_iterable(rows.facts_of(relation)))
    return Agreement(every, found, added, known, holding, exact, alike.every, len(related))


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


def _key(one: Equation) -> tuple[object, ...]:
    """Equations that say the same of the same facts, be they found or stated: for a sum the facts with the signs that
    they have on one side, those turned of which the first is taken away.
    """
    if one.operator == "Sum":
        sides = [(part.fact, sign) for part, sign in zip(one.parts, one.signs, strict=True)]
        sides.append((one.aggregate.fact, -1))
        sides.sort()
        turned = sides[0][1]
        return tuple(fact if sign == turned else (fact, sign * turned) for fact, sign in sides)
    return (one.operator, *one.facts)
