"""Headings said again on further pages, and damaged on one: a cell lost, said twice or left empty moves none."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from services.compute.reading.blocks import filled
from services.compute.recognition.folding import fold
from services.compute.recognition.headings import Heading, Part

_FEWEST, _MOST_OFF = 5, 2
_ALIKE, _LEAST_ALIKE, _BETTER = 0.9, 0.5, 0.1

Headings = tuple[Heading, ...]


def as_said_elsewhere(every: Sequence[Sequence[Part]]) -> list[list[Part]]:
    """`every` table's parts; headings that are those of another part but for a cell lost, said twice or left empty are
    those of that part, where most rows under them reach as far.
    """
    said = {part.headings: _texts(part.headings) for parts in every for part in parts}
    whole = [(headings, texts) for headings, texts in said.items() if len(texts) >= _FEWEST and all(texts)]
    if len(whole) < 1 or len(said) < 2:
        return [list(parts) for parts in every]
    return [[_as_elsewhere(part, said[part.headings], whole) for part in parts] for parts in every]


def _as_elsewhere(part: Part, own: Sequence[str], whole: Sequence[tuple[Headings, Sequence[str]]]) -> Part:
    if len(own) < _FEWEST:
        return part
    reach = _reach_of(part)
    others = (
        headings
        for headings, texts in whole
        if reach == len(texts) and abs(len(texts) - len(own)) <= _MOST_OFF and headings != part.headings
    )
    found = next((other for other in others if _is_damaged(part.headings, other)), None)
    if found is None:
        return part
    moved = tuple(cell for row in part.heading_rows for cell in filled(row))
    stated = [*(heading.stated for heading in part.headings), *[""] * reach]
    headings = tuple(replace(one, stated=own) for one, own in zip(found[:reach], stated, strict=False))
    return replace(part, headings=headings, slipped=moved)


def _reach_of(part: Part) -> int:
    """How far most rows of `part` reach."""
    reached = Counter(line.cells[-1].column + 1 for line in part.body if line.figures and len(line.cells) > 1)
    far, count = max(reached.items(), key=lambda entry: entry[1], default=(0, 0))
    return far if 2 * count > sum(reached.values()) else 0


def _texts(headings: Headings) -> list[str]:
    """What `headings` say, up to the last that says anything."""
    texts = [fold(heading.label) for heading in headings]
    while texts and not texts[-1]:
        texts.pop()
    return texts


def _is_damaged(headings: Headings, whole: Headings) -> bool:
    """Whether `headings` are `whole` with a cell or two lost, said twice or empty, and as they stand are not."""
    own, other = _texts(headings), _texts(whole)
    if own == other:
        return _groups_moved(headings, whole)
    longer, shorter = (other, own) if len(other) > len(own) else (own, other)
    off = len(longer) - len(shorter)
    if not 0 < off <= _MOST_OFF:
        return False
    as_it_stands = _likeness(own[: len(shorter)], other[: len(shorter)])
    if longer is other and as_it_stands >= _ALIKE:
        return True
    return any(
        _likeness(_without(longer, place, off), shorter) >= max(_ALIKE, as_it_stands + _BETTER)
        for place in range(len(longer) - off + 1)
        if longer is other or _says_nothing(own, place, off)
    )


def _without(texts: Sequence[str], place: int, count: int) -> list[str]:
    return [*texts[:place], *texts[place + count :]]


def _says_nothing(texts: Sequence[str], place: int, count: int) -> bool:
    """Whether the cells that would be taken out are empty, or say what stands right beside them."""
    beside = {texts[n] for n in (place - 1, place + count) if 0 <= n < len(texts)}
    return all(not text or text in beside for text in texts[place : place + count])


def _groups_moved(headings: Headings, whole: Headings) -> bool:
    """Whether only the groups over `headings` stand otherwise than over `whole`, and say less."""
    said, every = ({text for heading in all_of for text in heading.above} for all_of in (headings, whole))
    return said < every


def _likeness(one: Sequence[str], other: Sequence[str]) -> float:
    """How alike texts are that stand in the same places: 0 where some are hardly."""
    alike = [fuzz.ratio(a, b) / 100 if a or b else 1.0 for a, b in zip(one, other, strict=True)]
    return sum(alike) / len(alike) if alike and min(alike) >= _LEAST_ALIKE else 0.0
