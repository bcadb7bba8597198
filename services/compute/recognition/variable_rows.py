"""Indicators with a row for each of their variables: numerator and denominator stand under each other, not beside."""

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from services.compute.reading.blocks import filled
from services.compute.reading.document import Cell, Document, Table
from services.compute.recognition.dated_headings import match_of_any_time
from services.compute.recognition.folding import fold
from services.compute.recognition.lines import is_figure
from services.compute.some_of import some_of

_FEWEST, _FEWEST_HEADS = 2, 2
_PARTS = ("numerator", "denominator")
Row = Sequence[Cell]


@dataclass(frozen=True, slots=True)
class _Block:
    """The row of an indicator, and those of its variables by what they are."""

    own: Row
    parts: dict[str, Row]


def with_variables_beside(document: Document) -> Document:
    """`document`; where a table has a row for each variable of an indicator, they stand in its row instead."""
    tables = tuple(_beside(table) or table for table in document.tables)
    return document if tables == document.tables else replace(document, tables=tables)


def _beside(table: Table) -> Table | None:
    head = next((place for place, row in enumerate(table.rows) if _is_head(row)), None)
    if head is None:
        return None
    body = table.rows[head + 1 :]
    column = next((place for place in range(len(table.rows[head])) if _tells_parts(body, place)), None)
    blocks = list(_blocks(body, column)) if column is not None else []
    if column is None or len(blocks) < _FEWEST or any(block.parts.keys() != {*_PARTS} for block in blocks):
        return None
    measures = [
        place for place in range(column + 1, len(table.rows[head])) if any(_is_at(block, place) for block in blocks)
    ]
    kept = [place for place in range(len(table.rows[head])) if place != column or not _names(blocks, column)]
    rows = [_row(table.rows[head], kept, [_heading(table.rows[head], of, part) for of, part in _order(measures)], head)]
    rows += [
        _row(block.own, kept, [_at(block.parts[part], of) for of, part in _order(measures)], head + number)
        for number, block in enumerate(blocks, 1)
    ]
    return replace(table, rows=(*table.rows[:head], *rows)) if measures else None


def _is_head(row: Row) -> bool:
    """Whether `row` holds headings: several words, and no figure."""
    said = filled(row)
    return len(said) > _FEWEST_HEADS and not any(is_figure(cell) for cell in said)


def _tells_parts(body: Sequence[Row], place: int) -> bool:
    """Whether the cells at `place` name numerators and denominators, as many of each as there are indicators."""
    some = some_of(body)
    if len(some) < len(body) and not any(_role(_at(row, place).text) in _PARTS for row in some):
        return False
    roles = [_role(_at(row, place).text) for row in body]
    counts = {roles.count(part) for part in _PARTS}
    return counts == {sum(role not in _PARTS for role in roles if role)} and counts.pop() >= _FEWEST


def _role(text: str) -> str:
    """Which part `text` says that its row is, ``other`` where it says anything else, or nothing."""
    said = fold(text)
    if not said:
        return ""
    return next((part for part, words in _words().items() if any(_begins(said, word) for word in words)), "other")


def _begins(said: str, word: str) -> bool:
    return said == word or said.startswith(f"{word} ")


def _blocks(body: Sequence[Row], place: int) -> Iterator[_Block]:
    """The rows of one indicator after the other, in whatever order; a row that is none of any ends all."""
    own: Row | None = None
    parts: dict[str, Row] = {}
    for row in body:
        role = _role(_at(row, place).text)
        if role not in _PARTS:
            if own is not None:
                yield _Block(own, parts)
            own, parts = row, {}
        elif own is None or role in parts:
            return
        else:
            parts[role] = row
    if own is not None:
        yield _Block(own, parts)


def _names(blocks: Sequence[_Block], place: int) -> bool:
    """Whether what stands at `place` only says that a row is the indicator's."""
    return all(fold(_at(block.own, place).text) in _content()["own"]["words"] for block in blocks)


def _is_at(block: _Block, place: int) -> bool:
    return all(is_figure(_at(row, place)) for row in (block.own, *block.parts.values()))


def _at(row: Row, place: int) -> Cell:
    return row[place] if place < len(row) else Cell("", row[0].row if row else 0, place)


def _order(measures: Sequence[int]) -> list[tuple[int, str]]:
    return [(of, part) for of in measures for part in _PARTS]


def _heading(head: Row, of: int, part: str) -> Cell:
    """The heading of the `part` of what stands at `of`: of what was achieved, or of the last, it is its word alone."""
    known = match_of_any_time(head[of].text)
    word: str = _content()["headings"][part]
    alone = known is not None and known.concept.code == "achieved"
    return head[of]._replace(text=word if alone else f"{word}, {head[of].text}")


def _row(row: Row, kept: Sequence[int], more: Sequence[Cell], number: int) -> tuple[Cell, ...]:
    cells = [*(_at(row, place) for place in kept), *more]
    return tuple(cell._replace(row=number, column=place, colspan=1) for place, cell in enumerate(cells))


@cache
def _content() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


@cache
def _words() -> dict[str, tuple[str, ...]]:
    return {part: tuple(_content()[part]) for part in _PARTS}
