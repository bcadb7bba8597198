"""Sentences that relate their numbers in so many words, whole: ``pasó de 200 a 250, un incremento del 25 %``.

Each number stands in the sentence as a mark; what ``phrases.toml`` says of a phrase is looked for among the marks.
"""

import re
import tomllib
from collections.abc import Iterator, Sequence
from decimal import Decimal, localcontext
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any, Literal

from services.compute.recognition.prose.claim import Claim
from services.compute.recognition.prose.mentions import Mention

PhraseKind = Literal["growth", "difference", "share", "total"]
_ONE, _DIGITS = Decimal(1), 40
_MARKS = {"count": "n", "amount": "n", "percent": "p"}
_NUMBER, _RATE = r"<n(?P<{name}>\d+)>", r"<p(?P<{name}>\d+)>"
_WHAT, _GAP = r"[^<>.;:(),]{0,60}?", r"[^<>.;:()]{0,60}?"
_NAMED = re.compile(r"\{(?P<name>[a-z]+)\}")


def _is_clear(claim: Claim, mentions: Sequence[Mention]) -> bool:
    """Whether no other number of the sentence, up to the phrase's end, may be meant."""
    own = (claim.stated, *claim.of)
    kinds, end = {one.kind for one in claim.of}, max(one.end for one in own)
    return not any(one.kind in kinds and one not in own for one in mentions if one.end <= end)


def find_related(sentence: str, leveled: str, mentions: Sequence[Mention]) -> Iterator[Claim]:
    """What `sentence`, which is `leveled` without accents and case, says in whole phrases of its `mentions`."""
    marked = _marked(leveled, mentions)
    taken: set[int] = set()
    for kind, pattern in _phrases():
        if (guard := _guards().get(kind)) and guard.search(leveled):
            continue
        for found in pattern.finditer(marked):
            said = {name: text for name, text in found.groupdict().items() if text}
            named = {name: mentions[int(place)] for name, place in said.items() if place.isdecimal()}
            claim = _claim(kind, sentence, named, falls="down" in said or "less" in said)
            if claim is None or claim.stated.at in taken:
                continue
            if claim.holds or _is_clear(claim, mentions):
                taken.add(claim.stated.at)
                yield claim


def _marked(leveled: str, mentions: Sequence[Mention]) -> str:
    """`leveled` with a mark in each number's place; a bound or an estimate has none that a phrase knows."""
    parts, end = [], 0
    for place, mention in enumerate(mentions):
        parts += [leveled[end : mention.start], f"<{'v' if mention.vague else _MARKS[mention.kind]}{place}>"]
        end = mention.end
    return "".join((*parts, leveled[end:]))


def _claim(kind: PhraseKind, sentence: str, named: dict[str, Mention], *, falls: bool) -> Claim | None:
    numbers = [mention for name, mention in named.items() if name != "rate"]
    if len({mention.kind for mention in numbers}) != 1:
        return None
    if kind == "growth":
        return _quotient(kind, sentence, named["rate"], named["new"], named["old"], -1 if falls else 1)
    if kind == "share":
        claim = _quotient(kind, sentence, named["rate"], named["part"], named["whole"], 1)
        turned = _quotient(kind, sentence, named["rate"], named["whole"], named["part"], 1)
        return turned if turned and turned.holds and named["part"].figure.value > named["whole"].figure.value else claim
    if kind == "difference":
        return _sum(kind, sentence, named["new"], named["old"], named["difference"], -1 if falls else 1)
    return _sum(kind, sentence, named["total"], named["first"], named["second"], 1)


def _quotient(kind: PhraseKind, sentence: str, rate: Mention, top: Mention, bottom: Mention, sign: int) -> Claim | None:
    """What `top` is over `bottom`, or how much more or, under a negative `sign`, less."""
    if top.figure.value < 0 or bottom.figure.value - bottom.figure.half_unit <= 0:
        return None
    with localcontext(prec=_DIGITS):
        quotients = [
            (top.figure.value + up * top.figure.half_unit) / (bottom.figure.value + down * bottom.figure.half_unit)
            for up, down in ((0, 0), *product((-1, 1), repeat=2))
        ]
    values = [sign * (value - _ONE) for value in quotients] if kind == "growth" else quotients
    return Claim(kind, sentence, rate, (top, bottom), values[0], min(values), max(values))


def _sum(kind: PhraseKind, sentence: str, stated: Mention, first: Mention, second: Mention, sign: int) -> Claim:
    value = first.figure.value + sign * second.figure.value
    room = first.figure.half_unit + second.figure.half_unit
    return Claim(kind, sentence, stated, (first, second), value, value - room, value + room)


@cache
def _content() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


@cache
def _guards() -> dict[str, re.Pattern[str]]:
    return {kind: re.compile(words) for kind, words in _content()["guards"].items()}


@cache
def _phrases() -> tuple[tuple[PhraseKind, re.Pattern[str]], ...]:
    words = _content()["words"]
    known = {
        "turn": f"(?:(?P<up>{words['up']})|(?P<down>{words['down']}))",
        "more": "(?:(?P<more>mas|mayor|superior)|(?P<less>menos|menor|inferior))",
        "what": _WHAT,
        "gap": _GAP,
        "rate": _RATE.format(name="rate"),
        **{name: text for name, text in words.items() if name not in ("up", "down")},
    }
    numbers = ("old", "new", "part", "whole", "difference", "total", "first", "second")
    known |= {name: _NUMBER.format(name=name) for name in numbers}

    def pattern(text: str) -> re.Pattern[str]:
        return re.compile(_NAMED.sub(lambda found: known[found["name"]], text))

    return tuple((entry["kind"], pattern(entry["words"])) for entry in _content()["phrase"])
