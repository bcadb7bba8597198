"""A formula that makes a percentage, a rate or an average of something, and does not say of what."""

from services.compute.policy import Policy
from services.compute.recognition.statement import Statement
from services.compute.rules.quality import Described
from services.compute.rules.quality.outcome import judged
from services.compute.rules.rule import Outcome, Rule
from shared.report import Text

RULE = Rule(
    id="formula-without-denominator",
    version=1,
    severity="warning",
    title=Text(es="Fórmula sin denominador", en="Formula without a denominator"),
    why=Text(
        es="Sin saber entre qué se divide, nadie más puede repetir el cálculo.",
        en="Without knowing what it is divided by, nobody else can work it out again.",
    ),
    source=Text(
        es="CONEVAL, manual para el diseño de indicadores (monitoreable: un método de cálculo que se puede repetir)",
        en="CONEVAL, manual for the design of indicators (monitorable: a method of calculation that can be repeated)",
    ),
    fails=Text(es="(estacionamientos modernizados) * 100", en="(car parks modernised) * 100"),
    passes=Text(
        es="(estacionamientos modernizados / estacionamientos programados) * 100",
        en="(car parks modernised / car parks planned) * 100",
    ),
)


def check(statement: Statement, policy: Policy) -> Outcome:
    """One case an indicator whose formula, or name, asks for a denominator."""
    return judged(statement, _why_not, _fails, concept="formula")


def _why_not(one: Described) -> str | None:
    if not one.formula:
        return "no formula"
    return None if one.hundredfold or one.named == "quotient" else "asks for no denominator"


def _fails(one: Described) -> Text | None:
    if one.divides:
        return None
    return Text(
        es=f"La fórmula no dice entre qué se divide: «{one.formula}».",
        en=f"The formula does not say what it is divided by: “{one.formula}”.",
    )
