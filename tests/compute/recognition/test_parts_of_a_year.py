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


def _statement(*rows: tuple[str, ...]) -> Statement:
    groups = ("", "", "", "Primer Trimestre", "", "Segundo Trimestre", "", "Acumulado")
    headings = ("Nivel", "Nombre del Indicador", "Meta Anual", *("Programado", "Realizado") * 2, "Realizado")
    title = "SECRETARÍA DE SALUD Matriz de Indicadores para Resultados Segundo Trimestre de 2023"
    text = "\n".join("\t".join(cells) for cells in ((title, *[""] * 7), groups, headings, *rows))
    return recognise(read(text.encode()), "MXN")


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
