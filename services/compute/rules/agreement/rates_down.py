"""Rates in rows of their own under what they are rates of, held to these in every column, not the total alone."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

import polars as pl

from services.compute.recognition.statement import Statement
from services.compute.recognition.vocabulary import vocabulary
from services.compute.rules.agreement.columns import nearly_all_come_out
from services.compute.rules.agreement.equation import Equation, rate_of
from services.compute.rules.agreement.known import Known

_BEYOND_MEANING = Decimal(2)


def rates_down(statement: Statement, known: Mapping[str, Known]) -> Iterator[Equation]:
    """What the rates of each subject should be, column by column, by its rows of what they are rates of, where nearly
    all of a table come out. What is 0 for nothing says nothing; forms print 0 too for a rate above all they show.
    """
    quotients = vocabulary().quotients()
    codes = {code for rate, pair in quotients.items() for code in (rate, *pair)}
    facts = statement.facts.select("fact", "table", "column", "concept", "subject_row", "exact")
    facts = facts.filter(pl.col("concept").is_in(list(codes)) & pl.col("exact").is_not_null())
    facts = facts.filter(pl.col("concept").n_unique().over("table", "column") > 1)
    if not set(facts["concept"].unique().to_list()) & quotients.keys():
        return
    told: dict[tuple[str, int, int], dict[str, Known]] = defaultdict(dict)
    for fact, concept, subject in facts.select("fact", "concept", "subject_row").iter_rows():
        figure = known[fact]
        told[figure.table, subject, figure.column].setdefault(concept, figure)
    found: dict[tuple[str, str], list[Equation]] = defaultdict(list)
    for (table, _, _), by_concept in told.items():
        for rate in (concept for concept in by_concept if concept in quotients):
            equation = _rate(by_concept, rate, quotients[rate])
            if equation is not None:
                found[table, rate].append(equation)
    for equations in found.values():
        if nearly_all_come_out(equations):
            yield from _but_those_left_out(equations)


def _rate(figures: Mapping[str, Known], rate: str, pair: tuple[str, str]) -> Equation | None:
    top, bottom = (figures.get(part) for part in pair)
    reported = figures[rate]
    if top is None or bottom is None or len({reported.row, top.row, bottom.row}) < len((rate, *pair)):
        return None
    if not reported.value and not top.value:
        return None
    return rate_of("Division", reported, (top, bottom), Decimal(1), across=False, source="column")


def _but_those_left_out(equations: Sequence[Equation]) -> Iterator[Equation]:
    largest = max((one.aggregate.value for one in equations if one.holds), default=Decimal(0))
    for one in equations:
        if one.holds or one.aggregate.value or one.made <= max(largest, _BEYOND_MEANING):
            yield one
