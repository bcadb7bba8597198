"""A sum leaves out rows of its own block.

Either figures typed right below the last row summed, and above the sum or, where sums head their blocks, above the next
one, are not in it; or the sums beside it in its row take more rows than it does; or a figure among those summed is kept
as text, which sums pass over.
"""

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal

import polars as pl

from services.compute.policy import Policy
from services.compute.reading.document import Cell
from services.compute.recognition.statement import RecognisedTable, Statement
from services.compute.rules.references import place_of, referred_rows, summed_rows
from services.compute.rules.rule import Finding, Outcome, Rule
from shared.figures import figure
from shared.report import Text

RULE = Rule(
    id="formula-range",
    version=2,
    severity="error",
    title=Text(es="Suma que omite renglones", en="Sum that leaves rows out"),
    why=Text(
        es="El total no incluye todo lo que está sobre él, casi siempre porque se añadió un renglón después.",
        en="The total does not take in all that stands above it, most often since a row was added later.",
    ),
    source=Text(
        es="EuSpRIG, práctica de auditoría de hojas de cálculo (rangos incompletos); umbral: propio de este proyecto",
        en="EuSpRIG, spreadsheet audit practice (incomplete ranges); threshold: a default of this project",
    ),
    fails=Text(es="B8=SUM(B2:B6), con una cifra escrita en B7", en="B8=SUM(B2:B6), with a figure typed in B7"),
    passes="B8=SUM(B2:B7)",
)

_LEFT_OUT = Text(
    es="{total} = {formula} no incluye {named}.",
    en="{total} = {formula} does not take in {named}.",
)
_KEPT_AS_TEXT = Text(
    es="{total} = {formula} no cuenta {named}: en el libro no es número, sino texto.",
    en="{total} = {formula} does not count {named}: in the workbook it is no number, but text.",
)
_CENTAVO = Decimal("0.01")


def check(statement: Statement, policy: Policy) -> Outcome:
    """One case a sum over the cells above it."""
    outcome = Outcome()
    least = int(policy.threshold(RULE.id, "rows"))
    for table in statement.tables:
        cells: dict[tuple[int, int], Cell] = {}
        for row in table.table.rows:
            ranges = {cell: found for cell in row if (found := summed_rows(cell))}
            if ranges and not cells:
                cells = {place: cell for row in table.table.rows for cell in row if (place := place_of(cell))}
            often = Counter(ranges.values())
            for cell, (first, last) in ranges.items():
                if last - first + 1 < least:
                    outcome.does_not_apply("a short sum")
                    continue
                missed = _below(cells, cell, last) or _beside(cells, cell, (first, last), often)
                texts = {} if missed else _as_texts(statement, table, cells, cell, (first, last))
                if missed:
                    left = {one: one.stored or Decimal(0) for one in missed}
                    outcome.findings.append(_finding(table, cell, left, _LEFT_OUT))
                elif texts:
                    outcome.findings.append(_finding(table, cell, texts, _KEPT_AS_TEXT))
                else:
                    outcome.passed += 1
    if not (outcome.passed or outcome.findings or outcome.not_applicable):
        outcome.does_not_apply("no sum that a formula gives")
    return outcome


def _below(cells: Mapping[tuple[int, int], Cell], total: Cell, last: int) -> list[Cell]:
    """The typed figures that fill every row from the last summed to the total, or, where sums head their blocks, to the
    next sum; none where any row differs, or another formula of the column takes it in.
    """
    row, column = place_of(total) or (0, 0)
    end = row if last < row else _next_sum(cells, column, last)
    between = [cells.get((number, column)) for number in range(last + 1, end)]
    typed = [cell for cell in between if cell and cell.stored and not cell.formula]
    if len(typed) < len(between) or not typed or last < row:
        return typed if len(typed) == len(between) else []
    elsewhere = {number for (_, of), cell in cells.items() if of == column for number in referred_rows(cell)}
    return [] if elsewhere & set(range(last + 1, end)) else typed


def _next_sum(cells: Mapping[tuple[int, int], Cell], column: int, last: int) -> int:
    """The row of the first sum of rows below itself that stands in `column` below row `last`; none: the next row."""
    below = sorted(row for (row, of), cell in cells.items() if of == column and row > last and cell.formula)
    if not below:
        return last + 1
    found = summed_rows(cells[below[0], column])
    return below[0] if found and found[0] > below[0] else last + 1


def _as_texts(
    statement: Statement,
    table: RecognisedTable,
    cells: Mapping[tuple[int, int], Cell],
    total: Cell,
    summed: tuple[int, int],
) -> dict[Cell, Decimal]:
    """The figures among those `summed` that are kept as text, where the sum comes out without them."""
    _, column = place_of(total) or (0, 0)
    among = [cell for row in range(summed[0], summed[1] + 1) if (cell := cells.get((row, column))) and cell.text]
    texts = [cell for cell in among if cell.stored is None]
    if not texts or total.stored is None:
        return {}
    without = sum((cell.stored or Decimal(0) for cell in among), Decimal(0))
    if abs(without - total.stored) > _CENTAVO:
        return {}
    facts = statement.facts.filter(pl.col("table") == table.id, pl.col("exact").is_not_null())
    read = {(row, of): value for row, of, value in facts.select("row", "column", "exact").iter_rows()}
    return {cell: value for cell in texts if (value := read.get((cell.row, cell.column)))}


def _beside(
    cells: Mapping[tuple[int, int], Cell], total: Cell, own: tuple[int, int], often: Counter[tuple[int, int]]
) -> list[Cell]:
    """The figures that the sums beside take in and this one does not, where all those beside take the same."""
    others = often - Counter([own])
    if len(others) != 1 or often[own] > 1:
        return []
    (first, last), times = next(iter(others.items()))
    if times <= 1 or not (first <= own[0] and own[1] <= last):
        return []
    _, column = place_of(total) or (0, 0)
    rows = [*range(first, own[0]), *range(own[1] + 1, last + 1)]
    return [cell for row in rows if (cell := cells.get((row, column))) and cell.stored]


def _finding(table: RecognisedTable, total: Cell, missed: Mapping[Cell, Decimal], how: Text) -> Finding:
    left = sum(missed.values(), Decimal(0))
    named = ", ".join(f"{cell.address} ({figure(value)})" for cell, value in missed.items())
    return Finding(
        subject=("total", None, None),
        message=Text(
            es=how.es.format(total=total.address, formula=total.formula, named=named),
            en=how.en.format(total=total.address, formula=total.formula, named=named),
        ),
        cells=(total, *missed),
        table=table.id,
        observed=total.stored,
        expected=None if total.stored is None else total.stored + left,
        stake=abs(left),
    )
