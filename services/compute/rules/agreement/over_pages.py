"""Tables that pages part, put together, so that their figures are held against each other as those of one."""

from dataclasses import replace
from itertools import chain

import polars as pl

from services.compute.recognition.statement import RecognisedTable, Statement


def put_together(statement: Statement) -> Statement:
    """`statement` with each table and those that go on with its rows as one, of its id, the rows numbered through.
    Those whose rows are moved stay by themselves: their figures do not stand under those above.
    """
    moved = {note.table for note in statement.notes if note.kind == "shifted"}
    runs: list[list[RecognisedTable]] = []
    for table in statement.tables:
        if table.goes_on and runs and moved.isdisjoint((table.id, runs[-1][-1].id)):
            runs[-1].append(table)
        else:
            runs.append([table])
    if len(runs) == len(statement.tables):
        return statement
    names: dict[str, str] = {}
    above: dict[str, int] = {}
    for run in runs:
        height = 0
        for table in run:
            names[table.id], above[table.id] = run[0].id, height
            height += len(table.table.rows)
    whole, rows = pl.col("table").replace(names), pl.col("row") + pl.col("table").replace_strict(above, default=0)
    return replace(
        statement,
        tables=tuple(_one(run, above) for run in runs),
        facts=statement.facts.with_columns(rows.cast(statement.facts.schema["row"]), table=whole),
    )


def _one(run: list[RecognisedTable], above: dict[str, int]) -> RecognisedTable:
    first, *others = run
    if not others:
        return first
    more = (
        tuple(cell._replace(row=cell.row + above[table.id]) for cell in row)
        for table in others
        for row in table.table.rows
    )
    grid = replace(first.table, rows=tuple(chain(first.table.rows, more)))
    return replace(first, table=grid, data_rows=sum(table.data_rows for table in run))
