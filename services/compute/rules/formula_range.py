"""A sum leaves out rows of its own block.

Either figures typed right below the last row summed, and above the sum, are not in it; or the sums beside it in its
row take more rows than it does.
"""

from collections import Counter
from decimal import Decimal

from services.compute.policy import Policy
from services.compute.reading.document import Cell
from services.compute.recognition.statement import RecognisedTable, Statement
from services.compute.rules.references import place_of, summed_rows
from services.compute.rules.rule import Finding, Outcome, Rule
from shared.figures import stored_number
from shared.report import Text

RULE = Rule(
    id="formula-range",
    version=1,
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
                if missed:
                    outcome.findings.append(_finding(table, cell, missed))
                else:
                    outcome.passed += 1
    if not (outcome.passed or outcome.findings or outcome.not_applicable):
        outcome.does_not_apply("no sum that a formula gives")
    return outcome


def _below(cells: dict[tuple[int, int], Cell], total: Cell, last: int) -> list[Cell]:
    """The typed figures that fill every row from the last summed to the total; none where any row differs."""
    row, column = place_of(total) or (0, 0)
    between = [cells.get((number, column)) for number in range(last + 1, row)]
    typed = [cell for cell in between if cell and cell.stored and not cell.formula]
    return typed if len(typed) == len(between) else []


def _beside(
    cells: dict[tuple[int, int], Cell], total: Cell, own: tuple[int, int], often: Counter[tuple[int, int]]
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


def _finding(table: RecognisedTable, total: Cell, missed: list[Cell]) -> Finding:
    left = sum((cell.stored or Decimal(0) for cell in missed), Decimal(0))
    named = ", ".join(f"{cell.address} ({stored_number(cell.text)})" for cell in missed)
    return Finding(
        subject=("total", None, None),
        message=Text(
            es=f"{total.address} = {total.formula} no incluye {named}.",
            en=f"{total.address} = {total.formula} does not take in {named}.",
        ),
        cells=(total, *missed),
        table=table.id,
        observed=total.stored,
        expected=None if total.stored is None else total.stored + left,
        stake=abs(left),
    )
