"""A programme with a budget for the year spent none of it."""

import polars as pl

from services.compute.policy import Policy
from services.compute.recognition.statement import Statement
from services.compute.rules.condition import cases
from services.compute.rules.rule import Finding, Outcome, Rule, subject_of
from services.compute.rules.wording import printed
from shared.report import Text

RULE = Rule(
    id="unspent-budget",
    version=1,
    severity="warning",
    title=Text(es="Presupuesto sin ejercer", en="Budget left unspent"),
    why=Text(
        es="Dinero asignado y no usado en todo el año faltó en otra parte, o el gasto no se registró.",
        en="Money given and not used all year was missing elsewhere, or its spending was not recorded.",
    ),
    source="PEFA 2016, PI-1 and PI-2; LFPRH, article 23 (underspending)",
    fails="whole year, modificado 30,000.00, devengado 0.00",
    passes="whole year, modificado 30,000.00, devengado 0.01",
)


def check(statement: Statement, policy: Policy) -> Outcome:
    """One case a subject with both figures, in filings of a whole year."""
    year_goes_on = statement.period is None or not statement.period.whole_year
    found = cases(
        statement,
        ("modified", "accrued"),
        (pl.col("modified") > 0) & (pl.col("accrued") == 0),
        {"not a whole year": pl.lit(year_goes_on)},
    )
    for row in found.failing:
        modified, accrued = row["modified.fact"], row["accrued.fact"]
        found.outcome.findings.append(
            Finding(
                subject=subject_of(row),
                message=Text(
                    es=f"De {printed(statement, modified)} de presupuesto modificado no se devengó nada en el año.",
                    en=f"Of a modified budget of {printed(statement, modified)} nothing was accrued in the year.",
                ),
                facts=(accrued, modified),
                stake=row["modified"],
            )
        )
    return found.outcome
