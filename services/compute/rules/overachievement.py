"""A target was exceeded by so much that it was hardly a target."""

import polars as pl

from services.compute.policy import Policy
from services.compute.recognition.statement import Statement
from services.compute.rules.condition import cases
from services.compute.rules.rule import Finding, Outcome, Rule, subject_of
from services.compute.rules.wording import percent, printed
from shared.report import Text

RULE = Rule(
    id="overachievement",
    version=1,
    severity="warning",
    title=Text(es="Meta rebasada", en="Target exceeded"),
    why=Text(
        es="Una meta rebasada con holgura se fijó demasiado baja, o su avance está mal medido.",
        en="A target exceeded by far was set too low, or its progress is measured wrongly.",
    ),
    source="CONEVAL, criteria for indicators (adequacy of targets); threshold: a default of this project",
    fails="meta 100, alcanzado 121",
    passes="meta 100, alcanzado 120",
)


def check(statement: Statement, policy: Policy) -> Outcome:
    """One case a subject with a target above zero."""
    limit = policy.threshold(RULE.id, "above")
    found = cases(
        statement,
        ("achieved", "target_modified"),
        pl.col("achieved") > pl.col("target_modified") * pl.lit(limit),
        {"no target above zero": pl.col("target_modified") <= 0},
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
