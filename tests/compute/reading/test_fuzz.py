"""No reader raises anything but its own error, whatever the bytes are.

Short in the normal run; `make fuzz` chooses the Hypothesis profile ``fuzz``, which runs for longer. What was found is
kept in `FOUND`.
"""

import os
import struct
from collections.abc import Callable
from datetime import datetime

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.compute.reading import Document, UnreadableFiling, read
from services.compute.reading.archive import members
from services.compute.reading.delimited import read_delimited
from services.compute.reading.web_page import read_html
from services.compute.reading.word_document import read_docx
from services.compute.reading.workbooks import read_workbook
from shared.media_types import CSV, DOCX, HTML, ODS, PLAIN_TEXT, TSV, XLS, XLSB, XLSX
from shared.problems import PROBLEMS
from tests.compute.reading.files import docx, ods, parts_of, saved, with_member, xls, xlsb, zipped

SHORT = settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
length = settings() if os.environ.get("COTEJO_HYPOTHESIS_PROFILE") == "fuzz" else SHORT

Reader = Callable[[bytes, str], Document]

READERS: dict[str, Reader] = {
    **dict.fromkeys((CSV, TSV, PLAIN_TEXT), read_delimited),
    **dict.fromkeys((XLSX, XLS, XLSB, ODS), read_workbook),
    DOCX: read_docx,
    HTML: read_html,
}


def _xlsx() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Clave", "Aprobado", "=1+2", datetime(2019, 9, 30)])
    sheet.append(["A1", 1234.5, True, 7])
    sheet.merge_cells("A1:B1")
    return saved(book)


ODS_BODY = (
    '<table:table table:name="H"><table:table-row><table:table-cell office:value-type="float" office:value="1"/>'
    '<table:table-cell table:number-columns-repeated="2"><text:p>a</text:p></table:table-cell></table:table-row>'
    "</table:table>"
)
DOCX_BODY = (
    '<w:tbl><w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>'
    "<w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
)
PAGE = b"<html><table><tr><td colspan=2>a<td>b<tr><td rowspan=3>&amp;c</table><!-- x --><p>y"
WHOLE = {
    XLSX: _xlsx(),
    XLS: xls((0, 0, 1.5), (1, 1, 2.5)),
    XLSB: xlsb((0, 0, 1.5), (1, 1, 2)),
    ODS: ods(ODS_BODY),
    DOCX: docx(DOCX_BODY),
    HTML: PAGE,
    CSV: 'año;"b;c";d\n1;2;3\n'.encode(),
}


SHEET = (
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    b'<row r="2"><c r="B2"><v>1</v></c></row><row><c r="%s"><v>1</v></c></row></sheetData></worksheet>'
)


def _survives(work: Callable[[], object]) -> None:
    try:
        work()
    except UnreadableFiling as refused:
        assert refused.problem in PROBLEMS


@st.composite
def mutated(draw: st.DrawFn, whole: bytes) -> bytes:
    """`whole` with some bytes changed, dropped, doubled or put in."""
    content = bytearray(whole)
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, max(len(content) - 1, 0)))
        kind = draw(st.sampled_from(["change", "cut", "put in", "double", "number"]))
        if kind == "change":
            content[at : at + 1] = draw(st.binary(min_size=1, max_size=1))
        elif kind == "cut":
            del content[at : at + draw(st.integers(1, 64))]
        elif kind == "put in":
            content[at:at] = draw(st.binary(max_size=16))
        elif kind == "double":
            content[at:at] = content[at : at + draw(st.integers(1, 64))]
        else:
            size = draw(st.sampled_from([2, 4]))
            number = draw(st.sampled_from([0, 1, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF, 0xFFFFFFFE]))
            content[at : at + size] = (number % (1 << 8 * size)).to_bytes(size, "little")
    return bytes(content)


@length
@given(content=st.binary(max_size=400))
@pytest.mark.parametrize("media_type", READERS)
def test_random_bytes(media_type: str, content: bytes) -> None:
    _survives(lambda: READERS[media_type](content, media_type))
    _survives(lambda: read(content))
    _survives(lambda: list(members(content)))


@length
@given(text=st.text(max_size=400))
@pytest.mark.parametrize("media_type", [CSV, TSV, PLAIN_TEXT, HTML])
def test_random_text(media_type: str, text: str) -> None:
    _survives(lambda: READERS[media_type](text.encode(errors="replace"), media_type))


@length
@given(data=st.data())
@pytest.mark.parametrize("media_type", WHOLE)
def test_mutated_files(media_type: str, data: st.DataObject) -> None:
    content = data.draw(mutated(WHOLE[media_type]))
    _survives(lambda: READERS[media_type](content, media_type))
    _survives(lambda: read(content))


@length
@given(data=st.data())
@pytest.mark.parametrize("media_type", [XLSX, XLSB, ODS, DOCX])
def test_mutated_parts_in_whole_archives(media_type: str, data: st.DataObject) -> None:
    parts = parts_of(WHOLE[media_type])
    name = data.draw(st.sampled_from(sorted(parts)))
    content = zipped(parts | {name: data.draw(mutated(parts[name]))})
    _survives(lambda: READERS[media_type](content, media_type))
    _survives(lambda: list(members(content)))


REACH = struct.pack("<HHIIHHH", 0x200, 14, 0, 2, 0, 2, 0)
FOUND = [
    # calamine raises OSError, not its own error, where a sheet ends before it says how far it reaches
    (XLSB, with_member(WHOLE[XLSB], "xl/worksheets/sheet1.bin", b"\x81\x01\x00\x91\x01\x00\x92\x01\x00")),
    # Python's csv raises its Error on a NUL that stands behind the first 64 KiB
    (CSV, b'a,"b"\n' * 20_000 + b'"\x00",1\n'),
    # calamine makes room for 4,294,967,294 rows where a sheet is said to end before it begins, and the process dies
    (XLS, WHOLE[XLS].replace(REACH, struct.pack("<HHIIHHH", 0x200, 14, 4, 2, 0, 2, 0))),
    (XLS, WHOLE[XLS].replace(REACH, struct.pack("<HHIIHHH", 0x200, 14, 0, 2, 9, 2, 0))),
    # references without end, and beyond what a sheet has
    (
        XLSX,
        with_member(
            WHOLE[XLSX], "xl/worksheets/sheet1.xml", b'<x><sheetData><row r="9"><c r="ZZZ9999999"><v>1</v></c>'
        ),
    ),
    (XLSX, with_member(WHOLE[XLSX], "xl/worksheets/sheet1.xml", SHEET % (b"1" * 5000))),
    (XLSX, with_member(WHOLE[XLSX], "xl/worksheets/sheet1.xml", SHEET % b"A0")),
    (XLSX, with_member(WHOLE[XLSX], "xl/worksheets/sheet1.xml", SHEET % b"XFE1048577")),
]


@pytest.mark.parametrize(("media_type", "content"), FOUND)
def test_what_was_found(media_type: str, content: bytes) -> None:
    _survives(lambda: READERS[media_type](content, media_type))
