"""The samples here that are no plain text, made anew: ``python samples/reglas/make.py``, in this folder.

Workbooks with what their formulas last gave, a list of works long enough for statistics, and a page as scanned.
"""

import random
from collections.abc import Sequence
from pathlib import Path

import xlsxwriter
from PIL import Image, ImageDraw, ImageFont
from xlsxwriter.utility import xl_rowcol_to_cell

HERE = Path(__file__).parent
HOUSING = "COMISIÓN DE VIVIENDA DEL ESTADO DE ALDAMA"
SPENDING = "Estado Analítico del Ejercicio del Presupuesto de Egresos"
HALF_YEAR = "Del 1 de enero al 30 de junio de 2024"
COLUMNS = ("Concepto", "Aprobado", "Ampliaciones/ (Reducciones)", "Modificado", "Devengado", "Pagado", "Subejercicio")
CHAPTERS = (
    ("Servicios Personales", 6_200_000.00, 150_000.00, 2_984_210.35, 2_984_210.35),
    ("Materiales y Suministros", 410_000.00, -22_000.00, 151_870.42, 149_300.42),
    ("Servicios Generales", 1_380_000.00, 64_500.50, 702_115.18, 688_410.18),
    ("Transferencias, Asignaciones, Subsidios y Otras Ayudas", 15_400_000.00, 310_000.00, 7_851_300.00, 7_851_300.00),
    ("Bienes Muebles, Inmuebles e Intangibles", 260_000.00, 85_000.00, 120_450.00, 0.00),
    ("Inversión Pública", 900_000.00, 0.00, 310_200.75, 310_200.75),
)
FIRST = 6
"""The first row of figures, from 0."""
Pair = tuple[str, str]
Amounts = tuple[float, float]


def titled(book: xlsxwriter.Workbook, titles: Sequence[str], columns: Sequence[str]) -> xlsxwriter.worksheet.Worksheet:
    """A sheet that begins with `titles`, a blank row and the headings."""
    sheet = book.add_worksheet()
    for number, title in enumerate(titles):
        sheet.write(number, 0, title)
    sheet.write_row(len(titles) + 1, 0, columns)
    return sheet


def by_object(path: Path) -> None:
    """Spending by object: a formula typed over, a sum that leaves a row out, an error, a hidden column and sheet."""
    with xlsxwriter.Workbook(path) as book:
        titles = (
            HOUSING,
            f"{SPENDING}\nClasificación por Objeto del Gasto (Capítulo y Concepto)",
            HALF_YEAR,
            "(Pesos)",
        )
        sheet = titled(book, titles, (*COLUMNS, "% Avance", "Conciliado"))
        last = FIRST + len(CHAPTERS)
        for row, (name, approved, change, accrued, paid) in enumerate(CHAPTERS, FIRST):
            modified = approved + change
            sheet.write_row(row, 0, (name, approved, change))
            if name == "Servicios Generales":
                sheet.write(row, 3, modified)
            else:
                sheet.write_formula(row, 3, f"=B{row + 1}+C{row + 1}", None, modified)
            sheet.write_row(row, 4, (accrued, paid))
            sheet.write_formula(row, 6, f"=D{row + 1}-E{row + 1}", None, round(modified - accrued, 2))
            if change:
                sheet.write_formula(row, 7, f"=E{row + 1}/D{row + 1}", None, accrued / modified)
            else:
                sheet.write_formula(row, 7, f"=E{row + 1}/C{row + 1}", None, "#DIV/0!")
            sheet.write(row, 8, paid)
        sheet.write(last, 0, "Total del Gasto")
        modified = [approved + change for _, approved, change, _, _ in CHAPTERS]
        series = [
            [one[1] for one in CHAPTERS],
            [one[2] for one in CHAPTERS],
            modified,
            *zip(*(one[3:] for one in CHAPTERS), strict=True),
        ]
        series.append([whole - one[3] for whole, one in zip(modified, CHAPTERS, strict=True)])
        for column, values in enumerate(series, 1):
            end = last - 2 if column == 5 else last - 1
            top, bottom = xl_rowcol_to_cell(FIRST, column), xl_rowcol_to_cell(end, column)
            total = round(sum(values[: end - FIRST + 1]), 2)
            sheet.write_formula(last, column, f"=SUM({top}:{bottom})", None, total)
        sheet.set_column(8, 8, None, None, {"hidden": True})
        notes = book.add_worksheet("Ajustes")
        notes.write_row(0, 0, ("Ajuste", 841.50))
        notes.hide()


def by_function(path: Path) -> None:
    """Spending by function, typed: a difference, a total, a total of rates and a stray figure that are wrong."""
    rows = (
        ("Vivienda y Servicios a la Comunidad", 20_150_000.00, 467_500.00, 20_617_500.00, 9_624_925.85, 9_491_120.85),
        ("Salud", 3_500_000.00, 120_000.50, 3_620_000.50, 1_495_220.10, 1_492_300.10),
        ("Protección Social", 900_000.00, 0.00, 900_000.00, 1_000_000.75, 1_000_000.75),
    )
    with xlsxwriter.Workbook(path) as book:
        titles = (HOUSING, f"{SPENDING}\nClasificación Funcional (Finalidad y Función)", HALF_YEAR, "(Pesos)")
        sheet = titled(book, titles, (*COLUMNS, "Devengado/ Modificado", "Zafra"))
        percent = book.add_format({"num_format": "0.0%"})
        for row, figures in enumerate(rows, FIRST):
            sheet.write_row(row, 0, figures)
            sheet.write(row, 6, round(figures[3] - figures[4], 2) + (180_000 if row == FIRST else 0))
            sheet.write(row, 7, round(figures[4] / figures[3], 3), percent)
            sheet.write(row, 8, 17 + row * 3)
        totals = [round(sum(figures[column] for figures in rows), 2) for column in range(1, 6)]
        totals[0] += 10_000
        last = FIRST + len(rows)
        sheet.write_row(last, 0, ("Total del Gasto", *totals, round(totals[2] - totals[3], 2)))
        sheet.write(last, 7, sum(round(figures[4] / figures[3], 3) for figures in rows), percent)
        sheet.write(last + 2, 0, "Bajo protesta de decir verdad declaramos que las cifras son correctas.")
        sheet.write(last + 2, 4, 841.50)


def position(
    path: Path,
    title: str,
    years: Pair,
    cash: Amounts,
    buildings: Amounts,
    suppliers: Amounts,
    results: Amounts,
    as_text: str = "",
) -> None:
    """A statement of financial position of two dates whose sums all hold; the first figure of `as_text` is kept as
    text.
    """
    capital = (9_000_000.00, 9_000_000.00)
    assets = [sum(parts) for parts in zip(cash, buildings, strict=True)]
    equity = [whole - owed for whole, owed in zip(assets, suppliers, strict=True)]
    earlier = [sum((whole, -own, -of_year)) for whole, own, of_year in zip(equity, capital, results, strict=True)]
    lines = (
        ("ACTIVO",),
        ("Activo Circulante",),
        ("Efectivo y Equivalentes", *cash),
        ("Total de Activos Circulantes", *cash),
        ("Activo No Circulante",),
        ("Bienes Inmuebles, Infraestructura y Construcciones en Proceso", *buildings),
        ("Total de Activos No Circulantes", *buildings),
        ("Total del Activo", *assets),
        ("PASIVO",),
        ("Pasivo Circulante",),
        ("Proveedores por Pagar a Corto Plazo", *suppliers),
        ("Total de Pasivos Circulantes", *suppliers),
        ("Total del Pasivo", *suppliers),
        ("HACIENDA PÚBLICA/PATRIMONIO",),
        ("Hacienda Pública/Patrimonio Contribuido", *capital),
        ("Resultados del Ejercicio (Ahorro/Desahorro)", *results),
        ("Resultados de Ejercicios Anteriores", *earlier),
        ("Total Hacienda Pública/Patrimonio", *equity),
        ("Total del Pasivo y Hacienda Pública/Patrimonio", *assets),
    )
    with xlsxwriter.Workbook(path) as book:
        sheet = titled(book, (HOUSING, "Estado de Situación Financiera", title, "(Pesos)"), ("Concepto", *years))
        for row, (name, *figures) in enumerate(lines, FIRST):
            sheet.write_row(row, 0, (name, *(round(figure, 2) for figure in figures)))
            if name == as_text:
                sheet.write_string(row, 1, f"{figures[0]:,.2f}")


def works(path: Path, count: int = 3_100) -> None:
    """A list of works: first digits and zeros that no spending has of itself, and one work that stands far out."""
    chance = random.Random(2024)
    lines = [
        "INSTITUTO DE OBRA PÚBLICA DEL ESTADO DE ALDAMA;;;",
        "Programas y Proyectos de Inversión;;;",
        f"{HALF_YEAR};;;",
    ]
    lines.append("Clave;Nombre;Modificado;Devengado")
    for number in range(count):
        accrued = round(10 ** chance.uniform(3.2, 7.2), 2)
        if number % 10 == 0:
            accrued = chance.randint(490, 499) * 10.0 ** chance.randint(1, 4) + chance.randint(1, 99) / 100
        if number % 8 == 1:
            accrued = float(chance.randint(10, 9_999) * 1_000)
        rate = 0.12 if number == 1_500 else chance.uniform(0.85, 0.99)
        lines.append(f"K{number:04};Obra {number:04};{accrued / rate:,.2f};{accrued:,.2f}")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def scan(path: Path) -> None:
    """A page as scanned, with specks over one figure."""
    font, chance = ImageFont.load_default(28), random.Random(1)
    page = Image.new("L", (1654, 700), 255)
    draw = ImageDraw.Draw(page)
    titles = (
        "INSTITUTO DE OFICIOS DEL ESTADO DE ALDAMA",
        "Programas y Proyectos",
        "Del 1 de enero al 31 de diciembre de 2022",
    )
    for number, title in enumerate(titles):
        draw.text((100, 60 + number * 50), title, 0, font)
    rows = (
        ("Clave", "Nombre", "Aprobado", "Modificado", "Devengado"),
        ("A001", "Ferias artesanales", "84,500.00", "84,500.00", "79,210.35"),
        ("A002", "Talleres de barro", "61,200.00", "61,200.00", "52,450.00"),
        ("A003", "Concurso estatal", "40,800.00", "40,800.00", "38,115.72"),
        ("A004", "Censo de artesanos", "22,300.00", "22,300.00", "20,964.18"),
    )
    lines = (90, 240, 660, 960, 1250, 1560)
    for number, row in enumerate(rows):
        for left, text in zip(lines, row, strict=False):
            draw.text((left + 20, 253 + number * 64), text, 0, font)
    for number in range(len(rows) + 1):
        draw.line((lines[0], 240 + number * 64, lines[-1], 240 + number * 64), 0, 2)
    for left in lines:
        draw.line((left, 240, left, 560), 0, 2)
    for _ in range(120):
        left, top = 1270 + chance.randint(0, 118), 381 + chance.randint(2, 30)
        draw.rectangle((left, top, left + 2, top + 2), fill=chance.choice((0, 255)))
    page.save(path, optimize=True)


def main() -> None:
    """Write them beside this file."""
    quarter = HERE / "trimestre"
    quarter.mkdir(exist_ok=True)
    by_object(quarter / "egresos-por-objeto.xlsx")
    by_function(quarter / "egresos-funcional.xlsx")
    closing, opening, buildings = 74_873_698.55, 74_783_698.55, 18_440_210.50
    of_2022, of_2023, of_2024 = 1_210_044.90, 1_533_900.20, 2_328_564.46
    position(
        quarter / "situacion-financiera-2023.xlsx",
        "Al 31 de diciembre de 2023",
        ("2023", "2022"),
        cash=(closing, 70_118_402.16),
        buildings=(buildings, 17_990_100.00),
        suppliers=(1_204_500.00, 1_118_020.00),
        results=(of_2023, of_2022),
    )
    position(
        quarter / "situacion-financiera-2024.xlsx",
        "Al 30 de junio de 2024",
        ("2024", "2023"),
        cash=(76_215_880.27, opening),
        buildings=(buildings, buildings),
        suppliers=(-392_937.37, 1_204_500.00),
        results=(of_2024, of_2023),
        as_text="Bienes Inmuebles, Infraestructura y Construcciones en Proceso",
    )
    works(HERE / "obras.csv")
    scan(HERE / "programas-escaneados.png")


if __name__ == "__main__":
    main()
