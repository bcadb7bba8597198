"""A difference is not what the figures beside it give, as underspending is modified less accrued."""

from services.compute.policy import Policy
from services.compute.recognition.statement import Statement
from services.compute.rules.agreement.findings import is_difference, outcome_of
from services.compute.rules.rule import Outcome, Rule
from shared.report import Text

RULE = Rule(
    id="difference-mismatch",
    version=3,
    severity="error",
    title=Text(es="Diferencia que sus cifras no dan", en="Difference that its figures do not give"),
    why=Text(
        es="Una diferencia que no sale de las cifras de su renglón dice que una de ellas está mal.",
        en="A difference that the figures of its row do not give says that one of them is wrong.",
    ),
    source=Text(
        es="Aritmética; CONAC, estados analíticos del presupuesto (columnas 3 = 1 + 2 y 6 = 3 - 4)",
        en="Arithmetic; CONAC, analytical statements of the budget (columns 3 = 1 + 2 and 6 = 3 - 4)",
    ),
    fails=Text(
        es="6 = 3 - 4: modificado 10,035,439.26, devengado 3,721,185.19, subejercicio 6,169,154.85",
        en="6 = 3 - 4: modified 10,035,439.26, accrued 3,721,185.19, underspend 6,169,154.85",
    ),
    passes=Text(
        es="6 = 3 - 4: modificado 10,035,439.26, devengado 3,866,284.41, subejercicio 6,169,154.85",
        en="6 = 3 - 4: modified 10,035,439.26, accrued 3,866,284.41, underspend 6,169,154.85",
    ),
)


def check(statement: Statement, policy: Policy) -> Outcome:
    """One case a difference, found or stated."""
    return outcome_of(statement, policy, is_difference)
