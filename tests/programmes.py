"""Small statements of programmes, written row by row, for tests of rules and recognition."""

from collections.abc import Sequence

from services.compute.policy import load_policy
from services.compute.reading import read
from services.compute.recognition import Statement, recognise
from services.compute.rules import Outcome, catalogue

YEAR = "Del 1 de enero al 31 de diciembre de 2024"
QUARTER = "Del 1 de enero al 31 de marzo de 2024"

GROUPS = ["Clave", "Nombre", "Inversión", "", "", "Metas", "", "", "", "% Avance Financiero", "", "% Avance Metas", ""]
HEADINGS = [
    *("", "", "Aprobado", "Modificado", "Devengado", "Programado", "Modificado", "Alcanzado", "Unidad de medida"),
    *("Devengado/ Aprobado", "Devengado/ Modificado", "Alcanzado/ Programado", "Alcanzado/ Modificado"),
]
GOOD = ["A1", "Uno", "100.00", "100.00", "80.00", "10", "10", "9", "Informes", "80%", "80%", "90%", "90%"]
"""A row in which everything agrees and no rule fires."""

_PLACES = {
    **{"code": 0, "name": 1, "approved": 2, "modified": 3, "accrued": 4, "target_original": 5, "target_modified": 6},
    **{"achieved": 7, "unit": 8},
}


def row(**figures: str) -> list[str]:
    """`GOOD` with other figures and its rates worked out anew, over nothing as 0 %."""
    cells = list(GOOD)
    for name, text in figures.items():
        cells[_PLACES[name]] = text
    numbers = [float(cell.replace(",", "")) for cell in cells[2:8]]
    approved, modified, accrued, original, target, achieved = numbers
    for place, top, bottom in ((9, accrued, approved), (10, accrued, modified), (11, achieved, original)):
        cells[place] = f"{top / bottom:.0%}" if bottom else "0%"
    cells[12] = f"{achieved / target:.0%}" if target else "0%"
    return cells


def text(rows: Sequence[Sequence[str]], period: str = YEAR, institution: str = "INSTITUTO DE PRUEBA") -> bytes:
    """A filing of these rows, as tab-separated text with title and headings."""
    title = [f"{institution} DEL ESTADO Programas y Proyectos de Inversión {period}", *[""] * 12]
    return "\n".join("\t".join(cells) for cells in (title, GROUPS, HEADINGS, *rows)).encode()


def statement(*rows: Sequence[str], period: str = YEAR) -> Statement:
    """What recognition makes of these rows."""
    return recognise(read(text(rows, period)), "MXN")


def outcome(rule: str, *rows: Sequence[str], period: str = YEAR) -> Outcome:
    """What one rule answers for these rows, under the default policy."""
    _, check = catalogue()[rule]
    return check(statement(*rows, period=period), load_policy())
