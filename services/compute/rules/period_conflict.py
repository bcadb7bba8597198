"""Titles of one filing name periods that cannot both be its own."""

from datetime import date

from services.compute.policy import Policy
from services.compute.recognition.statement import Said, Statement
from services.compute.rules.notes import conflict_outcome
from services.compute.rules.rule import Outcome, Rule
from services.compute.rules.wording import span
from shared.report import Text

RULE = Rule(
    id="period-conflict",
    version=2,
    severity="warning",
    title=Text(es="Periodos que se contradicen", en="Periods that contradict each other"),
    why=Text(
        es="Una cifra acumulada sólo se puede comparar si se sabe hasta qué día llega.",
        en="A cumulative figure can only be compared if the day it runs to is known.",
    ),
    source=Text(
        es="LGCG, artículo 51 (información trimestral); CONAC, Manual de Contabilidad Gubernamental, capítulo VII",
        en="LGCG, article 51 (quarterly statements); CONAC, manual of government accounting, chapter VII",
    ),
    fails=Text(
        es="página 1: 1 de enero al 24 de marzo de 2024; página 2: 1 de enero al 31 de marzo de 2024",
        en="page 1: 1 January to 24 March 2024; page 2: 1 January to 31 March 2024",
    ),
    passes=Text(
        es="todos los títulos: 1 de enero al 31 de marzo de 2024",
        en="every title: 1 January to 31 March 2024",
    ),
)


def check(statement: Statement, policy: Policy) -> Outcome:
    """One case a filing that names a period."""
    return conflict_outcome(statement, RULE.id, statement.period is not None, "no period in the titles", _say)


def _say(own: Said, other: Said) -> Text:
    mine = _span(own.what)
    if "/" not in other.what:
        years = other.what.split(" ")
        return Text(
            es=f"El título dice que es {mine.es}; las columnas están encabezadas {' y '.join(years)}.",
            en=f"The title says {mine.en}; the columns are headed {' and '.join(years)}.",
        )
    if " " in other.what:
        days, part = map(_span, other.what.split(" "))
        return Text(
            es=f"Un título se contradice: dice que es {days.es} y nombra un periodo {part.es}; "
            f"el informe es {mine.es}.",
            en=f"A title contradicts itself: it says {days.en} and names a period of {part.en}; "
            f"the filing is of {mine.en}.",
        )
    others = _span(other.what)
    return Text(
        es=f"Un título dice que es {others.es}; el informe es {mine.es}.",
        en=f"A title says {others.en}; the filing is of {mine.en}.",
    )


def _span(days: str) -> Text:
    start, end = map(date.fromisoformat, days.split("/"))
    return span(start, end)
