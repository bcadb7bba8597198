"""At the end of the year a target was missed by far."""

import polars as pl

from services.compute.policy import Policy
from services.compute.recognition.statement import Statement
from services.compute.rules.condition import cases
from services.compute.rules.rule import Finding, Outcome, Rule, subject_of
from services.compute.rules.wording import percent, printed
from shared.report import Text

RULE = Rule(
    id="underachievement",
    version=1,
    severity="warning",
    title=Text(es="Meta no alcanzada", en="Target missed"),
    why=Text(
        es="El año terminó lejos de la meta comprometida.",
        en="The year ended far from the target that was committed to.",
    ),
    source="LFPRH, article 111; threshold: a default of this project",
    fails="whole year, meta 100, alcanzado 79",
    passes="whole year, meta 100, alcanzado 80",
)


def check(statement: Statement, policy: Policy) -> Outcome:
    """One case a subject with a target above zero, in filings of a whole year."""
    limit = policy.threshold(RULE.id, "below")
    year_goes_on = statement.period is None or not statement.period.whole_year
    found = cases(
        statement,
        ("achieved", "target_modified"),
        pl.col("achieved") < pl.col("target_modified") * pl.lit(limit),
        {"not a whole year": pl.lit(year_goes_on), "no target above zero": pl.col("target_modified") <= 0},
    )
    for row in found.failing:
        achieved, target = row["achieved.fact"], row["target_modified.fact"]
        rate = percent(row["achieved"] / row["target_modified"])
        found.outcome.findings.append(
            Finding(
                subject=subject_of(row),
                message=Text(
                    es=f"Alcanzó {printed(statement, achieved)} de una meta de {printed(statement, target)}: {rate}.",
                    en=f"Achieved {printed(statement, achieved)} of a target of {printed(statement, target)}: {rate}.",
                ),
                facts=(achieved, target),
                stake=row.get("modified") or row["achieved"] * 0,
            )
        )
    return found.outcome
