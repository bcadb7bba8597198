"""The numbers that a sentence states: counts, amounts and percentages, not its dates, references and ordinals."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from services.compute.arithmetic import Figure
from services.compute.recognition.numbers import read_number
from services.compute.recognition.prose.cues import cues, level

_NUMBER = re.compile(
    r"(?<![\w.,\-/'&])(?P<currency>\\?\$\s*)?(?P<number>\d{1,3}(?:[,']\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?P<percent>\s*(?:%|por\s+ciento))?(?![\w/]|[-,.']\d|-[^\W\d])"
)
_LIKE_AMOUNT = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+")
_COUNTS_NOTHING = re.compile(r"\s*(?:$|[.;)]|,(?!\d)|(?:y|al?|en|durante|contra)\b)")
_SECTION, _WIDE = re.compile(r"\d{1,3}|\d{1,2}\.\d{1,2}"), 3
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Mention:
    """A number of a sentence, at `start` to `end` in it and at `at` in its text.

    Its `figure` is, for a count and an amount, as they stand, scaled
    where the sentence says millions, by `scale`; a percentage as a ratio.
    """

    text: str
    start: int
    end: int
    figure: Figure
    kind: Literal["count", "amount", "percent"]
    vague: bool = False
    at: int = 0
    scale: Decimal = Decimal(1)


def find_mentions(sentence: str, start: int = 0) -> tuple[Mention, ...]:
    """The numbers of `sentence`, which begins at `start` of its text, in reading order."""
    leveled = level(sentence)
    found = [mention for number in _NUMBER.finditer(sentence) if (mention := _mention(number, leveled))]
    return tuple(replace(mention, at=start + mention.start) for mention in _with_scales(found, leveled))


def _with_scales(mentions: list[Mention], leveled: str) -> list[Mention]:
    """`mentions`; those that leave out the millions of the one beside them in these: "pasó de 6.4 a 7.1 millones de
    pesos", "sumaron 9.8 millones: 4.1 de cuotas y 5.7 de aportaciones".
    """
    scaled = list(mentions)
    for place in range(len(scaled) - 2, -1, -1):
        after, between = scaled[place + 1], leveled[scaled[place].end : scaled[place + 1].start]
        if _is_bare(scaled[place], after) and cues().against.fullmatch(between):
            scaled[place] = _in_scale_of(after, scaled[place])
    whole: Mention | None = None
    for place, mention in enumerate(scaled[1:], 1):
        before = scaled[place - 1]
        between = leveled[before.end : mention.start]
        if before.scale > 1 and (before is mentions[place - 1] and cues().made_of.match(between)):
            whole = before
        if whole is not None and _is_bare(mention, whole) and cues().of_whole.match(leveled, mention.end):
            scaled[place] = _in_scale_of(whole, mention)
        else:
            whole = None
    return scaled


def _is_bare(mention: Mention, scaled: Mention) -> bool:
    """Whether `mention` is printed as `scaled` is, but for its scale."""
    decimals = [one.text.partition(" ")[0].partition(".")[2] for one in (mention, scaled)]
    return mention.kind == "count" and not mention.vague and scaled.scale > 1 and bool(decimals[0]) == bool(decimals[1])


def _in_scale_of(scaled: Mention, mention: Mention) -> Mention:
    number = read_number(mention.text)
    return (
        replace(mention, figure=number.figure.scaled(scaled.scale), kind="amount", scale=scaled.scale)
        if number
        else mention
    )


def in_unit(mention: Mention, sentence: str, unit: Decimal | None) -> Mention:
    """`mention`; a number printed as amounts are, behind which nothing is named that it counts, as an amount in `unit`:
    what amounts without a sign are multiplied by, None where that is not known.
    """
    bare = mention.kind == "count" and unit is not None and _LIKE_AMOUNT.fullmatch(mention.text)
    number = read_number(mention.text) if bare and _COUNTS_NOTHING.match(level(sentence), mention.end) else None
    return replace(mention, figure=number.figure.scaled(unit), kind="amount") if number and unit else mention


def _numbers_title(found: re.Match[str]) -> bool:
    """Whether a small number at the head of a text numbers it, before a capital or alone: ``2 Procesos digitalizados``,
    ``1.2.``; or stands behind the marks that end a title.
    """
    text, bare = found.string, found["number"]
    if found["currency"] or found["percent"] or not _SECTION.fullmatch(bare):
        return False
    head, rest = text[: found.start()], text[found.end() :]
    behind = rest.lstrip(" .)-–*")
    parted = len(bare.split(".")[0]) < _WIDE or "•" in head or rest.lstrip()[:1] in ("-", "–", ".", ")")
    first = parted and not head.strip(" *#-–•") and (not behind or behind[0].isupper())
    return first or (head.endswith("**") and not behind)


def _mention(found: re.Match[str], leveled: str) -> Mention | None:
    before, after = leveled[: found.start()], leveled[found.end() :]
    if _numbers_title(found):
        return None
    percent, currency = found["percent"] is not None, found["currency"] is not None
    if cues().reference.search(before) and not percent and not currency:
        return None
    if not percent and not currency and (cues().tail.match(after) or _YEAR.fullmatch(found["number"])):
        return None
    number = read_number(found["number"] + ("%" if percent else ""))
    if number is None:
        return None
    figure, end, scale = number.figure, found.end(), Decimal(1)
    for words, factor in cues().scales:
        if not percent and (scaling := words.match(after)):
            figure, end, currency, scale = figure.scaled(factor), end + scaling.end(), True, factor
            break
    kind: Literal["count", "amount", "percent"] = "percent" if percent else "amount" if currency else "count"
    exact = figure.counted() if kind == "count" else figure
    vague = bool(cues().vague.search(before))
    return Mention(found.string[found.start() : end], found.start(), end, exact, kind, vague, scale=scale)
