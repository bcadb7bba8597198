"""Anomalies under their causes: those of one rule are one line, which says what they come to."""

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from services.api.views.programmes import Programme
from services.api.views.wording import rate, short_money
from shared.problems import Language
from shared.rule_part import RulePart
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


def group(
    anomalies: Iterable[Marked], rules: dict[str, RulePart], programmes: Sequence[Programme], language: Language
) -> list[Group]:
    """By rule, in the order in which the first of each comes."""
    under: dict[str, list[Marked]] = {}
    for marked in anomalies:
        under.setdefault(marked.anomaly.rule, []).append(marked)
    by_key = {(one.code, one.name): one for one in programmes}
    groups = []
    for rule, members in under.items():
        about = rules.get(rule)
        title = str(getattr(about.title, language)) if about else rule
        subjects = [by_key.get((one.anomaly.subject_code, one.anomaly.subject_name)) for one in members]
        headline = _headline(rule, title, members, [one for one in subjects if one], language)
        groups.append(Group(rule, title, about, members[0].anomaly.severity, headline, members))
    return groups


def _headline(rule: str, title: str, members: list[Marked], subjects: list[Programme], language: Language) -> str:
    if len(members) == 1:
        first = members[0].anomaly
        who = first.subject_code or (first.subject_name if first.subject_kind != "filing" else None)
        return f"{who}: {first.message[language]}" if who else str(first.message[language])
    template = _templates().get(rule)
    if template is None:
        return f"{title}: {len(members):,}."
    gaps: dict[str, str] = {"count": f"{len(members):,}"}
    if "amount" in template:
        gaps["amount"] = short_money(
            sum((abs(_signed(one, template["amount"])) for one in subjects), Decimal(0)), language
        )
    if "most" in template:
        rates = [one.rates[template["most"]][0] for one in subjects if template["most"] in one.rates]
        gaps["most"] = rate(max(rates), 0) if rates else "—"
    return str(template[language]).format_map(gaps)


def _signed(programme: Programme, parts: Sequence[str]) -> Decimal:
    """Figures added up; those with a minus before their concept are taken away."""
    total = Decimal(0)
    for part in parts:
        value = programme.figures.get(part.removeprefix("-"), Decimal(0))
        total += -value if part.startswith("-") else value
    return total


@cache
def _templates() -> dict[str, dict[str, Any]]:
    return tomllib.loads(Path(__file__).with_name("headlines.toml").read_text("utf-8"))
