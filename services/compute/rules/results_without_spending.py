"""Results are reported for a programme that spent nothing.

Either the results were paid for elsewhere, and the programme's cost is hidden, or they are not this programme's.
"""

from collections.abc import Mapping

import polars as pl

from services.compute.policy import Policy
from services.compute.recognition.statement import Statement
from services.compute.rules.condition import Row, first_stated, judge
from services.compute.rules.rule import Outcome, Rule
from shared.report import Text
from shared.words import words

RULE = Rule(
    id="results-without-spending",
    version=2,
    severity="warning",
    title=Text(es="Resultados sin gasto", en="Results without spending"),
    why=Text(
        es="Si se alcanzó una meta sin devengar un peso, su costo está en otra parte o el resultado no es suyo.",
        en="A goal reached without a peso accrued was paid for elsewhere, or is not this programme's result.",
    ),
    source=Text(
        es="LFPRH, artículo 111 (los resultados se evalúan junto con el dinero que se gastó en ellos)",
        en="LFPRH, article 111 (results are judged together with the money spent on them)",
    ),
    fails=Text(es="devengado 0.00, meta alcanzada 91", en="accrued 0.00, achieved 91"),
    passes=Text(es="devengado 0.00, meta alcanzada 0", en="accrued 0.00, achieved 0"),
)


_SPENT = ("accrued", "exercised")
_REACHED = ("achieved", "achievement_rate_original", "achievement_rate_modified")


def check(statement: Statement, policy: Policy) -> Outcome:
    """One case a subject that states what was accrued, or else exercised, and what was achieved, or its rate."""
    spent, reached = first_stated(statement, _SPENT), first_stated(statement, _REACHED)
    return judge(
        statement,
        (reached, spent),
        (pl.col(spent) == 0) & (pl.col(reached) > 0),
        lambda row, texts: _say(row, texts, reached, spent),
        stake=lambda row: row.get("modified"),
    )


def _say(row: Row, texts: Mapping[str, str], reached: str, spent: str) -> Text:
    achieved, figure = texts[reached], texts[spent]
    return Text(
        es=f"Informa {achieved} de avance en su meta y {figure} {words('es', spent)}.",
        en=f"Reports {achieved} achieved and {figure} {words('en', spent)}.",
    )
