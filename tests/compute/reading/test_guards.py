"""Small files that would unroll to large ones, and files that reach for what is not theirs."""

import io
import os
import zipfile

import openpyxl
import pytest

from services.compute.reading import UnreadableFiling, read
from services.compute.reading.package import Allowance, Package
from shared.compound_file import SIGNATURE
from shared.problems import PROBLEMS
from tests.compute.reading.files import bomb, compound, docx, ods, saved, with_member, xls, zipped

SHEET = "xl/worksheets/sheet1.xml"


def _book(**cells: str | int) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for address, value in cells.items():
        sheet[address] = value
    return saved(book)


def _sheet(content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(SHEET)


def _refusal(content: bytes) -> UnreadableFiling:
    with pytest.raises(UnreadableFiling) as refused:
        read(content)
    assert refused.value.problem in PROBLEMS
    return refused.value


def test_cells_at_both_corners_are_refused_by_the_cells_between() -> None:
    refusal = _refusal(_book(A1=1, XFD1048576=2))
    assert (refusal.problem, refusal.params) == ("too-many-cells", {"limit_cells": 16_000_000})


def test_a_table_far_down_a_sheet_is_read() -> None:
    document = read(_book(XFA1048575="a", XFB1048575="b", XFA1048576=1, XFB1048576=2))
    assert [[cell.text for cell in row] for row in document.tables[0].rows] == [["a", "b"], ["1", "2"]]


EMPTY_ROWS = 1_000_000 if os.environ.get("COTEJO_HYPOTHESIS_PROFILE") == "fuzz" else 100_000


def test_empty_styled_rows_are_nothing() -> None:
    content = _book(A1="a", B1="b", A2=1, B2=2)
    rows = "".join(
        f'<row r="{row}" s="1" customFormat="1"><c r="A{row}" s="1"/></row>' for row in range(3, EMPTY_ROWS + 3)
    )
    sheet = _sheet(content).replace(b"</sheetData>", rows.encode() + b"</sheetData>")
    assert [len(table.rows) for table in read(with_member(content, SHEET, sheet)).tables] == [2]


@pytest.mark.parametrize("told", [None, 10])
def test_a_member_that_grows_too_fast_is_stopped_whatever_it_tells(told: int | None) -> None:
    with pytest.raises(UnreadableFiling) as refused:
        Package(bomb(64 << 20, told=told)).read(SHEET)
    assert refused.value.problem == "packed-too-tightly"


@pytest.mark.parametrize("container", ["xlsx", "ods", "docx"])
def test_a_bomb_in_an_office_file_is_stopped(container: str) -> None:
    zeros = bytes(40 << 20)
    content = {
        "xlsx": lambda: with_member(_book(A1=1), SHEET, zeros),
        "ods": lambda: with_member(ods(""), "content.xml", zeros),
        "docx": lambda: with_member(docx(""), "word/document.xml", zeros),
    }[container]()
    assert _refusal(content).problem == "packed-too-tightly"


def test_members_that_grow_too_large_together_are_stopped() -> None:
    """Twenty names for the same bytes, as overlapping bombs have them."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a", bytes(range(256)) * 4096)
        archive.filelist += [_alias(archive.filelist[0], f"b{number}") for number in range(20)]
    package = Package(stream.getvalue(), Allowance(10 << 20))
    with pytest.raises(UnreadableFiling) as refused:
        for name in package.entries:
            package.read(name)
    assert (refused.value.problem, refused.value.params) == ("unpacked-too-large", {"limit_megabytes": 256})


def _alias(entry: zipfile.ZipInfo, name: str) -> zipfile.ZipInfo:
    other = zipfile.ZipInfo(name)
    for field in ("header_offset", "compress_size", "file_size", "CRC", "compress_type", "create_version"):
        setattr(other, field, getattr(entry, field))
    return other


ENTITY = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ja"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize("declared", [ENTITY, LAUGHS])
def test_entities_are_never_resolved(declared: str) -> None:
    book = _book(A1="a", B1="b")
    sheet = _sheet(book)
    hostile = declared.encode() + sheet[sheet.index(b"<worksheet") :]
    assert _refusal(with_member(book, SHEET, hostile)).problem == "entities-declared"
    assert _refusal(zipped({"word/document.xml": f"{declared}<x>&a;</x>"})).problem == "entities-declared"
    open_sheet = with_member(ods(""), "content.xml", f"{declared}<x>&a;</x>".encode())
    assert _refusal(open_sheet).problem == "entities-declared"


def test_what_is_encrypted_asks_for_its_password() -> None:
    assert _refusal(compound({"EncryptionInfo": b"x", "EncryptedPackage": b"y"})).problem == "protected-file"
    file_pass = b"\x2f\x00\x02\x00\x01\x00"
    assert _refusal(xls((0, 0, 1), more=file_pass)).problem == "protected-file"


def test_an_xls_is_refused_by_what_it_declares_and_by_where_its_cells_stand() -> None:
    assert [cell.text for cell in read(xls((0, 0, 1.5), (0, 1, 2))).tables[0].rows[0]] == ["1.5", "2"]
    assert _refusal(xls((0, 0, 1), (0, 1, 2), reach=(0xFFFFFFFF, 0xFFFF))).problem == "too-many-cells"
    assert _refusal(xls((0, 0, 1), (65535, 255, 2))).problem == "too-many-cells"


@pytest.mark.parametrize("kept", [100, 600, 2000, 20_000])
def test_an_xls_cut_short_is_damaged(kept: int) -> None:
    assert _refusal(SIGNATURE + bytes(kept)).problem == "damaged-file"
