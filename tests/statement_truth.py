"""What statements published as workbooks state, worked out by their columns' letters; and the same altered.

`statements.toml` says by hand what each column holds; the figures and the labels of their rows are the sheet's own.
"""

import io
import random
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils import column_index_from_string
from openpyxl.worksheet.worksheet import Worksheet

from services.compute.recognition.folding import fold
from tests.truth_files import FOLDER

MOST_HEADING_ROWS = 12
EDGES = 40
"""Letters of a label's two ends that are compared."""
LEAST = Decimal("0.000001")
"""What binary storage may add to a figure."""
Spec = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a sheet: where it stands, the label of its row, and what it is."""

    cell: str
    label: str
    concept: str
    year: int
    value: Decimal


@cache
def statements() -> dict[str, Spec]:
    """What the columns of each statement hold, by the name of its file."""
    return tomllib.loads((FOLDER / "statements.toml").read_text(encoding="utf-8"))


def end_of(label: str) -> str:
    """A label down to what is compared."""
    return fold(label).replace(" ", "")[-EDGES:]


def sheet_of(path: Path) -> Worksheet:
    """The visible sheet of a statement."""
    book = openpyxl.load_workbook(path, data_only=True)
    return next(sheet for sheet in book.worksheets if sheet.sheet_state == "visible")


def figures_of(sheet: Worksheet, spec: Spec) -> list[Figure]:
    """The figures in the columns that `spec` names, below the headings, each with the nearest text left of it.

    A text in brackets goes on with the one above it; `labels` of `spec` are the only columns of labels, those of
    `percent` hold percentages.
    """
    letters = {letter: (concept, year) for letter, concept, year in spec["columns"]}
    first = heading_end(sheet, letters)
    found = []
    above = ""
    for row in sheet.iter_rows(min_row=first + 1):
        label = ""
        if any("=" in str(cell.value) for cell in row if getattr(cell, "column_letter", None) in letters):
            continue
        for cell in row:
            if isinstance(cell.value, str) and any(char.isalpha() for char in cell.value):
                if cell.column_letter in spec.get("labels", cell.column_letter):
                    label = f"{above} {cell.value}" if cell.value.startswith("(") else cell.value
                    above = cell.value
            elif isinstance(cell.value, int | float) and cell.column_letter in letters:
                concept, year = letters[cell.column_letter]
                value = Decimal(str(cell.value)) / (100 if cell.column_letter in spec.get("percent", "") else 1)
                found.append(Figure(f"{sheet.title}!{cell.coordinate}", label, concept, year, value))
    return found


def heading_end(sheet: Worksheet, letters: Mapping[str, object]) -> int:
    """The last row of the headings: words, years or column numbers over the columns."""
    last: int = 0
    for row in sheet.iter_rows(max_row=MOST_HEADING_ROWS):
        values = [cell.value for cell in row if getattr(cell, "column_letter", None) in letters]
        words = any(isinstance(v, str) and any(c.isalpha() or c == "=" for c in v) for v in values)
        years = any(isinstance(v, int) and 1990 < v < 2100 for v in values)
        if words or years:
            last = int(row[0].row or 0)
    return last


@dataclass(frozen=True, slots=True)
class Met:
    """Figures that facts state too, all figures, all facts; what is missing and what is too many."""

    found: int
    figures: int
    facts: int
    missing: tuple[Figure, ...]
    extra: tuple[Mapping[str, Any], ...]


def met(figures: Sequence[Figure], facts: Sequence[Mapping[str, Any]], spec: Spec, *, zeros: bool = True) -> Met:
    """Which `figures` the `facts`, rows of the facts frame, state: concept, year, label, and value as far as printed.

    Without `zeros` those count for nothing: print shows dashes or nothing for them.
    """
    concepts = {concept for _, concept, _ in spec["columns"]}
    by_key: dict[tuple[str, int, str], list[Mapping[str, Any]]] = {}
    for row in facts:
        if row["concept"] in concepts and row["exact"] is not None and (zeros or row["exact"]):
            by_key.setdefault((row["concept"], _year(row["period_end"]), end_of(row["subject_name"] or "")), []).append(
                row
            )
    count = sum(map(len, by_key.values()))
    wanted = [figure for figure in figures if zeros or figure.value]
    missing = []
    for figure in wanted:
        near = by_key.get((figure.concept, figure.year, end_of(figure.label)), [])
        match = next((r for r in near if abs(r["exact"] - figure.value) <= max(r["half_unit"], LEAST)), None)
        if match is None:
            missing.append(figure)
        else:
            near.remove(match)
    extra = tuple(row for rows in by_key.values() for row in rows)
    return Met(len(wanted) - len(missing), len(wanted), count, tuple(missing), extra)


def _year(end: date | None) -> int:
    return end.year if end else 0


def altered(sheet: Worksheet, spec: Spec, rename: Callable[[str], str], seed: int) -> bytes:
    """The sheet with the columns of each group of headings in another order and headings renamed."""
    turned = random.Random(seed)
    letters = {letter: None for letter, *_ in spec["columns"]}
    last = heading_end(sheet, letters)
    places = {column_index_from_string(letter) for letter in letters}
    target = list(range(sheet.max_column + 1))
    for group in _groups(sheet, places, last):
        mixed = turned.sample(group, len(group))
        for old, new in zip(group, mixed, strict=True):
            target[old] = new
    book = openpyxl.Workbook()
    copy = book.worksheets[0]
    copy.title = sheet.title
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value is not None:
                value = rename(cell.value) if cell.row <= last and isinstance(cell.value, str) else cell.value
                copy.cell(cell.row, target[cell.column], value)
    for span in sheet.merged_cells.ranges:
        ends = (
            (target[span.min_col], target[span.min_col])
            if span.min_col == span.max_col
            else (span.min_col, span.max_col)
        )
        copy.merge_cells(start_row=span.min_row, end_row=span.max_row, start_column=ends[0], end_column=ends[1])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _groups(sheet: Worksheet, places: set[int], last: int) -> list[list[int]]:
    """The columns that one heading stands over, those under none together; a column that spans others stays."""
    wide = [span for span in sheet.merged_cells.ranges if span.min_row <= last and span.max_col > span.min_col]
    groups: dict[tuple[int, ...], list[int]] = {}
    for place in sorted(places):
        over = tuple(n for n, span in enumerate(wide) if span.min_col <= place <= span.max_col)
        groups.setdefault(over, []).append(place)
    return [group for over, group in groups.items() if all(_within(wide[n], places) for n in over)]


def _within(span: Any, places: set[int]) -> bool:
    return set(range(span.min_col, span.max_col + 1)) <= places
