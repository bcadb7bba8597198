"""Anomalies under their causes: those of one rule are one line, which says what they come to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from shared.headlines import Cause, Figures, Setting, headline, told_first
from shared.problems import Language
from shared.rule_part import RulePart
from shared.summary_words import by_severity
from shared.tables import Review


@dataclass(frozen=True, slots=True)
class Told:
    """What a list tells of a `StoredAnomaly`, whose fields these are."""

    id: str
    rule: str
    severity: str
    subject_kind: str
    subject_code: str | None
    subject_name: str | None
    message: dict[str, str]
    facts: list[str]


@dataclass(frozen=True, slots=True)
class Marked:
    """An anomaly, and the mark on it. `between`: it lies between this filing and others; `elsewhere`: another of them
    stands against most.
    """

    anomaly: Told
    review: Review | None
    between: bool = False
    elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """The anomalies of one rule, the gravest first; `headline` says in a sentence what they come to, `count` how many
    there are, by severity where they are of several.
    """

    rule: str
    title: str
    about: RulePart | None
    severity: str
    count: str
    headline: str
    members: list[Marked]


def group(
    anomalies: Iterable[Marked],
    rules: dict[str, RulePart],
    figures: Figures,
    language: Language,
    period: tuple[date, date] | None = None,
) -> list[Group]:
    """By rule, in the order in which the first of each comes; `figures` are those that headlines name, `period` that of
    the filing.
    """
    under: dict[str, list[Marked]] = {}
    for marked in anomalies:
        under.setdefault(marked.anomaly.rule, []).append(marked)
    groups = []
    for rule, members in under.items():
        about = rules.get(rule)
        title = str(getattr(about.title, language)) if about else rule
        causes = [
            Cause(
                _who(one.anomaly),
                one.anomaly.message[language],
                one.anomaly.facts,
                one.elsewhere,
                one.anomaly.subject_kind,
            )
            for one in members
        ]
        setting = Setting(about.thresholds if about else {}, period)
        said = headline(rule, title, causes, figures, language, setting)
        severities = [one.anomaly.severity for one in members]
        count = by_severity(severities, language) if len(set(severities)) > 1 else f"{len(members):,}"
        groups.append(Group(rule, title, about, severities[0], count, said, members))
    return groups


def at_a_glance(groups: Sequence[Group]) -> list[Group]:
    """Those whose headlines stand at the top, in the order in which they are told there."""
    by_rule = {one.rule: one for one in groups}
    return [by_rule[rule] for rule in told_first(list(by_rule))]


def _who(anomaly: Told) -> str | None:
    return anomaly.subject_code or (anomaly.subject_name if anomaly.subject_kind != "filing" else None)
