"""A workbook keeps a figure as text in a column of numbers: what is worked out of the column passes over it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

import polars as pl

from services.compute.policy import Policy
from services.compute.reading.document import Cell
from services.compute.recognition.statement import RecognisedTable, Statement
from services.compute.rules.rule import Finding, Outcome, Rule
from shared.report import Text

RULE = Rule(
    id="number-as-text",
    version=1,
    severity="information",
    title=Text(es="Cifra guardada como texto", en="Figure kept as text"),
    why=Text(
        es="El libro no la trata como número: las sumas y los filtros la pasan por alto sin avisar.",
        en="The workbook does not take it for a number: sums and filters pass over it without a word.",
    ),
    source=Text(
        es="EuSpRIG, práctica de auditoría de hojas de cálculo (números guardados como texto); umbral: propio de este "
        "proyecto",
        en="EuSpRIG, spreadsheet audit practice (numbers stored as text); threshold: a default of this project",
    ),
    fails=Text(
        es="6,118,400 como texto entre los números de su columna",
        en="6,118,400 as text among the numbers of its column",
    ),
    passes=Text(
        es="una columna escrita toda como texto, como la dejan algunos programas",
        en="a column that is all text, as some programs leave it",
    ),
)

_FEWEST_NUMBERS, _NUMBERS_FOR_ONE = 2, 2
"""So many numbers a column must hold, and for each that is text, for the text to be the odd one."""


def check(statement: Statement, policy: Policy) -> Outcome:
    """One case a table of a workbook."""
    outcome = Outcome()
    for table in statement.tables:
        if not any(cell.address for row in table.table.rows for cell in row):
            outcome.does_not_apply("no workbook")
            continue
        odd = list(_odd(statement, table))
        outcome.passed += not odd
        outcome.findings += [_finding(table, odd)] if odd else []
    return outcome


def _odd(statement: Statement, table: RecognisedTable) -> Iterator[Cell]:
    """The figures of `table` that are text among the numbers of their columns."""
    facts = statement.facts.filter((pl.col("table") == table.id) & pl.col("exact").is_not_null())
    stated = {(row, column) for row, column in facts.select("row", "column").iter_rows()}
    columns: dict[int, list[Cell]] = defaultdict(list)
    for cell in (cell for row in table.table.rows for cell in row):
        if (cell.row, cell.column) in stated:
            columns[cell.column].append(cell)
    for cells in columns.values():
        texts = [cell for cell in cells if not cell.is_number]
        if len(cells) - len(texts) >= max(_FEWEST_NUMBERS, _NUMBERS_FOR_ONE * len(texts)):
            yield from texts


def _finding(table: RecognisedTable, cells: Sequence[Cell]) -> Finding:
    count, first = len(cells), f"{cells[0].address} («{cells[0].text}»)"
    first_en = f"{cells[0].address} (“{cells[0].text}”)"
    es = f"{count} cifras guardadas como texto entre números, desde {first}."
    en = f"{count} figures kept as text among numbers, from {first_en}."
    if count == 1:
        es, en = f"Guardada como texto entre números: {first}.", f"Kept as text among numbers: {first_en}."
    return Finding(("period", None, None), Text(es=es, en=en), cells=tuple(cells), table=table.id)
