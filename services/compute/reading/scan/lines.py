"""Words to lines of print: what stands side by side, also where a page is a little warped."""

from dataclasses import dataclass
from statistics import median

from services.compute.reading.scan.detection import Box
from services.compute.reading.scan.figures import is_figure
from services.compute.reading.scan.recognition import Character, Reading
from services.compute.reading.scan.rulings import Ruling
from services.compute.reading.scan.words import Word

_SAME_LINE = 0.45
_ONE_FIGURE_GAP = 0.8
"""Both in heights of the words."""
_SIGNS = frozenset({"$", "-", "(", "$-", "-$"})


@dataclass(frozen=True, slots=True)
class Line:
    """Words side by side, from left to right; never empty."""

    words: tuple[Word, ...]

    @property
    def top(self) -> float:
        return median(word.box.top for word in self.words)

    @property
    def bottom(self) -> float:
        return median(word.box.bottom for word in self.words)

    @property
    def middle(self) -> float:
        return median(word.middle for word in self.words)

    @property
    def height(self) -> float:
        return median(word.box.height for word in self.words)

    @property
    def figures(self) -> tuple[Word, ...]:
        return tuple(word for word in self.words if is_figure(word.text))

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)


def text_lines(words: list[Word], verticals: tuple[Ruling, ...]) -> list[Line]:
    """The lines that `words` form, top down. A figure that its blanks broke into pieces is one word again."""
    open_lines: list[list[Word]] = []
    for word in sorted(words, key=lambda word: word.box.left):
        nearest = min(
            (line for line in open_lines if _side_by_side(line[-1], word)),
            key=lambda line: abs(line[-1].middle - word.middle),
            default=None,
        )
        if nearest is None:
            open_lines.append([word])
        elif _one_figure(nearest[-1], word, verticals):
            nearest[-1] = join(nearest[-1], word)
        else:
            nearest.append(word)
    return sorted((Line(tuple(line)) for line in open_lines), key=lambda line: line.middle)


def join(left: Word, right: Word) -> Word:
    """Two words side by side as one, a blank between them."""
    box = Box(
        left.box.left,
        min(left.box.top, right.box.top),
        max(left.box.right, right.box.right),
        max(left.box.bottom, right.box.bottom),
    )
    share = left.box.width / max(1, box.width)
    start = (right.box.left - box.left) / max(1, box.width)
    characters = [c.moved(0.0, share) for c in left.reading.characters]
    characters.append(Character(" ", 1.0, share, start))
    characters += [c.moved(start, 1.0 - start) for c in right.reading.characters]
    return Word(box, Reading(tuple(characters)))


def _side_by_side(left: Word, right: Word) -> bool:
    apart = abs(left.middle - right.middle)
    lower = min(left.box.height, right.box.height)
    overlap = left.box.right - right.box.left
    return apart <= _SAME_LINE * lower and overlap < 0.5 * min(left.box.width, right.box.width)


def _one_figure(left: Word, right: Word, verticals: tuple[Ruling, ...]) -> bool:
    """Whether a figure goes on from `left` to `right`: 178 | 103 282.00, $ | 12.50, -12 | %."""
    gap = right.box.left - left.box.right
    if gap > _ONE_FIGURE_GAP * max(left.box.height, right.box.height):
        return False
    if any(left.box.right - 3 <= line.position <= right.box.left + 3 for line in verticals if _beside(line, left)):
        return False
    whole = f"{left.text} {right.text}"
    return is_figure(whole) and (left.text in _SIGNS or "." not in left.text)


def _beside(line: Ruling, word: Word) -> bool:
    return line.start <= word.middle <= line.end
