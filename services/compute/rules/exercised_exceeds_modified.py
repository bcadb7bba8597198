"""More was exercised than the modified budget allows.

Many filings state what was exercised and not what was accrued; where they state both and what was accrued is above the
budget by itself, that is told already.
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
    id="exercised-exceeds-modified",
    version=4,
    severity="error",
    title=Text(es="Ejercido mayor que el modificado", en="Exercised above modified"),
    why=Text(
        es="Ningún pago puede ordenarse por más del presupuesto modificado que lo autoriza.",
        en="No payment may be ordered beyond the modified budget that authorises it.",
    ),
    source=Text(
        es="Constitución Política de los Estados Unidos Mexicanos, artículo 126; LGCG, artículo 4, fracción XVI ("
        "momento del ejercido)",
        en="Political Constitution of Mexico, article 126; LGCG, article 4, section XVI (the moment of exercised "
        "spending)",
    ),
    fails=Text(es="modificado 100.00, ejercido 100.01", en="modified 100.00, exercised 100.01"),
    passes=Text(es="modificado 100.00, ejercido 100.00", en="modified 100.00, exercised 100.00"),
)


def check(statement: Statement, policy: Policy) -> Outcome:
    """One case a subject with both figures, and a total that alone in its list fails."""
    more = pl.col("exercised") > pl.col("modified")
    unless = of_revenue(statement)
    if "accrued" in statement.subjects.columns:
        told = (pl.col("accrued") > pl.col("modified")).fill_null(False)
        unless |= {"accrued above the modified budget as well": told}
    return judge(
        statement, ("exercised", "modified"), more, _say, stake=_excess, unless=unless, totals=True, limit=True
    )


def _say(row: Row, texts: Mapping[str, str]) -> Text:
    exercised, modified, excess = texts["exercised"], texts["modified"], like(_excess(row), row, texts)
    return Text(
        es=f"Se ejercieron {exercised} con un presupuesto modificado de {modified}: {excess} de más.",
        en=f"{exercised} was exercised on a modified budget of {modified}: {excess} too much.",
    )


def _excess(row: Row) -> Decimal:
    excess: Decimal = row["exercised"] - row["modified"]
    return excess
