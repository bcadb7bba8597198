"""More was exercised than accrued.

What is exercised is the accrued spending for which a payment order was issued; it cannot be more.
"""

from collections.abc import Mapping

import polars as pl

from services.compute.policy import Policy
from services.compute.recognition.statement import Statement
from services.compute.rules.condition import Row, judge
from services.compute.rules.rule import Outcome, Rule
from services.compute.rules.wording import like
from shared.report import Text

RULE = Rule(
    id="exercised-differs-from-accrued",
    version=1,
    severity="warning",
    title=Text(es="Ejercido mayor que el devengado", en="Exercised above accrued"),
    why=Text(
        es="Se ejerce lo devengado; un ejercido mayor dice que falta registrar el devengado.",
        en="What was accrued is exercised; where more is, an accrual was not recorded.",
    ),
    source=Text(
        es="LGCG, artículo 4, fracción XVI (momento del ejercido)",
        en="LGCG, article 4, section XVI (the moment of exercised spending)",
    ),
    fails=Text(es="devengado 100.00, ejercido 100.01", en="accrued 100.00, exercised 100.01"),
    passes=Text(es="devengado 100.00, ejercido 100.00", en="accrued 100.00, exercised 100.00"),
)


def check(statement: Statement, policy: Policy) -> Outcome:
    """One case a subject with both figures."""
    return judge(
        statement,
        ("exercised", "accrued"),
        pl.col("exercised") > pl.col("accrued"),
        _say,
        stake=lambda row: row["exercised"] - row["accrued"],
    )


def _say(row: Row, texts: Mapping[str, str]) -> Text:
    exercised, accrued = texts["exercised"], texts["accrued"]
    excess = like(row["exercised"] - row["accrued"], row, texts)
    return Text(
        es=f"Se ejercieron {exercised} y se devengaron {accrued}: {excess} de más.",
        en=f"{exercised} was exercised and {accrued} accrued: {excess} too much.",
    )
