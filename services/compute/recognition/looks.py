"""Reading a row under the columns by what its cells look like, where no rate tells: codes, figures, levels, formulas.

The cells and the columns keep their order; cells may be taken out, columns left without one. Of all ways to lay the one
along the other the one is taken in which the cells look most like what their columns hold. Where two ways are as good
and give other figures, the figures they do not agree on are left unread.
"""

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from services.compute.reading.document import Cell
from services.compute.recognition.alignment_kinds import Kinds, kinds_in, stands_there
from services.compute.recognition.alignment_scores import Outcome, Reading
from services.compute.recognition.columns import Column, looks_like_code
from services.compute.recognition.concepts import TIMES_OF_ROWS
from services.compute.recognition.figures import is_absent, parse
from services.compute.recognition.folding import squash, without_markup
from services.compute.recognition.vocabulary import vocabulary

_FITS, _EMPTY, _ODD, _STRANGE, _NEVER = 0.0, 0.3, 1.0, 3.0, 6.0
_EMPTY_OUT, _TWICE_OUT, _FILLED_OUT = 0.3, 2.0, 8.0
_FEWEST_ALIKE, _NEAR, _SELDOM, _MOSTLY = 4, 3, 0.2, 0.5
_LETTER = re.compile(r"([A-Za-z])[\s.\-]?(?:\d{1,2}(?:[.\-]\d{1,2})*)?\.?")
_LEAST_LIKENESS = 60
_OPERATORS = re.compile(r"[/÷]|[*×]\s*1")


def looks_tell(columns: Sequence[Column]) -> bool:
    """Whether enough of `columns` hold what is known by its look for rows to be laid along them."""
    codes = {column.concept.code for column in columns if column.concept}
    return "formula" in codes and bool(codes & vocabulary().categories.keys())


def align_by_looks(rows: Sequence[Sequence[Cell]], columns: Sequence[Column]) -> list[Reading]:
    """Read the rows of a table under `columns`; those in which a cell is of a kind that stands in its column in hardly
    any other row once more, held to what stands there in the others.
    """
    foreign = frozenset(place for place, column in enumerate(columns) if _speaks_otherwise(rows, place, columns))
    readings = [_align(row, columns, _Looks(columns, foreign)) for row in rows]
    plain = [reading.cells for reading in readings if reading.outcome != "ambiguous"]
    if len(plain) < _FEWEST_ALIKE:
        return readings
    usual = _Looks(columns, foreign, kinds_in(plain, _SELDOM), kinds_in(plain, _MOSTLY))
    return [
        _align(row, columns, usual) if usual.is_strange(reading.cells) else reading
        for row, reading in zip(rows, readings, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class _Looks:
    """What tells how little a cell looks like what its column holds: which of `columns` have other words than the known
    ones, and the kinds of cells `seen` in each, and in `most` of their rows, where rows were read before.
    """

    columns: Sequence[Column]
    foreign: Set[int] = frozenset()
    seen: Kinds = ()
    most: Kinds = ()

    def cost(self, cell: Cell, place: int) -> float:
        """How little `cell` looks like what the column in `place` holds."""
        column = self.columns[place]
        own = _wordy(cell, column) if place in self.foreign else _cost(cell, column)
        if not self.seen or not cell.text:
            return own
        if not stands_there(cell, self.seen[place]):
            return own + _ODD
        return _FITS if own == _ODD and stands_there(cell, self.most[place]) else own

    def is_strange(self, cells: Sequence[Cell | None]) -> bool:
        """Whether one of `cells`, one a column, is filled and of none of the kinds that stand in its column."""
        return any(
            cell and cell.text and not stands_there(cell, known) for cell, known in zip(cells, self.seen, strict=True)
        )

    def out(self, cells: Sequence[Cell], place: int) -> float:
        """What it costs to take out the cell in `place`: less if it says again what one beside it says, where rows tell
        that something is strange.
        """
        text = cells[place].text
        beside = [*cells[max(0, place - 1) : place], *cells[place + 1 : place + 2]]
        again = bool(self.seen and text) and any(cell.text == text for cell in beside)
        return _TWICE_OUT if again else _FILLED_OUT if text else _EMPTY_OUT


def _speaks_otherwise(rows: Sequence[Sequence[Cell]], place: int, columns: Sequence[Column]) -> bool:
    """Whether most cells of a category's column are words, and none of its known ones, nor the cells a few places off:
    then they tell of no slip.
    """
    code = _code(columns[place])
    if code not in vocabulary().categories:
        return False
    filled = [row for row in rows if place < len(row) and row[place].text]
    style = columns[place].style
    other = [row for row in filled if not category_in(row[place].text, code) and parse(row[place], style) is None]
    near = [
        n for n in range(place - _NEAR, place + _NEAR + 1) if n not in range(len(columns)) or _code(columns[n]) != code
    ]
    slipped = [row for row in other if any(category_in(row[n].text, code) for n in near if 0 <= n < len(row))]
    return len(other) > len(filled) / 2 and len(slipped) <= len(other) / 2


def _code(column: Column) -> str:
    return column.concept.code if column.concept else ""


def _align(row: Sequence[Cell], columns: Sequence[Column], looks: _Looks) -> Reading:
    width = len(columns)
    cells = list(row)
    while cells and not cells[-1].text:
        cells.pop()
    plain = (*cells[:width], *[None] * (width - len(cells)))
    costs = [[looks.cost(cell, place) for place in range(width)] for cell in cells]
    if len(cells) <= width and all(costs[place][place] < _STRANGE for place in range(len(cells))) and not looks.seen:
        return Reading(plain)
    out = [looks.out(cells, place) for place in range(len(cells))]
    early, late = (_laid(cells, columns, costs, out, prefer_late) for prefer_late in (False, True))
    agreed = tuple(a if _says_as(a, b) else None for a, b in zip(early, late, strict=True))
    differ = any(not _says_as(a, b) and column.is_measure for a, b, column in zip(early, late, columns, strict=True))
    placed = [(cell, place) for place, cell in enumerate(early) if cell is not None]
    first = next((cells.index(cell) for cell, place in placed if cells.index(cell) != place), 0)
    kept = {id(cell) for cell, _ in placed}
    left_out = sum(id(cell) not in kept for cell in cells)
    lacking = sum(cell is None for cell in early)
    last = placed[-1] if placed else (None, 0)
    moved = last[1] - cells.index(last[0]) if last[0] is not None else 0
    outcome: Outcome = "ambiguous" if differ else "mended"
    return Reading(agreed if differ else early, moved, first, left_out + lacking, outcome)


def _laid(
    cells: Sequence[Cell],
    columns: Sequence[Column],
    costs: Sequence[Sequence[float]],
    out: Sequence[float],
    prefer_late: bool,
) -> tuple[Cell | None, ...]:
    """The cheapest way to lay `cells` along `columns`; of equals the one that skips late, or early."""
    high, width = len(cells), len(columns)
    best = [[0.0] * (width + 1) for _ in range(high + 1)]
    for place in range(high - 1, -1, -1):
        best[place][width] = best[place + 1][width] + out[place]
    for column in range(width - 1, -1, -1):
        best[high][column] = best[high][column + 1] + _lack(columns[column])
    for place in range(high - 1, -1, -1):
        for column in range(width - 1, -1, -1):
            best[place][column] = min(
                best[place + 1][column + 1] + costs[place][column],
                best[place + 1][column] + out[place],
                best[place][column + 1] + _lack(columns[column]),
            )
    laid: list[Cell | None] = []
    place = 0
    while len(laid) < width:
        column = len(laid)
        ways = [("lack", best[place][column + 1] + _lack(columns[column]))]
        if place < high:
            ways.insert(0, ("take", best[place + 1][column + 1] + costs[place][column]))
            ways.append(("out", best[place + 1][column] + out[place]))
        ways = ways if prefer_late else ways[::-1]
        step = min(ways, key=lambda way: round(way[1], 6))[0]
        if step == "take":
            laid.append(cells[place])
        elif step == "lack":
            laid.append(None)
        place += step != "lack"
    return tuple(laid)


def _says_as(one: Cell | None, other: Cell | None) -> bool:
    """Whether two cells say the same, or there is none."""
    return one is other or (one is not None and other is not None and one.text == other.text)


def _lack(column: Column) -> float:
    return _ODD if column.is_measure else 0.6


def _cost(cell: Cell, column: Column) -> float:
    """How little `cell` looks like what `column` holds."""
    if not cell.text:
        return _EMPTY if column.is_measure else _FITS
    code = column.concept.code if column.concept else None
    figure = parse(cell, column.style) is not None
    if column.is_measure:
        return _FITS if figure or is_absent(cell) else _NEVER
    if code == "code":
        return _FITS if looks_like_code(cell.text) else _STRANGE
    if code in vocabulary().categories:
        return _FITS if category_in(cell.text, code) else _STRANGE
    if code == "formula":
        return _NEVER if figure else _FITS if _OPERATORS.search(cell.text) else _ODD
    if code in TIMES_OF_ROWS:
        return _FITS if any(map(str.isdigit, cell.text)) else _ODD
    if figure:
        return _ODD if code in ("classification", "branch", "item") or code is None else _STRANGE
    return _ODD if _OPERATORS.search(cell.text) or category_in(cell.text, "mir_level") else _FITS


def category_of(text: str, code: str) -> str:
    """The category of `code` that a cell states: its text, or the known word that it is a damaged print of."""
    plain = without_markup(text)
    return category_in(plain, code) or plain


def _wordy(cell: Cell, column: Column) -> float:
    """How little `cell` looks like words, such as fill a column whose categories are others than the known ones."""
    return _STRANGE if cell.text and parse(cell, column.style) is not None else _FITS


def abbreviated(text: str, code: str) -> str | None:
    """The word of category `code` that a letter stands for, with a number behind it or none: ``C1``, ``A2.1``."""
    found = _LETTER.fullmatch(text.strip())
    return vocabulary().letters.get(code, {}).get(found[1].upper()) if found else None


@lru_cache(maxsize=1 << 12)
def category_in(text: str, code: str) -> str | None:
    """Which of the words of category `code` a cell says, OCR's damage allowed for; None where it says none."""
    said = squash(text.replace("/", "i"))
    words = vocabulary().categories.get(code, ())
    if not words or len(said) > 2 * max(map(len, words)):
        return None
    if short := abbreviated(text, code):
        return short
    alike = {word: fuzz.ratio(said, squash(word)) for word in words}
    best = max(alike, key=lambda word: alike[word], default=None)
    if best is None or alike[best] < _LEAST_LIKENESS or len(said) > 2 * len(best):
        return None
    if squash(best) == squash(text):
        return text
    return best.upper() if text.isupper() else best
