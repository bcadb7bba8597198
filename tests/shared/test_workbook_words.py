"""What a workbook is headed by and says, in the words of its reader, with the rows and columns of the file."""

import io
from typing import get_args

import openpyxl
import pytest

import cotejo
from shared.exports.headings import columns_of, heading
from shared.exports.rows import COLUMNS, sheets_of
from shared.exports.workbook import to_xlsx
from shared.names import statement_name
from shared.problems import Language
from shared.report import Report
from shared.spots import own_number
from tests.shared.books import book_of, cell_of
from tests.shared.reports import a_report, a_rule


def _title_beside_code(language: Language) -> str:
    """What a workbook says of a rule, held to stand beside its code."""
    report = a_report()
    rule = a_rule(report.anomalies[0].rule)
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(sheets_of([report]), language, [rule])))
    sheet = book.worksheets[0]
    code = cell_of(book, sheet.title, "rule")
    assert code.value == report.anomalies[0].rule
    beside = sheet.cell(2, code.column + 1)
    assert beside.coordinate == cell_of(book, sheet.title, "rule_title").coordinate
    assert beside.value == getattr(rule.title, language)
    return str(beside.value)


def test_a_workbook_says_beside_its_code_what_a_rule_is_called() -> None:
    assert _title_beside_code("es") != _title_beside_code("en")
    book = book_of(a_report())
    assert cell_of(book, "anomalies", "rule_title").value == a_report().anomalies[0].rule, "as no catalogue names it"


@pytest.mark.parametrize(("language", "formula"), [("es", "devengado ÷ modificado"), ("en", "accrued ÷ modified")])
def test_a_workbook_tells_formulas_concepts_and_kinds_in_words(language: Language, formula: str) -> None:
    report = a_report()
    about = report.facts[2].subject.model_copy(update={"kind": "statement", "code": "expenditure-by-object"})
    level = report.facts[2].model_copy(update={"concept": "mir_level", "subject": about})
    own = report.facts[1].model_copy(update={"concept": "anticipo_de_obra"})
    report = report.model_copy(update={"facts": [*report.facts, level, own]})
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(sheets_of([report]), language)))
    facts, indicators = book.sheetnames[2], book.sheetnames[1]
    assert cell_of(book, indicators, "formula").value == formula
    said = {"es": ("nivel de la MIR", "estado", "Egresos por objeto del gasto"),
            "en": ("level in the MIR", "statement", statement_name("expenditure-by-object", "en"))}  # fmt: skip
    columns = ("concept", "subject_kind", "subject_code")
    assert tuple(cell_of(book, facts, column, 5).value for column in columns) == said[language]
    assert cell_of(book, facts, "concept", 6).value == "anticipo de obra", "the filing's own heading"
    heads = [cell.value for sheet in book for cell in sheet[1]]
    assert not any("_" in str(head) for head in heads)


def test_every_column_of_a_workbook_is_headed_differently_in_both_languages() -> None:
    for kind in COLUMNS:
        for language in get_args(Language):
            heads = [heading(column, language) for column in columns_of(kind, language)]
            assert len(set(heads)) == len(heads)


def test_a_spanish_workbook_is_headed_and_coded_in_spanish() -> None:
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(sheets_of([a_report()]), "es")))
    assert book.sheetnames == ["anomalías", "indicadores", "cifras"]
    assert cell_of(book, "anomalías", "severity").value == "error"
    assert cell_of(book, "anomalías", "severity").fill.fgColor.rgb == "FFF8D7DA"
    assert cell_of(book, "cifras", "concept").value == "devengado"
    place = a_report().facts[0].evidence
    assert cell_of(book, "cifras", "row").value == (place.line or place.row + 1)
    assert cell_of(book, "indicadores", "value").value.startswith("=ROUND(cifras!")
    heads = {cell.value for sheet in book for cell in sheet[1]}
    assert not heads & {column for columns in COLUMNS.values() for column in columns}, "no machine name is left"


def _handed_over(content: bytes, filename: str) -> tuple[Report, openpyxl.Workbook]:
    report = cotejo.analyse(content, filename=filename)
    return report, book_of(report)


def test_rows_and_columns_are_those_that_the_file_numbers() -> None:
    """A table that begins in C4 and one from the third line on: what people look up, not where the table has it."""
    filed, stream = openpyxl.Workbook(), io.BytesIO()
    sheet = filed.create_sheet("Hoja")
    sheet["C2"] = "Instituto de Prueba"
    lines: list[tuple[str, str | int]] = [("Programa", "Aprobado"), ("Becas", 1000), ("Salud", 2000)]
    for row, line in enumerate(lines, 4):
        for column, value in enumerate(line, 3):
            sheet.cell(row, column, value)
    filed.save(stream)
    report, book = _handed_over(stream.getvalue(), "a.xlsx")
    assert [cell_of(book, "facts", name).value for name in ("cell", "row", "column")] == ["Hoja!D5", 5, 4]
    assert report.tables[0].numbered == [(0, 4)]
    report, book = _handed_over(b"Instituto de Prueba\n\nPrograma,Aprobado\nBecas,10\n\nSalud,20\n", "a.csv")
    assert [cell_of(book, "facts", "row", row).value for row in (2, 3)] == [4, 6]
    assert own_number(report.facts[1].evidence.row, report.tables[1].numbered) == 6
