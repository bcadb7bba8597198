"""What several anomalies of one rule come to, in a sentence."""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from shared.problems import Language
from shared.wording import during, rate, short_money, with_minus
from shared.words import words

Figures = Mapping[str, tuple[str, Decimal]]
"""The concept and the value of facts, by their ids."""

MOST_TOLD = 7
"""So many kinds of anomalies are told at a glance."""
_MENDED = 2
_COUNTED = ("programme", "indicator", "activity")
_LONG, _LONGEST = 160, 280
_FIRST_SENTENCE = re.compile(r"(?:«[^»]*»|.)*?(?:\.(?=\s)|$)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Cause:
    """An anomaly: whose figures it is about, what it says, the facts that it points at, and the kind of its subject.

    `elsewhere`: it lies between filings, and another than this one stands against most.
    """

    who: str | None
    message: str
    facts: Sequence[str]
    elsewhere: bool = False
    kind: str = "programme"


@dataclass(frozen=True, slots=True)
class Setting:
    """What headlines name beside figures: the thresholds of the rule, and the days that the filing is about."""

    thresholds: Mapping[str, str] = field(default_factory=dict)
    period: tuple[date, date] | None = None


_NOTHING_KNOWN = Setting()


def headline(
    rule: str,
    title: str,
    causes: Sequence[Cause],
    figures: Figures,
    language: Language,
    setting: Setting = _NOTHING_KNOWN,
) -> str:
    """In a sentence, what the `causes` of `rule` come to; one is told by itself."""
    template = _templates().get(rule)
    if template and "others" in template and (elsewhere := sum(one.elsewhere for one in causes)):
        own = [one for one in causes if not one.elsewhere]
        of_others = str(template["other" if elsewhere == 1 else "others"][language].format(count=f"{elsewhere:,}"))
        return f"{headline(rule, title, own, figures, language, setting)} {of_others}" if own else of_others
    if len(causes) == 1:
        who, said = causes[0].who, with_minus(brief(causes[0].message))
        return f"{who}: {said}" if who and who not in said else said
    if template is None:
        return f"{title}: {len(causes):,}."
    gaps: dict[str, str] = {
        "count": f"{len(causes):,}",
        "subjects": _subjects(causes, language),
        "during": during(setting.period, language),
    }
    if "amount" in template:
        sums = (abs(_signed(one.facts, template["amount"], figures)) for one in causes)
        gaps["amount"] = short_money(sum(sums, Decimal(0)), language)
    if "most" in template:
        rates = [found for one in causes if (found := _quotient(one.facts, template["most"], figures)) is not None]
        # under one is more than the target only of what is to fall
        gaps["most"] = rate(max(max(one, 1 / one) for one in rates), 0) if rates else "—"
    if "beyond" in template:
        gaps["beyond"] = _beyond(template["beyond"], setting.thresholds, language)
    said = str(template[language]).format_map(gaps)
    return f"{said} {ending}" if template.get("shared") and (ending := _shared(causes, language)) else said


def told_first(rules: Sequence[str], most: int = MOST_TOLD) -> list[str]:
    """Of `rules` that found something, the gravest first, those to tell at a glance: `most` of them, and after them
    what was read otherwise than it stands.
    """
    mended = [rule for rule in rules if _templates().get(rule, {}).get("mended")]
    return [rule for rule in rules if rule not in mended][:most] + mended[:_MENDED]


def pointed_at(anomalies: Iterable[tuple[str, Sequence[str]]]) -> set[str]:
    """The facts whose figures headlines may name, of anomalies given by their rules and facts."""
    worked = {rule for rule, template in _templates().items() if "amount" in template or "most" in template}
    return {fact for rule, facts in anomalies if rule in worked for fact in facts}


def brief(message: str) -> str:
    """The first sentence of a long message; one that does not end within «», where names may hold full stops.

    What is too long even so is cut at a word.
    """
    if len(message) <= _LONG:
        return message
    said = _first(message)
    if len(said) <= _LONGEST:
        return said
    cut = said[:_LONGEST]
    return (cut.rpartition(" ")[0] or cut).rstrip(",;:") + " …"


def _first(message: str) -> str:
    said: str = _FIRST_SENTENCE.match(message)[0]  # type: ignore[index]
    return said


def _subjects(causes: Sequence[Cause], language: Language) -> str:
    """How many they are: of one kind by its name, else rows."""
    kinds = {one.kind for one in causes}
    kind = kinds.pop() if len(kinds) == 1 else ""
    key = f"subjects-{kind}"
    return f"{len(causes):,} {words(language, key) if kind in _COUNTED else words(language, 'subjects')}"


def _beyond(template: Mapping[str, Any], thresholds: Mapping[str, str], language: Language) -> str:
    known, unknown = template[language]
    limit = thresholds.get(template["threshold"])
    return str(known).format(rate(Decimal(limit) - 1, 0)) if limit else str(unknown)


def _shared(causes: Sequence[Cause], language: Language) -> str:
    """The last sentence of them all, where each has one after its first and it is the same."""
    endings = {one.message[len(_first(one.message)) :].strip() for one in causes}
    ending = endings.pop() if len(endings) == 1 else ""
    return f"{words(language, 'in-all-of-them')} {ending[0].lower()}{ending[1:]}" if ending else ""


def _signed(facts: Sequence[str], parts: Sequence[str], figures: Figures) -> Decimal:
    """Figures added up; those with a minus before their concept are taken away."""
    own = dict(figures[fact] for fact in facts if fact in figures)
    return sum(
        (-own.get(part[1:], Decimal(0)) if part.startswith("-") else own.get(part, Decimal(0)) for part in parts),
        Decimal(0),
    )


def _quotient(facts: Sequence[str], concept: str, figures: Figures) -> Decimal | None:
    own = dict(figures[fact] for fact in facts if fact in figures)
    above, below = own.pop(concept, None), next(iter(own.values()), None)
    return above / below if above is not None and below else None


@cache
def _templates() -> dict[str, dict[str, Any]]:
    return tomllib.loads(Path(__file__).with_name("headlines.toml").read_text("utf-8"))
