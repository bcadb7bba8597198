"""What several anomalies of one rule come to, in a sentence."""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from shared.problems import Language
from shared.wording import rate, short_money

Figures = Mapping[str, tuple[str, Decimal]]
"""The concept and the value of facts, by their ids."""

_LONG, _LONGEST = 160, 280
_FIRST_SENTENCE = re.compile(r"(?:«[^»]*»|.)*?(?:\.(?=\s)|$)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Cause:
    """An anomaly: whose figures it is about, what it says, and the facts that it points at.

    `elsewhere`: it lies between filings, and another than this one stands against most.
    """

    who: str | None
    message: str
    facts: Sequence[str]
    elsewhere: bool = False


def headline(rule: str, title: str, causes: Sequence[Cause], figures: Figures, language: Language) -> str:
    """In a sentence, what the `causes` of `rule` come to; one is told by itself."""
    template = _templates().get(rule)
    if template and "others" in template and (elsewhere := sum(one.elsewhere for one in causes)):
        own = [one for one in causes if not one.elsewhere]
        of_others = str(template["other" if elsewhere == 1 else "others"][language].format(count=f"{elsewhere:,}"))
        return f"{headline(rule, title, own, figures, language)} {of_others}" if own else of_others
    if len(causes) == 1:
        who, said = causes[0].who, brief(causes[0].message)
        return f"{who}: {said}" if who and who not in said else said
    if template is None:
        return f"{title}: {len(causes):,}."
    gaps: dict[str, str] = {"count": f"{len(causes):,}"}
    if "amount" in template:
        sums = (abs(_signed(one.facts, template["amount"], figures)) for one in causes)
        gaps["amount"] = short_money(sum(sums, Decimal(0)), language)
    if "most" in template:
        rates = [found for one in causes if (found := _quotient(one.facts, template["most"], figures)) is not None]
        # under one is more than the target only of what is to fall
        gaps["most"] = rate(max(max(one, 1 / one) for one in rates), 0) if rates else "—"
    return str(template[language]).format_map(gaps)


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
    said: str = _FIRST_SENTENCE.match(message)[0]  # type: ignore[index]
    if len(said) <= _LONGEST:
        return said
    cut = said[:_LONGEST]
    return (cut.rpartition(" ")[0] or cut).rstrip(",;:") + " …"


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
