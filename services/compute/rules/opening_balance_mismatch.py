"""An opening balance that is not the closing one of the year before, or of the month in the row before."""

from services.compute.policy import Policy
from services.compute.recognition.statement import Statement
from services.compute.rules.agreement.findings import is_carried, outcome_of
from services.compute.rules.rule import Outcome, Rule
from shared.report import Text

RULE = Rule(
    id="opening-balance-mismatch",
    version=2,
    severity="error",
    title=Text(es="Saldo inicial que no es el final anterior", en="Opening balance that is not the closing one before"),
    why=Text(
        es="Un año o un mes empieza con lo que terminó el anterior; una diferencia es una cuenta que se movió fuera "
        "de los libros.",
        en="A year or a month begins with what the one before ended with; a difference is an account moved outside the "
        "books.",
    ),
    source=Text(
        es="CONAC, Manual de Contabilidad Gubernamental, capítulo VII; CONAC, Postulados Básicos: Consistencia",
        en="CONAC, manual of government accounting, chapter VII; CONAC, basic postulates: consistency",
    ),
    fails=Text(
        es="diciembre: efectivo 74,873,698.55; saldo inicial del año siguiente: 74,783,698.55",
        en="December: cash 74,873,698.55; next year's opening balance: 74,783,698.55",
    ),
    passes=Text(es="ambos: 74,873,698.55", en="both: 74,873,698.55"),
)


def check(statement: Statement, policy: Policy) -> Outcome:
    """One case a row that begins with what the row before ended with. Years are held against each other in company."""
    return outcome_of(statement, policy, is_carried)
