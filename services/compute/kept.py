"""What recognition made of a filing, packed so that rules and indicators can run over it again without its bytes.

Facts and cells are frames in Arrow's format, compressed; all else is JSON.
"""

import io
import struct
import zlib
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from typing import Any

import polars as pl
from pydantic import TypeAdapter

from services.compute.reading.document import Cell, Table
from services.compute.recognition.institutions import Institution
from services.compute.recognition.periods import Period
from services.compute.recognition.statement import (
    FilingNote,
    QuantifiedClaim,
    RecognisedTable,
    RowNote,
    StatedClaim,
    StatedFormula,
    StatedText,
    Statement,
    by_subject,
)

_CELLS: dict[str, pl.DataType | type[pl.DataType]] = {
    "table": pl.Int64,
    "text": pl.String,
    "row": pl.Int64,
    "column": pl.Int64,
    "page": pl.Int64,
    "line": pl.Int64,
    "bbox": pl.List(pl.Float64),
    "address": pl.String,
    "stored": pl.String,
    "colspan": pl.Int64,
    "rowspan": pl.Int64,
    "indent": pl.Int64,
    "decimals": pl.Int64,
    "formula": pl.String,
    "hidden": pl.Boolean,
    "confidence": pl.Float64,
    "unseen": pl.Boolean,
    "grid_row": pl.Int64,
}
_NAMES = [field.name for field in fields(Cell)]


@dataclass(frozen=True, slots=True)
class _Rest:
    """A statement but for its facts and the cells of its tables; `heights` are the numbers of their rows."""

    family: str | None
    institution: Institution | None
    period: Period | None
    currency: str
    pages: int
    tables: tuple[RecognisedTable, ...]
    heights: tuple[int, ...]
    notes: tuple[RowNote, ...]
    filing_notes: tuple[FilingNote, ...]
    numeric_cells: int
    formulas: tuple[StatedFormula, ...]
    claims: tuple[StatedClaim, ...]
    quantified: tuple[QuantifiedClaim, ...]
    hidden_sheets: tuple[str, ...]
    texts: tuple[StatedText, ...] = ()
    unstated: tuple[str, ...] = ()


_REST = TypeAdapter(_Rest)


def pack(statement: Statement) -> bytes:
    """`statement` as bytes that `unpack` turns back into it."""
    bare = tuple(
        RecognisedTable(
            entry.id,
            Table((), entry.table.page, entry.table.title),
            entry.columns,
            entry.data_rows,
            entry.statement,
            entry.period,
        )
        for entry in statement.tables
    )
    rest = _Rest(
        statement.family,
        statement.institution,
        statement.period,
        statement.currency,
        statement.pages,
        bare,
        tuple(len(entry.table.rows) for entry in statement.tables),
        statement.notes,
        statement.filing_notes,
        statement.numeric_cells,
        statement.formulas,
        statement.claims,
        statement.quantified,
        statement.hidden_sheets,
        statement.texts,
        statement.unstated,
    )
    parts = [_REST.dump_json(rest), _frame_bytes(statement.facts), _frame_bytes(_cells(statement))]
    return zlib.compress(b"".join(struct.pack(">Q", len(part)) + part for part in parts), 1)


def unpack(packed: bytes) -> Statement:
    """The statement that `pack` made these bytes of. Raises `ValueError` where they are of another shape."""
    content, parts = memoryview(zlib.decompress(packed)), []
    while content:
        (length,) = struct.unpack(">Q", content[:8])
        parts.append(bytes(content[8 : 8 + length]))
        content = content[8 + length :]
    rest = _REST.validate_json(parts[0])
    facts, cells = (pl.read_ipc(io.BytesIO(part)) for part in parts[1:])
    grids = _grids(cells, rest.heights)
    return Statement(
        family=rest.family,
        institution=rest.institution,
        period=rest.period,
        currency=rest.currency,
        pages=rest.pages,
        tables=tuple(
            replace(entry, table=Table(grid, entry.table.page, entry.table.title))
            for entry, grid in zip(rest.tables, grids, strict=True)
        ),
        facts=facts,
        subjects=by_subject(facts),
        notes=rest.notes,
        numeric_cells=rest.numeric_cells,
        filing_notes=rest.filing_notes,
        formulas=rest.formulas,
        claims=rest.claims,
        quantified=rest.quantified,
        hidden_sheets=rest.hidden_sheets,
        texts=rest.texts,
        unstated=rest.unstated,
    )


def _frame_bytes(frame: pl.DataFrame) -> bytes:
    stream = io.BytesIO()
    frame.write_ipc(stream)
    return stream.getvalue()


def _cells(statement: Statement) -> pl.DataFrame:
    rows = [
        (number, place, *(_plain(getattr(cell, name)) for name in _NAMES))
        for number, entry in enumerate(statement.tables)
        for place, row in enumerate(entry.table.rows)
        for cell in row
    ]
    columns = dict(zip(("table", "grid_row", *_NAMES), zip(*rows, strict=True), strict=True)) if rows else {}
    return pl.DataFrame({name: list(columns.get(name, ())) for name in _CELLS}, schema=_CELLS)


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return str(value)
    return list(value) if isinstance(value, tuple) else value


def _grids(cells: pl.DataFrame, heights: tuple[int, ...]) -> list[tuple[tuple[Cell, ...], ...]]:
    grids: list[list[list[Cell]]] = [[[] for _ in range(height)] for height in heights]
    for row in cells.iter_rows(named=True):
        said = {name: row[name] for name in _NAMES if name in row}  # what was kept before a name came has it not
        said["stored"] = None if said["stored"] is None else Decimal(said["stored"])
        said["bbox"] = None if said["bbox"] is None else tuple(said["bbox"])
        grids[row["table"]][row["grid_row"]].append(Cell(**said))
    return [tuple(tuple(row) for row in grid) for grid in grids]
