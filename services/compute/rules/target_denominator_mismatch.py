"""The target differs from the denominator.

Where an indicator is a count and not a rate, what it achieved is what its formula counted, and its target what the
formula is measured against; the report gives each twice.
"""

from collections.abc import Mapping

import polars as pl

from services.compute.policy import Policy
from services.compute.recognition.statement import Statement
from services.compute.rules.condition import Row, counts_only, judge
from services.compute.rules.rule import Outcome, Rule
from shared.report import Text

RULE = Rule(
    id="target-denominator-mismatch",
    version=2,
    severity="warning",
    title=Text(es="La meta difiere del denominador", en="The target differs from the denominator"),
    why=Text(
        es="La meta del indicador y aquello contra lo que se mide son lo mismo; uno de los dos está mal.",
        en="The target of the indicator and what it is measured against are the same; one of the two is wrong.",
    ),
    source=Text(
        es="CONAC, lineamientos de indicadores (método de cálculo); aritmética",
        en="CONAC, guidelines for indicators (method of calculation); arithmetic",
    ),
    fails=Text(es="meta 2,082, denominador 2,028", en="target 2,082, denominator 2,028"),
    passes=Text(es="meta 2,082, denominador 2,082", en="target 2,082, denominator 2,082"),
)


def check(statement: Statement, policy: Policy) -> Outcome:
    """One case an indicator that is a count and gives both."""
    return judge(
        statement,
        ("target_modified", "denominator"),
        (pl.col("target_modified") - pl.col("denominator")).abs()
        > pl.col("target_modified.half") + pl.col("denominator.half"),
        _say,
        stake=lambda _: None,
        unless=counts_only(statement, "target_modified"),
        exact=True,
    )


def _say(row: Row, texts: Mapping[str, str]) -> Text:
    first, second = texts["target_modified"], texts["denominator"]
    return Text(
        es=f"La meta difiere del denominador: {first} y {second}.",
        en=f"The target differs from the denominator: {first} and {second}.",
    )
