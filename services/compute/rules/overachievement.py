"""A target was exceeded by so much that it was hardly a target."""

from services.compute.policy import Policy
from services.compute.recognition.statement import Statement
from services.compute.rules.condition import judge
from services.compute.rules.rule import Outcome, Rule
from services.compute.rules.toward_target import Toward
from shared.report import Text

RULE = Rule(
    id="overachievement",
    version=4,
    severity="warning",
    title=Text(es="Meta rebasada", en="Target exceeded"),
    why=Text(
        es="Una meta rebasada con holgura se fijó demasiado baja, o su avance está mal medido.",
        en="A target exceeded by far was set too low, or its progress is measured wrongly.",
    ),
    source=Text(
        es="CONEVAL, criterios para indicadores (metas adecuadas); umbral: propio de este proyecto",
        en="CONEVAL, criteria for indicators (adequacy of targets); threshold: a default of this project",
    ),
    fails=Text(
        es="meta 100, alcanzado 121; o, de lo que debe bajar, alcanzado 80",
        en="target 100, achieved 121; or, of what is to fall, achieved 80",
    ),
    passes=Text(
        es="meta 100, alcanzado 120; o, de lo que debe bajar, alcanzado 200",
        en="target 100, achieved 120; or, of what is to fall, achieved 200",
    ),
)


def check(statement: Statement, policy: Policy) -> Outcome:
    """One case a subject with a target above zero."""
    toward = Toward(statement)
    return judge(
        statement,
        ("achieved", toward.target),
        toward.beyond(policy.threshold(RULE.id, "above")),
        toward.say,
        stake=lambda row: row.get("modified"),
        unless=toward.unless("constant"),
    )
