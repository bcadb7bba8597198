"""A total is not the sum of its parts.

Sums are those that the form states (``IV = III + E``, ``3 = (1 + 2)``) and those that hold nearly everywhere along
rows or columns. Where several fail together, the figure that mends them all is the suspect; else all are named. A
total that leaves out one row, or counts it twice, is one error, in however many columns; so is a row in another unit
or of the wrong sign.
"""

from services.compute.policy import Policy
from services.compute.recognition.statement import Statement
from services.compute.rules.agreement.findings import is_total, outcome_of
from services.compute.rules.rule import Outcome, Rule
from shared.report import Text

RULE = Rule(
    id="total-mismatch",
    version=6,
    severity="error",
    title=Text(es="Total que sus partes no dan", en="Total that its parts do not give"),
    why=Text(
        es="Un total que no es la suma de sus partes deja dinero sin explicar: el total o una de las partes está mal.",
        en="A total that is not the sum of its parts leaves money unexplained: the total or one of the parts is wrong.",
    ),
    source=Text(
        es="Aritmética; LGCG, artículo 44 (la información es confiable y congruente)",
        en="Arithmetic; LGCG, article 44 (reports are to be reliable and consistent)",
    ),
    fails="IV = III + E: III 180,839,212, E 0, IV 0",
    passes="IV = III + E: III 122,816,087.01, E 0, IV 122,816,087.01",
)


def check(statement: Statement, policy: Policy) -> Outcome:
    """One case a total or average, found or stated."""
    return outcome_of(statement, policy, is_total)
