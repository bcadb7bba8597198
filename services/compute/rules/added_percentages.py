"""A total row adds percentages up.

The rate of a total is the quotient of the totals; rates added up, or 169 % of progress in a total, say nothing. What
the totals give is worked out.
"""

from decimal import ROUND_HALF_UP, Decimal

import polars as pl

from services.compute.policy import Policy
from services.compute.recognition.statement import Statement
from services.compute.recognition.vocabulary import vocabulary
from services.compute.rules.condition import Row
from services.compute.rules.rule import Finding, Outcome, Rule, subject_of
from services.compute.rules.wording import percent, printed
from shared.report import Text

RULE = Rule(
    id="added-percentages",
    version=1,
    severity="error",
    title=Text(es="Porcentajes sumados", en="Percentages added up"),
    why=Text(
        es="Los porcentajes no se suman: el del total es el cociente de los totales.",
        en="Percentages do not add up: that of the total is the quotient of the totals.",
    ),
    source="Arithmetic; CONAC, indicators for results (total row)",
    fails="rates of 0.56, 0.56 and 0.57 with a total of 1.69, where the totals give 0.563",
    passes="rates of 0.56, 0.56 and 0.57 with a total of 0.56",
)

_FEWEST = 2


def check(statement: Statement, policy: Policy) -> Outcome:
    """One case a rate in a total row, where the rows above it state the same rate."""
    outcome = Outcome()
    rates = [rate for rate in vocabulary().quotients() if rate in statement.subjects.columns]
    for row in statement.subjects.filter(pl.col("subject_kind") == "total").iter_rows(named=True):
        for rate in rates:
            added = _above(statement, row, rate)
            if row[rate] is None or len(added) < _FEWEST:
                outcome.does_not_apply("no rates above a total")
                continue
            outcome.checked.update((row[f"{rate}.fact"], *(fact for fact, _, _ in added)))
            total = sum((value for _, value, _ in added), Decimal(0))
            slack = row[f"{rate}.half"] + sum((half for _, _, half in added), Decimal(0))
            finding = _finding(statement, row, rate) if abs(total - row[rate]) <= slack else None
            if finding is None:
                outcome.passed += 1
            else:
                outcome.findings.append(finding)
    return outcome


def _above(statement: Statement, row: Row, rate: str) -> list[tuple[str, Decimal, Decimal]]:
    """The facts of `rate` in the rows of the table above `row`, zeros left out."""
    rows = statement.facts.filter(
        (pl.col("table") == row["table"])
        & (pl.col("concept") == rate)
        & (pl.col("subject_row") < row["subject_row"])
        & (pl.col("subject_kind") != "total")
        & (pl.col("exact") != 0)
    )
    return list(rows.select("fact", "exact", "half_unit").iter_rows())


def _finding(statement: Statement, row: Row, rate: str) -> Finding | None:
    """What is wrong with the rate of the total `row`; None where the totals give it all the same."""
    top, bottom = vocabulary().quotients()[rate]
    expected = row[top] / row[bottom] if row.get(top) is not None and row.get(bottom) else None
    if expected is not None and abs(expected - row[rate]) <= row[f"{rate}.half"] + Decimal("0.005"):
        return None
    said = printed(statement, row[f"{rate}.fact"])
    es = f"El total dice {said}, la suma de los porcentajes de sus renglones"
    en = f"The total says {said}, the sum of the percentages of its rows"
    if expected is not None:
        es, en = f"{es}; sus propios totales dan {percent(expected)}", f"{en}; its own totals give {percent(expected)}"
    facts = [row[f"{rate}.fact"]] + [row[f"{part}.fact"] for part in (top, bottom) if row.get(f"{part}.fact")]
    return Finding(
        subject=subject_of(row),
        message=Text(es=f"{es}.", en=f"{en}."),
        facts=tuple(facts),
        expected=None if expected is None else expected.quantize(Decimal("0.0001"), ROUND_HALF_UP),
        observed=row[rate],
    )
