"""More was accrued, exercised or paid than was committed: works that cost more than their contract.

A contract is what commits money. Where most rows spend more than they state as committed, the column is of what is
committed still, beside what was accrued, and the rule does not apply.
"""

from collections.abc import Mapping
from decimal import Decimal

import polars as pl

from services.compute.policy import Policy
from services.compute.recognition.statement import Statement
from services.compute.rules.condition import Row, first_stated, judge, mixed_statements
from services.compute.rules.rule import Outcome, Rule
from services.compute.rules.wording import like
from shared.report import Text
from shared.words import words

RULE = Rule(
    id="spending-exceeds-commitment",
    version=3,
    severity="warning",
    title=Text(es="Gasto mayor que lo contratado o comprometido", en="Spending above what was contracted or committed"),
    why=Text(
        es="Solo se devenga y se paga lo que un contrato u otro acto comprometió; lo que lo rebasa se gastó sin él, o "
        "falta un convenio que lo amplíe.",
        en="Only what a contract or other act committed is accrued and paid; what exceeds it was spent without one, or "
        "an amendment is missing.",
    ),
    source=Text(
        es="LGCG, artículo 4, fracción XIV (gasto comprometido); Ley de Obras Públicas y Servicios Relacionados con "
        "las Mismas, artículo 59 (convenios que modifican el contrato)",
        en="LGCG, article 4, section XIV (committed spending); public works law, article 59 (amendments of contracts)",
    ),
    fails=Text(es="contratado 400,000.00, pagado 420,000.00", en="contracted 400,000.00, paid 420,000.00"),
    passes=Text(es="contratado 400,000.00, pagado 400,000.00", en="contracted 400,000.00, paid 400,000.00"),
)

_SPENT = ("accrued", "exercised", "paid")
"""The moments of spending that follow the commitment; the first that the filing states is held against it."""


def check(statement: Statement, policy: Policy) -> Outcome:
    """One case a subject that states what was committed and what was spent."""
    moment = first_stated(statement, _SPENT)
    outcome = judge(
        statement,
        (moment, "committed"),
        pl.col(moment) > pl.col("committed"),
        lambda row, texts: _say(row, texts, moment),
        stake=lambda row: row[moment] - row["committed"],
        unless=mixed_statements(),
        limit=True,
    )
    if len(outcome.findings) > outcome.passed + 1:
        outcome.does_not_apply("committed is what is committed still", len(outcome.findings))
        outcome.findings = []
    return outcome


def _say(row: Row, texts: Mapping[str, str], moment: str) -> Text:
    excess: Decimal = row[moment] - row["committed"]
    es, en = words("es", moment).capitalize(), words("en", moment).capitalize()
    spent, committed, over = texts[moment], texts["committed"], like(excess, row, texts)
    return Text(
        es=f"{es} {spent} de {committed} contratados o comprometidos: {over} de más.",
        en=f"{en} {spent} of {committed} contracted or committed: {over} too much.",
    )
