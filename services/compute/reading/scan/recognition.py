"""Lines of print to text: each character with its confidence, its place and what else it might be."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from services.compute.reading.scan.engine import Engine
from services.compute.reading.scan.sheet import Gray

_HEIGHT = 48
_WIDTH_STEP = 32
_NARROWEST = 64
_WIDEST = 3200
_BATCH_PIXELS = 2400
_FIGURE_CHARACTERS = "0123456789.,$%()-' "
_LEAST_ALTERNATIVE = 0.001


@dataclass(frozen=True, slots=True)
class Character:
    """One character: `confidence` 0..1; `left` and `right` as shares of the crop's width.

    `alternatives` are characters of figures that the same marks might be, likeliest first, with their confidence.
    """

    text: str
    confidence: float
    left: float
    right: float
    alternatives: tuple[tuple[str, float], ...] = ()

    def moved(self, start: float, share: float) -> "Character":
        """The character in a wider crop, of which its own crop is `share`, beginning at `start`."""
        return replace(self, left=start + self.left * share, right=start + self.right * share)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a crop says."""

    characters: tuple[Character, ...]

    @property
    def text(self) -> str:
        return "".join(character.text for character in self.characters)

    @property
    def confidence(self) -> float:
        """That of the character read with most doubt; 0 where nothing was read."""
        return min((character.confidence for character in self.characters if character.text != " "), default=0.0)


def recognise(crops: Sequence[Gray], engine: Engine) -> list[Reading]:
    """Read each crop, a line of dark print on light ground (height, width)."""
    lines = [_line(crop) for crop in crops]
    order = sorted(range(len(lines)), key=lambda index: lines[index].shape[1])
    readings: dict[int, Reading] = {}
    start = 0
    while start < len(order):
        end = start + 1
        while end < len(order) and lines[order[end]].shape[1] * (end + 1 - start) <= _BATCH_PIXELS:
            end += 1
        batch = order[start:end]
        for index, steps in zip(batch, _run([lines[index] for index in batch], engine), strict=True):
            readings[index] = _decode(steps, lines[index].shape[1], engine.characters)
        start = end
    return [readings[index] for index in range(len(lines))]


def _line(crop: Gray) -> NDArray[np.float32]:
    height, width = crop.shape
    across = min(_WIDEST, max(8, round(width * _HEIGHT / height)))
    resized = cv2.resize(crop, (across, _HEIGHT), interpolation=cv2.INTER_AREA if height > _HEIGHT else cv2.INTER_CUBIC)
    return (resized.astype(np.float32) - 127.5) / 127.5


def _run(lines: list[NDArray[np.float32]], engine: Engine) -> NDArray[Any]:
    """Likelihoods (line, step, character); a step is 8 pixels of a line 48 high."""
    widest = max(line.shape[1] for line in lines)
    across = max(_NARROWEST, -(-widest // _WIDTH_STEP) * _WIDTH_STEP)
    batch = np.zeros((len(lines), 3, _HEIGHT, across), np.float32)
    for row, line in enumerate(lines):
        batch[row, :, :, : line.shape[1]] = line
    (likelihoods,) = engine.recognition.run(None, {engine.recognition.get_inputs()[0].name: batch})
    return np.asarray(likelihoods)


def _decode(steps: NDArray[Any], width: int, alphabet: tuple[str, ...]) -> Reading:
    """Greedy CTC: runs of one character are one, blanks part them."""
    best = steps.argmax(axis=1)
    figure_codes = [alphabet.index(character) for character in _FIGURE_CHARACTERS]
    characters = []
    start = 0
    for end in range(1, len(best) + 1):
        if end < len(best) and best[end] == best[start]:
            continue
        code = int(best[start])
        if code:
            peak = start + int(steps[start:end, code].argmax())
            others = sorted(
                (
                    (alphabet[other], float(steps[peak, other]))
                    for other in figure_codes
                    if other != code and steps[peak, other] > _LEAST_ALTERNATIVE
                ),
                key=lambda pair: -pair[1],
            )
            span = (start * 8 / width, min(1.0, end * 8 / width))
            characters.append(Character(alphabet[code], float(steps[peak, code]), *span, tuple(others)))
        start = end
    return Reading(tuple(characters))
