"""Anomalies under their causes: those of one rule are one line, which says what they come to."""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from services.api.views.wording import rate, short_money
from shared.problems import Language
from shared.rule_part import RulePart
from shared.tables import Review

_LONG = 160
_FIRST_SENTENCE = re.compile(r"(?:«[^»]*»|.)*?(?:\.(?=\s)|$)", re.DOTALL)


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


Figures = Mapping[str, tuple[str, Decimal]]
"""The concept and the value of facts, by their ids."""


@dataclass(frozen=True, slots=True)
class Marked:
    """An anomaly, and the mark on it."""

    anomaly: Told
    review: Review | None


@dataclass(frozen=True, slots=True)
class Group:
    """The anomalies of one rule, the gravest first; `headline` says in a sentence what they come to."""

    rule: str
    title: str
    about: RulePart | None
    severity: str
    headline: str
    members: list[Marked]


def group(anomalies: Iterable[Marked], rules: dict[str, RulePart], figures: Figures, language: Language) -> list[Group]:
    """By rule, in the order in which the first of each comes; `figures` are those of `pointed_at`."""
    under: dict[str, list[Marked]] = {}
    for marked in anomalies:
        under.setdefault(marked.anomaly.rule, []).append(marked)
    groups = []
    for rule, members in under.items():
        about = rules.get(rule)
        title = str(getattr(about.title, language)) if about else rule
        headline = _headline(rule, title, [one.anomaly for one in members], figures, language)
        groups.append(Group(rule, title, about, members[0].anomaly.severity, headline, members))
    return groups


def pointed_at(anomalies: Iterable[Told]) -> set[str]:
    """The facts whose figures headlines may name."""
    worked = {rule for rule, template in _templates().items() if "amount" in template or "most" in template}
    return {fact for one in anomalies if one.rule in worked for fact in one.facts}


def brief(message: str) -> str:
    """The first sentence of a long message; one that does not end within «», where names may hold full stops."""
    if len(message) <= _LONG:
        return message
    return _FIRST_SENTENCE.match(message)[0]  # type: ignore[index]


def _headline(rule: str, title: str, members: Sequence[Told], figures: Figures, language: Language) -> str:
    if len(members) == 1:
        first = members[0]
        who = first.subject_code or (first.subject_name if first.subject_kind != "filing" else None)
        said = brief(str(first.message[language]))
        return f"{who}: {said}" if who and who not in said else said
    template = _templates().get(rule)
    if template is None:
        return f"{title}: {len(members):,}."
    gaps: dict[str, str] = {"count": f"{len(members):,}"}
    if "amount" in template:
        sums = (abs(_signed(one, template["amount"], figures)) for one in members)
        gaps["amount"] = short_money(sum(sums, Decimal(0)), language)
    if "most" in template:
        rates = [found for one in members if (found := _quotient(one, template["most"], figures)) is not None]
        gaps["most"] = rate(max(rates), 0) if rates else "—"
    return str(template[language]).format_map(gaps)


def _signed(anomaly: Told, parts: Sequence[str], figures: Figures) -> Decimal:
    """Figures added up; those with a minus before their concept are taken away."""
    own = dict(figures[fact] for fact in anomaly.facts if fact in figures)
    return sum(
        (-own.get(part[1:], Decimal(0)) if part.startswith("-") else own.get(part, Decimal(0)) for part in parts),
        Decimal(0),
    )


def _quotient(anomaly: Told, concept: str, figures: Figures) -> Decimal | None:
    own = dict(figures[fact] for fact in anomaly.facts if fact in figures)
    above, below = own.pop(concept, None), next(iter(own.values()), None)
    return above / below if above is not None and below else None


@cache
def _templates() -> dict[str, dict[str, Any]]:
    return tomllib.loads(Path(__file__).with_name("headlines.toml").read_text("utf-8"))
