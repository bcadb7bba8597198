"""What a file is, told from its bytes; its name is never asked."""

import zipfile
from typing import BinaryIO

from shared.encodings import decode

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TSV = "text/tab-separated-values"
CSV = "text/csv"
PLAIN_TEXT = "text/plain"

READABLE = {TSV: "tab-separated text", CSV: "CSV", PLAIN_TEXT: "text", XLSX: "XLSX workbook"}
"""The types that `services.compute.reading` reads, with the name a person knows them by."""


def readable() -> str:
    """The types that are read, as a message lists them."""
    return ", ".join(READABLE.values())


_SIGNATURES = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"GIF8", "image/gif"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/vnd.ms-office"),
    (b"\x1f\x8b", "application/gzip"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"Rar!", "application/vnd.rar"),
    (b"\x7fELF", "application/x-executable"),
    (b"MZ", "application/x-executable"),
)
_ZIP_MEMBERS = (
    ("xl/workbook.xml", XLSX),
    ("xl/workbook.bin", "application/vnd.ms-excel.sheet.binary.macroenabled.12"),
    ("word/document.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ("content.xml", "application/vnd.oasis.opendocument"),
)
_HEAD_BYTES = 65536
_CSV_DELIMITERS = ",;|"


class DamagedArchive(Exception):
    """The bytes begin as a ZIP archive (as workbooks do) and do not end as one: most often cut short."""


def sniff(stream: BinaryIO) -> str:
    """The media type of the bytes in `stream`, which is read from its start and must be seekable.

    ``application/octet-stream`` where nothing known fits. Raises `DamagedArchive`.
    """
    stream.seek(0)
    head = stream.read(_HEAD_BYTES)
    if head.startswith(b"PK\x03\x04"):
        return _sniff_zip(stream)
    for signature, media_type in _SIGNATURES:
        if head.startswith(signature):
            return media_type
    if b"%PDF-" in head[:1024]:
        return "application/pdf"
    text = decode(head)
    if text is None:
        return "application/octet-stream"
    return sniff_text(text)


def sniff_text(text: str) -> str:
    """Whether `text` is tab-separated, delimited in another way, or plain."""
    lines = [line for line in text.splitlines() if line.strip()]
    if any("\t" in line for line in lines):
        return TSV
    return CSV if csv_delimiter(lines) else PLAIN_TEXT


def csv_delimiter(lines: list[str]) -> str | None:
    """The delimiter that stands in most of `lines` (non-blank), at least half of them; None for prose."""
    best, most = None, 0
    for delimiter in _CSV_DELIMITERS:
        in_lines = sum(1 for line in lines if delimiter in line)
        total = sum(line.count(delimiter) for line in lines)
        if in_lines * 2 >= len(lines) and total >= len(lines) and total > most and len(lines) > 1:
            best, most = delimiter, total
    return best


def _sniff_zip(stream: BinaryIO) -> str:
    try:
        with zipfile.ZipFile(stream) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise DamagedArchive from error
    return next((media_type for member, media_type in _ZIP_MEMBERS if member in names), "application/zip")
