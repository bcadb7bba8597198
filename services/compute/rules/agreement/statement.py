"""The agreement of a whole statement: every equation of every table, and the contradictions among them."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain

import numpy as np

from services.compute.reading.document import UNREAD
from services.compute.recognition.listed_again import carried_over
from services.compute.recognition.statement import RecognisedTable, Statement, place_of
from services.compute.rules.agreement.added import AddedRates, added_rates
from services.compute.rules.agreement.admissible import with_admissible
from services.compute.rules.agreement.alike import Alike, AlikeRows, alike_in
from services.compute.rules.agreement.chance import is_sure_slip, lines_of, usual_of, without_chance
from services.compute.rules.agreement.columns import rate_equations
from services.compute.rules.agreement.completed import completed
from services.compute.rules.agreement.contradictions import Contradiction, contradictions, of_rows
from services.compute.rules.agreement.equation import Equation
from services.compute.rules.agreement.exactness import exact_tables, sharpened, with_exact_counts
from services.compute.rules.agreement.identities import identity_equations
from services.compute.rules.agreement.known import Known, facts_in
from services.compute.rules.agreement.labels import label_equations
from services.compute.rules.agreement.limits import told_by_limits
from services.compute.rules.agreement.listed_again import again_equations
from services.compute.rules.agreement.long_figures import LongFigures, Place
from services.compute.rules.agreement.means import mean_equations
from services.compute.rules.agreement.no_sums import without_no_sums
from services.compute.rules.agreement.of_tables import figures_of, gone_through_of, of_some_rows, of_table
from services.compute.rules.agreement.only_parts import only_part_equations
from services.compute.rules.agreement.over_pages import put_together
from services.compute.rules.agreement.rates import is_between_plain_rows, or_change
from services.compute.rules.agreement.rates_down import rates_down
from services.compute.rules.agreement.rivals import outdone, widened
from services.compute.rules.agreement.shares import Shares
from services.compute.rules.agreement.slips import likelihood
from services.compute.rules.agreement.steps import with_steps
from services.compute.rules.agreement.totals import placed_equations
from services.compute.rules.agreement.witnesses import Witnesses
from services.compute.rules.once import once

_USUALLY_LEFT_OUT = 2
_LONG_KEY = 500
"""Facts by which one equation is told from another; of more, what they hash to."""
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
    carried = tuple(carried_over(statement.facts))
    statement = put_together(statement)
    known, places = figures_of(statement)
    alike: list[Alike] = []
    for recognised in statement.tables:
        figures = places.get(recognised.id)
        if isinstance(figures, LongFigures):
            alike += alike_in(figures, of_some_rows(recognised, figures))
    for _ in range(_MOST_TIMES):
        agreement = _agreement(statement, known, places, AlikeRows(alike, known), carried)
        if all(len(one.rows) == len(before.rows) for one, before in zip(agreement.alike, alike, strict=True)):
            return agreement
        alike = [one for one in agreement.alike if len(one.rows)]
    return _agreement(statement, known, places, AlikeRows((), known), carried)


def _agreement(
    statement: Statement,
    known: Mapping[str, Known],
    places: Mapping[str, Mapping[Place, Known]],
    alike: AlikeRows,
    carried: Sequence[tuple[str, str]],
) -> Agreement:
    """The agreement of `statement`, whose figures are `known` by fact, in `places` by table, row and column; those
    `carried` from one table into another are pairs of facts.
    """
    equations: dict[tuple[object, ...], Equation] = {}
    for one in (
        *label_equations(statement, known),
        *identity_equations(statement, known),
        *again_equations(statement, known, carried),
        *rates_down(statement, known),
    ):
        equations.setdefault(_key(one), one)
    gone_through = {table: gone_through_of(figures, alike.every) for table, figures in places.items()}
    for recognised in statement.tables:
        for one in of_table(recognised, places.get(recognised.id, {}), gone_through.get(recognised.id, {})):
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
    equations = {key: or_change(one) for key, one in equations.items()}
    unread = {place for recognised in statement.tables for place in _unread(recognised, places.get(recognised.id, {}))}
    usual = usual_of(equations.values())
    legible = (one for one in equations.values() if one.holds or not _beside_unread(one, unread, usual[lines_of(one)]))
    likely = tuple(
        one
        for one in without_chance(tuple(legible))
        if one.holds or one.source != "found" or is_sure_slip(one) or not is_between_plain_rows(statement, one)
    )
    likely = without_no_sums(statement, likely)
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
    related = np.zeros(statement.facts.height, dtype=bool)
    for one in every:
        related[[place_of(fact) for fact in one.facts]] = True
    for rows in alike.every:
        for relation in rows.relations:
            related[[place_of(fact) for fact in chain.from_iterable(rows.facts_of(relation))]] = True
    return Agreement(every, found, added, known, holding, exact, alike.every, int(related.sum()))


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
        sides = [*zip(facts_in(one.parts), one.signs, strict=True), (one.aggregate.fact, -1)]
        sides.sort()
        turned = sides[0][1]
        key = tuple(fact if sign == turned else (fact, sign * turned) for fact, sign in sides)
        return key if len(key) <= _LONG_KEY else (len(key), hash(key))
    return (one.operator, *one.facts)
