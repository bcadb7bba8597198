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


def _concepts(*lines: str) -> dict[str | None, list[tuple[str, str | None]]]:
    facts = cotejo.analyse("\n".join(lines).encode(), filename="m.txt").facts
    return {
        fact.subject.name: [(one.concept, one.value) for one in facts if one.subject == fact.subject] for fact in facts
    }


def test_numerator_and_denominator_in_one_cell_and_levels_in_letters() -> None:
    found = _concepts(
        "Avance de indicadores 2020",
        "",
        "Nivel\tIndicador\tFórmula\tMeta original\tNumerador / Denominador",
        "P\tLectores activos\t(Activos / Inscritos) x 100\t75.0\t350 / 510",
        "C1\tTalleres\t(Impartidos / Programados) x 100\t100.0\t45 / 40",
        "A1.1\tLibros\t(Adquiridos / Programados) x 100\t100.0\t800 / 1,000",
    )
    assert {("numerator", "800"), ("denominator", "1000")} <= set(found["Libros"])
    assert [concept for concept, _ in found["Talleres"]].count("mir_level") == 1


def test_levels_of_a_payroll_in_letters_are_none_of_a_matrix() -> None:
    found = _concepts("Nómina 2020", "", "Nivel\tPuesto\tPlazas", "A1\tAnalista\t3", "A2\tJefe\t2", "A3\tChofer\t1")
    assert "mir_level" not in {concept for pairs in found.values() for concept, _ in pairs}


@pytest.mark.parametrize("order", [(0, 1, 2, 3, 4), (3, 4, 0, 1, 2), (4, 2, 1, 0, 3)])
def test_kinds_of_programmes_with_sums_of_their_own_name_their_rows(order: tuple[int, ...]) -> None:
    rows = [
        ("Tipo", "Clave", "Nombre", "Aprobado", "Devengado"),
        ("Programas de inversión", "", "", "150.00", "75.00"),
        ("", "PI-01", "Mantenimiento", "100.00", "50.00"),
        ("", "PI-02", "Equipamiento", "50.00", "25.00"),
        ("Proyectos de inversión", "", "", "40.00", "20.00"),
        ("", "PY-01", "Edificio", "40.00", "20.00"),
    ]
    lines = ["\t".join(row[place] for place in order) for row in rows]
    found = _concepts("Programas y proyectos de inversión 2022", "", *lines)
    assert found["Proyectos de inversión"][:1] in ([("approved", "40.00")], [("accrued", "20.00")])
    assert set(found["Equipamiento"]) == {("approved", "50.00"), ("accrued", "25.00")}


def test_codes_of_contracts_are_no_part_of_a_row_that_has_its_own() -> None:
    lines = ["Obra pública 2022", "", "No. de obra\tObra\tContrato\tEjercido", "OP-1\tPuente\tCONST-22/01\t100.00",
             "OP-2\tDrenaje\tCONST-22/07\t50.00"]  # fmt: skip
    facts = cotejo.analyse("\n".join(lines).encode(), filename="obra.txt").facts
    assert [(fact.subject.code, fact.subject.name) for fact in facts] == [("OP-1", "Puente"), ("OP-2", "Drenaje")]


@pytest.mark.parametrize("order", [(0, 1, 2, 3), (0, 3, 2, 1), (0, 3, 1, 2)])
def test_what_was_modified_against_what_was_approved_is_no_amount(order: tuple[int, ...]) -> None:
    rows = [("Programa", "Autorizado", "Modificado", "Modificado/ Autorizado"), ("Salud", "100.00", "120.00", "120.0%"),
            ("Obra", "50.00", "40.00", "80.0%"), ("Agua", "30.00", "30.00", "100.0%")]  # fmt: skip
    found = _concepts("Presupuesto 2022", "", *("\t".join(row[place] for place in order) for row in rows))
    assert {("approved", "100.00"), ("modified", "120.00"), ("modificado_autorizado", "1.200")} == set(found["Salud"])


def test_percentages_under_a_heading_of_money_are_none() -> None:
    rows = ["Programa\tAutorizado\tModificado", "Salud\t100.00\t120.0%", "Agua\t200.00\t90.0%", "Obra\t300.00\t100.0%"]
    assert {("approved", "100.00"), ("modificado", "1.200")} == set(_concepts("Presupuesto 2022", "", *rows)["Salud"])
