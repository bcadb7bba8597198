"""More was accrued than the modified budget allows.

Spending must not exceed what was authorised for it; a programme above its modified budget either overspent or was
reported before an amendment was recorded.
"""

import polars as pl

from services.compute.policy import Policy
from services.compute.recognition.statement import Statement
from services.compute.rules.condition import cases
from services.compute.rules.rule import Finding, Outcome, Rule, subject_of
from services.compute.rules.wording import money, printed
from shared.report import Text

RULE = Rule(
    id="accrued-exceeds-modified",
    version=1,
    severity="error",
    title=Text(es="Devengado mayor que el modificado", en="Accrued above modified"),
    why=Text(
        es="Ningún gasto puede rebasar el presupuesto modificado que lo autoriza.",
        en="No spending may exceed the modified budget that authorises it.",
    ),
    source="Political Constitution of Mexico, article 126; LGCG, article 38",
    fails="modificado 100.00, devengado 100.01",
    passes="modificado 100.00, devengado 100.00",
)


def check(statement: Statement, policy: Policy) -> Outcome:
    """One case a subject with both figures."""
    found = cases(statement, ("accrued", "modified"), pl.col("accrued") > pl.col("modified"))
    for row in found.failing:
        accrued, modified = row["accrued.fact"], row["modified.fact"]
        excess = row["accrued"] - row["modified"]
        found.outcome.findings.append(
            Finding(
                subject=subject_of(row),
                message=Text(
                    es=f"Se devengaron {printed(statement, accrued)} con un presupuesto modificado de "
                    f"{printed(statement, modified)}: {money(excess)} de más.",
                    en=f"{printed(statement, accrued)} was accrued on a modified budget of "
                    f"{printed(statement, modified)}: {money(excess)} too much.",
                ),
                facts=(accrued, modified),
                expected=row["modified"],
                observed=row["accrued"],
                stake=excess,
            )
        )
    return found.outcome
