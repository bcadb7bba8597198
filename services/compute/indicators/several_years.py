"""Targets over several years: how far from baseline to target an indicator came, and how it stands to the interim one.

Classes are those that CONEVAL uses for programmes derived from the national plan; their cuts are the policy's.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from services.compute.indicators.goals import direction, reached, words
from services.compute.indicators.indicator import over, part
from services.compute.indicators.subject import Subject
from services.compute.policy import Policy

CONSTANT = "sentido-constante"


def progress(subject: Subject, policy: Policy) -> Iterator[dict[str, Any]]:
    """Progress and standing of one indicator, where it states baseline and targets."""
    if not subject.states("achieved", "baseline"):
        return
    for name, target in (("sexennial_progress", "sexennial_target"), ("interim_target_compliance", "interim_target")):
        if subject.states(target):
            if direction(subject) == "constant":
                found = _constant(subject, policy, name, target)
            else:
                found = _on_the_way(subject, policy, name, target)
            if found:
                yield found | {"reported": subject.fact(name)}


def _on_the_way(subject: Subject, policy: Policy, name: str, target: str) -> dict[str, Any] | None:
    baseline, achieved, goal = (subject.figure(concept) for concept in ("baseline", "achieved", target))
    value = over(achieved - baseline, goal - baseline)
    if value is None:
        return None
    formula = f"(achieved - baseline) / ({target} - baseline)"
    inputs = [fact for concept in ("achieved", "baseline", target) if (fact := subject.fact(concept))]
    return part(name, subject.as_part(), value, formula, inputs, category=policy.class_of(name, value))


def _constant(subject: Subject, policy: Policy, name: str, target: str) -> dict[str, Any] | None:
    """What is to stay as it is makes no progress; to an interim target it stands by its distance."""
    value = reached("constant", subject.figure("achieved"), subject.figure(target))
    if value is None:
        return None
    formula = f"1 - abs(achieved - {target}) / abs({target})"
    inputs = [fact for concept in ("achieved", target) if (fact := subject.fact(concept))]
    category = CONSTANT if name == "sexennial_progress" else policy.class_of("constant_target", value)
    return part(name, subject.as_part(), value, formula, inputs, category=category)


_STANDINGS = {
    "interim_target_compliance": ("interim_targets_met", "met"),
    "sexennial_progress": ("targets_on_course", "on_course"),
}


def is_assessed(subject: Subject) -> bool:
    """Whether an assessment classes the progress of `subject`."""
    return not _STANDINGS.keys().isdisjoint(subject.said)


def standings(subjects: list[Subject], name: str | None) -> Iterator[dict[str, Any]]:
    """How many of the indicators that an assessment classes met their interim target, or are on course."""
    for concept, (indicator, good) in _STANDINGS.items():
        told = [one for one in subjects if one.said.get(concept) and one.said[concept] not in words()["not_told"]]
        if told:
            well = sum(one.said[concept] in words()[good] for one in told)
            inputs = [one.said_in[concept] for one in told]
            subject = {"kind": "filing", "code": None, "name": name}
            formula = f"count({concept} in {', '.join(words()[good])}) / count({concept})"
            value = over(Decimal(well), Decimal(len(told)))
            if value is not None:
                yield part(indicator, subject, value, formula, inputs)
