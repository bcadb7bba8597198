"""A cell shows the error of a formula where a figure belongs: ``#DIV/0!``, ``#REF!``, ``#N/A``."""

import re

from services.compute.policy import Policy
from services.compute.recognition.statement import Statement
from services.compute.rules.rule import Finding, Outcome, Rule
from shared.report import Text

RULE = Rule(
    id="formula-error",
    version=1,
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

_ERROR = re.compile(
    r"#\s?[¡¿]?(?:DIV/0!|REF!|N/[AD]|VALUE!|VALOR!|NAME\?|NOMBRE\?|NUM!|NULL!|NULO!|SPILL!|CALC!)", re.IGNORECASE
)


def is_formula_error(text: str) -> bool:
    """Whether `text` is what spreadsheets show, in Spanish or English, where a formula fails."""
    return _ERROR.fullmatch(text.strip()) is not None


def check(statement: Statement, policy: Policy) -> Outcome:
    """One case a fact or an error, a finding a table: one cause most often fails many cells."""
    outcome = Outcome(passed=statement.facts.height)
    for table in statement.tables:
        cells = tuple(cell for row in table.table.rows for cell in row if is_formula_error(cell.text))
        if not cells:
            continue
        shown = ", ".join(dict.fromkeys(cell.text.strip() for cell in cells))
        count = len(cells)
        outcome.findings.append(
            Finding(
                subject=("account", None, None),
                message=Text(
                    es=f"{count} celda{'s' * (count > 1)} con error de fórmula en lugar de cifra: {shown}.",
                    en=f"{count} cell{'s' * (count > 1)} with a formula error in place of a figure: {shown}.",
                ),
                cells=cells,
                table=table.id,
            )
        )
    return outcome
