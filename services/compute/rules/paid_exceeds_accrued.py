"""More was paid than accrued.

A payment settles what was accrued before; where more is paid, an accrual is missing from the report.
"""

from collections.abc import Mapping

import polars as pl

from services.compute.policy import Policy
from services.compute.recognition.statement import Statement
from services.compute.rules.condition import Row, judge, mixed_statements
from services.compute.rules.rule import Outcome, Rule
from services.compute.rules.wording import money
from shared.report import Text

RULE = Rule(
    id="paid-exceeds-accrued",
    version=1,
    severity="error",
    title=Text(es="Pagado mayor que el devengado", en="Paid above accrued"),
    why=Text(
        es="Solo se paga lo que se devengó; si lo pagado rebasa lo devengado, falta un devengado o sobra un pago.",
        en="Only what was accrued is paid; where payments exceed accruals, one of the two is wrong.",
    ),
    source="LGCG, article 4, fractions XIV to XVII (moments of spending); CONAC, norms on the moments of spending",
    fails="devengado 100.00, pagado 100.01",
    passes="devengado 100.00, pagado 100.00",
)


def check(statement: Statement, policy: Policy) -> Outcome:
    """One case a subject with both figures."""
    return judge(
        statement,
        ("paid", "accrued"),
        pl.col("paid") > pl.col("accrued"),
        _say,
        stake=lambda row: row["paid"] - row["accrued"],
        unless=mixed_statements(),
    )


def _say(row: Row, texts: Mapping[str, str]) -> Text:
    paid, accrued, excess = texts["paid"], texts["accrued"], money(row["paid"] - row["accrued"])
    return Text(
        es=f"Se pagaron {paid} y solo se devengaron {accrued}: {excess} de más.",
        en=f"{paid} was paid and only {accrued} accrued: {excess} too much.",
    )
