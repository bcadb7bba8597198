"""Figures under headings for parts of the year: each of its own period, and judged by the widest of one year."""

from datetime import date

import pytest

from services.compute.policy import load_policy
from services.compute.reading import read
from services.compute.recognition import Statement, recognise
from services.compute.recognition.dated_headings import period_of_group
from services.compute.recognition.periods import Period
from services.compute.rules import catalogue

_SECOND_QUARTER = Period(date(2023, 4, 1), date(2023, 6, 30))
_ROWS = (
    ("Componente", "Consultas médicas", "48000", "12000", "11500", "12000", "13100", "24600"),
    ("Actividad", "Cursos impartidos", "24", "6", "6", "6", "3", "9"),
    ("Actividad", "Visitas de supervisión", "120", "30", "28", "30", "29", "57"),
)


def _statement(*rows: tuple[str, ...], rates: bool = False) -> Statement:
    part = ("Programado", "Realizado", "% Avance") if rates else ("Programado", "Realizado")
    to_date = ("Realizado", "% Avance Anual") if rates else ("Realizado",)
    over = [(name, *[""] * (len(part) - 1)) for name in ("Primer Trimestre", "Segundo Trimestre")]
    groups = ("", "", "", *over[0], *over[1], "Acumulado")
    headings = ("Nivel", "Nombre del Indicador", "Meta Anual", *part * 2, *to_date)
    title = "SECRETARÍA DE SALUD Matriz de Indicadores para Resultados Segundo Trimestre de 2023"
    lines = ((title, *[""] * (len(headings) - 1)), (*groups, *[""] * (len(headings) - len(groups))), headings, *rows)
    return recognise(read("\n".join("\t".join(cells) for cells in lines).encode()), "MXN")


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Primer Trimestre", (1, 1), (3, 31)),
        ("2do. trimestre", (4, 1), (6, 30)),
        ("Abril", (4, 1), (4, 30)),
        ("Enero-marzo", (1, 1), (3, 31)),
        ("Acumulado", (1, 1), (6, 30)),
    ],
)
def test_a_part_of_the_filings_year(text: str, first: tuple[int, int], last: tuple[int, int]) -> None:
    assert period_of_group(text, _SECOND_QUARTER) == Period(date(2023, *first), date(2023, *last))


@pytest.mark.parametrize("text", ["Metas", "Avance trimestral", "Mayo y otros gastos"])
def test_words_that_are_no_part_of_a_year(text: str) -> None:
    assert period_of_group(text, _SECOND_QUARTER) is None


def test_each_figure_has_its_own_period() -> None:
    facts = _statement(*_ROWS).facts
    first = facts.filter(facts["subject_name"] == "Consultas médicas")
    stated = {
        (row["concept"], row["period_start"].month, row["period_end"].month): row["value"]
        for row in first.iter_rows(named=True)
        if row["value"]
    }
    assert stated == {
        ("target_original", 1, 12): "48000",
        ("target_original", 1, 3): "12000",
        ("achieved", 1, 3): "11500",
        ("target_original", 4, 6): "12000",
        ("achieved", 4, 6): "13100",
        ("achieved", 1, 6): "24600",
    }


def test_the_year_and_what_was_achieved_to_date_stand_for_the_indicator() -> None:
    subjects = _statement(*_ROWS).subjects
    first = subjects.row(0, named=True)
    assert (first["target_original"], first["achieved"]) == (48000, 24600)


def test_a_year_to_date_that_its_quarters_do_not_give_is_found() -> None:
    _, check = catalogue()["total-mismatch"]
    wrong = (*_ROWS[2][:-1], "58")
    assert not check(_statement(*_ROWS), load_policy()).findings
    (finding,) = check(_statement(*_ROWS[:2], wrong), load_policy()).findings
    assert finding.subject[2] == "Visitas de supervisión"
    assert "Acumulado / Realizado" in finding.message.es


def test_a_percentage_of_each_part_is_the_rate_that_its_figures_give_and_blanks_move_nothing() -> None:
    rows = (
        ("Propósito", "Población atendida", "75", "", "", "", "70", "68", "97.14", "68", "90.67"),
        (
            "Componente",
            "Consultas médicas",
            "48000",
            "12000",
            "11500",
            "95.83",
            "12000",
            "13100",
            "109.17",
            "24600",
            "51.25",
        ),
        ("Actividad", "Cursos impartidos", "24", "6", "6", "100", "6", "3", "50", "9", "37.5"),
        ("Actividad", "Visitas de supervisión", "120", "30", "28", "93.33", "30", "29", "96.67", "57", "47.5"),
    )
    told = _statement(*rows, rates=True)
    rates = told.facts.filter(told.facts["concept"] == "achievement_rate_original")
    first = rates.filter(rates["subject_name"] == "Población atendida")
    assert first["value"].to_list() == ["0.9714", "0.9067"]
    assert rates.height == 11 and not [note for note in told.notes if note.kind != "missing"]


_MONTHS = ("Enero", "Febrero", "Marzo", "Abril", "Mayo", "Junio")


@pytest.mark.parametrize(
    ("title", "concept"),
    [
        ("Calendario de Presupuesto de Egresos del Ejercicio Fiscal 2022", "approved"),
        ("Calendario de Ingresos del Ejercicio Fiscal 2022", "estimated"),
        ("Programación del Ejercicio Fiscal 2022", "amount"),
    ],
)
def test_the_months_of_a_calendar_are_periods_of_one_measure(title: str, concept: str) -> None:
    rows = [["Concepto", *_MONTHS], ["Sueldos", *(f"{n}0.00" for n in range(1, 7))], ["Gasolina", *["5.00"] * 6]]
    text = "\n\n".join([title, "\n".join("\t".join(row) for row in rows)])
    facts = recognise(read(text.encode(), "a.txt"), "MXN").facts
    assert set(facts["concept"]) == {concept}
    ends = facts.filter(facts["subject_name"] == "Sueldos")["period_end"].to_list()
    assert [(end.month, end.day) for end in ends] == [(1, 31), (2, 28), (3, 31), (4, 30), (5, 31), (6, 30)]
