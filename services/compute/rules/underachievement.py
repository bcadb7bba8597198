"""At the end of the year a target was missed by far."""

import polars as pl

from services.compute.policy import Policy
from services.compute.recognition.statement import Statement
from services.compute.rules.condition import judge, target_in_force, year_goes_on
from services.compute.rules.rule import Outcome, Rule
from services.compute.rules.wording import say_achieved
from shared.report import Text

RULE = Rule(
    id="underachievement",
    version=2,
    severity="warning",
    title=Text(es="Meta no alcanzada", en="Target missed"),
    why=Text(
        es="El año terminó lejos de la meta comprometida.",
        en="The year ended far from the target that was committed to.",
    ),
    source=Text(
        es="LFPRH, artículo 111; umbral: propio de este proyecto",
        en="LFPRH, article 111; threshold: a default of this project",
    ),
    fails="whole year, meta 100, alcanzado 79",
    passes="whole year, meta 100, alcanzado 80",
)


def check(statement: Statement, policy: Policy) -> Outcome:
    """One case a subject with a target above zero, in filings of a whole year."""
    target = target_in_force(statement)
    limit = pl.col(target) * pl.lit(policy.threshold(RULE.id, "below"))
    return judge(
        statement,
        ("achieved", target),
        pl.col("achieved") < limit,
        say_achieved,
        stake=lambda row: row.get("modified"),
        unless=year_goes_on(statement) | {"no target above zero": pl.col(target) <= 0},
    )
