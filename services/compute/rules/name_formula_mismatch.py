"""An indicator's name promises one kind of measure, and its formula gives another.

A name that says percentage with a formula that counts, or one that says number with a formula that divides.
"""

from services.compute.policy import Policy
from services.compute.recognition.statement import Statement
from services.compute.rules.quality import Described
from services.compute.rules.quality.outcome import judged
from services.compute.rules.rule import Outcome, Rule
from shared.report import Text

RULE = Rule(
    id="name-formula-mismatch",
    version=1,
    severity="warning",
    title=Text(es="El nombre y la fórmula no miden lo mismo", en="Name and formula do not measure the same"),
    why=Text(
        es="Quien lee «porcentaje» compara con un todo; si la fórmula sólo cuenta, el indicador no es claro.",
        en="Who reads “percentage” compares with a whole; if the formula only counts, the indicator is not clear.",
    ),
    source=Text(
        es="CONEVAL, manual para el diseño de indicadores (claridad; congruencia de nombre y método de cálculo)",
        en="CONEVAL, manual for the design of indicators (clarity; agreement of name and method of calculation)",
    ),
    fails=Text(
        es="Porcentaje de consultas otorgadas, con la fórmula: Número de consultas otorgadas",
        en="Percentage of consultations given, with the formula: Number of consultations given",
    ),
    passes=Text(
        es="Porcentaje de consultas otorgadas: (consultas otorgadas / consultas solicitadas) * 100",
        en="Percentage of consultations given: (consultations given / consultations asked for) * 100",
    ),
)


def check(statement: Statement, policy: Policy) -> Outcome:
    """One case an indicator whose name tells a kind of measure and that has a formula."""
    return judged(statement, _why_not, _fails, concept="formula")


def _why_not(one: Described) -> str | None:
    if not one.formula:
        return "no formula"
    return None if one.named in ("percentage", "change", "count") else "a name that tells no kind of measure"


def _fails(one: Described) -> Text | None:
    formula = one.formula
    if one.named in ("percentage", "change") and not one.divides and not one.hundredfold:
        return Text(
            es=f"El nombre dice que es un porcentaje y la fórmula no divide: «{formula}».",
            en=f"The name says that it is a percentage and the formula does not divide: “{formula}”.",
        )
    if one.named == "count" and one.divides and one.hundredfold:
        return Text(
            es=f"El nombre dice que es una cantidad y la fórmula da un porcentaje: «{formula}».",
            en=f"The name says that it is a number and the formula gives a percentage: “{formula}”.",
        )
    return None
