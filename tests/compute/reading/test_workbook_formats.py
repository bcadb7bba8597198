"""Binary and open workbooks: .xls, .xlsb, .ods."""

import struct
import time
from decimal import Decimal
from pathlib import Path

import pytest

from services.compute.reading import UnreadableFiling, read
from services.compute.reading.workbooks.number_formats import decimals_shown
from shared.media_types import ODS, XLS, XLSB
from tests.compute.reading.files import ods, with_member, xls, xlsb

FEDERAL_ACCOUNTS = Path("../shared/filings/cuenta-publica-gasto-programatico-2016.xls")

CELL = '<table:table-cell office:value-type="float" office:value="{0}" {1}/>'
BLANKS = '<table:table-cell table:number-columns-repeated="16000"/>'
TEXT = '<table:table-cell office:value-type="string" {1}><text:p>{0}</text:p></table:table-cell>'


def _table(*rows: str, name: str = "Hoja1") -> str:
    return f'<table:table table:name="{name}">{"".join(rows)}</table:table>'


def _row(*cells: str, attributes: str = "") -> str:
    return f"<table:table-row {attributes}>{''.join(cells)}</table:table-row>"


@pytest.mark.skipif(not FEDERAL_ACCOUNTS.exists(), reason="the shared filings are not here")
def test_an_xls_of_five_thousand_rows_is_read_in_moments() -> None:
    content = FEDERAL_ACCOUNTS.read_bytes()
    began = time.process_time()
    document = read(content)
    assert time.process_time() - began < 4
    assert document.media_type == XLS
    table = max(document.tables, key=lambda table: len(table.rows))
    assert (len(table.rows), table.width) == (5102, 20)
    cells = {cell.address: cell for row in table.rows[:20] for cell in row}
    assert cells["Hoja1!G11"].text == "Aprobado"
    assert (cells["Hoja1!H12"].stored, cells["Hoja1!H12"].decimals) == (Decimal("8969700747.73"), 0)
    assert cells["Hoja1!H7"].colspan == 5


def test_xlsb_numbers_and_formulas() -> None:
    document = read(xlsb((0, 0, 1.5), (0, 1, 2), (1, 0, 3), (1, 1, 4.25), formula=True))
    assert document.media_type == XLSB
    assert [[cell.text for cell in row] for row in document.tables[0].rows] == [["1.5", "2"], ["3", "4.25"]]
    assert {cell.formula for row in document.tables[0].rows for cell in row} == {"="}


def test_ods_spans_formats_formulas_and_hidden_rows() -> None:
    styles = (
        '<number:percentage-style style:name="N1"><number:number number:decimal-places="1"/></number:percentage-style>'
        '<style:style style:name="ce1" style:data-style-name="N1"/>'
    )
    document = read(
        ods(
            _table(
                _row(TEXT.format("Metas", 'table:number-columns-spanned="2"'), "<table:covered-table-cell/>"),
                _row(CELL.format("0.266", 'table:style-name="ce1"'), CELL.format("3", 'table:formula="of:=1+2"')),
                _row(
                    CELL.format("7", 'table:number-columns-repeated="2"'),
                    attributes='table:visibility="collapse" table:number-rows-repeated="2"',
                ),
            ),
            styles,
        )
    )
    assert document.media_type == ODS
    (table,) = document.tables
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["Metas", ""],
        ["0.266", "3"],
        ["7", "7"],
        ["7", "7"],
    ]
    assert (table.rows[0][0].colspan, table.rows[1][0].decimals, table.rows[1][1].formula) == (2, 3, "1+2")
    assert [row[0].hidden for row in table.rows] == [False, False, True, True]


def test_an_error_in_an_ods_is_kept() -> None:
    error = (
        '<table:table-cell table:formula="of:=1/0" office:value-type="string" office:string-value=""'
        ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
        ' calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>'
    )
    table = read(ods(_table(_row(TEXT.format("Avance", ""), error, CELL.format(1, ""))))).tables[0]
    assert [cell.text for cell in table.rows[0]] == ["Avance", "#DIV/0!", "1"]


def test_blank_rows_that_an_ods_repeats_to_its_end_are_nothing() -> None:
    blank = '<table:table-cell table:number-columns-repeated="16384"/>'
    sheet = _table(
        _row(CELL.format(1, ""), CELL.format(2, "")), _row(blank, attributes='table:number-rows-repeated="1048575"')
    )
    assert [len(table.rows) for table in read(ods(sheet)).tables] == [1]


@pytest.mark.parametrize(
    "content",
    [
        xlsb((0, 0, 1), (1048575, 16383, 2)),
        ods(_table(_row(CELL.format(1, 'table:number-columns-repeated="1000000000"')))),
        ods(_table(_row(CELL.format(1, ""), attributes='table:number-rows-repeated="1000000000"'))),
        ods(
            _table(
                _row(CELL.format(1, ""), BLANKS, CELL.format(1, "")),
                _row("<table:table-cell/>", attributes='table:number-rows-repeated="1000000"'),
                _row(CELL.format(1, "")),
            )
            + _table()
        ),
    ],
)
def test_cells_far_apart_are_refused_by_their_number(content: bytes) -> None:
    with pytest.raises(UnreadableFiling) as refused:
        read(content)
    assert refused.value.problem == "too-many-cells"


def test_an_encrypted_ods_asks_for_its_password() -> None:
    manifest = '<m:manifest xmlns:m="urn:x"><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>'
    with pytest.raises(UnreadableFiling, match="protected-file"):
        read(with_member(ods(_table()), "META-INF/manifest.xml", manifest.encode()))


@pytest.mark.parametrize(
    ("code", "decimals"),
    [
        ("General", None),
        ("@", None),
        ("dd/mm/yyyy", None),
        ("# ?/?", None),
        ("0.00E+00", None),
        ("0", 0),
        ("#,##0.00", 2),
        ('_-* #,##0.00_-;-* #,##0.00_-;_-* "-"??_-;_-@_-', 2),
        ("[$$-80A]#,##0.0", 1),
        ("0%", 2),
        ("0.0%", 3),
        ("#,##0,", -3),
        ('#,##0.0,,"  mdp"', -5),
        (r"\$#,##0.00", 2),
    ],
)
def test_decimals_that_a_format_shows(code: str, decimals: int | None) -> None:
    assert decimals_shown(code) == decimals


@pytest.mark.parametrize(
    ("ink", "pattern", "ground", "unseen"),
    [(9, 0, 64, True), (0x7FFF, 0, 64, False), (9, 1, 10, False), (10, 1, 10, True), (9, 2, 9, False)],
)
def test_a_binary_workbook_tells_what_has_the_colour_of_its_ground(
    ink: int, pattern: int, ground: int, unseen: bool
) -> None:
    font = struct.pack("<HHHHH", 0x31, 6, 200, 0, ink)
    style = struct.pack("<HHH", 0, 0, 0) + bytes(8) + struct.pack("<IH", pattern << 26, ground)
    (row,) = read(xls((0, 0, 1.5), (0, 1, 2), more=font + struct.pack("<HH", 0xE0, len(style)) + style)).tables[0].rows
    assert [cell.unseen for cell in row] == [unseen, unseen]


@pytest.mark.parametrize(
    ("ink", "ground", "unseen"),
    [("#FFFFFF", None, True), ("#000000", None, False), ("#ffffff", "#c00000", False), ("#c00000", "#C00000", True),
     ("#ffffff", "transparent", True)],
)  # fmt: skip
def test_an_open_workbook_tells_what_has_the_colour_of_its_ground(ink: str, ground: str | None, unseen: bool) -> None:
    behind = f'<style:table-cell-properties fo:background-color="{ground}"/>' if ground else ""
    styles = (
        '<style:style style:name="ce1" style:family="table-cell">'
        f'{behind}<style:text-properties fo:color="{ink}"/></style:style>'
    )
    cells = CELL.format(1.5, 'table:style-name="ce1"'), CELL.format(2.5, "")
    (row,) = read(ods(_table(_row(*cells)), styles)).tables[0].rows
    assert [cell.unseen for cell in row] == [unseen, False]
