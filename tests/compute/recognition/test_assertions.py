"""What sentences assert of all, so many or none of a table's rows, held against the rows."""

import io

import openpyxl
import pytest

import cotejo
from services.compute.policy import load_policy
from services.compute.reading import read
from services.compute.recognition import recognise
from services.compute.rules import Outcome, catalogue
from shared.exports.printed import to_html

TITLE = "Avance de programas e indicadores\nDel 1 de enero al 31 de diciembre de 2023\n"
INDICATORS = """
Indicador\tUnidad de medida\tMeta\tAlcanzado\t% de avance
Consultas otorgadas\tConsulta\t100\t50\t50.0
Cirugías realizadas\tCirugía\t80\t0\t0.0
Vacunas aplicadas\tVacuna\t90\t90\t100.0
Recetas surtidas\tReceta\t95\t\t
Camas ocupadas\tCama\t85\t80\t94.1
"""
PROGRAMMES = """
Clave\tPrograma\tModificado\tDevengado\tSubejercicio\tMeta programada\tMeta alcanzada
P001\tVivienda\t1,100,000.00\t1,100,000.00\t0.00\t120\t120
P002\tLotes\t500,000.00\t450,000.00\t50,000.00\t60\t60
P003\tTierra\t250,000.00\t250,000.00\t0.00\t30\t25
P004\tObra\t310,000.00\t310,000.00\t0.00\t40\t40
P005\tCaminos\t450,000.00\t450,000.00\t0.00\t50\t55
"""

DECIDED = [
    ("Todos los indicadores reportan avance.", INDICATORS, False),
    ("La totalidad de los indicadores presentó avance en el periodo, por lo que se continúa.", INDICATORS, False),
    ("Durante el ejercicio 2023 dos indicadores no reportan avance.", INDICATORS, True),
    ("Se observa que tres indicadores no reportan avance.", INDICATORS, False),
    ("Al cierre, 3 de los 5 indicadores registraron avance.", INDICATORS, True),
    ("De los 5 indicadores, 2 permanecen sin avance.", INDICATORS, True),
    ("Sin embargo, reportaron avance 4 de 5 indicadores.", INDICATORS, False),
    ("La mayoría de los indicadores reportan avance.", INDICATORS, True),
    ("Se cumplieron todas las metas programadas.", PROGRAMMES, False),
    ("4 de 5 metas fueron alcanzadas.", PROGRAMMES, True),
    ("Solo un programa no cumplió su meta.", PROGRAMMES, True),
    ("Ningún programa presentó subejercicio.", PROGRAMMES, False),
    ("No presentó subejercicio ningún programa.", PROGRAMMES, False),
    ("Un programa presentó subejercicio.", PROGRAMMES, True),
    ("Ninguno de los programas registró sobreejercicio.", PROGRAMMES, True),
    ("Todos los programas ejercieron recursos.", PROGRAMMES, True),
]


def _outcome(text: str, table: str) -> Outcome:
    _, check = catalogue()["narrative-mismatch"]
    return check(recognise(read(f"{TITLE}\n{text}\n{table}".encode(), "informe.txt"), "MXN"), load_policy())


@pytest.mark.parametrize(("text", "table", "holds"), DECIDED)
def test_an_assertion_is_held_against_the_rows(text: str, table: str, holds: bool) -> None:
    outcome = _outcome(text, table)
    assert (outcome.passed, len(outcome.findings)) == (holds, not holds)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Todos los indicadores de gestión reportan avance.", "the sentence may say more than the figures do"),
        ("En el componente 2, todos los indicadores reportan avance.", "the sentence may say more than the figures do"),
        ("Todos los indicadores reportan avance, excepto dos.", "the sentence may say more than the figures do"),
        ("Todos los indicadores reportan avance mayor al 50 %.", "the sentence may say more than the figures do"),
        ("Se espera que todos los indicadores reporten y todos los indicadores reportan avance.",
         "the sentence may say more than the figures do"),
        ("Todas las actividades reportan avance.", "no table lists what it speaks of"),
        ("Ningún indicador presentó subejercicio.", "no column says what it asserts"),
        ("En el ejercicio 2021 todos los indicadores reportan avance.", "it speaks of another period"),
        ("3 de los 8 indicadores reportan avance.", "it counts another number of rows"),
    ],
)  # fmt: skip
def test_what_the_rows_do_not_decide_is_said_not_guessed(text: str, why: str) -> None:
    outcome = _outcome(text, INDICATORS)
    assert (outcome.passed, outcome.findings, outcome.not_applicable) == (0, [], {why: 1})


def test_nothing_is_claimed_where_tables_answer_differently() -> None:
    other = "\nIndicador\tMeta\tAlcanzado\nQuejas atendidas\t10\t9\nVisitas hechas\t20\t19\n"
    outcome = _outcome("Tres indicadores reportan avance.", INDICATORS + other)
    assert (outcome.passed, outcome.findings) == (0, [])
    assert outcome.not_applicable == {"several tables could be meant": 1}
    assert len(_outcome("Todos los indicadores reportan avance.", INDICATORS + other.replace("19", "0")).findings) == 1


def test_a_figure_that_should_fall_decides_nothing() -> None:
    table = "\nIndicador\tSentido\tMeta\tAlcanzado\nQuejas\tDescendente\t10\t0\nVisitas\tAscendente\t20\t19\n"
    assert _outcome("Todos los indicadores reportan avance.", table).passed == 1


def test_the_cells_that_speak_against_come_first() -> None:
    (finding,) = _outcome("Ningún programa presentó subejercicio.", PROGRAMMES).findings
    assert "1 de 5" in finding.message.es
    assert finding.said_in and finding.said_in[1].text == "Ningún programa presentó subejercicio."
    statement = recognise(read(f"{TITLE}\nx\n{PROGRAMMES}".encode(), "informe.txt"), "MXN")
    assert statement.facts.filter(statement.facts["fact"] == finding.facts[0])["text"].item() == "50,000.00"


def test_the_evidence_begins_with_the_sentence_that_is_wrong() -> None:
    text = "Ningún programa presentó subejercicio."
    report = cotejo.analyse(f"{TITLE}\n{text}\n{PROGRAMMES}".encode(), filename="informe.txt")
    (anomaly,) = [one for one in report.anomalies if one.rule == "narrative-mismatch"]
    assert [place.text for place in anomaly.evidence][:2] == [text, "50,000.00"]
    page = to_html(report, "es")
    row = next(line for line in page.split("<tr>") if f"<td>{text}</td>" in line or f">{text}<" in line)
    figure = next(line for line in page.split("<tr>") if line.startswith('<td class="figure">50,000.00'))
    assert "<td></td><td>texto, página 1, línea 4</td>" in row and "<td>subejercicio · Lotes</td>" in figure


def test_a_sentence_in_a_cell_of_its_own_is_read_too() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Ejercicio 2023"])
    sheet.append(["Durante el ejercicio todos los indicadores reportan avance."])
    for line in INDICATORS.strip().split("\n"):
        sheet.append([float(text) if text.replace(".", "").isdigit() else text or None for text in line.split("\t")])
    stream = io.BytesIO()
    book.save(stream)
    _, check = catalogue()["narrative-mismatch"]
    outcome = check(recognise(read(stream.getvalue(), "informe.xlsx"), "MXN"), load_policy())
    assert len(outcome.findings) == 1


@pytest.mark.parametrize(("meta", "decides"), [("Meta anual", False), ("Meta programada", True), ("Meta", True)])
def test_a_target_for_the_whole_year_is_not_missed_before_its_end(meta: str, decides: bool) -> None:
    table = f"\nPrograma\t{meta}\tAlcanzado\t% de avance\nVivienda\t100\t75\t75.0\nTierra\t40\t30\t75.0\n"
    text = (
        "Avance de programas\nDel 1 de enero al 30 de septiembre de 2023\n\nTodos los programas cumplieron su meta.\n"
    )
    _, check = catalogue()["narrative-mismatch"]
    outcome = check(recognise(read(f"{text}{table}".encode(), "informe.txt"), "MXN"), load_policy())
    assert len(outcome.findings) == decides
