"""More was accrued than the modified budget allows.

Spending must not exceed what was authorised for it; a programme above its modified budget either overspent or was
reported before an amendment was recorded.
"""

from collections.abc import Mapping
from decimal import Decimal

import polars as pl

from services.compute.policy import Policy
from services.compute.recognition.statement import Statement
from services.compute.rules.condition import Row, judge, of_revenue
from services.compute.rules.rule import Outcome, Rule
from services.compute.rules.wording import like
from shared.report import Text

RULE = Rule(
    id="accrued-exceeds-modified",
    version=5,
    severity="error",
    title=Text(es="Devengado mayor que el modificado", en="Accrued above modified"),
    why=Text(
        es="Ningún gasto puede rebasar el presupuesto modificado que lo autoriza.",
        en="No spending may exceed the modified budget that authorises it.",
    ),
    source=Text(
        es="Constitución Política de los Estados Unidos Mexicanos, artículo 126; LGCG, artículo 38",
        en="Political Constitution of Mexico, article 126; LGCG, article 38",
    ),
    fails=Text(es="modificado 100.00, devengado 100.01", en="modified 100.00, accrued 100.01"),
    passes=Text(es="modificado 100.00, devengado 100.00", en="modified 100.00, accrued 100.00"),
)


def check(statement: Statement, policy: Policy) -> Outcome:
    """One case a subject with both figures, and a total that alone in its list fails."""
    more = pl.col("accrued") > pl.col("modified")
    return judge(
        statement,
        ("accrued", "modified"),
        more,
        _say,
        stake=_excess,
        unless=of_revenue(statement),
        totals=True,
        limit=True,
    )


def _say(row: Row, texts: Mapping[str, str]) -> Text:
    accrued, modified, excess = texts["accrued"], texts["modified"], like(_excess(row), row, texts)
    return Text(
        es=f"Se devengaron {accrued} con un presupuesto modificado de {modified}: {excess} de más.",
        en=f"{accrued} was accrued on a modified budget of {modified}: {excess} too much.",
    )


def _excess(row: Row) -> Decimal:
    excess: Decimal = row["accrued"] - row["modified"]
    return excess
