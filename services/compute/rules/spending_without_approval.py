"""A programme for which nothing was approved was given money or spent it.

What the legislature approved is the measure of a budget; a programme that appears during the year was decided without
it. The message says how much was added and how much of it accrued.
"""

from collections.abc import Mapping

import polars as pl

from services.compute.policy import Policy
from services.compute.recognition.statement import Statement
from services.compute.rules.condition import Row, accounts_of_statements, judge
from services.compute.rules.rule import Outcome, Rule
from shared.report import Text

RULE = Rule(
    id="spending-without-approval",
    version=1,
    severity="warning",
    title=Text(es="Presupuesto sin aprobación original", en="Budget without original approval"),
    why=Text(
        es="Un programa sin presupuesto aprobado que recibe o gasta dinero se decidió fuera del presupuesto votado.",
        en="A programme with no approved budget that is given or spends money was decided outside the voted budget.",
    ),
    source=Text(
        es="Constitución Política de los Estados Unidos Mexicanos, artículo 126; PEFA 2016, PI-18.4 (reglas "
        "para las adecuaciones del ejecutivo)",
        en="Political Constitution of Mexico, article 126; PEFA 2016, PI-18.4 (rules for amendments by the executive)",
    ),
    fails=Text(es="aprobado 0.00, modificado 17,246,451.73", en="approved 0.00, modified 17,246,451.73"),
    passes=Text(
        es="aprobado 0.00, modificado 0.00, devengado 0.00",
        en="approved 0.00, modified 0.00, accrued 0.00",
    ),
)


def check(statement: Statement, policy: Policy) -> Outcome:
    """One case a subject with the three figures."""
    given_or_spent = (pl.col("modified") > 0) | (pl.col("accrued") > 0)
    return judge(
        statement,
        ("modified", "accrued", "approved"),
        (pl.col("approved") == 0) & given_or_spent,
        _say,
        stake=lambda row: max(row["modified"], row["accrued"]),
        unless=accounts_of_statements(),
    )


def _say(row: Row, texts: Mapping[str, str]) -> Text:
    modified, accrued = texts["modified"], texts["accrued"]
    return Text(
        es=f"Sin presupuesto aprobado recibió {modified} y devengó {accrued}.",
        en=f"With no approved budget it was given {modified} and accrued {accrued}.",
    )
