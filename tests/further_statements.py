"""Statements that few institutions publish beside their quarter's, as another institution prints them."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

INSTITUTION = "INSTITUTO TECNOLÓGICO SUPERIOR DE TZINTZUNTZAN"
Row = Sequence[str]


@dataclass(frozen=True, slots=True)
class Form:
    """A statement: its `kind`, the rows above its figures, its figures' rows, and the concepts and years across.

    `dated` says that its title names a period.
    """

    kind: str
    head: tuple[Row, ...]
    body: tuple[Row, ...]
    concepts: tuple[str, ...]
    years: tuple[int, ...]
    dated: bool = True

    @property
    def rows(self) -> list[list[str]]:
        """All its rows."""
        return [list(row) for row in (*self.head, *self.body)]

    def figures(self) -> list[tuple[str, str, int, Decimal]]:
        """Its figures: the label of the row, concept, year, value."""
        return [
            (row[0], concept, year, Decimal(text.replace(",", "").replace("$", "")))
            for row in self.body
            for text, concept, year in zip(row[1:], self.concepts, self.years, strict=False)
            if text
        ]


def _title(*lines: str) -> tuple[Row, ...]:
    return tuple([line] for line in (INSTITUTION, *lines))


def _summed(first: int, *labels: str, count: int = 6) -> tuple[list[list[str]], list[Decimal]]:
    """A row of sums labelled with the first of `labels`, and those of its parts; the sums."""
    parts = [
        [Decimal(first * (place + 3) * (column + 11) % 99_999_989) / 100 for column in range(count)]
        for place in range(1, len(labels))
    ]
    sums = [sum(column, Decimal(0)) for column in zip(*parts, strict=True)]
    rows = [
        [label, *(f"{value:,.2f}" for value in values)] for label, values in zip(labels, (sums, *parts), strict=True)
    ]
    return rows, sums


def _of_years(kind: str, title: str, headings: Row, years: tuple[int, ...], body: list[list[str]]) -> Form:
    head = (*_title(title, "(PESOS)", "(CIFRAS NOMINALES)"), ["Concepto (b)", *headings])
    return Form(kind, head, tuple(body), ("amount",) * len(years), years, dated=False)


def _of_budget(kind: str, title: str, first: str, *labels: str) -> Form:
    count = len(labels)
    moments = [[Decimal(7_916 * (place + 2)), Decimal(32 * (place + 3))] for place in range(count)]
    rows = [[a, b, a + b, (a + b) / 2, (a + b) / 4, (a + b) / 2] for a, b in moments]
    rows.append([sum(column, Decimal(0)) for column in zip(*rows, strict=True)])
    body = [
        [label, *(f"{value:,.2f}" for value in row)]
        for label, row in zip((*labels, "Total del Gasto"), rows, strict=True)
    ]
    head = (
        *_title(
            "Estado Analítico del Ejercicio del Presupuesto de Egresos", title, "Del 1 de enero al 30 de junio de 2022"
        ),
        [first, "Egresos"],
        ["", "Aprobado", "Ampliaciones/ (Reducciones)", "Modificado", "Devengado", "Pagado", "Subejercicio"],
        ["", "1", "2", "3 = (1 + 2)", "4", "5", "6 = (3 - 4)"],
    )
    concepts = ("approved", "adjustment", "modified", "accrued", "paid", "underspend")
    return Form(kind, head, tuple(body), concepts, (2022,) * 6)


def reconciliation(kind: str, title: str, *body: Row, year: int = 2022) -> Form:
    """A reconciliation: what makes up a sum in the first column, sums in the second."""
    head = _title(title, f"Correspondiente del 1 de enero al 30 de junio de {year}", "(Cifras en pesos)")
    return Form(kind, head, body, ("amount", "amount"), (year, year))


REVENUE = reconciliation(
    "revenue-reconciliation",
    "Conciliación entre los Ingresos Presupuestarios y Contables",
    ["1. Total de Ingresos Presupuestarios", "", "5,000,000.25"],
    ["2. Más Ingresos Contables No Presupuestarios", "", "1,500.10"],
    ["2.1 Ingresos Financieros", "1,200.05"],
    ["2.2 Incremento por Variación de Inventarios", "0.00"],
    ["2.5 Otros Ingresos y Beneficios Varios", "300.05"],
    ["3. Menos Ingresos Presupuestarios No Contables", "", "250,000.00"],
    ["3.1 Aprovechamientos Patrimoniales", "50,000.00"],
    ["3.2 Ingresos Derivados de Financiamientos", "200,000.00"],
    ["4. Total de Ingresos Contables", "", "4,751,500.35"],
)
SPENDING = reconciliation(
    "expenditure-reconciliation",
    "Conciliación entre los Egresos Presupuestarios y los Gastos Contables",
    ["1. Total de Egresos Presupuestarios", "", "4,000,000.00"],
    ["2. Menos Egresos Presupuestarios No Contables", "", "300,000.00"],
    ["2.3 Mobiliario y Equipo de Administración", "100,000.00"],
    ["2.4 Mobiliario y Equipo Educacional y Recreativo", "200,000.00"],
    ["3. Más Gastos Contables No Presupuestarios", "", "55,000.50"],
    ["3.1 Estimaciones, Depreciaciones, Deterioros, Obsolescencia y Amortizaciones", "55,000.50"],
    ["4. Total de Gastos Contables (4 = 1 - 2 + 3)", "", "3,755,000.50"],
)
SPENDING_2015 = reconciliation(
    "expenditure-reconciliation",
    "CONCILIACIÓN ENTRE LOS EGRESOS PRESUPUESTARIOS Y LOS GASTOS CONTABLES",
    ["1. Total de egresos (presupuestarios)", "", "$4,000,000.00"],
    ["2. Menos egresos presupuestarios no contables", "", "$300,000.00"],
    ["Mobiliario y equipo de administración", "$100,000.00"],
    ["Vehículos y equipo de transporte", "$200,000.00"],
    ["3. Más gastos contables no presupuestales", "", "$55,000.50"],
    ["Estimaciones, depreciaciones, deterioros, obsolescencia y amortizaciones", "$55,000.50"],
    ["4. Total de Gasto Contable (4 = 1 - 2 + 3)", "", "$3,755,000.50"],
    year=2015,
)  # fmt: skip


def _revenue(total: str) -> list[list[str]]:
    free, one = _summed(
        7_001, "1. Ingresos de Libre Disposición (1=A+B+C)", "A. Impuestos", "B. Derechos", "C. Productos"
    )
    tagged, two = _summed(9_013, "2. Transferencias Federales Etiquetadas (2=A+B)", "A. Aportaciones", "B. Convenios")
    last = [f"{a + b:,.2f}" for a, b in zip(one, two, strict=True)]
    return [*free, *tagged, [total, *last]]


def _spending(total: str) -> list[list[str]]:
    names = ("A. Servicios Personales", "B. Materiales y Suministros", "C. Servicios Generales")
    free, one = _summed(5_003, "1. Gasto No Etiquetado (1=A+B+C)", *names)
    tagged, two = _summed(8_009, "2. Gasto Etiquetado (2=A+B+C)", *names)
    last = [f"{a + b:,.2f}" for a, b in zip(one, two, strict=True)]
    return [*free, *tagged, [total, *last]]


_AHEAD, _BACK = tuple(range(2022, 2028)), tuple(range(2017, 2023))
FORMS = {
    "revenue reconciled": REVENUE,
    "spending reconciled": SPENDING,
    "spending reconciled, 2015": SPENDING_2015,
    "7a": _of_years(
        "ldf-revenue-projections", "Proyecciones de Ingresos - LDF",
        ["2022 (de iniciativa de Ley) (c)", *(f"{year} (d)" for year in _AHEAD[1:])], _AHEAD,
        _revenue("4. Total de Ingresos Proyectados (4=1+2+3)"),
    ),
    "7b": _of_years(
        "ldf-expenditure-projections", "Formato 7 b) Proyecciones de Egresos - LDF",
        ["2022 (de proyecto de presupuesto) (c)", *(f"{year} (d)" for year in _AHEAD[1:])], _AHEAD,
        _spending("3. Total de Egresos Proyectados (3 = 1 + 2)"),
    ),
    "7c": _of_years(
        "ldf-revenue-results", "Resultados de Ingresos - LDF",
        [*(f"{year} ¹ (c)" for year in _BACK[:-1]), "2022 ² (d)"], _BACK,
        _revenue("4. Total de Resultados de Ingresos (4=1+2+3)"),
    ),
    "7d": _of_years(
        "ldf-expenditure-results", "Formato 7 d) Resultados de Egresos - LDF",
        [*(f"{year} 1 (c)" for year in _BACK[:-1]), "2022 2 (d)"], _BACK,
        _spending("3. Total del Resultado de Egresos (3=1+2)"),
    ),
    "by chapter": _of_budget(
        "expenditure-by-object", "por Capítulo del Gasto", "Capítulo del Gasto",
        "1000 Servicios Personales", "2000 Materiales y Suministros", "3000 Servicios Generales",
    ),
    "by programme": _of_budget(
        "expenditure-by-programme-category", "Clasificación Programática", "Programas",
        "Programas", "Desempeño de las Funciones", "Prestación de Servicios Públicos",
    ),
    "by source": _of_budget(
        "expenditure-by-source", "Clasificación por Fuente de Financiamiento", "Fuente de Financiamiento",
        "1. No Etiquetado", "11. Recursos Fiscales", "15. Recursos Federales",
    ),
}  # fmt: skip
