"""A PDF with its anomalies highlighted; everything else in it stays as it was."""

import ctypes
from collections.abc import Sequence
from io import BytesIO
from typing import Any

from shared.exports.annotated.notes import AUTHOR, Note
from shared.report import Severity

_COLOURS: dict[Severity, tuple[int, int, int]] = {
    "error": (255, 120, 110),
    "warning": (255, 200, 60),
    "information": (150, 200, 240),
}
_TAKES_PART = (255, 236, 150)
_AROUND = 1.5
_FINE = 100
"""Places go to PDFium as whole numbers: so many to a point."""


def annotate_pdf(content: bytes, notes: Sequence[Note]) -> bytes:
    """`content` with a highlight over each figure that `notes` are about, and what they say in it.

    Raises `pypdfium2.PdfiumError` where the file does not open.
    """
    import pypdfium2

    document = pypdfium2.PdfDocument(content)
    by_page: dict[int, list[Note]] = {}
    for note in notes:
        if note.place.bbox and note.place.page and note.place.page <= len(document):
            by_page.setdefault(note.place.page, []).append(note)
    for number, of_page in sorted(by_page.items()):
        page = document[number - 1]
        for note in of_page:
            _highlight(page, note)
        page.close()
    stream = BytesIO()
    document.save(stream, flags=pypdfium2.raw.FPDF_INCREMENTAL)  # what was there stays there, byte for byte
    return stream.getvalue()


def _highlight(page: Any, note: Note) -> None:
    import pypdfium2.raw as pdfium

    left, top, right, bottom = note.place.bbox or (0.0,) * 4
    corners = [
        _in_page(page, x, y) for y in (top - _AROUND, bottom + _AROUND) for x in (left - _AROUND, right + _AROUND)
    ]
    annotation = pdfium.FPDFPage_CreateAnnot(page.raw, pdfium.FPDF_ANNOT_HIGHLIGHT)
    quad = pdfium.FS_QUADPOINTSF(*(part for corner in corners for part in corner))
    pdfium.FPDFAnnot_AppendAttachmentPoints(annotation, quad)
    across, up = zip(*corners, strict=True)
    pdfium.FPDFAnnot_SetRect(annotation, pdfium.FS_RECTF(min(across), max(up), max(across), min(up)))
    red, green, blue = _COLOURS[note.severity] if note.text else _TAKES_PART
    pdfium.FPDFAnnot_SetColor(annotation, pdfium.FPDFANNOT_COLORTYPE_Color, red, green, blue, 255)
    pdfium.FPDFAnnot_SetFlags(annotation, pdfium.FPDF_ANNOT_FLAG_PRINT)
    for key, text in ((b"T", AUTHOR), (b"Contents", note.text)):
        pdfium.FPDFAnnot_SetStringValue(annotation, key, _wide(text))
    pdfium.FPDFPage_CloseAnnot(annotation)


def _in_page(page: Any, x: float, y: float) -> tuple[float, float]:
    """A point of the page as it is shown, from its top left, as the page's own; whichever way it is turned."""
    import pypdfium2.raw as pdfium

    width, height = page.get_size()
    across, up = ctypes.c_double(), ctypes.c_double()
    shown = (0, 0, round(width * _FINE), round(height * _FINE), 0, round(x * _FINE), round(y * _FINE))
    pdfium.FPDF_DeviceToPage(page.raw, *shown, across, up)
    return across.value, up.value


def _wide(text: str) -> Any:
    import pypdfium2.raw as pdfium

    encoded = ctypes.create_string_buffer(text.encode("utf-16-le") + b"\0\0")
    return ctypes.cast(encoded, pdfium.FPDF_WIDESTRING)
