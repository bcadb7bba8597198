"""An indicator does not say whether it is to rise, to fall or to stay.

Without it, whether more is better is a guess: a traffic light of it cannot be trusted.
"""

from services.compute.policy import Policy
from services.compute.recognition.statement import Statement
from services.compute.rules.quality import Described, described_in
from services.compute.rules.quality.outcome import judged, row_moved
from services.compute.rules.rule import Outcome, Rule
from shared.report import Text

RULE = Rule(
    id="missing-direction",
    version=1,
    severity="information",
    title=Text(es="Indicador sin sentido", en="Indicator without a direction"),
    why=Text(
        es="Sin saber si debe subir o bajar no se puede decir si rebasar la meta es bueno.",
        en="Without knowing whether it is to rise or fall, whether exceeding the target is good cannot be said.",
    ),
    source=Text(
        es="SHCP, guía para la matriz de indicadores (sentido del indicador); CONEVAL (claridad)",
        en="SHCP, guidelines for the matrix of indicators (direction of an indicator); CONEVAL (clarity)",
    ),
    fails=Text(es="meta 50 quejas, y nada en «Sentido»", en="target 50 complaints, and nothing under “Sentido”"),
    passes=Text(es="meta 50 quejas, sentido: descendente", en="target 50 complaints, direction: falling"),
)


def check(statement: Statement, policy: Policy) -> Outcome:
    """One case an indicator with a target; one for all where the form asks of none."""
    told = {one.name for one in described_in(statement) if "direction" in one.subject.said}
    moved = row_moved(statement)

    def why_not(one: Described) -> str | None:
        if one.subject.target is None:
            return "no target"
        in_doubt = told and one.subject.row["subject_row"] in moved
        return "a row of which cells were moved" if in_doubt else None

    def fails(one: Described) -> Text | None:
        if "direction" in one.subject.said or (one.name and one.name in told):
            return None
        return Text(
            es="No dice si debe subir, bajar o mantenerse.", en="Does not say whether it is to rise, fall or stay."
        )

    return judged(statement, why_not, fails, together=_together, apart=3 if told else 0)


def _together(count: int, of: int) -> Text:
    return Text(
        es=f"{count} de {of} indicadores no dicen si deben subir, bajar o mantenerse.",
        en=f"{count} of {of} indicators do not say whether they are to rise, fall or stay.",
    )
