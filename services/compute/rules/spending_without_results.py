"""Money was accrued and nothing of the target achieved."""

import polars as pl

from services.compute.policy import Policy
from services.compute.recognition.statement import Statement
from services.compute.rules.condition import cases
from services.compute.rules.rule import Finding, Outcome, Rule, subject_of
from services.compute.rules.wording import printed
from shared.report import Text

RULE = Rule(
    id="spending-without-results",
    version=1,
    severity="warning",
    title=Text(es="Gasto sin resultados", en="Spending without results"),
    why=Text(
        es="Se devengó presupuesto y no se informa avance alguno de la meta que lo justifica.",
        en="Budget was accrued and nothing is reported of the target that justifies it.",
    ),
    source="LFPRH, article 111 (results are judged together with the money spent on them)",
    fails="devengado 61,615.50, meta alcanzada 0",
    passes="devengado 61,615.50, meta alcanzada 1",
)


def check(statement: Statement, policy: Policy) -> Outcome:
    """One case a subject with both figures."""
    found = cases(statement, ("accrued", "achieved"), (pl.col("accrued") > 0) & (pl.col("achieved") == 0))
    for row in found.failing:
        accrued, achieved = row["accrued.fact"], row["achieved.fact"]
        found.outcome.findings.append(
            Finding(
                subject=subject_of(row),
                message=Text(
                    es=f"Devengó {printed(statement, accrued)} y su meta quedó en {printed(statement, achieved)}.",
                    en=f"{printed(statement, accrued)} was accrued and the target stands at "
                    f"{printed(statement, achieved)}.",
                ),
                facts=(achieved, accrued),
                stake=row["accrued"],
            )
        )
    return found.outcome
