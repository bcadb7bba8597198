"""Originals handed back: marked where they do not add up, and otherwise as they were."""

import hashlib
import io
import zipfile
from datetime import date, datetime
from typing import Any
from xml.etree import ElementTree

import openpyxl
import pypdfium2
import pytest
from openpyxl.comments import Comment
from openpyxl.worksheet.table import Table

import cotejo
from shared.exports.annotated import CannotAnnotate, annotated, annotated_name
from shared.exports.annotated.converted import convert_workbook, sheet_names
from shared.exports.annotated.notes import notes
from shared.exports.annotated.workbook import annotate_workbook
from shared.identity import filing_id
from shared.media_types import ODS, PDF, TSV, XLS, XLSB, XLSX
from shared.problems import Language
from shared.report import AnomalyPart, EvidencePart, SubjectPart, Text
from tests.analysed import analysed_file
from tests.compute.reading.files import ods, parts_of, saved, xls, xlsb
from tests.conftest import SAMPLES

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def _anomaly(number: int, *cells: str, filing: str | None = None, severity: str = "error") -> AnomalyPart:
    evidence = [
        EvidencePart(table="t1", row=row, column=0, cell=cell, text="1", filing=filing, filing_id=filing)
        for row, cell in enumerate(cells, number * 10)
    ]
    message = Text(es=f"El {number} & no <da>", en=f"The {number}")
    return AnomalyPart.model_validate(
        {
            **{"id": f"a{number}", "rule": "total-mismatch", "severity": severity, "message": message.model_dump()},
            **{"subject": SubjectPart(kind="account").model_dump(), "facts": []},
            "evidence": [place.model_dump() for place in evidence],
        }
    )


def _marked(content: bytes, *anomalies: AnomalyPart, language: Language = "es") -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(annotated(content, XLSX, anomalies, language)))


def _active(book: openpyxl.Workbook) -> Any:
    return book.active


def _book() -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    _active(book).title = "Hoja 1"
    _active(book).append(["Uno", "Dos"])
    for row in range(1, 5):
        _active(book).append([row, row * 2])
    return book


def test_a_workbook_gets_comments_and_is_otherwise_as_it_was() -> None:
    content = (SAMPLES / "programas-2023.xlsx").read_bytes()
    report = cotejo.analyse(content, filename="programas-2023.xlsx")
    made = annotated(content, XLSX, report.anomalies, "es")
    before, after = parts_of(content), parts_of(made)
    touched = {name for name in after if before.get(name) != after[name]}
    assert touched - before.keys() == {
        "xl/comments-cotejo-1.xml",
        "xl/drawings/boxes-cotejo-1.vml",
        "xl/worksheets/_rels/sheet1.xml.rels",
    }
    assert touched & before.keys() == {"[Content_Types].xml", "xl/worksheets/sheet1.xml"}
    assert all(ElementTree.fromstring(after[name]) is not None for name in touched)
    sheet = _active(openpyxl.load_workbook(io.BytesIO(made)))
    first = report.anomalies[0]
    comment = sheet[str(first.evidence[0].cell).rpartition("!")[2]].comment
    assert comment.author == "Cotejo" and first.message.es in comment.text


def test_comments_that_were_there_stay() -> None:
    book = _book()
    _active(book)["A1"].comment = Comment("De antes", "Alguien")
    _active(book)["B2"].comment = Comment("También", "Alguien")
    sheet = _active(_marked(saved(book), _anomaly(1, "Hoja 1!A1"), _anomaly(2, "Hoja 1!B4")))
    assert sheet["A1"].comment.text.startswith("De antes") and "El 1 & no <da>" in sheet["A1"].comment.text
    assert sheet["B2"].comment.text == "También"
    assert sheet["B4"].comment.text.startswith("Error a2. El 2")


def test_the_reference_to_boxes_stands_where_the_format_wants_it() -> None:
    book = _book()
    _active(book).add_table(Table(displayName="Cifras", ref="A1:B5"))
    _active(book).append(["</sheetData><extLst>", "<tableParts>"])
    made = annotated(saved(book), XLSX, [_anomaly(1, "Hoja 1!A2")], "es")
    names = [
        child.tag.partition("}")[2] for child in ElementTree.fromstring(parts_of(made)["xl/worksheets/sheet1.xml"])
    ]
    assert names.index("legacyDrawing") == names.index("tableParts") - 1 > names.index("pageMargins")


def test_only_the_sheet_that_is_meant_is_touched_whatever_its_name() -> None:
    book = _book()
    book.create_sheet('Tipo ! & "otro"').append([1])
    made = _marked(saved(book), _anomaly(1, 'Tipo ! & "otro"!A1'), _anomaly(2, "No hay!A1"))
    assert [sheet["A1"].comment is not None for sheet in made] == [False, True]


def test_a_declared_entity_is_refused() -> None:
    content = saved(_book())
    evil = io.BytesIO()
    with zipfile.ZipFile(evil, "w") as archive:
        for name, body in parts_of(content).items():
            if name == "xl/workbook.xml":
                body = b'<!DOCTYPE x [<!ENTITY a "b">]>' + body.partition(b"?>")[2]
            archive.writestr(name, body)
    with pytest.raises(ValueError, match="document type"):
        annotate_workbook(evil.getvalue(), notes([_anomaly(1, "Hoja 1!A1")], "x", "es"))


def test_what_lies_between_filings_is_said_at_its_own_figure() -> None:
    there, here = _anomaly(1, "Hoja 1!A1", filing="other"), _anomaly(1, "Hoja 1!B7", filing="mine")
    shared = there.model_copy(update={"evidence": [*there.evidence, *here.evidence]})
    (note,) = notes([shared], "mine", "en")
    assert (note.place.cell, note.text) == ("Hoja 1!B7", "Error a1. The 1")


def test_one_figure_bears_all_that_is_said_of_it_the_gravest_first() -> None:
    mild, grave = _anomaly(1, "H!A1", severity="warning"), _anomaly(1, "H!A1", "H!A2")
    first, other = notes([mild, grave], "x", "es")
    assert first.severity == "error" and first.text.count("El 1") == 2 and "(H!A2)" in first.text
    assert (other.place.cell, other.text) == ("H!A2", "")


@pytest.mark.parametrize("name", ["programas-2022.pdf", "programas-2021-escaneo.pdf"])
def test_a_pdf_is_highlighted_and_its_own_bytes_stay(name: str) -> None:
    content = (SAMPLES / name).read_bytes()
    report = analysed_file(SAMPLES / name)
    made = annotated(content, PDF, report.anomalies, "es")
    assert made.startswith(content)
    plain, marked = (pypdfium2.PdfDocument(body)[0].render(scale=1).to_numpy() for body in (content, made))
    left, top, right, bottom = map(round, report.anomalies[0].evidence[0].bbox or ())
    assert plain.shape == marked.shape
    assert (plain != marked)[top:bottom, left:right].any()
    assert report.filing.id == filing_id(hashlib.sha256(content).hexdigest())


def test_other_types_and_what_does_not_open_are_refused() -> None:
    for content, media_type in ((b"a\tb", TSV), (b"%PDF-1.7 cut", PDF), (b"PK\x03\x04", XLSX)):
        with pytest.raises(CannotAnnotate):
            annotated(content, media_type, [], "es")


def test_an_older_workbook_comes_as_xlsx_with_the_values_of_its_cells_and_the_comments() -> None:
    content = xls((1, 0, 12.5), (3, 2, -1_000_000.07), reach=(4, 3))
    made = annotated(content, XLS, [_anomaly(1, "Hoja1!C4"), _anomaly(2, "Otra!A1")], "es")
    book = openpyxl.load_workbook(io.BytesIO(made))
    assert book.sheetnames == ["Hoja1"]
    cells = {cell.coordinate: cell.value for row in _active(book) for cell in row if cell.value is not None}
    assert cells == {"A2": 12.5, "C4": -1_000_000.07}
    assert _active(book)["C4"].comment.text.startswith("Error a1. El 1 & no <da>")
    assert _active(book)["C4"].comment.author == "Cotejo"
    assert _active(book)["A2"].comment is None
    assert annotated_name("gasto.2016.xls", XLS) == "gasto.2016.cotejo.xlsx"
    assert annotated_name("gasto.xlsx", XLSX) == "gasto.cotejo.xlsx"


def test_binary_and_open_workbooks_come_as_xlsx_with_their_comments() -> None:
    row = '<table:table-row><table:table-cell office:value-type="float" office:value="{}"/></table:table-row>'
    table = f'<table:table table:name="Hoja1">{row.format(12.5)}{row.format(-7)}</table:table>'
    for content, media_type in ((xlsb((0, 0, 12.5), (1, 0, -7)), XLSB), (ods(table), ODS)):
        made = annotated(content, media_type, [_anomaly(1, "Hoja1!A2")], "en")
        sheet = _active(openpyxl.load_workbook(io.BytesIO(made)))
        assert [cell.value for (cell,) in sheet] == [12.5, -7]
        assert sheet["A2"].comment.text.startswith("Error a1. The 1") and sheet["A1"].comment is None


def test_text_days_and_truths_of_a_converted_workbook_stay_what_they_are() -> None:
    book = _book()
    _active(book).append(["=1+1 no es fórmula", date(2024, 3, 31), True, datetime(2024, 3, 31, 9, 30), "'x"])
    _active(book)["A6"].data_type = "s"
    book.create_sheet("Oculta").append(["http://example.org", None, 7])
    book["Oculta"].sheet_state = "hidden"
    made = openpyxl.load_workbook(io.BytesIO(convert_workbook(saved(book), [])))
    assert [(sheet.title, sheet.sheet_state) for sheet in made] == [("Hoja 1", "visible"), ("Oculta", "hidden")]
    first = [cell.value for cell in _active(made)[6]]
    assert first == ["=1+1 no es fórmula", datetime(2024, 3, 31), True, datetime(2024, 3, 31, 9, 30), "'x"]
    assert _active(made)["A6"].data_type == "s"
    assert [cell.value for cell in made["Oculta"][1]] == ["http://example.org", None, 7]
    assert made["Oculta"]["A1"].hyperlink is None


def test_names_of_sheets_that_xlsx_does_not_allow_are_made_ones_that_it_does() -> None:
    long = "Egresos por clasificación económica del gasto"
    names = sheet_names(["a/b", "A:B", long, f"{long} (2)", "History", "''", "Hoja1"])
    assert list(names.values())[:2] == ["a_b", "A_B_2"] and names["Hoja1"] == "Hoja1"
    assert all(0 < len(name) <= 31 for name in names.values())
    assert len({name.lower() for name in names.values()}) == len(names)
    assert names["History"] != "History"


def test_a_damaged_older_workbook_is_refused() -> None:
    for content in (xls((1, 0, 12.5))[:600], b"PK"):
        for media_type in (XLS, ODS):
            with pytest.raises(CannotAnnotate):
                annotated(content, media_type, [], "es")
