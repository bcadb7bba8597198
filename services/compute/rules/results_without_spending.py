"""Results are reported for a programme that spent nothing.

Either the results were paid for elsewhere, and the programme's cost is hidden, or they are not this programme's.
"""

import polars as pl

from services.compute.policy import Policy
from services.compute.recognition.statement import Statement
from services.compute.rules.condition import cases
from services.compute.rules.rule import Finding, Outcome, Rule, subject_of
from services.compute.rules.wording import printed
from shared.report import Text

RULE = Rule(
    id="results-without-spending",
    version=1,
    severity="warning",
    title=Text(es="Resultados sin gasto", en="Results without spending"),
    why=Text(
        es="Si se alcanzó una meta sin devengar un peso, su costo está en otra parte o el resultado no es suyo.",
        en="A goal reached without a peso accrued was paid for elsewhere, or is not this programme's result.",
    ),
    source="LFPRH, article 111 (results are judged together with the money spent on them)",
    fails="devengado 0.00, meta alcanzada 91",
    passes="devengado 0.00, meta alcanzada 0",
)


def check(statement: Statement, policy: Policy) -> Outcome:
    """One case a subject with both figures."""
    found = cases(statement, ("accrued", "achieved"), (pl.col("accrued") == 0) & (pl.col("achieved") > 0))
    for row in found.failing:
        accrued, achieved = row["accrued.fact"], row["achieved.fact"]
        found.outcome.findings.append(
            Finding(
                subject=subject_of(row),
                message=Text(
                    es=f"Informa {printed(statement, achieved)} de avance en su meta y {printed(statement, accrued)} "
                    "devengado.",
                    en=f"Reports {printed(statement, achieved)} achieved and {printed(statement, accrued)} accrued.",
                ),
                facts=(achieved, accrued),
                stake=row.get("modified") or row.get("approved") or row["accrued"],
            )
        )
    return found.outcome
