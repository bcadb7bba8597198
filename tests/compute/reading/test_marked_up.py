"""Texts as what reads scans writes them: tables between bars or as web tables, emphasis, headings, breaks in cells."""

import re
from collections import Counter
from collections.abc import Callable, Sequence

import pytest

import cotejo
from services.compute.reading import read
from shared.media_types import HTML, sniff_text
from tests.conftest import real_filing

_TEXTS = (
    "isseg-investment-programmes-2023",
    "isseg-results-indicators-2024-q1",
    "isssteson-work-plan-2025",
    "coneval-issste-assessment-2021",
    "imss-quarterly-report-2018-q4",
)
_RULE = re.compile(r"[-:\s]+")
Table = Callable[[Sequence[Sequence[str]]], list[str]]


def _bars(rows: Sequence[Sequence[str]]) -> list[str]:
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    return [lines[0], "|" + " --- |" * len(rows[0]), *lines[1:]]


def _web(rows: Sequence[Sequence[str]]) -> list[str]:
    cells = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
    return ["<table>", *(f"<tr>{row}</tr>" for row in cells), "</table>"]


def _tabs(rows: Sequence[Sequence[str]]) -> list[str]:
    return ["\t".join(row) for row in rows]


def _emphasised(text: str) -> str:
    return f"**{text.strip()}**" if text.strip() and "**" not in text else text


def _rewritten(text: str, table: Table, *, marked: bool) -> str:
    """`text` with its tables written as `table` does; where `marked`, headings and totals are emphasised, short lines
    are headings, breaks stand between the words of headings, and rules and comments between paragraphs.
    """
    lines: list[str] = []
    rows: list[list[str]] = []
    for line in [*text.splitlines(), ""]:
        if "\t" in line and not _RULE.fullmatch(line):
            cells = line.split("\t")
            if marked and (len(rows) < 2 or any("otal" in cell for cell in cells)):
                cells = [_emphasised(cell).replace(" ", "<br>", 1) for cell in cells]
            rows.append(cells)
            continue
        if "\t" in line:
            continue
        if rows:
            lines += table(rows)
            rows = []
        if marked and line.strip() and len(line) < 120 and not line.startswith(("#", "*")):
            line = f"## {line.strip()}"
        lines += ["", "---", "<!-- página -->", ""] if marked and not line.strip() else [line]
    return "\n".join(lines)


def _facts(content: str) -> Counter[tuple[str, str, str, str]]:
    report = cotejo.analyse(content.encode(), filename="informe.md")
    return Counter((one.concept, str(one.value), one.unit or "", one.subject.name or "") for one in report.facts)


@pytest.mark.parametrize("name", _TEXTS)
@pytest.mark.parametrize("table", [_bars, _web])
def test_tables_between_bars_and_web_tables_say_what_tabs_say(name: str, table: Table) -> None:
    text = real_filing(f"{name}.txt").read_text()
    assert _facts(_rewritten(text, table, marked=False)) == _facts(text)


@pytest.mark.parametrize("name", _TEXTS[:2])
@pytest.mark.parametrize("table", [_bars, _web, _tabs])
def test_marks_of_emphasis_headings_and_breaks_are_no_part_of_what_is_said(name: str, table: Table) -> None:
    text = real_filing(f"{name}.txt").read_text()
    marked, plain = (
        cotejo.analyse(one.encode(), filename="informe.md") for one in (_rewritten(text, table, marked=True), text)
    )
    assert marked.filing.institution == plain.filing.institution and marked.filing.period == plain.filing.period
    assert _facts(_rewritten(text, table, marked=True)) == _facts(text)


_CLAIMS = "| Clave | Programa | Aprobado | Devengado |\n|---|---|---:|---:|\n| **E1** | Salud | 1,200.00 | 900.00 |\n"


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("| E2 | Agua<br>y saneamiento | **2,000.00** | 1,500.00 |", ("E2", "Agua y saneamiento", "2,000.00")),
        ("| E2 | *Agua (a * b)* | 2,000.00 | 1,500.00 |", ("E2", "Agua (a * b)", "2,000.00")),
        ("| E2 | Agua* | 2,000.00 | 1,500.00 |", ("E2", "Agua*", "2,000.00")),
        ("| E2 | Agua_limpia_1 | 2,000.00 | 1,500.00 |", ("E2", "Agua_limpia_1", "2,000.00")),
    ],
)
def test_what_stands_in_a_marked_cell(row: str, told: tuple[str, str, str]) -> None:
    report = cotejo.analyse(f"# Gasto 2023\n\n{_CLAIMS}{row}\n".encode(), filename="gasto.md")
    fact = next(one for one in report.facts if one.subject.code == "E2" and one.concept == "approved")
    assert (fact.subject.code, fact.subject.name, fact.evidence.text) == told


def test_a_row_without_bars_at_its_ends_keeps_its_blank_cells() -> None:
    text = "Programa|Aprobado|Modificado|Devengado\nSalud|10.00|12.00|8.00\nAgua|20.00|22.00|\nTotal|30.00|34.00|8.00\n"
    report = cotejo.analyse(text.encode(), filename="gasto.txt")
    assert [(one.concept, str(one.value)) for one in report.facts if one.subject.name == "Agua"] == [
        ("approved", "20.00"),
        ("modified", "22.00"),
    ]


def test_a_table_far_below_in_a_text_makes_it_one_that_holds_web_tables() -> None:
    prose = "El instituto informa lo siguiente sobre su ejercicio. " * 200
    assert sniff_text(f"{prose}\n\n<table border='1'>\n<thead><tr><th>Programa</th>") == HTML
    assert sniff_text(f"{prose}\n\nUna etiqueta <table> suelta") != HTML


def test_a_tab_that_strayed_into_a_text_does_not_part_its_tables_between_bars() -> None:
    prose = "\n".join(f"El párrafo {number} del informe." for number in range(40))
    content = f"# Gasto 2023\n\nUna línea con\tun tabulador.\n\n{prose}\n\n{_CLAIMS}"
    report = cotejo.analyse(content.encode(), filename="gasto.md")
    assert {one.concept: str(one.value) for one in report.facts} == {"approved": "1200.00", "accrued": "900.00"}


@pytest.mark.parametrize("begins", ["<html><body>", "<!DOCTYPE html>"])
def test_end_tags_without_their_begins_do_not_part_the_lines_of_a_page(begins: str) -> None:
    said = "El gasto creció\nen el año."
    page = f"{begins}</div></p></section>{said}<table><tr><td>Aprobado</td><td>1.50</td></tr></table>"
    assert [one.text for one in read(page.encode(), "pagina.html").paragraphs] == ["El gasto creció en el año."]


def test_a_tag_that_never_ends_does_not_join_the_lines_of_a_text() -> None:
    text = "<table><tr><td><p>Clave</td><td>Aprobado</td></tr><tr><td>E1</td><td>1.50</td></tr></table>\nUno\nDos\n"
    assert [one.text for one in read(text.encode(), "gasto.md").paragraphs] == ["Uno", "Dos"]
