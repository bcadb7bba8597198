"""A workbook holds figures in rows or columns that it does not show, or sheets that it does not show."""

from services.compute.policy import Policy
from services.compute.recognition.statement import Statement
from services.compute.rules.rule import Finding, Outcome, Rule
from shared.report import Text

RULE = Rule(
    id="hidden-content",
    version=1,
    severity="information",
    title=Text(es="Contenido oculto", en="Hidden content"),
    why=Text(
        es="Quien lee el archivo no ve esas cifras, y los totales que sí ve pueden incluirlas.",
        en="Whoever reads the file does not see those figures, and totals that are seen may take them in.",
    ),
    source=Text(
        es="EuSpRIG, práctica de auditoría de hojas de cálculo (renglones, columnas y hojas ocultos)",
        en="EuSpRIG, spreadsheet audit practice (hidden rows, columns and sheets)",
    ),
    fails="column F hidden, with 12 figures",
    passes="hidden rows that are empty",
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
        cells = tuple(cell for row in table.table.rows for cell in row if cell.hidden and cell.stored)
        if not cells:
            outcome.passed += 1
            continue
        count, first = len(cells), f"{cells[0].address} ({cells[0].text})"
        message = Text(
            es=f"{count} cifra{'s' * (count > 1)} en renglones o columnas ocultos, desde {first}.",
            en=f"{count} figure{'s' * (count > 1)} in hidden rows or columns, from {first}.",
        )
        outcome.findings.append(Finding(("period", None, None), message, cells=cells, table=table.id))
    return outcome
