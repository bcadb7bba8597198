"""A programme with a budget for the year spent none of it."""

from collections.abc import Mapping

import polars as pl

from services.compute.policy import Policy
from services.compute.recognition.statement import Statement
from services.compute.rules.condition import Row, judge, year_goes_on
from services.compute.rules.rule import Outcome, Rule
from shared.report import Text

RULE = Rule(
    id="unspent-budget",
    version=1,
    severity="warning",
    title=Text(es="Presupuesto sin ejercer", en="Budget left unspent"),
    why=Text(
        es="Dinero asignado y no usado en todo el año faltó en otra parte, o el gasto no se registró.",
        en="Money given and not used all year was missing elsewhere, or its spending was not recorded.",
    ),
    source=Text(
        es="PEFA 2016, PI-1 y PI-2; LFPRH, artículo 23 (subejercicio)",
        en="PEFA 2016, PI-1 and PI-2; LFPRH, article 23 (underspending)",
    ),
    fails=Text(
        es="año completo, modificado 30,000.00, devengado 0.00",
        en="whole year, modified 30,000.00, accrued 0.00",
    ),
    passes=Text(
        es="año completo, modificado 30,000.00, devengado 0.01",
        en="whole year, modified 30,000.00, accrued 0.01",
    ),
)


def check(statement: Statement, policy: Policy) -> Outcome:
    """One case a subject with both figures, in filings of a whole year."""
    nothing_spent = (pl.col("modified") > 0) & (pl.col("accrued") == 0)
    return judge(
        statement,
        ("accrued", "modified"),
        nothing_spent,
        _say,
        stake=lambda row: row["modified"],
        unless=year_goes_on(statement),
    )


def _say(row: Row, texts: Mapping[str, str]) -> Text:
    return Text(
        es=f"De {texts['modified']} de presupuesto modificado no se devengó nada en el año.",
        en=f"Of a modified budget of {texts['modified']} nothing was accrued in the year.",
    )
