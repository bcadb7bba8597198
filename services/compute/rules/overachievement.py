"""A target was exceeded by so much that it was hardly a target."""

import polars as pl

from services.compute.policy import Policy
from services.compute.recognition.statement import Statement
from services.compute.rules.condition import judge, target_in_force
from services.compute.rules.rule import Outcome, Rule
from services.compute.rules.wording import say_achieved
from shared.report import Text

RULE = Rule(
    id="overachievement",
    version=2,
    severity="warning",
    title=Text(es="Meta rebasada", en="Target exceeded"),
    why=Text(
        es="Una meta rebasada con holgura se fijó demasiado baja, o su avance está mal medido.",
        en="A target exceeded by far was set too low, or its progress is measured wrongly.",
    ),
    source=Text(
        es="CONEVAL, criterios para indicadores (metas adecuadas); umbral: propio de este proyecto",
        en="CONEVAL, criteria for indicators (adequacy of targets); threshold: a default of this project",
    ),
    fails="meta 100, alcanzado 121",
    passes="meta 100, alcanzado 120",
)


def check(statement: Statement, policy: Policy) -> Outcome:
    """One case a subject with a target above zero."""
    target = target_in_force(statement)
    limit = pl.col(target) * pl.lit(policy.threshold(RULE.id, "above"))
    return judge(
        statement,
        ("achieved", target),
        pl.col("achieved") > limit,
        say_achieved,
        stake=lambda row: row.get("modified"),
        unless={"no target above zero": pl.col(target) <= 0},
    )
