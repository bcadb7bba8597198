"""Rules about the rows themselves: shifted, ragged, unreadable, missing, repeated."""

from decimal import Decimal

import polars as pl
import pytest

from services.compute.policy import load_policy
from services.compute.reading import read
from services.compute.recognition import recognise
from services.compute.rules import catalogue
from tests.programmes import GOOD, outcome, row, statement


def test_a_row_shifted_by_an_empty_cell_is_read_in_its_place_and_said() -> None:
    shifted = [*GOOD[:5], "", *GOOD[5:12]]
    found = outcome("shifted-row", row(code="B2"), shifted)
    (finding,) = found.findings
    assert finding.origin == "reading"
    assert "«Alcanzado/ Modificado»" in finding.message.es
    assert [cell.text for cell in finding.cells] == ["Informes"]
    texts = statement(row(code="B2"), shifted).facts.filter(pl.col("fact").is_in(finding.facts))["text"]
    assert texts.to_list() == ["10", "10", "9", "80%", "80%", "90%"]
    assert found.passed == 1
    figures = statement(row(code="B2"), shifted).subjects.row(1, named=True)
    assert (figures["target_original"], figures["achieved"]) == (10, 9)
    assert figures["execution_rate_modified"] == Decimal("0.8")


def test_a_row_in_place_is_not_called_shifted() -> None:
    assert not outcome("shifted-row", row()).findings


def test_a_lost_cell_is_put_back_where_the_rates_say() -> None:
    cells = row(modified="160.00")
    without_accrued = [*cells[:4], *cells[5:]]
    (finding,) = outcome("ragged-row", row(code="B2"), row(code="C3"), without_accrued).findings
    assert "«Devengado»" in finding.message.es
    figures = statement(row(code="B2"), row(code="C3"), without_accrued).subjects.row(2, named=True)
    assert (figures["modified"], figures["accrued"], figures["target_original"]) == (160, None, 10)


def test_a_row_that_can_be_read_in_two_ways_is_left_unread_where_they_differ() -> None:
    cells = row()
    without_a_target = [*cells[:5], *cells[6:]]
    rows = (row(code="B2"), row(code="C3"), without_a_target)
    (finding,) = outcome("ragged-row", *rows).findings
    assert "más de una lectura" in finding.message.es
    figures = statement(*rows).subjects.row(2, named=True)
    assert (figures["target_original"], figures["target_modified"]) == (None, None)
    assert (figures["accrued"], figures["achieved"]) == (80, 9)


def test_a_row_with_all_its_cells_is_not_ragged() -> None:
    assert not outcome("ragged-row", row(), row(code="B2")).findings


def test_a_figure_that_cannot_be_read_is_shown_and_never_guessed() -> None:
    cells = row()
    cells[4] = "8O.OO"
    (finding,) = outcome("unreadable-number", cells).findings
    assert "«8O.OO»" in finding.message.es
    assert finding.cells[0].column == 4
    assert statement(cells).subjects.row(0, named=True).get("accrued") is None


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("pendiente", "words-for-figure"),
        ("2018-2019", "words-for-figure"),
        ("A7", "words-for-figure"),
        ("OO.OO", "unreadable-number"),
        ("1O5", "unreadable-number"),
    ],
)
def test_words_are_told_from_damaged_figures(text: str, rule: str) -> None:
    cells = row(code="B2")
    cells[4] = text
    rules = ("words-for-figure", "unreadable-number")
    assert [found for found in rules if outcome(found, row(), cells).findings] == [rule]


@pytest.mark.parametrize(
    ("codes", "rules"), [(("12A", "7B", "105C"), []), (("12B", "7B", "105B"), ["unreadable-number"] * 3)]
)
def test_codes_are_alike_all_along_their_column_and_have_letters_that_no_digit_looks_like(
    codes: tuple[str, ...], rules: list[str]
) -> None:
    cells = [row(code=f"B{number}") for number in range(len(codes))]
    for line, code in zip(cells, codes, strict=True):
        line[4] = code
    both = ("words-for-figure", "unreadable-number")
    assert [found for found in both for _ in outcome(found, row(), *cells).findings] == rules


def test_a_year_with_the_mark_of_a_note_is_no_damaged_figure() -> None:
    cells = row()
    cells[4] = "2002 1)"
    assert not outcome("unreadable-number", row(), cells).findings


def test_several_notes_to_a_row_are_no_damaged_figure() -> None:
    rows = [
        "Concepto\tImporte\tNota",
        "Equipo\t18,420.50\t4",
        "Terrenos\t7,313.10\t6,8",
        "Redes\t9,641.00\t7",
        "Obra\t3,502.25\t9",
    ]
    recognised = recognise(read("\n".join(rows).encode()), "MXN")
    assert not catalogue()["unreadable-number"][1](recognised, load_policy()).findings


def test_figures_and_dashes_are_readable() -> None:
    cells = row()
    cells[4] = "-"
    assert not outcome("unreadable-number", row(), cells).findings


def test_an_empty_cell_is_missing_not_zero() -> None:
    cells = row()
    cells[4] = ""
    (finding,) = outcome("missing-value", cells).findings
    assert "«Devengado»" in finding.message.es
    assert not outcome("missing-value", row()).findings


@pytest.mark.parametrize(("said", "missing"), [("N/A", False), ("No aplica", False), ("n.a.", False), ("N.D.", True)])
def test_what_is_said_not_to_apply_is_not_missing(said: str, missing: bool) -> None:
    cells = row(code="B2", name="Dos")
    cells[4] = said
    findings = outcome("missing-value", row(), cells, row(code="C3", name="Tres")).findings
    assert bool(findings) is missing
    for finding in findings:
        assert finding.message.es == f"El renglón no da «Devengado» (dice «{said}»)."
        assert [cell.text for cell in finding.cells] == [said]


def test_the_same_cents_in_two_programmes() -> None:
    rows = (row(code="A1", accrued="80.55"), row(code="B2", accrued="80.55"), row(code="C3", accrued="80.56"))
    found = outcome("repeated-amounts", *rows)
    (finding,) = found.findings
    assert finding.observed == Decimal("80.55")
    assert len(finding.facts) == 2
    assert found.passed == 1


def test_whole_amounts_repeat_by_plan() -> None:
    found = outcome("repeated-amounts", row(code="A1"), row(code="B2"))
    assert not found.findings
    assert found.not_applicable == {"zero or a whole amount": 2}


def test_one_code_on_two_rows() -> None:
    found = outcome("duplicate-key", row(code="A1"), row(code="A1", name="Otro"), row(code="B2"))
    (finding,) = found.findings
    assert finding.subject[1] == "A1"
    assert "Uno; Otro" in finding.message.es
    assert found.passed == 1
    assert not outcome("duplicate-key", row(code="A1"), row(code="B2")).findings


def test_the_code_of_the_programme_repeated_on_each_of_its_indicators_is_no_key() -> None:
    text = (
        "Matriz de Indicadores para Resultados\n\n"
        "Clave\tNivel\tIndicador\tUnidad de medida\tMeta programada\tAlcanzado\n"
        "E012\tFin\tTasa de mortalidad\tTasa\t10\t9\n"
        "E012\tPropósito\tCobertura\tPorcentaje\t95\t91\n"
        "E013\tFin\tRazón de muerte materna\tRazón\t5\t6\n"
        "E013\tPropósito\tPartos atendidos\tParto\t100\t99\n"
    )
    _, check = catalogue()["duplicate-key"]
    found = check(recognise(read(text.encode()), "MXN"), load_policy())
    assert not found.findings
    assert found.not_applicable == {"the code of the programme that the indicators are of": 4}


@pytest.mark.parametrize(("code", "fires"), [("SOP-LP-{}/2025", 1), ("1.{}", 0)])
def test_the_number_of_a_contract_on_two_rows_is_told_and_that_of_an_account_is_not(code: str, fires: int) -> None:
    numbers = [11, 12, 13, 14, 15, 16, 16, 18, 19, 20]
    lines = ["Relación de contratos", "", "No. de contrato\tObjeto\tMonto del contrato\tPagado"]
    lines += [f"{code.format(number)}\tObra {place}\t{1000 + place}.50\t500.25" for place, number in enumerate(numbers)]
    found = catalogue()["duplicate-key"][1](recognise(read("\n".join(lines).encode()), "MXN"), load_policy())
    assert [finding.subject[1] for finding in found.findings] == ["SOP-LP-16/2025"] * fires


def test_a_code_that_heads_one_row_in_each_of_several_tables_is_no_repeat() -> None:
    table = "Clave\tNombre del programa\tAprobado\tDevengado\n50\tInstituto\t{}\t10.00\n"
    text = "\n\n".join(f"Indicador {n}\n\n{table.format(f'{n}0.00')}" for n in (1, 2, 3))
    _, check = catalogue()["duplicate-key"]
    found = check(recognise(read(text.encode()), "MXN"), load_policy())
    assert not found.findings
    assert found.not_applicable == {"the only code of its table, the same in others": 3}
