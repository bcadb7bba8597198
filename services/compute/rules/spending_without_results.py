"""Money was accrued and nothing of the target achieved."""

from collections.abc import Mapping

import polars as pl

from services.compute.policy import Policy
from services.compute.recognition.statement import Statement
from services.compute.rules.condition import Row, judge
from services.compute.rules.rule import Outcome, Rule
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
    source=Text(
        es="LFPRH, artículo 111 (los resultados se evalúan junto con el dinero que se gastó en ellos)",
        en="LFPRH, article 111 (results are judged together with the money spent on them)",
    ),
    fails=Text(es="devengado 61,615.50, meta alcanzada 0", en="accrued 61,615.50, achieved 0"),
    passes=Text(es="devengado 61,615.50, meta alcanzada 1", en="accrued 61,615.50, achieved 1"),
)


def check(statement: Statement, policy: Policy) -> Outcome:
    """One case a subject with both figures."""
    nothing_achieved = (pl.col("accrued") > 0) & (pl.col("achieved") == 0)
    return judge(statement, ("achieved", "accrued"), nothing_achieved, _say, stake=lambda row: row["accrued"])


def _say(row: Row, texts: Mapping[str, str]) -> Text:
    achieved, accrued = texts["achieved"], texts["accrued"]
    return Text(
        es=f"Devengó {accrued} y su meta quedó en {achieved}.",
        en=f"{accrued} was accrued and the target stands at {achieved}.",
    )
