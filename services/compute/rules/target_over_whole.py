"""A percentage of a whole has a target of more than the whole."""

from decimal import Decimal

from services.compute.policy import Policy
from services.compute.recognition.statement import Statement
from services.compute.rules.quality import Described
from services.compute.rules.quality.described import words
from services.compute.rules.quality.outcome import judged
from services.compute.rules.rule import Outcome, Rule
from services.compute.rules.wording import printed
from shared.report import Text

RULE = Rule(
    id="target-over-whole",
    version=1,
    severity="warning",
    title=Text(es="Meta mayor que el todo", en="Target of more than the whole"),
    why=Text(
        es="Una parte no puede ser más que su todo: la meta, la fórmula o el nombre están mal.",
        en="A part cannot be more than its whole: the target, the formula or the name is wrong.",
    ),
    source=Text(
        es="CONEVAL, manual para el diseño de indicadores (metas adecuadas); aritmética",
        en="CONEVAL, manual for the design of indicators (adequacy); arithmetic",
    ),
    fails=Text(
        es="Porcentaje de alumnos con beca, meta 120 %",
        en="Percentage of students with a grant, target 120 %",
    ),
    passes=Text(
        es="Porcentaje de alumnos con beca, meta 100 %",
        en="Percentage of students with a grant, target 100 %",
    ),
)

_WHOLE = Decimal(1)


def check(statement: Statement, policy: Policy) -> Outcome:
    """One case an indicator that is named the percentage of a whole and has a target."""

    def fails(one: Described) -> Text | None:
        target = one.subject.target or ""
        figure = one.subject.figure(target)
        limit = _WHOLE if one.subject.unit(target) == "ratio" else 100 * _WHOLE
        if figure <= limit:
            return None
        said = printed(statement, one.subject.fact(target) or "")
        return Text(
            es=f"La meta de una parte del todo es {said}, más que el todo.",
            en=f"The target of a part of a whole is {said}, more than the whole.",
        )

    return judged(statement, _why_not, fails)


def _why_not(one: Described) -> str | None:
    target = one.subject.target
    if target is None:
        return "no target"
    if one.named != "percentage" or any(f" {word} " in f" {one.name} " for word in words()["beyond_whole"]):
        return "not named the percentage of a whole"
    in_percent = one.subject.unit(target) == "ratio" or one.unit in ("percentage", None)
    return None if in_percent else "a target in another unit"
