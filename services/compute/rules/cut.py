"""Rows that end before their figures do, as where a page's end or a lost line cut them off."""

from heapq import nsmallest

import polars as pl

from services.compute.reading.document import Cell
from services.compute.recognition.statement import RecognisedTable, Statement
from services.compute.rules.once import once

_MOSTLY, _FEWEST_ROWS, _FEWEST_LOST = 0.8, 4, 2


@once
def cut_rows(statement: Statement) -> dict[int, tuple[str, tuple[Cell, ...], tuple[str, ...]]]:
    """By `subject_row`: the table, the row's last cell, and the concepts that it lost."""
    found: dict[int, tuple[str, tuple[Cell, ...], tuple[str, ...]]] = {}
    named = pl.col("subject_code").is_not_null() | pl.col("subject_name").is_not_null()
    facts = statement.facts.lazy().filter((pl.col("subject_kind") != "total") & named)
    facts = facts.select("table", "subject_row", "row", pl.col("concept").cast(pl.Categorical))
    by_table: dict[tuple[object, ...], pl.DataFrame] = {}
    for table in statement.tables:
        if table.columns and not _of_workbook(table):
            by_table = by_table or facts.collect().partition_by("table", as_dict=True)
            if (rows := by_table.get((table.id,))) is not None:
                found |= _in_table(table, rows)
    return found


def _of_workbook(table: RecognisedTable) -> bool:
    """Whether it stood on a sheet, where no row is cut: what it leaves empty is empty."""
    return any(cell.address for row in table.table.rows[:1] for cell in row)


def _leaves_empty(row: tuple[Cell, ...]) -> bool:
    """Whether the file itself has the blank cells that end `row`: text parts them by its marks, and web pages and
    documents by theirs. On a page, drawn or laid out with blanks, nothing stands there.
    """
    return row[-1].line is not None or all(cell.line is None and cell.bbox is None for cell in row)


def _in_table(table: RecognisedTable, facts: pl.DataFrame) -> dict[int, tuple[str, tuple[Cell, ...], tuple[str, ...]]]:
    """Only rows that nearly all others go on beyond, and that stand last in the table or have the fewest cells. A row
    whose cells the file has, and leaves blank, is cut only where it stands last and ends before its first figure.
    """
    measures = {column.concept.code for column in table.columns if column.concept and column.is_measure}
    order = [column.concept.code for column in table.columns if column.concept]
    of_subjects = facts.select("subject_row", "row").unique("subject_row", keep="first", maintain_order=True)
    if len(of_subjects) < _FEWEST_ROWS:
        return {}
    told = facts.select("subject_row", "concept").unique(maintain_order=True)
    times = dict(told.group_by("concept").len().iter_rows())
    usual = [code for code in dict.fromkeys(order) if times.get(code, 0) >= _MOSTLY * len(of_subjects)]
    lacking = told.filter(pl.col("concept").is_in(usual).sum().over("subject_row") < len(usual))
    row_of = dict(of_subjects.filter(pl.col("subject_row").is_in(lacking["subject_row"].implode())).iter_rows())
    stated: dict[int, tuple[int, set[str]]] = {}
    for subject, concept in lacking.iter_rows():
        stated.setdefault(subject, (row_of[subject], set()))[1].add(concept)
    if not stated:
        return {}
    rows = {cell.row: row for row in table.table.rows for cell in row[:1]}
    last = of_subjects.filter(pl.col("row") == pl.col("row").max())["subject_row"][0]
    fewest, second = nsmallest(2, (len(_filled(rows.get(row, ()))) for row in of_subjects["row"]))
    found = {}
    for subject, (row, concepts) in stated.items():
        lost = tuple(code for code in usual if code not in concepts)
        if concepts.isdisjoint(order):
            continue  # it stands under headings of its own
        if len(lost) < _FEWEST_LOST or usual[len(usual) - len(lost) :] != list(lost):
            continue
        cells = _filled(rows.get(row, ()))
        width = len(rows.get(row, ()))
        ends_early = (bool(cells) and cells[-1].column < width - 1) or width < len(table.columns)
        if ends_early and width >= len(table.columns) and _leaves_empty(rows[row]):
            ends_early = subject == last and concepts.isdisjoint(measures)
        printed = bool(cells) and cells[-1].address is None
        if printed and ends_early and (subject == last or len(cells) == fewest < second):
            found[subject] = (table.id, tuple(cells[-1:]), lost)
    return found


def _filled(row: tuple[Cell, ...]) -> list[Cell]:
    return [cell for cell in row if cell.text]
