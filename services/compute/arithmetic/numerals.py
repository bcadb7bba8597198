"""The numbers of a grid of texts, as arrays: values, half of their last digits, and which are percentages."""

import re
import tomllib
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from services.compute.some_of import some_of

Floats = NDArray[np.float64]
Grid = Sequence[Sequence[str]]


def _words() -> dict[str, list[str]]:
    return tomllib.loads(resources.files(__package__).joinpath("words.toml").read_text("utf-8"))


_MARKS = re.compile(r"[$€£¥%‰*†‡°\\]|US|MX|CHF|EUR|USD|MXN", re.IGNORECASE)
_MINUS = str.maketrans("−–—", "---")
_BRACKETED = re.compile(r"^\((.+)\)$")
_NOTE = re.compile(r"(?<=[\d%])\s*(?:\([a-z\d]{1,2}\)|\[[a-z\d]{1,2}\]|[a-z¹²³])$", re.IGNORECASE)
_SPACES = re.compile(r"[\s\u00a0\u2009\u202f']+")
_APOSTROPHES = re.compile(r"(?<=\d)['’´](?=\d{3})")
_BARE = re.compile(r"[\d,]*\d\.?\d*|")
_WORD = re.compile(r"[^\W\d_]{6}")
"""A word too long for any mark that may stand by a number."""
_SHAPES = {
    "comma-point": re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|\.\d+"),
    "point-comma": re.compile(r"(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?"),
}
_PLAIN = {"comma-point": re.compile(r"(?!00+$)\d+(?:\.\d+)?"), "point-comma": re.compile(r"(?!00+$)\d+")}
"""Most figures of workbooks and of text made for machines; the shapes allow for them too, but take longer."""
_TELLING = {
    "comma-point": re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)|\d{1,3}(?:,\d{3}){2,}|\d*\.(?:\d{1,2}|\d{4,})"),
    "point-comma": re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)|\d{1,3}(?:\.\d{3}){2,}|\d+,(?:\d{1,2}|\d{4,})"),
}
_TOTAL = re.compile(rf"\b(?:{'|'.join(map(re.escape, _words()['totals']))})\b", re.IGNORECASE)
_HIDDEN = re.compile(r"(?=.*[^\W\d_]|.*\*|\.{2,}|….*)\S{1,6}")
"""A mark in place of a number, as ``x``, ``n.a.`` and ``..`` are; a dash is a zero."""
_ZEROS = re.compile("00+")
"""What a heading says of thousands."""
_EARLIEST_YEAR, _LATEST_YEAR = 1800, 2100
_FEWEST_YEARS = 2
_MOSTLY_CALLED = 0.6


@dataclass(frozen=True, slots=True)
class Numbers:
    """`values` has a row and a column for each of the grid's, NaN where a cell holds no number; `half_units` is half
    of the last digit shown; `percent` is true where a percent sign stands. `total_rows` and `total_columns` are those
    that are called a total ahead of their first number, and rows that are called nothing where most are. `hidden` is
    true where a mark says that there is a number that is not told.
    """

    values: Floats
    half_units: Floats
    percent: NDArray[np.bool_]
    total_rows: NDArray[np.bool_]
    total_columns: NDArray[np.bool_]
    hidden: NDArray[np.bool_]

    def without_rows(self, rows: Collection[int]) -> "Numbers":
        """These with no number in `rows`."""
        if not rows:
            return self
        values = self.values.copy()
        values[list(rows)] = np.nan
        return replace(self, values=values)


def numbers_of(grid: Grid) -> Numbers:
    """The numbers in `grid`, in the notation that most of its cells are written in. Rows of years are headings."""
    height, width = len(grid), max((len(row) for row in grid), default=0)
    values = np.full((height, width), np.nan)
    half_units = np.zeros((height, width))
    percent, words, total, hidden = (np.zeros((height, width), dtype=bool) for _ in range(4))
    shape = _notation(_stripped(text)[0] for row in some_of(grid) for text in row)
    plain = _PLAIN[shape].fullmatch
    for r, row in enumerate(grid):
        for c, raw in enumerate(row):
            if plain(raw):
                values[r, c] = float(raw)
                half_units[r, c] = 0.5 * 10.0 ** -len(raw.partition(".")[2])
                continue
            text, negative, is_percent = _stripped(raw)
            number = _number(text, shape)
            if number is not None:
                values[r, c] = -number[0] if negative else number[0]
                half_units[r, c] = number[1]
                percent[r, c] = is_percent
            elif text:
                words[r, c], total[r, c] = True, bool(_TOTAL.search(text))
                hidden[r, c] = is_mark(raw)
    known = ~np.isnan(values)
    ahead = [np.cumsum(known, axis=axis) == 0 for axis in (1, 0)]
    for lines in (values, values.T):
        _leave_out_years(lines)
    rows, columns = ((total & before).any(axis=axis) for before, axis in zip(ahead, (1, 0), strict=True))
    return Numbers(values, half_units, percent, rows | _bare(words & ahead[0], known), columns, hidden)


def is_mark(text: str) -> bool:
    """Whether `text` is a mark in place of a number that is not told."""
    return bool(_HIDDEN.fullmatch(text.strip()))


def _bare(words_ahead: NDArray[np.bool_], known: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """The rows of figures that are called nothing where most are: so the last line of a block says what it comes to."""
    figures, called = known.any(axis=1), words_ahead.any(axis=1)
    mostly = (figures & called).sum() >= _MOSTLY_CALLED * figures.sum()
    return np.asarray(figures & ~called & mostly, dtype=bool)


def _stripped(text: str) -> tuple[str, bool, bool]:
    """The digits and marks of a cell's text, whether it is negative, and whether a percent sign stands by it."""
    if _BARE.fullmatch(text) or _WORD.search(text):
        return text, False, False
    bare = _NOTE.sub("", text.strip())
    is_percent = "%" in bare
    bare = _MARKS.sub("", bare).strip().translate(_MINUS)
    negative = False
    if found := _BRACKETED.match(bare):
        bare, negative = found[1], True
    bare = bare.strip()
    if "," in bare:
        bare = _APOSTROPHES.sub(",", bare)  # 4,415'964,112.29
    if bare.startswith("-") or (bare.endswith("-") and bare[:1].isdigit()):
        bare, negative = bare.strip("- "), not negative
    return _SPACES.sub(" ", bare.removeprefix("+")).strip(), negative, is_percent


def _notation(texts: Iterable[str]) -> str:
    votes: Counter[str] = Counter()
    for text in texts:
        if "," not in text and "." not in text:
            continue
        for name, telling in _TELLING.items():
            votes[name] += bool(telling.fullmatch(text.replace(" ", "")))
    return "point-comma" if votes["point-comma"] > votes["comma-point"] else "comma-point"


def _number(text: str, shape: str) -> tuple[float, float] | None:
    """The value of `text` and half of its last digit; None where it is no number."""
    if not text or _ZEROS.fullmatch(text):
        return None
    if " " in text:
        groups = text.split(" ")
        if not all(len(re.split("[.,]", group)[0]) == 3 for group in groups[1:]) or not groups[0].isdigit():
            return None
        text = "".join(groups)
    if not _SHAPES[shape].fullmatch(text):
        other = "comma-point" if shape == "point-comma" else "point-comma"
        if not _SHAPES[other].fullmatch(text):
            return None
        shape = other
    plain = text.replace(",", "") if shape == "comma-point" else text.replace(".", "").replace(",", ".")
    decimals = len(plain.partition(".")[2])
    return float(plain), 0.5 * 10.0**-decimals


def _leave_out_years(lines: Floats) -> None:
    """Take out of each of `lines` the years that it counts, each one more than the one before."""
    blank = np.isnan(lines)
    of_years = (blank | ((lines >= _EARLIEST_YEAR) & (lines <= _LATEST_YEAR))).all(axis=1)
    for number in np.flatnonzero(of_years & ((~blank).sum(axis=1) >= _FEWEST_YEARS)):
        places = np.flatnonzero(~blank[number])
        steps = np.diff(lines[number, places])
        if len(set(steps)) == 1 and abs(steps[0]) in (1, 5, 10):
            lines[number, places] = np.nan
