"""What a row of a table looks like before it is known what it means: figures, headings, column numbers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from services.compute.reading.blocks import filled
from services.compute.reading.document import Cell
from services.compute.recognition.figures import is_absent, parse_text
from services.compute.recognition.folding import fold
from services.compute.recognition.numbers import Style, counts_with_rate, is_bare, part_of_whole
from services.compute.recognition.vocabulary import vocabulary

Row = Sequence[Cell]

_NO_FIGURE = re.compile(r"\A\D*\Z|[^\W\d_]{6}")
"""No digit, or a word longer than stands in any figure: ``3 de un total de 4``."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_COLUMN_NUMBER = re.compile(
    r"\(?\s*(?:\d{1,2}|[A-Z])\s*\)?(?:\s*[=/]\s*[\s\dA-Z()+\-–=/*]+)?\)?|[\s\d()]+[+\-–*/][\s\d()+\-–*/]+",
    re.IGNORECASE,
)
_LONG_NUMBER = re.compile(r"\d{3}[^()]*\Z")
_STROKE_READ_AS_ONE = re.compile(r"(\d)[1lI|](\d)")
_STATED_AFTER = re.compile(r"\(\s*[\dA-Z][\s\dA-Z()+\-–=/*]*\)\s*$")
_FEWEST_NUMBERED, _MANY_NUMBERED, _STEPS_BUT_ONE, _FEWEST_LETTERED, _QUOTIENT = 3, 6, 3, 4, 3
ENUMERATION = re.compile(r"\((\d{1,2})\)")


@dataclass(frozen=True, slots=True)
class Line:
    """A row as it looks: its filled cells, the places of its figures, and whether those only number the columns or
    name years. `heads_pairs` and `names_chapters` are found out by the rows below: of two texts, that each heads a
    column; of round numbers, that they are chapters of spending.
    """

    row: Row
    cells: tuple[Cell, ...]
    figures: frozenset[int]
    numbers_columns: bool = False
    names_years: bool = False
    heads_pairs: bool = False
    names_chapters: bool = False

    @property
    def is_words(self) -> bool:
        """Whether no figure stands in it that is more than a year or a column's number."""
        return not self.figures or self.numbers_columns or self.names_years or self.names_chapters


def line_of(row: Row) -> Line:
    """`row` as it looks."""
    cells = tuple(filled(row))
    figures = _places(tuple(place for place, cell in enumerate(row) if is_figure(cell)))
    if figures and _only_enumerates([row[place].text for place in sorted(figures)]):
        figures = frozenset()
    if not figures and len(cells) < _FEWEST_NUMBERED:
        return Line(row, cells, figures)
    years = bool(figures) and all(_YEAR.fullmatch(row[place].text.strip()) for place in figures)
    return Line(row, cells, figures, numbers_columns(row), years and all(_is_wordy(c.text) for c in cells))


@lru_cache(maxsize=1 << 10)
def _places(places: tuple[int, ...]) -> frozenset[int]:
    """The set of `places`: one for all rows that have figures in the same."""
    return frozenset(places)


def _only_enumerates(texts: Sequence[str]) -> bool:
    """Whether figures are nothing but ``(1)``, ``(2)`` under headings, some of them words: letters of columns."""
    found = [ENUMERATION.fullmatch(text.strip()) for text in texts]
    counts = sorted(int(match[1]) for match in found if match)
    return len(counts) == len(texts) > 1 and counts == list(range(counts[0], counts[0] + len(counts)))


def enumerates(line: Line) -> bool:
    """Whether all that `line` holds are the numbers of columns, ``(3)``, ``(4)``."""
    return (
        bool(line.cells) and not line.figures and all(ENUMERATION.fullmatch(cell.text.strip()) for cell in line.cells)
    )


def is_figure(cell: Cell) -> bool:
    """Whether `cell` holds a figure that can be read, if only where commas part decimals: ``5,0``; or a count and its
    rate, ``5, 33%``, or what it is of, ``3 de 4``.
    """
    if cell.is_number or not cell.text or _NO_FIGURE.search(cell.text):
        return cell.is_number
    return (
        is_bare(cell.text)
        or parse_text(cell.text) is not None
        or parse_text(cell.text, Style.COMMA) is not None
        or counts_with_rate(cell.text)
        or part_of_whole(cell.text) is not None
    )


def numbers_columns(row: Row) -> bool:
    """Whether `row` numbers the columns and says their arithmetic, as forms do under their headings: ``1``, ``2``,
    ``3 = (1 + 2)``, ``5/1``; or ``A``, ``B``, ``C = A - B``. Columns that say their arithmetic may stand in any order;
    of many that say nothing else one number may be lost, or damaged. Letters alone follow each other. Beside what says
    its arithmetic, ``513`` is ``5/3`` read wrongly.
    """
    texts = [cell.text.strip() for cell in filled(row)]
    if any("=" in text for text in texts):
        texts = [_STROKE_READ_AS_ONE.sub(r"\1/\2", text) if len(text) == _QUOTIENT else text for text in texts]
    if any(map(_LONG_NUMBER.match, texts)):
        return False
    said = [text for text in texts if _COLUMN_NUMBER.fullmatch(text)]
    others = [text for text in texts if text not in said]
    words = [_STATED_AFTER.sub("", text) for text in others]
    if len(said) < 2 or len(words) > 2 or any(char.isdigit() for text in words for char in text):
        return False
    if len(words) > 1 and words == others:
        return False
    formulas = [text for text in said if not text.strip("() ").isalnum()]
    plain = [text.strip("() ") for text in said if text not in formulas]
    if all(text.isalpha() for text in plain):
        return (bool(formulas) and bool({"A", "a"} & set(plain))) or (len(said) == len(texts) and _in_turn(plain))
    counts = [int(text) for text in plain if text.isdecimal()]
    in_order = len(counts) >= _FEWEST_NUMBERED and counts == list(range(1, 1 + len(counts)))
    moved = bool(formulas) and 1 in counts and len(set(counts)) == len(counts) and max(counts) <= len(said)
    many = len(counts) == len(texts) >= _MANY_NUMBERED and counts[0] in (1, 2)
    nearly = many and sum(after - before == 1 for before, after in pairwise(counts)) >= len(counts) - _STEPS_BUT_ONE
    return len(said) >= _FEWEST_NUMBERED and (in_order or moved or nearly)


def _in_turn(letters: Sequence[str]) -> bool:
    """Whether several single letters follow each other as in the alphabet: ``b``, ``c``, ``d``, ``e``."""
    codes = [ord(letter) for letter in letters if len(letter) == 1]
    return len(codes) == len(letters) >= _FEWEST_LETTERED and all(b - a == 1 for a, b in pairwise(codes))


def stands_for_none(cell: Cell) -> bool:
    """Whether `cell` is empty or a mark of absence."""
    return not cell.text or is_absent(cell)


def is_key_value(line: Line) -> bool:
    """Whether a label and what it announces stand beside each other ("Ente Público:", a name)."""
    return any(
        label.text.rstrip().endswith(":") or fold(label.text) in vocabulary().institution_labels
        for label, _ in pairwise(line.cells)
    )


def _is_wordy(text: str) -> bool:
    return bool(_YEAR.fullmatch(text.strip())) or text.strip() == "%" or any(char.isalpha() for char in text)
