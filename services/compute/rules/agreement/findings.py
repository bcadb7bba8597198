"""Findings and outcomes out of the agreement of a statement, for the rules that report it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

import polars as pl

from services.compute.policy import Policy
from services.compute.reading.document import Cell
from services.compute.recognition.statement import Statement, place_of
from services.compute.rules.agreement.carried_up import carried_up
from services.compute.rules.agreement.contradictions import Contradiction
from services.compute.rules.agreement.equation import Equation
from services.compute.rules.agreement.known import rows_in
from services.compute.rules.agreement.readings import another_reading
from services.compute.rules.agreement.statement import agreement_of
from services.compute.rules.agreement.style import Style
from services.compute.rules.agreement.wording import main_equation, mismatch, named, row_name
from services.compute.rules.rule import Finding, Outcome, subject_of
from shared.report import Text

_MONEY = ("Sum", "Average")


def outcome_of(statement: Statement, policy: Policy, concerns: Callable[[Equation], bool]) -> Outcome:
    """What a rule answers that looks after the equations that `concerns` says: a case each."""
    outcome = Outcome()
    agreement = agreement_of(statement)
    for one, cases in agreement.cases():
        if concerns(one):
            for facts in cases:
                outcome.checked.update(facts)
                outcome.passed += one.holds
    concerned = [one for one in agreement.contradictions if not one.is_rounding and concerns(main_equation(one))]
    shared = carried_up(concerned, agreement.equations)
    above = {id(one.lowest): one.above for one in shared}
    for together in _by_cause([one.lowest for one in shared], agreement.equations):
        finding = finding_of(statement, together[0], policy)
        if len(together) > 1:
            finding = _of_a_missing_row(statement, finding, together)
        sums = [main_equation(one) for one in above[id(together[0])]]
        names = [row_name(statement, one.aggregate) for one in sums]
        outcome.findings.append(finding.with_sums(names, [fact for one in sums for fact in one.facts]))
    outcome.does_not_apply("in no relation with other figures", statement.facts["value"].count() - agreement.related)
    return outcome


def _by_cause(contradictions: Sequence[Contradiction], equations: Sequence[Equation]) -> list[list[Contradiction]]:
    """`contradictions`, those together in which one row is the total of the same rows in none of several columns, and
    in each nothing says which figure is wrong: there a row is missing, or the total is of other rows.
    """
    if len(contradictions) <= 1:
        return [[one] for one in contradictions]  # which nothing can be put with
    come_out = {_rows(one) for one in equations if one.holds and one.telling and not one.across}
    causes: dict[object, list[Contradiction]] = {}
    for place, one in enumerate(contradictions):
        main = main_equation(one)
        alone = one.sure or main.across or main.operator != "Sum" or len(one.equations) > 1 or _rows(main) in come_out
        alone = alone or main.source == "law"
        causes.setdefault(place if alone else _rows(main), []).append(one)
    return list(causes.values())


def _rows(one: Equation) -> tuple[str, int, tuple[int, ...]]:
    """The table, the row and the rows of the parts of an equation down the columns."""
    return one.aggregate.table, one.aggregate.row, tuple(sorted(rows_in(one.parts)))


def _of_a_missing_row(statement: Statement, first: Finding, together: Sequence[Contradiction]) -> Finding:
    """The one finding of a total that lacks something in several columns."""
    equations = [main_equation(one) for one in together]
    missing = [
        (named(statement, one.aggregate), Style.of(statement, one).shown(one.off, one.aggregate)) for one in equations
    ]
    count, columns = len(equations[0].parts), len(equations)
    listed = "; ".join(f"{name}: {off}" for name, off in missing)
    facts = dict.fromkeys(one.aggregate.fact for one in equations)
    facts.update(dict.fromkeys(fact for one in equations for fact in one.facts))
    if count > 1:
        said = Text(
            es=f"No es la suma de sus {count} renglones en {columns} columnas: falta un renglón, o no se suman esos.",
            en=f"It is not the sum of its {count} rows in {columns} columns: a row is missing, or others are added up.",
        )
    else:
        row = row_name(statement, equations[0].parts[0])
        said = Text(
            es=f"No es igual a su único renglón, {row}, en {columns} columnas: uno de los dos está mal.",
            en=f"It is not the same as its only row, {row}, in {columns} columns: one of the two is wrong.",
        )
    return replace(
        first,
        subject=subject_of(statement.facts.row(place_of(equations[0].aggregate.fact), named=True)),
        message=Text(es=f"{said.es} Diferencia en {listed}.", en=f"{said.en} Difference in {listed}."),
        facts=tuple(facts),
        expected=equations[0].made,
        observed=equations[0].aggregate.value,
        stake=max(abs(one.off) for one in equations),
        origin="filing",
    )


def finding_of(statement: Statement, contradiction: Contradiction, policy: Policy) -> Finding:
    """The finding of one contradiction: its suspects first, then the other figures that take part. Nothing is expected
    where other relations speak against what would mend this one.
    """
    suspect = contradiction.suspects[0]
    equation = main_equation(contradiction)
    shown, made = equation.shown
    facts = dict.fromkeys(entry.figure.fact for entry in contradiction.suspects)
    facts.update(dict.fromkeys(fact for one in contradiction.equations for fact in one.facts))
    fact = statement.facts.row(place_of(suspect.figure.fact), named=True)
    limit = float(policy.threshold("doubtful-figure", "below"))
    cell = _cell(statement, fact["table"], fact["row"], fact["column"])
    misread = (
        cell is not None
        and not suspect.contested
        and not (contradiction.slip and contradiction.slip.is_of_the_total)
        and another_reading(cell, suspect.figure.value, suspect.expected, limit)
    )
    return Finding(
        subject=subject_of(fact),
        message=mismatch(statement, contradiction),
        facts=tuple(facts),
        expected=None if suspect.contested else suspect.expected,
        observed=suspect.figure.value,
        stake=abs(shown.value - made) if equation.operator in _MONEY or equation.is_product else Decimal(0),
        origin="reading" if misread else "filing",
    )


def _cell(statement: Statement, table: str, row: int, column: int) -> Cell | None:
    rows = next(entry.table.rows for entry in statement.tables if entry.id == table)
    cells = (cell for line in rows for cell in line if cell.row == row and cell.column == column)
    return next(cells, None)


def is_difference(equation: Equation) -> bool:
    """Whether `equation` takes one column from another, as ``6 = 3 - 4`` does."""
    if equation.operator != "Sum" or not equation.across:
        return False
    before = equation.aggregate.column < max(part.column for part in equation.parts)
    return any(sign < 0 for sign in equation.signs) or (before and len(equation.parts) == 2)


def is_total(equation: Equation) -> bool:
    """Whether `equation` is a total, an average or a cost of so many, or says of one figure what another table does."""
    if equation.is_product:
        return True
    return equation.operator in _MONEY and not is_difference(equation) and not is_carried(equation)


def is_carried(equation: Equation) -> bool:
    """Whether `equation` says that one balance of a table is another of it, carried on."""
    return equation.source == "carried"


def is_rate(equation: Equation) -> bool:
    """Whether `equation` is a quotient or a relative change."""
    return equation.operator not in _MONEY and not equation.is_product


def shares_in(statement: Statement) -> frozenset[str]:
    """The facts that state a share of a whole."""
    return frozenset(statement.facts.filter(pl.col("concept") == "share")["fact"].to_list())
