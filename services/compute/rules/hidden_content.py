"""A file holds figures that it does not show: in rows, columns or sheets that are hidden, or in the colour of their
ground.
"""

from collections.abc import Sequence

from services.compute.policy import Policy
from services.compute.reading.document import Cell
from services.compute.recognition.figures import parse_text
from services.compute.recognition.statement import Statement
from services.compute.rules.rule import Finding, Outcome, Rule
from shared.figures import stored_number
from shared.report import Text

RULE = Rule(
    id="hidden-content",
    version=2,
    severity="information",
    title=Text(es="Contenido oculto", en="Hidden content"),
    why=Text(
        es="Quien lee el archivo no ve esas cifras, y los totales que sí ve pueden incluirlas.",
        en="Whoever reads the file does not see those figures, and totals that are seen may take them in.",
    ),
    source=Text(
        es="EuSpRIG, práctica de auditoría de hojas de cálculo (lo oculto y lo escrito en el color de su fondo)",
        en="EuSpRIG, spreadsheet audit practice (what is hidden, and what is written in the colour of its ground)",
    ),
    fails=Text(
        es="la columna F oculta, con 12 cifras; 841.50 escrito en blanco sobre blanco",
        en="column F hidden, with 12 figures; 841.50 written in white on white",
    ),
    passes=Text(
        es="renglones ocultos que están vacíos; ceros en blanco",
        en="hidden rows that are empty; zeros in white",
    ),
)


def check(statement: Statement, policy: Policy) -> Outcome:
    """One case a table or a hidden sheet, which counts whatever it holds since it is not read."""
    outcome = Outcome()
    for sheet in statement.hidden_sheets:
        message = Text(
            es=f"La hoja «{sheet}» está oculta y no se leyó.", en=f"The sheet “{sheet}” is hidden and was not read."
        )
        outcome.findings.append(Finding(("period", None, None), message))
    for table in statement.tables:
        cells = [cell for row in table.table.rows for cell in row]
        hidden = [cell for cell in cells if cell.hidden and cell.stored]
        unseen = [cell for cell in cells if cell.unseen and not cell.hidden and _is_figure(cell)]
        outcome.passed += not hidden and not unseen
        for found, es, en in (
            (hidden, "en renglones o columnas ocultos", "in hidden rows or columns"),
            (
                unseen,
                "en el mismo color que su fondo",
                "in the same colour as what is behind",
            ),
        ):
            if found:
                outcome.findings.append(_finding(found, es, en, table.id))
    return outcome


def _finding(cells: Sequence[Cell], es: str, en: str, table: str) -> Finding:
    count, first = len(cells), cells[0]
    where = f"{first.address} ({stored_number(first.text)})" if first.address else f"«{first.text}»"
    message = Text(
        es=f"{count} cifra{'s' * (count > 1)} {es}, desde {where}.",
        en=f"{count} figure{'s' * (count > 1)} {en}, from {where}.",
    )
    return Finding(("period", None, None), message, cells=tuple(cells), table=table)


def _is_figure(cell: Cell) -> bool:
    """Whether a cell states a figure other than zero, which many forms leave unseen on purpose."""
    figure = parse_text(cell.text)
    return bool(cell.stored) if cell.address else figure is not None and bool(figure.value)
