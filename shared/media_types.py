"""What a file is, told from its bytes; its name is never asked."""

import re
import zipfile
import zlib
from pathlib import PurePath
from typing import BinaryIO

from shared.compound_file import SIGNATURE, CompoundFile, DamagedCompoundFile
from shared.dialects import csv_delimiter, is_tabbed
from shared.encodings import decode
from shared.report import Text

PDF = "application/pdf"
PNG = "image/png"
JPEG = "image/jpeg"
TIFF = "image/tiff"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
XLS = "application/vnd.ms-excel"
XLSB = "application/vnd.ms-excel.sheet.binary.macroenabled.12"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
WORKBOOKS = frozenset({XLSX, XLS, XLSB, ODS})
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
HTML = "text/html"
TSV = "text/tab-separated-values"
CSV = "text/csv"
PLAIN_TEXT = "text/plain"
ZIP = "application/zip"
ENCRYPTED_OFFICE = "application/x-ole-encrypted"
BROKEN_ZIP = (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, OSError, EOFError, RuntimeError)
"""What `zipfile` raises of archives that are cut short, damaged, packed or encrypted in ways that it does not know."""

READABLE = {
    PDF: Text(es="PDF", en="PDF"),
    PNG: Text(es="imágenes PNG", en="PNG images"),
    JPEG: Text(es="JPEG", en="JPEG"),
    TIFF: Text(es="TIFF", en="TIFF"),
    XLSX: Text(es="libros XLSX", en="XLSX workbooks"),
    XLS: Text(es="XLS", en="XLS"),
    XLSB: Text(es="XLSB", en="XLSB"),
    ODS: Text(es="ODS", en="ODS"),
    DOCX: Text(es="DOCX", en="DOCX"),
    HTML: Text(es="HTML", en="HTML"),
    CSV: Text(es="CSV", en="CSV"),
    TSV: Text(es="texto con tabuladores", en="tab-separated text"),
    PLAIN_TEXT: Text(es="texto", en="text"),
}
"""The types that `services.compute.reading` reads, with the names a person knows them by."""

ARCHIVES = {ZIP: Text(es="ZIP de éstos", en="ZIP of these")}
"""The types whose members are filings, each of its own."""


_SIGNATURES = (
    (b"%PDF-", PDF),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"\xff\xd8\xff", JPEG),
    (b"II*\x00", TIFF),
    (b"MM\x00*", TIFF),
    (b"GIF8", "image/gif"),
    (b"\x1f\x8b", "application/gzip"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"Rar!", "application/vnd.rar"),
    (b"\x7fELF", "application/x-executable"),
    (b"MZ", "application/x-executable"),
)
_ZIP_MEMBERS = (("xl/workbook.xml", XLSX), ("xl/workbook.bin", XLSB), ("word/document.xml", DOCX))
_OPENDOCUMENT = "application/vnd.oasis.opendocument"
_COMPOUND_STREAMS = (
    ("EncryptedPackage", ENCRYPTED_OFFICE),
    ("Workbook", XLS),
    ("Book", XLS),
    ("WordDocument", "application/msword"),
    ("PowerPoint Document", "application/vnd.ms-powerpoint"),
)
_HEAD_BYTES = 65536
_HTML_LOOKED_AT = 4096
_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body|table|meta)\b", re.IGNORECASE)
_HTML_TABLE = re.compile(
    r"<table\b[^<>]{0,300}>\s{0,80}(?:</?(?:thead|tbody|colgroup|col|caption)\b[^<>]{0,300}>\s{0,80}){0,30}<t[rdh]\b",
    re.IGNORECASE,
)
"""A table of a web page, which text may hold too: what reads scans writes tables so."""


_SUFFIXES = {
    ".pdf": PDF,
    ".png": PNG,
    ".jpg": JPEG,
    ".jpeg": JPEG,
    ".tif": TIFF,
    ".tiff": TIFF,
    ".xlsx": XLSX,
    ".xlsm": XLSX,
    ".xls": XLS,
    ".xlsb": XLSB,
    ".ods": ODS,
    ".docx": DOCX,
    ".html": HTML,
    ".htm": HTML,
    ".zip": ZIP,
}
"""What names of files say; a name ending otherwise says nothing."""


class DamagedArchive(Exception):
    """The bytes begin as an archive or compound file (as workbooks do) and do not end as one: most often cut short."""


def sniff(stream: BinaryIO) -> str:
    """The media type of the bytes in `stream`, which is read from its start and must be seekable.

    ``application/octet-stream`` where nothing known fits. Raises `DamagedArchive`.
    """
    stream.seek(0)
    head = stream.read(_HEAD_BYTES)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _sniff_zip(stream)
    if head.startswith(SIGNATURE):
        return _sniff_compound(stream)
    for signature, media_type in _SIGNATURES:
        if head.startswith(signature):
            return media_type
    if b"%PDF-" in head[:1024]:
        return PDF
    text = decode(head)
    if text is None:
        return "application/octet-stream"
    return sniff_text(text)


def misnamed(filename: str, media_type: str) -> bool:
    """Whether the name of a file says that it is of another type than its bytes are."""
    said = _SUFFIXES.get(PurePath(filename).suffix.lower())
    return said is not None and said != media_type


def usual_suffix(media_type: str) -> str | None:
    """What names of files of a type end in, as people call the type: ``PNG``; None of texts."""
    return next((suffix[1:].upper() for suffix, known in _SUFFIXES.items() if known == media_type), None)


def sniff_text(text: str) -> str:
    """Whether `text` is a web page, tab-separated, delimited in another way, or plain."""
    if text.lstrip("\ufeff \t\r\n").startswith("<") and _HTML.search(text, 0, _HTML_LOOKED_AT):
        return HTML
    if _HTML_TABLE.search(text):
        return HTML
    lines = [line for line in text.splitlines() if line.strip()]
    if is_tabbed(lines):
        return TSV
    return CSV if csv_delimiter(lines) else PLAIN_TEXT


def _sniff_zip(stream: BinaryIO) -> str:
    try:
        with zipfile.ZipFile(stream) as archive:
            names = set(archive.namelist())
            kind = next((media_type for member, media_type in _ZIP_MEMBERS if member in names), None)
            if kind is None and "content.xml" in names and "mimetype" in names:
                entry = archive.getinfo("mimetype")
                declared = archive.read(entry)[:_HTML_LOOKED_AT] if entry.file_size < _HTML_LOOKED_AT else b""
                kind = declared.decode("ascii", errors="replace").strip().removesuffix("-template")
                return kind if kind.startswith(_OPENDOCUMENT) else ZIP
    except BROKEN_ZIP as error:
        raise DamagedArchive from error
    return kind or ZIP


def _sniff_compound(stream: BinaryIO) -> str:
    try:
        names = CompoundFile(stream).names
    except DamagedCompoundFile as error:
        raise DamagedArchive from error
    return next((media_type for name, media_type in _COMPOUND_STREAMS if name in names), "application/x-ole-storage")
