"""A row has more or fewer cells than its table, or its cells can be read in more than one way.

Where the row's own rates tell, it was read as they say; where they do not, the cells in doubt were left unread and no
figure was made of them. Likewise figures of which nothing tells beside which of two columns of names they belong.
"""

from services.compute.policy import Policy
from services.compute.recognition.statement import RowNote, Statement
from services.compute.rules.notes import note_outcome, quoted
from services.compute.rules.rule import Finding, Outcome, Rule
from shared.report import Text

RULE = Rule(
    id="ragged-row",
    version=3,
    severity="warning",
    title=Text(es="Renglón con celdas de más o de menos", en="Row with cells too many or too few"),
    why=Text(
        es="Con una celda perdida o añadida no se sabe de qué columna es cada cifra, salvo que su aritmética lo diga.",
        en="With a cell lost or added, which column a figure belongs to is unknown unless its arithmetic tells.",
    ),
    source=Text(
        es="Aritmética del renglón: los porcentajes informados se sostienen en una sola lectura",
        en="Arithmetic of the row: the reported rates hold under one reading only",
    ),
    fails=Text(es="14 celdas en un cuadro de 15 columnas", en="14 cells in a table of 15 columns"),
    passes=Text(es="15 celdas en un cuadro de 15 columnas", en="15 cells in a table of 15 columns"),
)


def check(statement: Statement, policy: Policy) -> Outcome:
    """One case a row of figures."""
    outcome = note_outcome(statement, "ragged", _finding)
    ambiguous = note_outcome(statement, "ambiguous", _finding)
    outcome.findings += ambiguous.findings
    outcome.passed -= len(ambiguous.findings)
    outcome.findings += note_outcome(statement, "unpaired", _finding).findings
    return outcome


def _finding(note: RowNote) -> Finding:
    lost = quoted(note.missing)
    if note.kind == "unpaired":
        message = Text(
            es=f"Dos columnas nombran renglones y nada dice de cuál son las cifras de {lost}; quedaron sin leer.",
            en=f"Two columns name rows, and nothing tells of which of them the figures in {lost} are; left unread.",
        )
    elif note.kind == "ambiguous":
        message = Text(
            es=f"El renglón admite más de una lectura; quedaron sin leer {lost}.",
            en=f"The row can be read in more than one way; left unread: {lost}.",
        )
    elif not note.rates_met:
        message = Text(
            es="El renglón no tiene las celdas de su tabla; se leyó por lo que cada celda parece"
            f"{f'. Quedó sin cifra {lost}' if lost else ''}.",
            en="The row does not have its table's cells; read by what each cell looks like"
            f"{f'. Left without a figure: {lost}' if lost else ''}.",
        )
    else:
        message = Text(
            es=f"El renglón no tiene las {note.width} celdas de su tabla; se leyó donde concuerdan "
            f"{note.rates_met} de sus porcentajes{f'. Quedó sin cifra {lost}' if lost else ''}.",
            en=f"The row does not have its table's {note.width} cells; read where "
            f"{note.rates_met} of its rates agree{f'. Left without a figure: {lost}' if lost else ''}.",
        )
    return Finding(note.subject, message, cells=note.cells, table=note.table, origin="reading")
