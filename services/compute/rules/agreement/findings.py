"""Findings and outcomes out of the agreement of a statement, for the rules that report it."""

from collections.abc import Callable
from decimal import Decimal

import polars as pl

from services.compute.policy import Policy
from services.compute.reading.document import Cell
from services.compute.recognition.statement import Statement
from services.compute.rules.agreement.contradictions import Contradiction
from services.compute.rules.agreement.equation import Equation
from services.compute.rules.agreement.readings import another_reading
from services.compute.rules.agreement.statement import agreement_of
from services.compute.rules.agreement.wording import main_equation, mismatch
from services.compute.rules.rule import Finding, Outcome, subject_of

_MONEY = ("Sum", "Average")


def outcome_of(statement: Statement, policy: Policy, concerns: Callable[[Equation], bool]) -> Outcome:
    """What a rule answers that looks after the equations that `concerns` says: a case each."""
    outcome = Outcome()
    agreement = agreement_of(statement)
    for one in agreement.equations:
        if concerns(one):
            outcome.checked.update(one.facts)
            outcome.passed += one.holds
    for contradiction in agreement.contradictions:
        if not contradiction.is_rounding and concerns(main_equation(contradiction)):
            outcome.findings.append(finding_of(statement, contradiction, policy))
    checked = {fact for one in agreement.equations for fact in one.facts}
    figures = statement.facts["value"].count()
    outcome.does_not_apply("in no relation with other figures", figures - len(checked))
    return outcome


def finding_of(statement: Statement, contradiction: Contradiction, policy: Policy) -> Finding:
    """The finding of one contradiction: its suspects first, then the other figures that take part."""
    suspect = contradiction.suspects[0]
    equation = main_equation(contradiction)
    facts = dict.fromkeys(entry.figure.fact for entry in contradiction.suspects)
    facts.update(dict.fromkeys(fact for one in contradiction.equations for fact in one.facts))
    fact = statement.facts.row(int(suspect.figure.fact[1:]) - 1, named=True)
    limit = float(policy.threshold("doubtful-figure", "below"))
    cell = _cell(statement, suspect.figure.table, suspect.figure.row, suspect.figure.column)
    misread = cell is not None and another_reading(cell, suspect.figure.value, suspect.expected, limit)
    return Finding(
        subject=subject_of(fact),
        message=mismatch(statement, contradiction),
        facts=tuple(facts),
        expected=suspect.expected,
        observed=suspect.figure.value,
        stake=abs(equation.off) if equation.operator in _MONEY else Decimal(0),
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
    return any(sign < 0 for sign in equation.signs) or equation.aggregate.column < max(p.column for p in equation.parts)


def is_total(equation: Equation) -> bool:
    """Whether `equation` is a total or an average."""
    return equation.operator in _MONEY and not is_difference(equation)


def is_rate(equation: Equation) -> bool:
    """Whether `equation` is a quotient or a relative change."""
    return equation.operator not in _MONEY


def shares_in(statement: Statement) -> frozenset[str]:
    """The facts that state a share of a whole."""
    return frozenset(statement.facts.filter(pl.col("concept") == "share")["fact"].to_list())
