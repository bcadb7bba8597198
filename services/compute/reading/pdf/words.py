"""Glyphs into words: runs of glyphs that were drawn one after the other and touch."""

import re
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from services.compute.reading.document import BBox
from services.compute.reading.pdf.frame import Floats, Frame
from services.compute.reading.pdf.glyphs import Glyphs

ASCENT, DESCENT = 0.8, 0.22
"""How far a line's box reaches above and below its baseline, in font sizes."""
WIDEST_INNER_GAP = 0.16
"""The widest gap between two glyphs of a word, in font sizes."""
DEEPEST_BACKSTEP = 0.35
"""How far a glyph may begin left of where the last one ended and still follow it, in font sizes."""

_BLANKS = (0xA0, 0xAD, 0x3000)
_RUN_TOGETHER = re.compile(r"(?<=\.\d\d)(?=\d{1,3}(?:,\d{3})*\.\d\d)")
"""Where two amounts with cents stand without a space: 1,234.5067.80."""


@dataclass(slots=True)
class Word:
    """A word in a reading plane (points, y downwards). `spaced` says whether the file has a space before it.

    `confidence` (0 to 1) is how sure OCR was of its least sure character, None where nothing had to be guessed.
    """

    text: str
    left: float
    right: float
    baseline: float
    size: float
    spaced: bool
    turned: bool = False
    box: BBox | None = None
    confidence: float | None = None

    @property
    def top(self) -> float:
        """The height that its ascenders reach."""
        return self.box[1] if self.box else self.baseline - ASCENT * self.size

    @property
    def bottom(self) -> float:
        """The height that its descenders reach."""
        return self.box[3] if self.box else self.baseline + DESCENT * self.size


def read_words(glyphs: Glyphs, frame: Frame) -> list[Word]:
    """The words that run in `frame`'s direction, in the order they were drawn, placed in its plane."""
    chosen = np.flatnonzero(glyphs.directions == frame.direction)
    if not len(chosen):
        return []
    codes, boxes, origins = glyphs.codes[chosen], glyphs.boxes[chosen], glyphs.origins[chosen]
    left, top, right, bottom = frame.place(boxes[:, 0], boxes[:, 3], boxes[:, 2], boxes[:, 1])
    _, baseline, _, _ = frame.place(origins[:, 0], origins[:, 1], origins[:, 0], origins[:, 1])
    height = np.maximum(bottom - top, 0.1)
    size = np.clip(glyphs.sizes[chosen], 0.45 * height, 1.5 * height)

    blank = (codes <= 32) | np.isin(codes, _BLANKS) | ((codes >= 0x2000) & (codes <= 0x200B))
    inked = np.flatnonzero(~blank)
    if not len(inked):
        return []
    blanks_before = np.cumsum(blank)[inked]
    spaced = np.concatenate(([True], blanks_before[1:] != blanks_before[:-1]))
    codes, left, right, baseline, size = codes[inked], left[inked], right[inked], baseline[inked], size[inked]

    em = np.minimum(size[1:], size[:-1])
    gap = left[1:] - right[:-1]
    shift = np.abs(baseline[1:] - baseline[:-1])
    twin = (left[1:] == left[:-1]) & (shift == 0)  # one ligature, two letters
    near = (gap <= WIDEST_INNER_GAP * em) & (gap >= -DEEPEST_BACKSTEP * em)
    level = (shift <= 0.12 * em) | ((shift <= 0.55 * np.maximum(size[1:], size[:-1])) & (size[1:] != size[:-1]))
    starts = np.concatenate(([0], np.flatnonzero(~((near & level) | twin) | spaced[1:]) + 1))
    return _cut(codes, left, right, baseline, size, spaced, starts)


def _cut(
    codes: npt.NDArray[np.uint32],
    left: Floats,
    right: Floats,
    baseline: Floats,
    size: Floats,
    spaced: npt.NDArray[np.bool_],
    starts: npt.NDArray[np.intp],
) -> list[Word]:
    """Words of glyphs that begin at `starts`; one that two amounts run together in is cut in two."""
    text = codes.astype("<u4").tobytes().decode("utf-32-le", "replace")
    ends = np.concatenate((starts[1:], [len(codes)]))
    lefts = np.minimum.reduceat(left, starts).tolist()
    rights = np.maximum.reduceat(right, starts).tolist()
    # A word stands on the baseline, and has the size, of its largest glyph: superscripts follow.
    sizes = np.maximum.reduceat(size, starts)
    first_is_largest = size[starts] >= sizes - 1e-6
    baselines = np.where(first_is_largest, baseline[starts], np.maximum.reduceat(baseline, starts)).tolist()
    words: list[Word] = []
    columns = (starts.tolist(), ends.tolist(), lefts, rights, baselines, sizes.tolist(), spaced[starts].tolist())
    for start, end, x0, x1, base, em, apart in zip(*columns, strict=True):
        piece = text[start:end]
        if end - start > 7 and _RUN_TOGETHER.search(piece):
            cuts = [start + m.start() for m in _RUN_TOGETHER.finditer(piece)]
            for a, b in zip([start, *cuts], [*cuts, end], strict=True):
                words.append(Word(text[a:b], float(left[a]), float(right[b - 1]), base, em, True))
        else:
            words.append(Word(piece, x0, x1, base, em, apart))
    return words
