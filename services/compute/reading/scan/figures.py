"""What a printed figure looks like, and which of several likely readings of one looks like it."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import product

from services.compute.reading.scan.recognition import Character, Reading

_WHOLE = r"(?:\d{1,3}(?:[,']\d{3})+|\d{1,3}(?: \d{3})+|\d+)"
_WELL_FORMED = re.compile(rf"[-+]?\(?[-+]?\$? ?[-+]?{_WHOLE}(?:\.\d+)?\)? ?%?")
_COUNT_AND_SHARE = re.compile(r"\d{1,4}, ?\d{1,3}(?:\.\d+)?%")
_NIL = re.compile(r"\$? ?[-–—]+")
_FIGURE_MARKS = frozenset("0123456789.,$%()-+' ")
_CENTS = re.compile(r"\d\.\d\d$")
_SEPARATORS = frozenset(",.'")
_OVERRULED = 0.5
_MOST_DOUBTFUL = 7
_LEAST_LIKELY = 0.0005


def is_figure(text: str) -> bool:
    """Whether `text` is a figure as print writes it: 1,234.50, $0.00, (12), 178 103 282.00, 4'415,964.10, 27 %, -.

    So is a count with the share it makes of all: 5, 33%.
    """
    stripped = text.strip()
    return any(form.fullmatch(stripped) for form in (_WELL_FORMED, _COUNT_AND_SHARE, _NIL))


def resembles_figure(text: str) -> bool:
    """Whether `text` may be a figure, misread in a character or two."""
    digits = sum(character.isdigit() for character in text)
    odd = sum(character not in _FIGURE_MARKS for character in text)
    return digits > 0 and odd <= max(1, digits // 3) and digits + odd >= len(text.strip()) / 2


def likeliest(readings: Sequence[Reading]) -> Reading:
    """One reading out of several of the same marks: their likelihoods averaged, a well-formed figure preferred.

    Only characters that one of the readings held for possible are considered. `readings` must not be empty.
    """
    readings = [_without_speck(reading) for reading in readings]
    lengths = [len(reading.characters) for reading in readings]
    length = max(lengths, key=lambda count: (lengths.count(count), -lengths.index(count)))
    agreeing = [reading for reading in readings if len(reading.characters) == length]
    options = [_pool([reading.characters[index] for reading in agreeing]) for index in range(length)]
    doubtful = sorted(range(length), key=lambda index: options[index][0].confidence)[:_MOST_DOUBTFUL]
    choices = [options[index] if index in doubtful else options[index][:1] for index in range(length)]
    best, best_score = tuple(option[0] for option in options), 0.0
    for candidate in product(*choices):
        score = 1.0
        for character in candidate:
            score *= character.confidence
        if score > best_score and is_figure("".join(character.text for character in candidate)):
            best, best_score = candidate, score
    return Reading(tuple(_weighed(character, option[0]) for character, option in zip(best, options, strict=True)))


def _without_speck(reading: Reading) -> Reading:
    """A figure of whole cents without the speck that was taken for a point after it."""
    text = reading.text
    return Reading(reading.characters[:-1]) if text[-1:] in _SEPARATORS and _CENTS.search(text[:-1]) else reading


def _weighed(chosen: Character, likeliest_here: Character) -> Character:
    """A point taken for a comma (or the other way round) because only so it is a figure: doubtful, not unlikely."""
    if chosen.text in _SEPARATORS and likeliest_here.text in _SEPARATORS - {chosen.text}:
        return replace(chosen, confidence=max(chosen.confidence, _OVERRULED))
    return chosen


def _pool(characters: list[Character]) -> list[Character]:
    """What one place may hold, at most the three likeliest, confidences averaged over its readings."""
    likelihood: dict[str, float] = {}
    for character in characters:
        for text, confidence in ((character.text, character.confidence), *character.alternatives):
            likelihood[text] = likelihood.get(text, 0.0) + confidence / len(characters)
    ranked = sorted(likelihood.items(), key=lambda pair: -pair[1])[:3]
    alternatives = tuple(ranked[1:])
    first = characters[0]
    return [
        Character(text, confidence, first.left, first.right, alternatives if text == ranked[0][0] else ())
        for text, confidence in ranked
        if confidence >= _LEAST_LIKELY or text == ranked[0][0]
    ]
