"""The five steps, as plain functions in a row: read, recognise, derive, check, and lay out the report."""

import hashlib
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal

import polars as pl

from services.compute.collecting import seldom_collected
from services.compute.indicators import derive
from services.compute.laid_out import fact_parts, indicator_parts
from services.compute.policy import Policy
from services.compute.reading import Document, UnreadableFiling, read
from services.compute.reading.document import Cell, NotePage
from services.compute.recognition import Statement, recognise
from services.compute.rules import check_all
from services.compute.rules.check import Checked
from services.compute.rules.once import forget
from shared.identity import filing_id

Stage = Literal["reading", "recognising", "deriving", "checking"]
STAGES: tuple[Stage, ...] = ("reading", "recognising", "deriving", "checking")
Progress = Callable[[Stage, int, int], None]
"""Called with a stage, and how much of it is done of how much in all."""
ReadDocument = Callable[[NotePage], Document]
"""Reads the filing, telling how many pages of how many are read. Raises `UnreadableFiling`."""


@dataclass(frozen=True, slots=True)
class Analysis:
    """What one filing came to: `report` as values that `shared.report.Report` takes, `statement` what it was recognised
    as.
    """

    report: dict[str, Any]
    statement: Statement

    @property
    def grids(self) -> dict[str, list[list[str]]]:
        """The cell texts of each table by its id."""
        return {entry.id: [[cell.text for cell in row] for row in entry.table.rows] for entry in self.statement.tables}


def analyse(
    content: bytes,
    filename: str,
    policy: Policy,
    progress: Progress = lambda *_: None,
    read_document: ReadDocument | None = None,
) -> Analysis:
    """Run the pipeline over the bytes of one filing, read by `read_document` where that is not `read` on them alone.

    Raises `UnreadableFiling`.
    """
    timings: dict[str, float] = {}

    @contextmanager
    def stage(name: Stage) -> Iterator[None]:
        progress(name, 0, 1)
        begun = time.perf_counter()
        yield
        timings[name] = round(time.perf_counter() - begun, 4)
        progress(name, 1, 1)

    with stage("reading"), seldom_collected():
        read_document = read_document or partial(read, content, filename)
        document = read_document(lambda done, total: progress("reading", done, total))
    with stage("recognising"), seldom_collected():
        statement = recognise(document, policy.currency)
        _refuse_empty(document, statement, filename)
    with stage("deriving"), seldom_collected():
        indicators = indicator_parts(derive(statement, policy))
    with stage("checking"), seldom_collected():
        checked = check_all(statement, policy)
        forget()
    report = {
        "filing": _file(content, filename) | _filing(document, statement),
        "tables": [_table(table) for table in statement.tables],
        "facts": fact_parts(statement.facts),
        "indicators": indicators,
        "anomalies": numbered_anomalies(checked),
        "coverage": coverage_of(statement, checked) | {"unread_pages": list(document.unread_pages)},
        "timings": timings,
        "policy": {"name": policy.name, "version": policy.version},
    }
    return Analysis(report, statement)


def numbered_anomalies(checked: Checked) -> list[dict[str, Any]]:
    """Anomalies as `AnomalyPart` has them."""
    return [
        {"id": f"a{number}"} | entry | {"message": entry["message"].model_dump()}
        for number, entry in enumerate(checked.anomalies, 1)
    ]


def _refuse_empty(document: Document, statement: Statement, filename: str) -> None:
    """A filing without a figure has no answer, unless it is a statement that is known to state none."""
    if not document.tables and not statement.statements and statement.facts.is_empty():
        raise UnreadableFiling("no-table", filename=filename)
    if statement.facts.is_empty() and not statement.statements:
        rows = (row for table in document.tables for row in table.rows if sum(bool(cell.text) for cell in row) > 1)
        headings = ", ".join(cell.text for cell in next(rows, ()) if cell.text)
        raise UnreadableFiling("no-figure", filename=filename, headings=headings[:300])


def _file(content: bytes, filename: str) -> dict[str, Any]:
    sha256 = hashlib.sha256(content).hexdigest()
    return {"id": filing_id(sha256), "filename": filename, "sha256": sha256, "size": len(content)}


def _filing(document: Document, statement: Statement) -> dict[str, Any]:
    institution, period = statement.institution, statement.period
    return {
        "media_type": document.media_type,
        "pages": statement.pages,
        "family": statement.family,
        "statements": list(statement.statements),
        "institution": institution and {"name": institution.name, "acronym": institution.acronym},
        "period": period and {"start": period.start.isoformat(), "end": period.end.isoformat()},
        "currency": statement.currency,
    }


def _table(entry: Any) -> dict[str, Any]:
    columns = [
        {
            "index": column.index,
            "label": column.label,
            "concept": column.concept.code if column.concept else None,
            "confidence": column.confidence if column.concept else None,
            "reason": column.reason if column.concept else None,
        }
        for column in entry.columns
    ]
    return {
        "id": entry.id,
        "page": entry.table.page,
        "title": " ".join(entry.table.title.split()),
        "rows": entry.data_rows,
        "numbered": _numbered(entry.table.rows),
        "statement": entry.statement,
        "columns": columns,
    }


def _numbered(rows: Sequence[Sequence[Cell]]) -> list[list[int]]:
    """Which rows of a sheet, or lines of a text, `rows` are, as `TablePart` has it."""
    runs: list[list[int]] = []
    for number, row in enumerate(rows):
        own = next((cell.sheet_row or cell.line for cell in row if cell.sheet_row or cell.line), None)
        if own is not None and (not runs or own - runs[-1][1] != number - runs[-1][0]):
            runs.append([number, own])
    return runs


def coverage_of(statement: Statement, checked: Checked) -> dict[str, Any]:
    """Coverage as `CoveragePart` has it."""
    figures = statement.facts.select(
        "table",
        "column",
        pl.col("value").is_not_null().alias("is_figure"),
        pl.Series("checked", checked.facts, dtype=pl.Boolean),
        pl.Series("bounded", checked.bounded, dtype=pl.Boolean),
    ).filter("is_figure")
    untouched = figures.filter(~pl.col("checked") & ~pl.col("bounded"))
    unchecked = untouched.group_by("table", "column", maintain_order=True).len("cells")
    return {
        "numeric_cells": statement.numeric_cells,
        "as_facts": len(figures),
        "checked": figures["checked"].sum(),
        "bounded": figures["bounded"].sum(),
        "unsummed_totals": checked.unsummed,
        "unsummed_first": list(checked.unsummed_first),
        "unchecked": list(unchecked.iter_rows(named=True)),
        "rules": checked.rules,
        "sentences": statement.prose.sentences,
        "sentences_held": statement.prose.held,
        "sentences_partly_held": statement.prose.partly,
    }
