"""Legends of traffic lights: ranges that stand once, beside a table and not in its rows, for every light in it.

A sentence or a cell says them all ("Verde de 95 % o más; Amarillo ..."), or each colour has a line or a row of its own.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import polars as pl

from services.compute.reading.blocks import filled
from services.compute.reading.document import Cell, Document
from services.compute.recognition.statement import StatedText
from shared.spots import RUNNING_TEXT

_FEWEST = 2
_LONGEST = 80
_EDGES = " \t\n:;,.()[]-–—=*•"
_MARKS = re.compile(r"[%<>≤≥]")
_LIGHT = "light"
Ranges = Mapping[str, tuple[str, Cell]]
"""By the concept of a rating the table in which its range stands, and the range as the cell."""


class _Words(NamedTuple):
    colours: Mapping[str, tuple[str, ...]]
    ranges: tuple[str, ...]
    titles: tuple[str, ...]


class _Piece(NamedTuple):
    concept: str
    table: str
    cell: Cell


def legend_texts(document: Document, facts: pl.DataFrame, texts: Iterable[StatedText]) -> Iterator[StatedText]:
    """The ranges of legends as texts of the rows that print a light and no ranges of their own. A legend in or next to
    the table goes before one that stands elsewhere, and counts where nothing contradicts it.
    """
    lights = facts.filter(pl.col("concept") == _LIGHT)
    if lights.is_empty():
        return
    own = {text.subject_row for text in texts if text.concept in _words().colours}
    inside = {f"t{number + 1}": _legend(_in_cells(table.rows, f"t{number + 1}"))
              for number, table in enumerate(document.tables)}  # fmt: skip
    beside = {number: _legend(_in_paragraphs(document, number)) for number in range(len(document.tables) + 1)}
    everywhere = _only([*inside.values(), *beside.values()])
    for row, table in lights.select("subject_row", "table").unique(maintain_order=True).iter_rows():
        if row not in own and table in inside:
            number = int(table[1:])
            near = inside[table] or _only((beside[number - 1], beside[number])) or everywhere
            for concept, (where, cell) in near.items():
                yield StatedText(row, where, concept, (cell,))


def _only(legends: Iterable[Ranges]) -> Ranges:
    """The one legend among `legends`, nothing where they say several things."""
    found = {tuple(sorted((name, cell.text) for name, (_, cell) in one.items())): one for one in legends if one}
    return next(iter(found.values())) if len(found) == 1 else {}


def _legend(pieces: Iterable[_Piece]) -> Ranges:
    """What `pieces` say together: a range each for two colours and more; nothing where they contradict each other."""
    found: dict[str, tuple[str, Cell]] = {}
    for piece in pieces:
        _, known = found.setdefault(piece.concept, (piece.table, piece.cell))
        if known.text != piece.cell.text:
            return {}
    return found if len(found) >= _FEWEST else {}


def _in_paragraphs(document: Document, before: int) -> Iterator[_Piece]:
    for number, one in enumerate(document.paragraphs):
        if one.tables_before == before:
            yield from _said(one.as_cell(number), None, RUNNING_TEXT)


def _in_cells(rows: Sequence[Sequence[Cell]], table: str) -> Iterator[_Piece]:
    for row in rows:
        cells = filled(row)
        for cell, after in zip(cells, [*cells[1:], None], strict=True):
            yield from _said(cell, after, table)


def _said(cell: Cell, after: Cell | None, table: str) -> Iterator[_Piece]:
    """The ranges that `cell` says; where it is a colour alone, the range that stands `after` it."""
    plain = _plain(cell.text)
    colours = [(found.start(), found.end(), _concept(found[0])) for found in _colour().finditer(plain)]
    if not colours or len({concept for *_, concept in colours}) < len(colours):
        return
    if len(colours) == 1:
        ((start, end, concept),) = colours
        if plain[:start].strip(_EDGES) not in ("", *_words().titles):
            return
        rest = cell.text[end:].strip(_EDGES)
        if not rest and after is not None and _is_range(after.text):
            yield _Piece(concept, table, after)
        elif _is_range(rest):
            yield _Piece(concept, table, cell._replace(text=rest))
        return
    ends = [start for start, *_ in colours[1:]] + [len(plain)]
    begins = [0] + [end for _, end, _ in colours[:-1]]
    behind = [cell.text[end:until].strip(_EDGES) for (_, end, _), until in zip(colours, ends, strict=True)]
    ahead = [cell.text[since:start].strip(_EDGES) for since, (start, *_) in zip(begins, colours, strict=True)]
    said = next((texts for texts in (behind, ahead) if all(map(_is_range, texts))), [])
    for (*_, concept), text in zip(colours, said, strict=False):
        yield _Piece(concept, table, cell._replace(text=text))


def _is_range(text: str) -> bool:
    """Whether `text` is short, and says of figures how far they go."""
    plain = f" {_plain(text)} "
    worded = _MARKS.search(plain) or any(f" {word} " in plain for word in _words().ranges)
    return len(text) <= _LONGEST and any(char.isdigit() for char in text) and bool(worded)


def _plain(text: str) -> str:
    """`text` in small letters without accents, as long as it was."""
    return "".join(unicodedata.normalize("NFD", char)[0] for char in text.lower())


def _concept(word: str) -> str:
    return next(code for code, names in _words().colours.items() if word in names)


@cache
def _colour() -> re.Pattern[str]:
    names = (name for names in _words().colours.values() for name in names)
    return re.compile(rf"\b(?:{'|'.join(names)})\b")


@cache
def _words() -> _Words:
    content = tomllib.loads(Path(__file__).with_name("legends.toml").read_text(encoding="utf-8"))
    colours = {concept: tuple(names) for concept, names in content["colours"].items()}
    return _Words(colours, tuple(content["ranges"]), tuple(content["titles"]))
