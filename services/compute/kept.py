"""What recognition made of a filing, packed so that rules and indicators can run over it again without its bytes.

Facts and cells are frames in Arrow's format, compressed; all else is JSON.
"""

import io
import struct
import zlib
from dataclasses import dataclass, field, replace

import polars as pl
from pydantic import TypeAdapter

from services.compute.reading.document import Cell, Table
from services.compute.recognition.institutions import Institution
from services.compute.recognition.periods import Period
from services.compute.recognition.statement import (
    FilingNote,
    Prose,
    QuantifiedClaim,
    RecognisedTable,
    RowNote,
    StatedClaim,
    StatedFormula,
    StatedText,
    Statement,
)
from services.compute.recognition.subject_rows import by_subject

_CELLS: dict[str, pl.DataType | type[pl.DataType]] = {
    "table": pl.Int64,
    "text": pl.String,
    "row": pl.Int64,
    "column": pl.Int64,
    "page": pl.Int64,
    "line": pl.Int64,
    "bbox": pl.List(pl.Float64),
    "sheet_column": pl.String,
    "sheet_row": pl.Int64,
    "is_number": pl.Boolean,
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
    unheld: tuple[str, ...] = ()
    prose: Prose = field(default_factory=Prose)


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
            entry.goes_on,
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
        statement.unheld,
        statement.prose,
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
    if not _CELLS.keys() <= set(cells.columns):
        raise ValueError("cells of another shape")
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
        subjects=by_subject(facts, rest.period),
        notes=rest.notes,
        numeric_cells=rest.numeric_cells,
        filing_notes=rest.filing_notes,
        formulas=rest.formulas,
        claims=rest.claims,
        quantified=rest.quantified,
        hidden_sheets=rest.hidden_sheets,
        texts=rest.texts,
        unstated=rest.unstated,
        unheld=rest.unheld,
        prose=rest.prose,
    )


def _frame_bytes(frame: pl.DataFrame) -> bytes:
    stream = io.BytesIO()
    frame.write_ipc(stream)
    return stream.getvalue()


def _cells(statement: Statement) -> pl.DataFrame:
    """The cells of all tables, column by column: as rows they would stand in memory once more."""
    rows = [(number, row) for number, entry in enumerate(statement.tables) for row in enumerate(entry.table.rows)]
    every = [cell for _, (_, row) in rows for cell in row]
    columns = {
        "table": pl.Series([number for number, (_, row) in rows for _ in row], dtype=pl.Int64),
        "grid_row": pl.Series([place for _, (place, row) in rows for _ in row], dtype=pl.Int64),
    }
    for place, name in enumerate(Cell._fields):
        columns[name] = pl.Series([cell[place] for cell in every], dtype=_CELLS[name])
    return pl.DataFrame(columns)


def _grids(cells: pl.DataFrame, heights: tuple[int, ...]) -> list[tuple[tuple[Cell, ...], ...]]:
    grids: list[list[list[Cell]]] = [[[] for _ in range(height)] for height in heights]
    bbox = Cell._fields.index("bbox")
    for table, place, *said in cells.select("table", "grid_row", *Cell._fields).iter_rows():
        said[bbox] = said[bbox] and tuple(said[bbox])
        grids[table][place].append(Cell(*said))
    return [tuple(tuple(row) for row in grid) for grid in grids]
