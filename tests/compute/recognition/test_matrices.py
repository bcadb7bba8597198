"""Matrices of results indicators as other institutions write them, their columns in any order and format."""

import csv
import random
from collections import Counter
from io import BytesIO, StringIO
from itertools import pairwise

import openpyxl
import pytest

import cotejo
from services.compute.recognition.headings import Heading
from services.compute.recognition.layout import columns_of
from services.compute.recognition.vocabulary import vocabulary
from shared.report import Report

Rows = list[list[str]]

QUARTERS = (
    "Programa presupuestario: E012 Atención médica\nEjercicio 2023",
    [
        ["Nivel", "Indicador", "Unidad de medida", "Sentido", "Meta anual", *["Meta programada"] * 2, *["Avance"] * 2,
         "Realizado acumulado", "% de cumplimiento"],
        ["", "", "", "", "", *["1er. Trim.", "2do. Trim."] * 2, "", ""],
    ],
    [
        ["Propósito", "Apoyos dados", "Apoyo", "Ascendente", "1,000", "400", "600", "390", "570", "960", "96.0%"],
        ["Componente", "Consultas", "Consulta", "Ascendente", "500", "250", "250", "240", "255", "495", "99.0%"],
        ["Actividad", "Médicos contratados", "Médico", "Ascendente", "40", "10", "30", "8", "26", "34", "85.0%"],
    ],
    "mir_level name unit_of_measure direction target_original target_original target_original achieved achieved "
    "achieved achievement_rate_original",
)  # fmt: skip
PARTS = (
    "Indicadores de resultados de los programas\nDel 1 de enero al 30 de septiembre de 2022",
    [
        ["Programa", "Nivel MIR", "Nombre del indicador", *["Numerador"] * 2, *["Denominador"] * 2, "Meta programada",
         "Meta alcanzada", "% Avance"],
        ["", "", "", *["Programado", "Realizado"] * 2, "", "", ""],
    ],
    [
        ["Seguridad", "Propósito", "Colonias vigiladas", "45", "41", "60", "60", "75.00", "68.33", "91.11"],
        ["Seguridad", "Componente", "Patrullajes", "1,200", "1,260", "1,200", "1,200", "100.00", "105.00", "105.00"],
        ["Servicios", "Actividad", "Luminarias", "900", "750", "1,000", "1,000", "90.00", "75.00", "83.33"],
    ],
    "programme_name mir_level name numerator_programmed numerator denominator_programmed denominator target_original "
    "achieved achievement_rate_original",
)  # fmt: skip
TO_DATE = (
    "Seguimiento de indicadores (MIR), tercer trimestre de 2024",
    [["Clave", "Nivel", "Indicador", "Línea base 2023", "Meta anual 2024", "Meta al tercer trimestre",
      "Alcanzado al tercer trimestre", "Porcentaje de avance", "Semáforo"]],
    [
        ["P1", "Propósito", "Población beneficiada", "14,200", "15,000", "11,250", "10,900", "96.89", "Verde"],
        ["C1", "Componente", "Despensas entregadas", "5,000", "6,000", "4,500", "3,150", "70.00", "Rojo"],
        ["A1", "Actividad", "Supervisiones", "20", "24", "18", "16", "88.89", "Amarillo"],
    ],
    "code mir_level name baseline target_original target_original achieved achievement_rate_original light",
)  # fmt: skip
MATRICES = {"quarters": QUARTERS, "parts": PARTS, "to date": TO_DATE}


def _written(title: str, heads: Rows, rows: Rows, order: list[int], ending: str) -> bytes:
    moved = [[row[place] for place in order] for row in (*heads, *rows)]
    for row, below in pairwise(moved[: len(heads)]):
        row[:] = [t if not n or t != row[n - 1] or not below[n] else "" for n, t in enumerate(row)]
    grid = [["Secretaría de Ejemplo"], *([line] for line in title.split("\n")), [], *moved]
    if ending == "txt":
        return "\n".join("\t".join(row) for row in grid).encode()
    if ending == "csv":
        text = StringIO()
        csv.writer(text).writerows(grid)
        return text.getvalue().encode()
    book = openpyxl.Workbook()
    sheet = book.create_sheet("Matriz", 0)
    for row in grid:
        sheet.append([cell or None for cell in row])
    held = BytesIO()
    book.save(held)
    return held.getvalue()


def _facts(report: Report) -> Counter[tuple[object, ...]]:
    return Counter((f.subject.kind, f.subject.name, f.concept, f.value, f.period) for f in report.facts)


@pytest.mark.parametrize("named", MATRICES)
def test_matrices_are_read_in_their_own_order(named: str) -> None:
    title, heads, rows, concepts = MATRICES[named]
    report = cotejo.analyse(_written(title, heads, rows, [*range(len(heads[0]))], "txt"), filename="m.txt")
    states = Counter(c for c in concepts.split() if c not in ("name", "code", "programme_name", "unit_of_measure"))
    of_rows = [fact for fact in report.facts if fact.subject.kind == "indicator"]
    assert Counter(fact.concept for fact in of_rows) == Counter({c: 3 * count for c, count in states.items()})
    assert {fact.subject.name for fact in of_rows} == {row[heads[0].index(_name(heads))] for row in rows}
    assert report.filing.family == "results-indicators"
    assert not [anomaly for anomaly in report.anomalies if anomaly.rule in ("unrecognised-column", "ratio-mismatch")]


def _name(heads: Rows) -> str:
    return next(text for text in heads[0] if "ndicador" in text)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("ending", ["txt", "csv", "xlsx"])
@pytest.mark.parametrize("named", MATRICES)
def test_matrices_say_the_same_in_any_order_of_columns(named: str, ending: str, seed: int) -> None:
    title, heads, rows, _ = MATRICES[named]
    order = [*range(len(heads[0]))]
    plain = cotejo.analyse(_written(title, heads, rows, order, "txt"), filename="m.txt")
    random.Random(seed).shuffle(order)
    moved = cotejo.analyse(_written(title, heads, rows, order, ending), filename=f"m.{ending}")
    assert _facts(moved) == _facts(plain)


def test_a_heading_that_names_the_programme_beside_others_and_a_total_heads_columns() -> None:
    lines = ["Programas y proyectos de inversión 2022", "", "Nombre del programa\tClave\tUnidad responsable\tAprobado",
             "Hospital\tPI-001\tObras\t100.00", "Escuela\tPI-002\tObras\t50.00", "Total\t\t\t150.00"]  # fmt: skip
    report = cotejo.analyse("\n".join(lines).encode(), filename="inversion.txt")
    assert [(fact.subject.name, fact.concept) for fact in report.facts] == [
        *(("Hospital", "approved"), ("Escuela", "approved"), ("Total", "approved"))
    ]


HEADS = [
    "Nivel",
    "Indicador",
    "Unidad de medida",
    "Sentido",
    "Meta programada",
    "Meta modificada",
    "Meta alcanzada",
    "Fórmula",
]
ROW = ["Componente", "{}", "Persona", "Ascendente", "10", "20", "30", "(A / B) * 100"]


def test_a_heading_damaged_on_one_page_is_what_another_page_has_there() -> None:
    damaged = [*HEADS[:5], "Mcta mndificoda", *HEADS[6:]]
    lines = ["Matriz de indicadores 2022", ""]
    for heads, names in ((damaged, "ABC"), (HEADS, "DEF")):
        lines += ["\t".join(heads), *("\t".join(ROW).format(f"Apoyos {name}") for name in names), "", "Página 2", ""]
    report = cotejo.analyse("\n".join(lines).encode(), filename="m.txt")
    assert Counter(fact.concept for fact in report.facts)["target_modified"] == 6


def test_what_only_one_of_two_tables_has_is_not_taken_for_what_the_other_has_there() -> None:
    other = [*HEADS[:5], "Zafra", *HEADS[6:]]
    lines = ["Matriz de indicadores 2022", ""]
    for heads, names in ((other, "ABC"), (HEADS, "DEF")):
        lines += ["\t".join(heads), *("\t".join(ROW).format(f"Apoyos {name}") for name in names), ""]
    report = cotejo.analyse("\n".join(lines).encode(), filename="m.txt")
    counts = Counter(fact.concept for fact in report.facts)
    assert (counts["target_modified"], counts["zafra"]) == (3, 3)


def test_a_form_whose_columns_are_numbered_is_known_in_any_order() -> None:
    form = vocabulary().forms["results-indicators"]
    said = {"approved": "Aprobado", "modified": "Modificado", "exercised": "Ejercido", "paid": "Pagado"}
    headings = [Heading(said.get(code, "Dcsv"), stated=str(n)) for n, code in enumerate(form, 1)]
    random.Random(5).shuffle(headings)
    kind = next(kind for kind in vocabulary().statements if kind.code == "results-indicators")
    columns = columns_of(headings, kind, None)
    codes = [column.concept.code if column.concept else None for column in columns]
    assert codes[[heading.stated for heading in headings].index("8")] == "accrued"
