"""Rows and tables as damaged and various as they come: no figure under the wrong heading, none lost without a word."""

from decimal import Decimal

import pytest

from services.compute.policy import load_policy
from services.compute.reading import read
from services.compute.recognition import Statement, recognise
from services.compute.rules import catalogue
from tests.programmes import row, statement, text

BASE = [row(code=f"A{n}", name=f"Programa {n}", accrued=f"{60 + n}.00", achieved=str(3 + n)) for n in range(6)]
TRUE = row(
    code="Z9", name="El dañado", approved="300.00", modified="400.00", accrued="123.00", target_original="40",
    target_modified="50", achieved="31",
)  # fmt: skip
FIGURES = {
    "approved": "300.00", "modified": "400.00", "accrued": "123.00", "target_original": "40", "target_modified": "50",
    "achieved": "31", "execution_rate_approved": "0.41", "execution_rate_modified": "0.31",
    "achievement_rate_original": "0.78", "achievement_rate_modified": "0.62",
}  # fmt: skip


def _damaged(found: Statement) -> dict[str, Decimal]:
    """The figures read of the damaged row."""
    last = found.subjects.row(-1, named=True)
    return {concept: last[concept] for concept in FIGURES if last.get(concept) is not None}


def _wrong(read_: dict[str, Decimal]) -> dict[str, Decimal]:
    return {concept: value for concept, value in read_.items() if value != Decimal(FIGURES[concept])}


def _notes(found: Statement) -> set[str]:
    return {note.kind for note in found.notes if note.subject_row == found.subjects.height - 1}


@pytest.mark.parametrize("at", range(2, 9))
@pytest.mark.parametrize("cells", [1, 2, 3])
def test_shifted_to_the_right(at: int, cells: int) -> None:
    moved = [*TRUE[:at], *[""] * cells, *TRUE[at:]][:13]
    found = statement(*BASE, moved)
    figures = _damaged(found)
    assert not _wrong(figures), figures
    assert _notes(found) & {"shifted", "ambiguous"}
    if cells == 1:
        assert len(figures) >= 8


@pytest.mark.parametrize("at", range(0, 13))
def test_one_cell_lost(at: int) -> None:
    found = statement(*BASE, [*TRUE[:at], *TRUE[at + 1 :]])
    assert not _wrong(_damaged(found))
    assert _notes(found) & {"ragged", "ambiguous"}
    if at > 1:
        assert found.subjects["subject_code"].to_list()[-1] == "Z9"


@pytest.mark.parametrize("at", range(1, 12))
def test_two_cells_lost_and_made_up_for_at_the_end(at: int) -> None:
    found = statement(*BASE, [*TRUE[:at], *TRUE[at + 2 :], "", ""])
    assert not _wrong(_damaged(found))
    assert _notes(found)


@pytest.mark.parametrize("extra", ["99%", "5.00", "x"])
@pytest.mark.parametrize("at", [2, 5, 9, 13])
def test_a_cell_too_many_accuses_its_own_row_alone(extra: str, at: int) -> None:
    found = statement(*BASE, [*TRUE[:at], extra, *TRUE[at:]])
    assert not _wrong(_damaged(found))
    assert {note.subject_row for note in found.notes} == {found.subjects.height - 1}
    assert any(cell.text == extra for note in found.notes for cell in note.cells)


def test_an_empty_cell_too_many_at_the_end_is_nothing() -> None:
    assert not statement(*BASE, [*TRUE, ""]).notes


@pytest.mark.parametrize("place", range(2, 9))
def test_an_empty_cell_is_missing_and_moves_nothing(place: int) -> None:
    cells = list(TRUE)
    cells[place] = ""
    found = statement(*BASE, cells)
    figures = _damaged(found)
    assert not _wrong(figures)
    assert len(figures) >= 9
    assert _notes(found) <= {"missing"}


@pytest.mark.parametrize("mark", ["-", "—", "N/D", "n.d."])
def test_a_mark_of_absence_is_missing_not_silent(mark: str) -> None:
    cells = list(TRUE)
    cells[4] = mark
    assert _notes(statement(*BASE, cells)) == {"missing"}


@pytest.mark.parametrize("mark", ["-", "n.d."])
def test_a_row_of_marks_of_absence_is_missing_and_heads_nothing(mark: str) -> None:
    found = statement(*BASE, [*TRUE[:2], *[mark] * (len(TRUE) - 2)], row(code="B1", name="El siguiente"))
    assert found.subjects["subject_code"].to_list()[-1] == "B1"
    assert not any(found.subjects["section"])
    assert {(note.kind, note.subject[1]) for note in found.notes} == {("missing", "Z9")}


@pytest.mark.parametrize("word", ["Total", "TOTAL", "Suma", "Gran total", "Totales", "Subtotal"])
@pytest.mark.parametrize("column", [0, 1])
def test_a_total_is_no_programme_whichever_column_says_so(word: str, column: int) -> None:
    total = row(code="", name="", approved="600.00", modified="600.00", accrued="375.00")
    total[column] = word
    found = statement(*BASE, total)
    assert found.subjects["subject_kind"].to_list() == ["programme"] * 6 + ["total"]


def test_a_foreign_table_of_the_same_width_is_not_read_under_the_headings_before() -> None:
    known = "Clave\tAprobado\tModificado\tDevengado\nA1\t10.00\t10.00\t9.00\nA2\t12.00\t12.00\t9.00\n"
    foreign = "\nMunicipio\tMujeres\tHombres\tNiños\nLeón\t12\t15\t9\n"
    found = recognise(read((known + foreign).encode()), "MXN")
    assert found.facts.filter(found.facts["table"] == "t2")["concept"].to_list() == ["mujeres", "hombres", "ninos"]
    assert found.numeric_cells == found.facts.height


@pytest.mark.parametrize("head", ["Inversión (miles de pesos)", "Inversión en miles de pesos"])
def test_the_scale_may_stand_in_the_heading(head: str) -> None:
    content = text([row()]).decode().replace("Inversión\t\t\tMetas", f"{head}\t\t\tMetas").encode()
    found = recognise(read(content), "MXN")
    assert found.subjects["approved"].to_list() == [100_000]
    assert found.subjects["target_original"].to_list() == [10]


def test_a_block_of_labels_right_under_the_titles_is_read() -> None:
    content = (
        "Matriz de Indicadores para Resultados\nPrimer trimestre de 2021\n"
        "Programa presupuestario:\tAgua para todos\nPresupuesto aprobado:\t$ 1,500.00\n"
        "Indicador\tUnidad de medida\tMeta programada\tMeta alcanzada\nObras\tObra\t12\t10\n"
    )
    facts = recognise(read(content.encode()), "MXN").facts
    assert facts.select("subject_name", "concept", "value").rows() == [
        ("Agua para todos", "approved", "1500.00"), ("Obras", "target_original", "12"), ("Obras", "achieved", "10"),
    ]  # fmt: skip


def test_figures_of_no_known_kind_keep_their_label() -> None:
    content = b"Clave\tAprobado\tModificado\tDevengado\tPagado extraordinario\nA1\t10.00\t10.00\t9.00\t3.00\n"
    facts = recognise(read(content), "MXN").facts
    assert facts["concept"].to_list()[-1] == "pagado_extraordinario"
    assert facts["value"].to_list()[-1] == "3.00"


def test_a_heading_of_no_known_kind_that_says_pesos_heads_amounts_in_its_scale() -> None:
    content = "Municipio\tCamas\tGasto médico (miles de pesos)\nLeón\t120\t1,200.5\nIrapuato\t80\t900.1\n"
    facts = recognise(read(content.encode()), "MXN").facts
    assert facts["unit"].to_list() == [None, "MXN"] * 2
    assert [Decimal(value) for value in facts["value"]] == [120, 1_200_500, 80, 900_100]


@pytest.mark.parametrize("rates", [["0.41", "0.31", "0.78", "0.62"], ["41", "31", "78", "62"]])
def test_rates_in_any_scale(rates: list[str]) -> None:
    base = [[*cells[:9], *(_in_scale(cell, rates[0]) for cell in cells[9:])] for cells in BASE]
    found = statement(*base, [*TRUE[:9], *rates])
    assert _damaged(found) == {concept: Decimal(value) for concept, value in FIGURES.items()}
    _, check = catalogue()["ratio-mismatch"]
    assert not check(found, load_policy()).findings


def _in_scale(percent: str, like: str) -> str:
    points = int(percent.rstrip("%"))
    return str(points) if "." not in like else f"{points / 100:g}"


def test_a_whole_ratio_is_as_exact_as_its_column() -> None:
    base = [[*cells[:9], *(_in_scale(cell, "0.4") for cell in cells[9:])] for cells in BASE]
    wrong = [*TRUE[:9], "0.41", "1", "0.78", "0.62"]
    _, check = catalogue()["ratio-mismatch"]
    (finding,) = check(statement(*base, wrong), load_policy()).findings
    assert finding.observed == 1


def test_rates_worked_out_by_the_workbook_are_no_errors() -> None:
    import io

    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Clave", "Aprobado", "Modificado", "Devengado", "Meta programada", "Meta alcanzada",
                  "Alcanzado/Meta programada", "Devengado/Aprobado"])  # fmt: skip
    for k in range(1, 8):
        sheet.append([f"A{k}", 1000.1, 1000.1, 333.4 * k / 7, 7, k, k / 7, (333.4 * k / 7) / 1000.1])
    stream = io.BytesIO()
    book.save(stream)
    found = recognise(read(stream.getvalue()), "MXN")
    _, check = catalogue()["ratio-mismatch"]
    outcome = check(found, load_policy())
    assert not outcome.findings
    assert outcome.passed == 14


def test_a_wrong_figure_in_a_slipped_row_is_no_reason_to_slip_it_further() -> None:
    slipped = [[*cells[:5], "", *cells[5:12]] for cells in BASE]
    slipped[2][3] = "380.00"
    found = statement(*slipped)
    assert found.subjects.row(2, named=True)["modified"] == 380
    assert found.subjects["target_original"].to_list() == [10] * 6
    _, check = catalogue()["ratio-mismatch"]
    assert {finding.subject[1] for finding in check(found, load_policy()).findings} == {"A2"}


def test_a_page_of_slipped_rows_is_scaled_as_the_pages_before() -> None:
    def points(cells: list[str]) -> list[str]:
        return [cell.rstrip("%") for cell in cells]

    first = text([points(cells) for cells in BASE])
    second = text([points([*cells[:5], "", *cells[5:12]]) for cells in BASE])
    found = recognise(read(first + b"\n\n" + second), "MXN")
    assert found.subjects["execution_rate_modified"].to_list() == [
        Decimal(60 + n) / 100 for n in (*range(6), *range(6))
    ]


@pytest.mark.parametrize("title", ["", "Relación de cuentas bancarias" + "\t" * 12 + "\n"])
def test_a_table_that_only_looks_as_wide_is_not_read_under_the_headings_before(title: str) -> None:
    foreign = "\n".join("\t".join([code, "Banco", *["1,000.00"] * 11]) for code in ("1001", "1002"))
    found = recognise(read(text(BASE) + f"\n\n{title}{foreign}\n".encode()), "MXN")
    concepts = found.facts.filter(found.facts["table"] == "t2")["concept"]
    assert set(concepts) and all(concept.startswith("column_") for concept in concepts)


def test_figures_under_an_empty_heading_are_not_silent() -> None:
    content = b"Clave\tAprobado\tModificado\t\tDevengado\nA1\t10.00\t10.00\t3.00\t9.00\nA2\t10.00\t10.00\t3.00\t9.00\n"
    found = recognise(read(content), "MXN")
    assert "column_4" in set(found.facts["concept"])


def test_a_concept_is_taken_once() -> None:
    content = b"Clave\tAprobado\tModificado\tModificado\nA1\t10.00\t11.00\t12.00\n"
    facts = recognise(read(content), "MXN").facts
    assert facts["concept"].to_list() == ["approved", "modified", "modificado"]


@pytest.mark.parametrize(("total", "read_"), [("800.00", True), ("890.00", True), ("", True), ("x", False)])
def test_a_total_whose_empty_end_was_cut_off_is_read_where_it_adds_up(total: str, read_: bool) -> None:
    lines = [
        "Clave\tPrograma\tAprobado\tModificado\tDevengado\tMeta programada\tMeta alcanzada",
        "P1\tUno\t500.00\t600.00\t300.00\t12\t10",
        "P2\tDos\t400.00\t450.00\t500.00\t20\t20",
        f"Total\t\t900.00\t1,050.00\t{total}" if read_ else "Total\t\t910.00\t1,070.00\t990.00",
    ]
    found = recognise(read("\n".join(lines).encode()), "MXN")
    totals = found.facts.filter(found.facts["subject_kind"] == "total")
    assert totals["text"].to_list() == (["900.00", "1,050.00", *([total] if total else [])] if read_ else [])


@pytest.mark.parametrize(("said", "told"), [("1#2?3", [["1#2?3"]]), ("$000s", [])])
def test_what_cannot_be_read_is_told_where_its_row_says_nothing_else(said: str, told: list[list[str]]) -> None:
    text = "\n".join(
        [
            "INSTITUTO DE PRUEBA DEL ESTADO Endeudamiento Neto Del 1 de enero al 31 de marzo de 2024\t\t\t",
            "Identificación de Crédito o Instrumento\tContratación\tAmortización\tEndeudamiento Neto",
            "Banco Uno\t1,500.00\t400.00\t1,100.00",
            "\t\t\t0.00",
            f"\t\t\t{said}",
            "Total Créditos Bancarios\t1,500.00\t400.00\t1,100.00",
        ]
    )
    statement = recognise(read(text.encode()), "MXN")
    assert [[cell.text for cell in note.cells] for note in statement.notes if note.kind == "unreadable"] == told
