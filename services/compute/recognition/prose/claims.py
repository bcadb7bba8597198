"""What sentences claim about their own numbers: parts that make a whole, shares, changes, what is left of all.

A claim is taken only where the sentence says it in so many words; numbers that merely stand together claim nothing.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal, localcontext
from itertools import combinations, pairwise

from services.compute.recognition.prose.claim import Claim
from services.compute.recognition.prose.cues import cues, level
from services.compute.recognition.prose.mentions import Mention, find_mentions
from services.compute.recognition.prose.phrases import find_related
from services.compute.recognition.prose.sentences import Sentence, sentences_of

_RELATIVE = re.compile(
    r" (?:de )?(?:mas|menos|mayor|menor|superior|inferior|increment\w+|aument\w+|reduc\w+|disminu\w+)\b"
)
_CLOSES = re.compile(r"\s*\)")
_ONE, _DIGITS = Decimal(1), 40
_FARTHEST_PART = 160
_FEWEST_OF_ALL = 3
"""Two of whom something is said may be some of all: "120, of which 50 were women and 30 young"."""


def find_claims(text: str) -> tuple[Claim, ...]:
    """The claims of `text`. A share may relate figures of the sentence before it."""
    found: list[Claim] = []
    earlier: tuple[Mention, ...] = ()
    for sentence in sentences_of(text):
        mentions = find_mentions(sentence.text, sentence.start)
        leveled = level(sentence.text)
        related = list(find_related(sentence.text, leveled, mentions))
        said = {claim.stated.at for claim in related}
        found += related
        found += [claim for claim in _claims(sentence, mentions, earlier) if claim.stated.at not in said]
        earlier = mentions
    return tuple(found)


def _claims(sentence: Sentence, mentions: Sequence[Mention], earlier: Sequence[Mention]) -> Iterator[Claim]:
    leveled = level(sentence.text)
    for place, mention in enumerate(mentions):
        if mention.vague:
            continue
        before = leveled[(mentions[place - 1].end if place else 0) : mention.start]
        if mention.kind == "percent":
            told = _ends_in("share", before) or _in_brackets(leveled, mention, mentions[:place])
            told = told and not _RELATIVE.match(leveled, mention.end)
            yield from _share(sentence, mention, mentions[:place], earlier) if told else ()
            if not told and (pair := _part_of_whole(leveled, mention, mentions[:place])):
                yield from _share_of(sentence, mention, pair)
            yield from _rest(sentence, mention, before, mentions[:place])
        elif _ends_in("total", before):
            yield from _sum(sentence, mention, _alike(mention, mentions[:place]))
        else:
            yield from _made_of(sentence, leveled, mention, mentions[place + 1 :])
            yield from _change(sentence, leveled, mention, before, mentions, place)


def _found_words(cue: str, text: str) -> list[str]:
    return [found[0] for found in _found(cue, text)]


def _ends_in(cue: str, before: str) -> bool:
    return any(before[found.end() :].strip() in ("", "de", "el", "un", "del") for found in _found(cue, before))


def _found(cue: str, text: str) -> list[re.Match[str]]:
    return list(cues().claims[cue].finditer(text))


def _alike(mention: Mention, others: Sequence[Mention]) -> tuple[Mention, ...]:
    """The last run of `others` of the same kind as `mention`."""
    return tuple(other for other in others if other.kind == mention.kind and not other.vague)


def _sum(sentence: Sentence, whole: Mention, parts: Sequence[Mention]) -> Iterator[Claim]:
    if len(parts) >= 2:
        value = sum((part.figure.value for part in parts), Decimal(0))
        room = sum((part.figure.half_unit for part in parts), Decimal(0))
        yield Claim("parts", sentence.text, whole, tuple(parts), value, value - room, value + room)


def _made_of(sentence: Sentence, leveled: str, whole: Mention, rest: Sequence[Mention]) -> Iterator[Claim]:
    """``4,995 (3,151 of one and 1,844 of another)``, ``546, of which 84 .., 42 .., 381 .. and 39 ..``; but not where
    the parts come to less and are said to be some of more.
    """
    if not rest:
        return
    between = leveled[whole.end : rest[0].start]
    cue = next(iter(_found("parts", between)), None)
    if cue is None or (len(cue[0]) == 1 and between[cue.end() :].strip()):
        return
    end = leveled.find(")", rest[0].start) if cue[0] == "(" else len(leveled)
    parts: list[Mention] = []
    for one in rest:
        near = one.start - (parts or [whole])[-1].end <= _FARTHEST_PART
        if one.kind != whole.kind or one.vague or one.start > end or not near:
            break
        parts.append(one)
    joined = [number for number, (a, b) in enumerate(pairwise(parts), 2) if " y " in leveled[a.end : b.start]]
    for claim in _sum(sentence, whole, parts[: joined[0]]) if joined else ():
        open_end = joined[0] < _FEWEST_OF_ALL and cue[0] in _found_words("some", between)
        if claim.high >= whole.figure.value or not (open_end or _found("open", leveled[whole.end :])):
            yield claim


def _in_brackets(leveled: str, share: Mention, own: Sequence[Mention]) -> bool:
    """Whether `share` stands in brackets behind one figure out of another: ``2,311 de 8,076 solicitudes (29%)``, or
    behind the whole and what became of it: ``De las 12 metas, 9 se cumplieron (75 %)``.
    """
    pair = own[-2:]
    if len(pair) < 2 or not re.fullmatch(r"[^().;:,]*\(\s*(?:el\s)?", leveled[pair[1].end : share.start]):
        return False
    between = leveled[pair[0].end : pair[1].start]
    if any(found[0] == between for found in _found("out_of", between)):
        return True
    before = leveled[own[-3].end if len(own) > 2 else 0 : pair[0].start]
    return _ends_in("whole", before) and re.fullmatch(r"[a-z ]*, ?[a-z ]*", between) is not None


def _part_of_whole(leveled: str, share: Mention, own: Sequence[Mention]) -> tuple[Mention, Mention] | None:
    """The part that `share` stands in brackets behind, and the whole that it is said to be one of: the second of
    ``120, de los cuales 90 son mujeres (75 %) y 30 hombres (25 %)``.
    """
    part = own[-1] if own else None
    if part is None or part.kind == "percent" or not _CLOSES.match(leveled, share.end):
        return None
    if not re.fullmatch(r"[^().;:,]*\(\s*(?:el\s)?", leveled[part.end : share.start]):
        return None
    for whole, first in reversed(list(pairwise(own))):
        between = leveled[whole.end : first.start]
        if (
            whole.kind == part.kind
            and first is not part
            and any(cue[0] not in "(;" for cue in _found("parts", between))
        ):
            return part, whole
    return None


def _share(sentence: Sentence, share: Mention, own: Sequence[Mention], earlier: Sequence[Mention]) -> Iterator[Claim]:
    pair = [mention for mention in (*earlier, *own) if mention.kind != "percent"][-2:]
    if len(pair) < 2 or pair[-1] not in own:
        return
    named_last = list(_share_of(sentence, share, pair))
    if _tells_change(sentence, share) and not any(claim.holds for claim in named_last):
        return  # "creció de 1,200 a 1,500, es decir, 25 %" is no share
    others = combinations((mention for mention in own if mention.kind != "percent"), 2)
    meant = (claim for other in others for claim in _share_of(sentence, share, other) if claim.holds)
    yield from [next(meant, claim) if not claim.holds else claim for claim in named_last]


def _tells_change(sentence: Sentence, share: Mention) -> bool:
    told = level(sentence.text)[: share.start]
    return bool(_found("increase", told) or _found("decrease", told))


def _share_of(sentence: Sentence, share: Mention, pair: Sequence[Mention]) -> Iterator[Claim]:
    if pair[0].kind != pair[1].kind or any(p.vague for p in pair):
        return
    part, whole = sorted(pair, key=lambda mention: mention.figure.value)
    if part.figure.value < 0 or whole.figure.value - whole.figure.half_unit <= 0:
        return
    with localcontext(prec=_DIGITS):
        top, bottom = part.figure, whole.figure
        low = (top.value - top.half_unit) / (bottom.value + bottom.half_unit)
        high = (top.value + top.half_unit) / (bottom.value - bottom.half_unit)
        yield Claim("share", sentence.text, share, (part, whole), top.value / bottom.value, low, high)


def _rest(sentence: Sentence, rest: Mention, before: str, earlier: Sequence[Mention]) -> Iterator[Claim]:
    shares = [mention for mention in earlier if mention.kind == "percent"]
    if shares and _ends_in("rest", before):
        room = sum((share.figure.half_unit for share in shares), Decimal(0))
        value = _ONE - sum((share.figure.value for share in shares), Decimal(0))
        yield Claim("rest", sentence.text, rest, tuple(shares), value, value - room, value + room)


def _change(
    sentence: Sentence, leveled: str, old: Mention, before: str, mentions: Sequence[Mention], place: int
) -> Iterator[Claim]:
    """``they grew by 59, going from 321 to 380``."""
    if not _ends_in("change", before) or place == 0 or place + 1 >= len(mentions):
        return
    change, new = mentions[place - 1], mentions[place + 1]
    told = leveled[: change.start]
    up, down = bool(_found("increase", told)), bool(_found("decrease", told))
    if up == down or len({old.kind, change.kind, new.kind}) > 1:
        return
    value = old.figure.value + (change.figure.value if up else -change.figure.value)
    room = old.figure.half_unit + change.figure.half_unit
    yield Claim("change", sentence.text, new, (old, change), value, value - room, value + room)
