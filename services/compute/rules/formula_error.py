"""A cell shows the error of a formula where a figure belongs: ``#DIV/0!``, ``#REF!``, ``#N/A``; or a workbook holds a
formula without what it comes to, as programs leave them that write workbooks and do not calculate.
"""

from collections.abc import Sequence

from services.compute.policy import Policy
from services.compute.reading.document import Cell
from services.compute.recognition.figures import shows_error
from services.compute.recognition.statement import Statement
from services.compute.rules.rule import Finding, Outcome, Rule
from shared.report import Text

RULE = Rule(
    id="formula-error",
    version=2,
    severity="error",
    title=Text(es="Error de fórmula", en="Formula error"),
    why=Text(
        es="Donde la fórmula falla no hay cifra, y todo total que la use queda sin sustento.",
        en="Where the formula fails there is no figure, and every total that uses it is without ground.",
    ),
    source=Text(
        es="ISO/IEC 29500-1, 18.17.2.7 y 18.18.11 (valores de error de las celdas)",
        en="ISO/IEC 29500-1, 18.17.2.7 and 18.18.11 (error values of cells)",
    ),
    fails=Text(es="#DIV/0! en la columna de porcentajes", en="#DIV/0! in the column of rates"),
    passes=Text(es="0.0 % en la columna de porcentajes", en="0.0 % in the column of rates"),
)

_MOST_SHOWN = 4


def is_formula_error(cell: Cell) -> bool:
    """Whether `cell` shows what spreadsheets show, in Spanish or English, where a formula fails, or a formula that has
    not been worked out.
    """
    return shows_error(cell) or _is_not_worked_out(cell)


def _is_not_worked_out(cell: Cell) -> bool:
    return bool(cell.formula) and cell.text.startswith("=")


def check(statement: Statement, policy: Policy) -> Outcome:
    """One case a fact or an error, a finding a table: one cause most often fails many cells."""
    outcome = Outcome(passed=statement.facts.height)
    for table in statement.tables:
        cells = [cell for row in table.table.rows for cell in row if is_formula_error(cell)]
        failed = tuple(cell for cell in cells if not _is_not_worked_out(cell))
        waiting = tuple(cell for cell in cells if _is_not_worked_out(cell))
        if failed:
            outcome.findings.append(_finding(table.id, failed, _failed(failed)))
        if waiting:
            outcome.findings.append(_finding(table.id, waiting, _waiting(waiting)))
    return outcome


def _finding(table: str, cells: tuple[Cell, ...], message: Text) -> Finding:
    return Finding(subject=("account", None, None), message=message, cells=cells, table=table)


def _failed(cells: Sequence[Cell]) -> Text:
    count, shown = len(cells), _shown(cells)
    return Text(
        es=f"{count} celda{'s' * (count > 1)} con error de fórmula en lugar de cifra: {shown.es}.",
        en=f"{count} cell{'s' * (count > 1)} with a formula error in place of a figure: {shown.en}.",
    )


def _waiting(cells: Sequence[Cell]) -> Text:
    count, shown = len(cells), _shown(cells)
    return Text(
        es=f"{count} fórmula{'s' * (count > 1)} sin su resultado en el archivo, que no se supone: {shown.es}. "
        "Ábralo en una hoja de cálculo, guárdelo y entréguelo de nuevo.",
        en=f"{count} formula{'s' * (count > 1)} without a result in the file, which is not guessed: {shown.en}. "
        "Open it in a spreadsheet, save it and hand it in again.",
    )


def _shown(cells: Sequence[Cell]) -> Text:
    texts = list(dict.fromkeys(cell.text.strip() for cell in cells))
    shown, left = ", ".join(texts[:_MOST_SHOWN]), len(texts) - _MOST_SHOWN
    return Text(es=f"{shown} y {left} más", en=f"{shown} and {left} more") if left > 0 else Text(es=shown, en=shown)
