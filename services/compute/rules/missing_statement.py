"""A statement that law asks for is not among those handed in for the period.

Said where several statements of one institution and period are on file, and for information only: it may have been
published elsewhere, or not apply. It is of the period and of none of its filings: the report of the first of them
carries it, and neither the page nor a count lays it to that filing.
"""

from services.compute.policy import Policy
from services.compute.recognition.statement import Statement
from services.compute.rules.rule import Outcome, Rule
from shared.report import Text

RULE = Rule(
    id="missing-statement",
    version=2,
    severity="information",
    title=Text(es="Estado que falta", en="Statement that is missing"),
    why=Text(
        es="Sin él no puede comprobarse lo que los demás estados dicen de lo mismo.",
        en="Without it, what the other statements say of the same cannot be checked.",
    ),
    source=Text(es="LGCG, artículos 46, 48 y 51; LDF, artículo 58", en="LGCG, articles 46, 48 and 51; LDF, article 58"),
    fails=Text(
        es="doce estados de un trimestre, y entre ellos ningún estado de flujos de efectivo",
        en="twelve statements of a quarter, and no statement of cash flows among them",
    ),
    passes=Text(es="todos los estados que la ley pide", en="every statement that the law asks for"),
)


def check(statement: Statement, policy: Policy) -> Outcome:
    """By itself a filing is no quarter; filings with company are checked together."""
    outcome = Outcome()
    outcome.does_not_apply("no other statement of the period")
    return outcome
