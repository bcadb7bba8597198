"""The part of a table that an anomaly stands in, its cells marked."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from shared.figures import is_figure, stored_number
from shared.spots import own_number

ROWS_ON_A_PAGE = 200
_AROUND = 2
_SMALL = 14
_NARROW = 8
"""So many columns are shown as they are; of more, those between marked ones and their neighbours are folded."""
_FOLDED_AT_LEAST = 2
_MOST_DIGITS_OF_A_CODE = 6
_MAY_HOLD_CODES = frozenset(
    {"code", "row_number", "name", "programme_name", "branch", "item", "classification", "responsible_unit"}
)
"""Concepts of columns that say what a row is, mostly by codes."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row by its 0-based number, and by that which people look it up by; None in the place of rows left out."""

    number: int | None
    cells: tuple[tuple[str, bool], ...] = ()
    own: int | None = None


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Rows of one table, each cell with whether it is marked; `labels` head its columns.

    `doubted` is the marked cell most in doubt, by row and column, None where others are; `naming` the column that says
    what a marked row is, and stays in view. `columns` are those to show, None in the place of some left out.
    """

    table: str
    title: str
    labels: tuple[str, ...]
    rows: tuple[Row, ...]
    first: int
    doubted: tuple[int, int] | None
    naming: int | None
    columns: tuple[int | None, ...]

    @property
    def page(self) -> int:
        """The page of the whole table that row `first`, the first one with a mark, is on."""
        return self.first // ROWS_ON_A_PAGE + 1


def excerpt(
    about: dict[str, Any],
    cells: Sequence[Sequence[str]],
    marks: Sequence[tuple[int, int]],
    *,
    stored: bool = False,
    in_doubt: bool = True,
) -> Excerpt:
    """Of the table `about`, whose cells are `cells`, the rows with `marks` and some around them.

    `marks` are rows and columns, the most doubted first, if any is `in_doubt`; `stored` says that the cells
    are a workbook's own numbers.
    """
    parted = columns_of_numbers(about, cells) if stored else frozenset()
    marked = set(marks)
    near = {row + off for row, _ in marked for off in range(-_AROUND, _AROUND + 1)}
    labels = labels_of(about, cells)
    first = _first_row(cells, labels, marked)
    shown = range(first, len(cells)) if len(cells) <= _SMALL else sorted(near & set(range(first, len(cells))))
    rows: list[Row] = []
    before = first - 1
    for number in shown:
        if number != before + 1:
            rows.append(Row(None))
        texts = with_thousands(cells[number], parted)
        own = own_number(number, about.get("numbered") or ())
        rows.append(Row(number, tuple((text, (number, at) in marked) for at, text in enumerate(texts)), own))
        before = number
    if shown and before < len(cells) - 1:
        rows.append(Row(None))
    naming = _naming(about, cells, marks)
    return Excerpt(
        about["id"],
        about["title"],
        labels,
        tuple(rows),
        min(row for row, _ in marked),
        marks[0] if in_doubt else None,
        naming,
        _shown_columns(len(labels), {column for _, column in marked}, naming),
    )


def _shown_columns(count: int, marked: Collection[int], naming: int | None) -> tuple[int | None, ...]:
    """The first of `count` columns, the `marked` ones and those beside them, and the `naming` one, so that what is
    marked stands together.
    """
    near = {0, naming, *(column + off for column in marked for off in (-1, 0, 1))}
    shown: list[int | None] = []
    kept = [at for at in range(count) if count <= _NARROW or at in near]
    for before, at in zip([-1, *kept], [*kept, count], strict=True):
        between = range(before + 1, at)
        shown += [None] if len(between) >= _FOLDED_AT_LEAST else between
        shown += [at] if at < count else []
    return tuple(shown)


def _naming(about: dict[str, Any], cells: Sequence[Sequence[str]], marks: Sequence[tuple[int, int]]) -> int | None:
    """The column of names, else that of the first words, in the row most in doubt; none where that is a marked cell."""
    at = next((row for row, _ in marks if row < len(cells)), None)
    if at is None:
        return None
    marked = {column for _, column in marks}
    told = [
        column
        for column, text in enumerate(cells[at])
        if column not in marked and any(mark.isalpha() for mark in text) and not is_figure(text)
    ]
    named = {column["index"] for column in about["columns"] if column["concept"] == "name"}
    return next((column for column in told if column in named), told[0] if told else None)


def _first_row(cells: Sequence[Sequence[str]], labels: Sequence[str], marked: Collection[tuple[int, int]]) -> int:
    """The first row that does not only say again what the columns are headed by; never one after a mark."""
    marks = {row for row, _ in marked}
    for number, texts in enumerate(cells):
        said = [(text, labels[at]) for at, text in enumerate(texts) if text]
        if number in marks or not said or any(" ".join(text.split()) not in label for text, label in said):
            return number
    return 0


def alone(texts: Sequence[str]) -> str | None:
    """The only text of a row, where it is no figure and stands in the first cell, as titles do."""
    return texts[0] if texts and texts[0] and not any(texts[1:]) and not is_figure(texts[0]) else None


def labels_of(about: dict[str, Any], cells: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """What the columns are headed by, as many as the widest row has."""
    by_index = {column["index"]: column["label"] for column in about["columns"]}
    return tuple(by_index.get(at, "") for at in range(max(map(len, cells), default=0)))


def columns_of_numbers(about: dict[str, Any], cells: Sequence[Sequence[str]]) -> frozenset[int]:
    """The columns of a workbook's table whose numbers are no codes: those of known figures, and those of which one is
    below zero, has a fraction, or more digits than codes.
    """
    concepts = {column["index"]: column["concept"] for column in about["columns"] if column["concept"]}
    told = {at for at, concept in concepts.items() if concept not in _MAY_HOLD_CODES}
    coded = {at for at, concept in concepts.items() if concept == "code"}
    numbers = {at for row in cells for at, text in enumerate(row) if at not in coded and _tells_a_number(text)}
    return frozenset(told | numbers)


def _tells_a_number(text: str) -> bool:
    whole, point, fraction = text.removeprefix("-").partition(".")
    below_zero = text.startswith("-")
    return whole.isdecimal() and (fraction.isdecimal() if point else below_zero or len(whole) > _MOST_DIGITS_OF_A_CODE)


def with_thousands(texts: Sequence[str], columns: Collection[int]) -> list[str]:
    """A row's `texts`, the numbers in `columns` with their thousands parted."""
    return [stored_number(text) if at in columns else text for at, text in enumerate(texts)]
