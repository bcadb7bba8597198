"""Prose put together again whose lines were broken at the width of the text."""

from collections.abc import Sequence

_NARROWEST, _WIDEST = 50, 160
"""Characters: text in narrower lines is lists and titles, and lines that are longer were not broken."""
_FULL, _FEWEST_FULL = 0.8, 3
_ASIDE, CENTRED = 2, 1
"""Columns of characters between beginnings that are not the same, and between middles that are."""
_ENDS_A_SENTENCE, _COLUMNS = ".:;!?", "   "


def unwrapped(lines: Sequence[str]) -> list[str]:
    """`lines` of prose, those together that were broken at the width of the text, in place of the first of them.

    A line goes on in the next where it does not end a sentence and the next one's first word had no more room. Titles
    centred one under the other do not.
    """
    lines = [line.rstrip() for line in lines]
    width = max(map(len, lines), default=0)
    full = sum(len(line) > _FULL * width for line in lines)
    if not _NARROWEST <= width <= _WIDEST or full < _FEWEST_FULL:
        return lines
    whole, first = [""] * len(lines), 0
    for number, line in enumerate(lines):
        if number and _goes_on(lines[number - 1], line, width):
            whole[first] += f" {line.strip()}"
        else:
            whole[number], first = line, number
    return whole


def _goes_on(before: str, line: str, width: int) -> bool:
    if (
        not (before and line)
        or before[-1] in _ENDS_A_SENTENCE
        or _centred(before, line)
        or any(_COLUMNS in one.strip() for one in (before, line))
    ):
        return False
    return len(before) + 1 + len(line.split(maxsplit=1)[0]) > width


def _centred(above: str, line: str) -> bool:
    """Whether two lines that begin in other columns have the same middle."""
    aside = abs(_indent(above) - _indent(line)) > _ASIDE
    return aside and abs(centre(above) - centre(line)) <= CENTRED


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def centre(line: str) -> float:
    """The column that the middle of the text of `line` stands in."""
    return (_indent(line) + len(line.rstrip())) / 2
