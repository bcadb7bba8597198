"""An indicator's formula gives a percentage and its unit and target are a number of things, or the reverse.

The value that the formula gives cannot then be held against the target.
"""

from services.compute.policy import Policy
from services.compute.recognition.statement import Statement
from services.compute.rules.quality import Described
from services.compute.rules.quality.outcome import judged
from services.compute.rules.rule import Outcome, Rule
from shared.report import Text

RULE = Rule(
    id="unit-formula-mismatch",
    version=1,
    severity="warning",
    title=Text(es="La unidad de medida no es la de la fórmula", en="The unit is not that of the formula"),
    why=Text(
        es="Si la fórmula da un porcentaje y la meta se fija en piezas, no se sabe qué se compara con qué.",
        en="If the formula gives a percentage and the target is set in pieces, what is compared with what is unknown.",
    ),
    source=Text(
        es="CONEVAL, manual para el diseño de indicadores (claridad; congruencia de unidad y método de cálculo)",
        en="CONEVAL, manual for the design of indicators (clarity; agreement of unit and method of calculation)",
    ),
    fails=Text(
        es="(campañas realizadas / campañas programadas) * 100, unidad: Campañas, meta: 12",
        en="(campaigns held / campaigns planned) * 100, unit: Campaigns, target: 12",
    ),
    passes=Text(
        es="(campañas realizadas / campañas programadas) * 100, unidad: Porcentaje, meta: 100 %",
        en="(campaigns held / campaigns planned) * 100, unit: Percentage, target: 100 %",
    ),
)

_WHOLE = 100


def check(statement: Statement, policy: Policy) -> Outcome:
    """One case an indicator with formula, unit and target."""
    return judged(statement, _why_not, _fails, together=_together, concept="formula")


def _why_not(one: Described) -> str | None:
    if not one.formula:
        return "no formula"
    if one.subject.target is None:
        return "no target"
    return None if one.unit is not None else "no unit"


def _fails(one: Described) -> Text | None:
    target, unit = one.subject.target, one.texts["unit_of_measure"].text
    percent = target is not None and one.subject.unit(target) == "ratio"
    if one.unit == "count" and one.divides and one.hundredfold and not percent:
        if one.subject.figure(target or "") == _WHOLE:
            return None
        return Text(
            es=f"La fórmula da un porcentaje; la unidad es «{unit}» y la meta no es un porcentaje.",
            en=f"The formula gives a percentage; the unit is “{unit}” and the target is no percentage.",
        )
    if one.unit == "percentage" and not one.divides and not one.hundredfold:
        return Text(
            es=f"La unidad es «{unit}» y la fórmula no divide: «{one.formula}».",
            en=f"The unit is “{unit}” and the formula does not divide: “{one.formula}”.",
        )
    return None


def _together(count: int, of: int) -> Text:
    return Text(
        es=f"En {count} de {of} indicadores la fórmula y la unidad de medida no dan lo mismo, porcentaje o cantidad.",
        en=f"In {count} of {of} indicators formula and unit do not give the same, percentage or number.",
    )
