"""At the end of the year a target was missed by far."""

from services.compute.policy import Policy
from services.compute.recognition.statement import Statement
from services.compute.rules.condition import judge, year_goes_on
from services.compute.rules.rule import Outcome, Rule
from services.compute.rules.toward_target import Toward
from shared.report import Text

RULE = Rule(
    id="underachievement",
    version=4,
    severity="warning",
    title=Text(es="Meta no alcanzada", en="Target missed"),
    why=Text(
        es="El año terminó lejos de la meta comprometida.",
        en="The year ended far from the target that was committed to.",
    ),
    source=Text(
        es="LFPRH, artículo 111; umbral: propio de este proyecto",
        en="LFPRH, article 111; threshold: a default of this project",
    ),
    fails=Text(
        es="año completo, meta 100, alcanzado 79; o, de lo que debe bajar, alcanzado 126",
        en="whole year, target 100, achieved 79; or, of what is to fall, achieved 126",
    ),
    passes=Text(
        es="año completo, meta 100, alcanzado 80; o, de lo que debe bajar, alcanzado 50",
        en="whole year, target 100, achieved 80; or, of what is to fall, achieved 50",
    ),
)


def check(statement: Statement, policy: Policy) -> Outcome:
    """One case a subject with a target above zero, in filings of a whole year."""
    toward = Toward(statement)
    return judge(
        statement,
        ("achieved", toward.target),
        toward.short(policy.threshold(RULE.id, "below")),
        toward.say,
        stake=lambda row: row.get("modified"),
        unless=year_goes_on(statement) | toward.unless(),
    )
