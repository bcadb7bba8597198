"""Rules that are a condition over the figures of one subject, such as ``accrued > modified``."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

import polars as pl

from services.compute.recognition.factors import PERCENT
from services.compute.recognition.listed_again import lists_again
from services.compute.recognition.statement import Statement
from services.compute.recognition.vocabulary import vocabulary
from services.compute.rules.agreement import agreement_of
from services.compute.rules.agreement.carried_up import parts_of_totals, said_again
from services.compute.rules.agreement.wording import row_name
from services.compute.rules.rule import Finding, Outcome, subject_of
from services.compute.rules.wording import printed
from shared.report import Text

_SEVERAL = 2
_FEWEST, _MOST = 2, 0.5
"""How many rows, and what share of those of a table, say that what was achieved is a quotient."""
Row = Mapping[str, Any]
Say = Callable[[Row, Mapping[str, str]], Text]
"""Words a finding: given the subject's row, and by concept its figures as the filing prints them."""


def judge(
    statement: Statement,
    needs: Sequence[str],
    fails: pl.Expr,
    say: Say,
    *,
    stake: Callable[[Row], Decimal | None],
    unless: Mapping[str, pl.Expr] | None = None,
    exact: bool = False,
    totals: bool = False,
    limit: bool = False,
) -> Outcome:
    """Try `fails` on every subject that states all the concepts in `needs`; a finding for each of which it is true.

    A finding points at the figures in the order of `needs`. `stake` is the money at stake in it. `unless` names
    conditions under which the rule does not apply. Totals are not subjects of their own; with `totals` those that fail
    though nothing else of their list does are told too. `exact` conditions ask whether figures are the same, others on
    which side of a limit they lie. Where it is a `limit`, broken by `stake`, it is not told again that the first of
    `needs` is above it where another relation says what it should be, and that keeps it; nor where several say so of
    the limit. Rows that sum the one that breaks it, and break it by as much, are told with that.
    """
    outcome = Outcome()
    failing = _once(statement, _failing(statement, needs, fails, unless or {}, outcome), outcome)
    if totals:
        by_themselves = _totals_alone(statement, _failing_totals(statement, needs, fails, unless or {}), failing, stake)
        outcome.bounded.update(row[f"{need}.fact"] for row in by_themselves for need in needs)
        failing += by_themselves
    if limit and failing:
        told = _told_by_relations(statement)
        several = _told_by_relations(statement, fewest=_SEVERAL)
        left = [
            row
            for row in failing
            if not (_is_kept(row, needs[0], told, stake) or any(_is_kept(row, need, several, stake) for need in needs))
        ]
        outcome.does_not_apply("a sum or rate tells which figure is wrong", len(failing) - len(left))
        failing = left
    above = _above(statement, failing, needs[0], stake) if limit and len(failing) > 1 else {}
    again = {id(row) for rows in above.values() for row in rows}
    for row in failing:
        if id(row) in again:
            continue
        facts = {need: row[f"{need}.fact"] for need in needs}
        finding = Finding(
            subject=subject_of(row),
            message=say(row, {need: printed(statement, fact) for need, fact in facts.items()}),
            facts=tuple(facts.values()),
            stake=stake(row) or Decimal(0),
        )
        sums = above.get(id(row), ())
        names = [row_name(statement, agreement_of(statement).known[one[f"{needs[0]}.fact"]]) for one in sums]
        outcome.findings.append(finding.with_sums(names, [one[f"{need}.fact"] for one in sums for need in needs]))
    if exact:
        outcome.checked, outcome.bounded = outcome.bounded, outcome.checked
    return outcome


def _above(
    statement: Statement, failing: Sequence[Row], concept: str, stake: Callable[[Row], Decimal | None]
) -> dict[int, list[Row]]:
    """By the id of each of the `failing` rows those that sum it, and break the limit by as much as it does."""
    agreement = agreement_of(statement)
    alike: dict[tuple[str, Decimal | None], dict[int, Row]] = defaultdict(dict)
    for row in failing:
        figure = agreement.known[row[f"{concept}.fact"]]
        alike[figure.table, stake(row)][figure.row] = row
    several = {kind: rows for kind, rows in alike.items() if len(rows) > 1}
    totals = parts_of_totals(agreement.equations) if several else {}
    above: dict[int, list[Row]] = defaultdict(list)
    for (table, _), rows in several.items():
        for place, lowest in said_again(table, rows, totals).items():
            above[id(rows[lowest])].append(rows[place])
    return above


def _told_by_relations(statement: Statement, fewest: int = 1) -> dict[str, Decimal]:
    """What the figures should be that sums or rates, `fewest` at least of one figure, surely say are wrong."""
    sure = (
        one
        for one in agreement_of(statement).contradictions
        if one.sure and not one.is_rounding and len(one.equations) >= fewest
    )
    suspects = (suspect for one in sure for suspect in (one.suspects if one.slip else one.suspects[:1]))
    return {suspect.figure.fact: suspect.expected for suspect in suspects if not suspect.contested}


def _is_kept(row: Row, concept: str, told: Mapping[str, Decimal], stake: Callable[[Row], Decimal | None]) -> bool:
    """Whether the figure of `concept` in `row` is told of, and keeps the limit that it breaks if it is as it should."""
    should = told.get(row[f"{concept}.fact"])
    return should is not None and (stake({**row, concept: should}) or Decimal(0)) <= 0


def _failing(
    statement: Statement, needs: Sequence[str], fails: pl.Expr, unless: Mapping[str, pl.Expr], outcome: Outcome
) -> list[Row]:
    """The subjects of which the condition is true; the others are counted in `outcome`."""
    left = statement.subjects.filter(pl.col("subject_kind") != "total")
    for need in needs:
        if need not in left.columns:
            outcome.does_not_apply(f"no {need}", left.height)
            return []
        stating = left.filter(pl.col(need).is_not_null())
        outcome.does_not_apply(f"no {need}", left.height - stating.height)
        left = stating
    for why, condition in unless.items():
        applies = left.filter(~condition)
        outcome.does_not_apply(why, left.height - applies.height)
        left = applies
    failing = left.filter(fails)
    outcome.passed = left.height - failing.height
    for need in needs:
        outcome.bounded.update(left[f"{need}.fact"].to_list())
    return list(failing.iter_rows(named=True))


def _failing_totals(
    statement: Statement, needs: Sequence[str], fails: pl.Expr, unless: Mapping[str, pl.Expr]
) -> list[Row]:
    """The totals of which the condition is true."""
    if not set(needs) <= set(statement.subjects.columns):
        return []
    stating = statement.subjects.filter(
        pl.col("subject_kind") == "total", *(pl.col(need).is_not_null() for need in needs)
    )
    return list(stating.filter(*(~condition for condition in unless.values()), fails).iter_rows(named=True))


def _totals_alone(
    statement: Statement, totals: Sequence[Row], failing: Sequence[Row], stake: Callable[[Row], Decimal | None]
) -> list[Row]:
    """Those of `totals` in whose list no row is among those `failing`, of totals off by the same the first. A list may
    go on over several tables.
    """
    lists: dict[str, int] = {}
    for table in statement.tables:
        lists[table.id] = len({*lists.values()}) - (1 if table.goes_on and lists else 0)
    told: set[object] = {lists.get(row["table"]) for row in failing}
    alone = []
    for row in totals:
        own, off = lists.get(row["table"]), stake(row)
        if own not in told and (own, off) not in told:
            told.add((own, off))
            alone.append(row)
    return alone


def _once(statement: Statement, failing: Sequence[Row], outcome: Outcome) -> list[Row]:
    """`failing` without the rows of lists printed again that say what the row of the earlier list says already."""
    if len({row["table"] for row in failing}) < 2:
        return list(failing)
    again = lists_again(statement.subjects)
    told = {(row["table"], row["subject_code"], row["subject_name"]) for row in failing}
    once = [row for row in failing if (again.get(row["table"]), row["subject_code"], row["subject_name"]) not in told]
    outcome.does_not_apply("told of the same list printed before", len(failing) - len(once))
    return once


def first_stated(statement: Statement, concepts: Sequence[str]) -> str:
    """The first of `concepts` that subjects state; the first of all where none is."""
    return next((concept for concept in concepts if concept in statement.subjects.columns), concepts[0])


def year_goes_on(statement: Statement) -> dict[str, pl.Expr]:
    """For rules that judge a year by its end: they do not apply to a part of one."""
    return {"not a whole year": pl.lit(statement.period is None or not statement.period.whole_year)}


def mixed_statements() -> dict[str, pl.Expr]:
    """For rules about spending: they do not apply to statements that set revenue and spending in the same columns."""
    mixed = [kind.code for kind in vocabulary().statements if kind.mixes_revenue]
    return {"a statement of revenue and spending": pl.col("statement").is_in(mixed).fill_null(False)}


def of_revenue(statement: Statement) -> dict[str, pl.Expr]:
    """For rules about spending: they do not apply to revenue, of which more than estimated may come in."""
    stated = [pl.col(code).is_not_null() for code in ("estimated", "collected") if code in statement.subjects.columns]
    return {"a row of revenue": pl.any_horizontal(stated) if stated else pl.lit(False)}


def accounts_of_statements() -> dict[str, pl.Expr]:
    """For rules about programmes: they do not apply to the accounts of a statement, which sum and split each other."""
    alone = [kind.code for kind in vocabulary().statements if kind.stands_alone]
    accounts = (pl.col("subject_kind") == "account") & pl.col("statement").is_not_null()
    return {"an account of a statement": accounts & ~pl.col("statement").is_in(alone)}


def counts_only(statement: Statement, concept: str) -> dict[str, pl.Expr]:
    """For rules about counts: they do not apply to indicators whose `concept` is printed as a percentage, be it in its
    heading, nor to those that achieved the quotient of their formula, or a hundred times that, or the change from one
    to the other, as do most of their table.
    """
    facts = statement.facts.filter((pl.col("concept") == concept) & pl.col("text").str.contains("%"))
    headed = {
        (table.id, column.index)
        for table in statement.tables
        for column in table.columns
        if column.concept and column.concept.code == concept and PERCENT.search(column.label)
    }
    of_concept = statement.facts.filter(pl.col("concept") == concept).select("fact", "table", "column")
    under = [fact for fact, *place in of_concept.iter_rows() if tuple(place) in headed]
    printed_so = pl.col(f"{concept}.fact").is_in([*facts["fact"].to_list(), *under])
    if not {"achieved", "numerator", "denominator"} <= set(statement.subjects.columns):
        return {"a percentage": printed_so}
    of, exact = pl.col("denominator").cast(pl.Float64), pl.col("achieved.half").cast(pl.Float64)
    achieved, counted = pl.col("achieved").cast(pl.Float64), pl.col("numerator").cast(pl.Float64)
    gives = [(achieved * of - times * counted).abs() <= exact * of.abs() for times in (1, 100)]
    gives += [(achieved * of - times * (counted - of)).abs() <= exact * of.abs() for times in (1, 100)]
    quotient = (of.abs() > 1) & pl.any_horizontal(gives)
    times = quotient.sum().over("table")
    mostly = (times >= _FEWEST) & (times > _MOST * quotient.is_not_null().sum().over("table"))
    return {"a percentage": printed_so | (quotient | mostly).fill_null(False)}


def target_in_force(statement: Statement) -> str:
    """The concept of the targets that count: those as modified, or the original ones where no modified one is given.

    Forms that leave the column of modified targets unused fill it with zeros.
    """
    subjects = statement.subjects
    modified = "target_modified" in subjects.columns and subjects.filter(pl.col("target_modified") > 0).height
    return "target_modified" if modified or "target_original" not in subjects.columns else "target_original"
