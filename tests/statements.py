"""Small statements of one quarter of one institution, as text, for tests of what lies between statements."""

_BASE = "Estado Analítico del Ejercicio del Presupuesto de Egresos"
_TITLES = {
    "object": (f"{_BASE} Clasificación por Objeto del Gasto (Capítulo y Concepto)", "Materiales"),
    "function": (f"{_BASE} Clasificación Funcional (Finalidad y Función)", "Desarrollo Social"),
    "economic": (f"{_BASE} Clasificación Económica (por Tipo de Gasto)", "Gasto Corriente"),
}
_HEAD = "Ente Público:\tINSTITUTO DE PENSIONES Y BIENESTAR DEL ESTADO DE ANÁHUAC\n"
_COLUMNS = "Concepto\tAprobado\tAmpliaciones/ (Reducciones)\tModificado\tDevengado\tPagado\tSubejercicio\n"


def expenditure(kind: str, accrued: str, period: str = "Del 1 de enero al 30 de junio de 2023") -> bytes:
    """A statement of spending by `kind` (object, function, economic) in which `accrued` was spent and all agrees."""
    title, row = _TITLES[kind]
    figures = f"1,000.00\t200.00\t1,200.00\t{accrued}\t{accrued}\t{1200 - float(accrued):,.2f}"
    return f"{title}\n{period}\n(Pesos)\n\n{_HEAD}{_COLUMNS}{row}\t{figures}\nTotal del Gasto\t{figures}\n".encode()
