"""Files of the formats that no library here writes, made by hand, and hostile ones."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

import openpyxl

from shared.compound_file import SIGNATURE

ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"


def saved(book: openpyxl.Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def zipped(members: Mapping[str, bytes | str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def with_member(content: bytes, name: str, replaced: bytes) -> bytes:
    """The archive `content` with other bytes in one member."""
    return zipped(parts_of(content) | {name: replaced})


def ods(body: str, styles: str = "") -> bytes:
    """A spreadsheet whose tables are `body`."""
    content = (
        '<?xml version="1.0" encoding="UTF-8"?><office:document-content office:version="1.2"'
        ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
        ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
        ' xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'
        ' xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0">'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{body}</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = '<manifest xmlns="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    return zipped({"mimetype": ODS_TYPE, "content.xml": content, "META-INF/manifest.xml": manifest})


def docx(body: str, **more: str) -> bytes:
    """A document whose body is `body`, and other parts under ``word/``."""
    namespace = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    whole = f"<w:document {namespace}><w:body>{body}</w:body></w:document>"
    parts: dict[str, bytes | str] = {"word/document.xml": whole}
    for name, content in more.items():
        parts[f"word/{name}.xml"] = f"<w:{name} {namespace}>{content}</w:{name}>"
    return zipped(parts)


def xlsb(*cells: tuple[int, int, float], formula: bool = False) -> bytes:
    """A binary workbook with one sheet, ``Hoja1``, of numbers: (row, column, number)."""
    rows, columns = [at for at, _, _ in cells], [column for _, column, _ in cells]
    reach = struct.pack("<IIII", min(rows), max(rows), min(columns), max(columns))
    sheet = _record(129) + _record(148, reach) + _record(145)
    row = -1
    for at, column, number in cells:
        if at != row:
            row = at
            sheet += _record(0, struct.pack("<IIHBBB", row, 0, 300, 0, 0, 0) + bytes(4))
        head = struct.pack("<II", column, 0)
        if formula:
            sheet += _record(9, head + struct.pack("<d", number) + bytes(10))
        else:
            sheet += _record(5, head + struct.pack("<d", number))
    sheet += _record(146) + _record(130)
    named = struct.pack("<II", 0, 1) + _wide("rId1") + _wide("Hoja1")
    relation = (
        '<Relationship Id="rId1" Target="worksheets/sheet1.bin"'
        ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"/>'
    )
    relations = f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relation}'
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "xl/workbook.bin": _record(131) + _record(143) + _record(156, named) + _record(144) + _record(132),
            "xl/_rels/workbook.bin.rels": relations + "</Relationships>",
            "xl/worksheets/sheet1.bin": sheet,
        }
    )


def compound(streams: Mapping[str, bytes]) -> bytes:
    """A compound file ([MS-CFB]) of `streams`, each of its own sectors; together under 60 KB."""
    free, end, fat_sector = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    fat, body = [fat_sector, end], b""
    entries = [_entry("Root Entry", 5, end, 0, child=1)]
    for number, (name, content) in enumerate(streams.items(), 1):
        sectors = -(-len(content) // 512)
        begins = len(fat)
        fat += [*range(begins + 1, begins + sectors), end] if sectors else []
        body += content.ljust(sectors * 512, b"\x00")
        sibling = number + 1 if number < len(streams) else free
        entries.append(_entry(name, 2, begins if sectors else end, len(content), sibling=sibling))
    header = SIGNATURE + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<9I", 0, 1, 1, 0, 0, end, 0, end, 0) + struct.pack("<109I", 0, *[free] * 108)
    directory = b"".join(entries).ljust(512, b"\x00")[:512]
    return header + struct.pack("<128I", *fat, *[free] * (128 - len(fat))) + directory + body


def xls(*cells: tuple[int, int, float], reach: tuple[int, int] = (2, 2), more: bytes = b"") -> bytes:
    """A BIFF8 workbook with one sheet, ``Hoja1``, of numbers; it declares that it has `reach` rows and columns."""
    begin, end = struct.pack("<HHHHHHII", 0x809, 16, 0x600, 5, 0, 0, 0, 0), struct.pack("<HH", 0x0A, 0)
    sheet = begin[:6] + struct.pack("<H", 0x10) + begin[8:]
    sheet += struct.pack("<HHIIHHH", 0x200, 14, 0, reach[0], 0, reach[1], 0)
    sheet += b"".join(struct.pack("<HHHHHd", 0x203, 14, row, column, 0, number) for row, column, number in cells)
    named = struct.pack("<IHBB", len(begin) + len(more) + 17 + len(end), 0, 5, 0) + b"Hoja1"
    book = begin + more + struct.pack("<HH", 0x85, len(named)) + named + end
    return compound({"Workbook": (book + sheet + end).ljust(4096, b"\x00")})


def _entry(
    name: str, kind: int, begins: int, size: int, *, child: int = 0xFFFFFFFF, sibling: int = 0xFFFFFFFF
) -> bytes:
    encoded = name.encode("utf-16-le") + b"\x00\x00"
    links = struct.pack("<HBBIII", len(encoded), kind, 1, 0xFFFFFFFF, sibling, child)
    return encoded.ljust(64, b"\x00") + links + bytes(36) + struct.pack("<IQ", begins, size)


def bomb(size: int, *, told: int | None = None) -> bytes:
    """A deflated run of zeros in a ZIP archive, whose directory tells of `told` bytes where that is given."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = b"".join(packer.compress(bytes(1 << 20)) for _ in range(size >> 20)) + packer.flush()
    name, says = b"xl/worksheets/sheet1.xml", size if told is None else told
    shared = struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 0, 0, len(packed), says, len(name), 0)
    local = b"PK\x03\x04" + shared + name + packed
    central = b"PK\x01\x02" + struct.pack("<H", 20) + shared + struct.pack("<HHHII", 0, 0, 0, 0, 0) + name
    return local + central + b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 1, 1, len(central), len(local), 0)


def _record(kind: int, body: bytes = b"") -> bytes:
    head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    length = bytearray()
    rest = len(body)
    while True:
        length.append(rest & 0x7F | (0x80 if rest > 0x7F else 0))
        rest >>= 7
        if not rest:
            return head + bytes(length) + body


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")
