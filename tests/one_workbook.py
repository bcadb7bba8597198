"""One workbook of several classifications of spending, a sheet each."""

import io
from collections.abc import Sequence

from openpyxl import Workbook

_HEAD = ("Concepto", "Aprobado", "Ampliaciones/ (Reducciones)", "Modificado", "Devengado", "Pagado", "Subejercicio")
OBJECT = "Clasificación por Objeto del Gasto (Capítulo y Concepto)"
OFFICE = "Clasificación Administrativa"
HALF = "Del 1 de enero al 30 de junio de 2024"
_Row = tuple[str | float, ...]
PERSONNEL = ("Servicios Personales", 700.25, 20.0, 720.25, 340.1, 330.0, 380.15)
SUPPLIES = ("Materiales y Suministros", 110.75, -10.0, 100.75, 40.3, 40.3, 60.45)
NORTH = ("Dirección Norte", 411.0, 10.0, 421.0, 180.4, 170.3, 240.6)
SOUTH = ("Dirección Sur", 400.0, 0.0, 400.0, 200.0, 200.0, 200.0)
SOUTH_OTHERWISE = ("Dirección Sur", 400.0, 0.0, 400.0, 208.0, 200.0, 192.0)


def _total(rows: Sequence[_Row]) -> _Row:
    return ("Total del Gasto", *(round(sum(column), 2) for column in zip(*(row[1:] for row in rows), strict=True)))


def workbook(*sheets: tuple[str, Sequence[_Row], str], institution: str = "Municipio de Anáhuac") -> bytes:
    """A workbook of `institution` with a sheet for each classification, rows and period."""
    book = Workbook(write_only=True)
    for number, (kind, rows, period) in enumerate(sheets):
        sheet = book.create_sheet(f"E{number}")
        title = "Estado Analítico del Ejercicio del Presupuesto de Egresos"
        for words in (institution, title, kind, period, "(Pesos)"):
            sheet.append([words])
        for row in (_HEAD, *rows, *([] if rows[-1][0] == "Total del Gasto" else [_total(rows)])):
            sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
