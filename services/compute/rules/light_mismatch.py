"""The colour of a traffic light is not the one that the filing's own ranges give."""

from datetime import date

import polars as pl

from services.compute.indicators.lights import light_of, lit, may_be, printed_rating
from services.compute.policy import Policy
from services.compute.recognition.statement import Statement
from services.compute.rules.quality import Described
from services.compute.rules.quality.described import described_in
from services.compute.rules.quality.outcome import judged
from services.compute.rules.rule import Outcome, Rule
from shared.report import Rating, Text

RULE = Rule(
    id="light-mismatch",
    version=2,
    severity="error",
    title=Text(es="Semáforo que sus rangos no dan", en="Traffic light that its ranges do not give"),
    why=Text(
        es="El color es lo que se lee primero; si no sale de los rangos que el propio informe fija, engaña.",
        en="The colour is what is read first; if the ranges that the filing itself sets do not give it, it misleads.",
    ),
    source=Text(
        es="Los propios rangos del informe; SHCP, guía para la matriz de indicadores (semaforización)",
        en="The filing's own ranges; SHCP, guidelines for the matrix of indicators (traffic lights)",
    ),
    fails=Text(
        es="meta 200, alcanzado 120, verde: 90% - 110%, amarillo: 70% - 89.99%, rojo: < 70%; semáforo: verde",
        en="target 200, achieved 120, green: 90% - 110%, yellow: 70% - 89.99%, red: < 70%; light: green",
    ),
    passes=Text(es="lo mismo, semáforo: rojo", en="the same, light: red"),
)

_COLOURS: dict[Rating, Text] = {
    "acceptable": Text(es="verde", en="green"),
    "at-risk": Text(es="amarillo", en="yellow"),
    "critical": Text(es="rojo", en="red"),
}


def check(statement: Statement, policy: Policy) -> Outcome:
    """One case an indicator with a colour, ranges, target and result; any way to take the ranges may give it."""
    if not described_in(statement):
        return Outcome()
    periods = _periods(statement)
    return judged(statement, lambda one: _why_not(one, periods), _fails)


def _periods(statement: Statement) -> dict[str, tuple[date, date]]:
    """The periods of results and lights, by fact."""
    concerned = statement.facts.filter(pl.col("concept").is_in(["achieved", "light"]))
    rows = concerned.select("fact", "period_start", "period_end").iter_rows()
    return {fact: (start, end) for fact, start, end in rows}


def _why_not(one: Described, periods: dict[str, tuple[date, date]]) -> str | None:
    if printed_rating(one.subject) is None:
        return "no colour printed"
    light = light_of(one.subject)
    if light is None:
        return "no ranges printed that are understood"
    result, shown = (periods.get(one.subject.fact(concept) or "") for concept in ("achieved", "light"))
    if result and shown and result != shown:
        return "a result of another period than the colour"
    return None if any(lit(one.subject, light)) else "a result in none of the ranges"


def _fails(one: Described) -> Text | None:
    light, said = light_of(one.subject), printed_rating(one.subject)
    ways = lit(one.subject, light) if light else []
    gives = next((rating for rating in ways if rating), None)
    if said is None or light is None or gives is None or said in may_be(one.subject, light):
        return None
    return Text(
        es=f"El informe pinta {_COLOURS[said].es}; sus propios rangos dan {_COLOURS[gives].es}.",
        en=f"The filing shows {_COLOURS[said].en}; its own ranges give {_COLOURS[gives].en}.",
    )
