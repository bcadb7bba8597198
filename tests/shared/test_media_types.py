"""What a file is, told from its bytes."""

import io
import zipfile

import pytest

from shared.encodings import decode
from shared.media_types import (
    CSV,
    DOCX,
    ENCRYPTED_OFFICE,
    HTML,
    ODS,
    PLAIN_TEXT,
    TSV,
    XLS,
    XLSB,
    XLSX,
    ZIP,
    DamagedArchive,
    sniff,
)
from tests.compute.reading.files import compound, ods, zipped
from tests.conftest import SAMPLES

ODT = "application/vnd.oasis.opendocument.text"


def _archive(*names: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (b"a\tb\n1\t2\n", TSV),
        (b"a,b\n1,2\n", CSV),
        ("año;mes\n1;2\n".encode("cp1252"), CSV),
        ("año,mes\n1,2\n".encode("utf-16"), CSV),
        (b"Un informe, con prosa.\nY otra linea.\n", PLAIN_TEXT),
        (b"%PDF-1.4 ...", "application/pdf"),
        (b"\x89PNG\r\n\x1a\n....", "image/png"),
        (bytes(range(256)), "application/octet-stream"),
        (_archive("xl/workbook.xml"), XLSX),
        (_archive("xl/workbook.bin"), XLSB),
        (_archive("word/document.xml"), DOCX),
        (ods(""), ODS),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": ""}), ODT),
        (_archive("a.csv"), ZIP),
        (_archive(), ZIP),
        (compound({"Workbook": b"x"}), XLS),
        (compound({"Book": b"x"}), XLS),
        (compound({"EncryptedPackage": b"x"}), ENCRYPTED_OFFICE),
        (compound({"WordDocument": b"x"}), "application/msword"),
        (b"<!DOCTYPE html><p>x", HTML),
        ("\ufeff\n<HTML><table>".encode(), HTML),
        (b"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'>", HTML),
        (b"<table><tr><td>1\t2", HTML),
        (b"menos < que\n<tabla>\n", PLAIN_TEXT),
    ],
)
def test_types(content: bytes, media_type: str) -> None:
    assert sniff(io.BytesIO(content)) == media_type


def test_an_archive_cut_short() -> None:
    with pytest.raises(DamagedArchive):
        sniff(io.BytesIO((SAMPLES / "programas-2023.xlsx").read_bytes()[:3000]))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_text_in_any_encoding(encoding: str) -> None:
    text = "Operación de la niñez, 2024\n" * 20
    assert decode(text.encode(encoding)) == text
