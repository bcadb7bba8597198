"""A budget was changed by more than the law lets pass without explanation."""

import polars as pl

from services.compute.policy import Policy
from services.compute.recognition.statement import Statement
from services.compute.rules.condition import cases
from services.compute.rules.rule import Finding, Outcome, Rule, subject_of
from services.compute.rules.wording import money, percent, printed
from shared.report import Text

RULE = Rule(
    id="large-amendment",
    version=1,
    severity="warning",
    title=Text(es="Adecuación presupuestaria mayor", en="Large budget amendment"),
    why=Text(
        es="Cambios de esta magnitud alteran lo que se aprobó y deben informarse y justificarse.",
        en="Changes of this size alter what was approved and must be reported and justified.",
    ),
    source="LFPRH, article 58, and article 60 on amendments of over 5 %",
    fails="aprobado 100.00, modificado 105.01",
    passes="aprobado 100.00, modificado 105.00",
)


def check(statement: Statement, policy: Policy) -> Outcome:
    """One case a subject for which something was approved."""
    limit = policy.threshold(RULE.id, "above")
    change = pl.col("modified") - pl.col("approved")
    found = cases(
        statement,
        ("approved", "modified"),
        pl.when(change < 0).then(-change).otherwise(change) > pl.col("approved") * pl.lit(limit),
        {"nothing approved": pl.col("approved") <= 0},
    )
    for row in found.failing:
        approved, modified = row["approved.fact"], row["modified.fact"]
        changed = row["modified"] - row["approved"]
        rate = percent(changed / row["approved"])
        found.outcome.findings.append(
            Finding(
                subject=subject_of(row),
                message=Text(
                    es=f"De {printed(statement, approved)} aprobado a {printed(statement, modified)} modificado: "
                    f"{money(changed)} ({rate}).",
                    en=f"From {printed(statement, approved)} approved to {printed(statement, modified)} modified: "
                    f"{money(changed)} ({rate}).",
                ),
                facts=(modified, approved),
                stake=abs(changed),
            )
        )
    return found.outcome
