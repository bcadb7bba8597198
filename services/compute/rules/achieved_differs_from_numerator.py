"""What was achieved differs from the numerator.

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
    id="achieved-differs-from-numerator",
    version=2,
    severity="warning",
    title=Text(es="Lo alcanzado difiere del numerador", en="What was achieved differs from the numerator"),
    why=Text(
        es="Lo que el indicador alcanzó y lo que su fórmula contó son lo mismo; uno de los dos está mal.",
        en="What the indicator achieved and what its formula counted are the same; one of the two is wrong.",
    ),
    source=Text(
        es="CONAC, lineamientos de indicadores (método de cálculo); aritmética",
        en="CONAC, guidelines for indicators (method of calculation); arithmetic",
    ),
    fails=Text(es="alcanzado 2,091, numerador 2,019", en="achieved 2,091, numerator 2,019"),
    passes=Text(es="alcanzado 2,091, numerador 2,091", en="achieved 2,091, numerator 2,091"),
)


def check(statement: Statement, policy: Policy) -> Outcome:
    """One case an indicator that is a count and gives both."""
    return judge(
        statement,
        ("achieved", "numerator"),
        (pl.col("achieved") - pl.col("numerator")).abs() > pl.col("achieved.half") + pl.col("numerator.half"),
        _say,
        stake=lambda _: None,
        unless=counts_only(statement, "achieved"),
        exact=True,
    )


def _say(row: Row, texts: Mapping[str, str]) -> Text:
    first, second = texts["achieved"], texts["numerator"]
    return Text(
        es=f"Lo alcanzado difiere del numerador: {first} y {second}.",
        en=f"What was achieved differs from the numerator: {first} and {second}.",
    )
