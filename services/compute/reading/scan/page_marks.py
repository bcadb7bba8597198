"""What a PDF page is marked with: text and outlines that are drawn, images, and text that nobody sees."""

from collections.abc import Iterator
from ctypes import byref, c_double, c_float, c_int, c_uint
from dataclasses import dataclass
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from services.compute.reading.document import BBox
from services.compute.reading.errors import UnreadableFiling
from services.compute.reading.scan.sheet import MOST_PIXELS

_DEEPEST_FORM = 8
_MOST_OBJECTS = 200_000
_FINE = 64
"""Device units per point, for PDFium gives device coordinates as whole numbers."""
_UNSEEN_MODES = (pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP)


@dataclass(frozen=True, slots=True)
class Mark:
    """An object of the page: `box` in points from the displayed page's top left, `order` of painting."""

    box: BBox
    order: int
    pixels: tuple[int, int] = (0, 0)
    segments: int = 0


@dataclass(frozen=True, slots=True)
class PageMarks:
    """The marks of a page by kind. `texts` are those drawn visibly, if not painted over later."""

    texts: tuple[Mark, ...]
    images: tuple[Mark, ...]
    outlines: tuple[Mark, ...]


def page_marks(page: pypdfium2.PdfPage) -> PageMarks:
    """The marks of `page`. Raises `UnreadableFiling` (``image-too-large``) for an image beyond the limit."""
    texts, images, outlines = [], [], []
    for order, (item, kind, matrix) in enumerate(_objects(page)):
        if kind == pdfium.FPDF_PAGEOBJ_TEXT and _is_visible(item):
            texts.append(Mark(_box(page, item, matrix), order))
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            images.append(Mark(_box(page, item, matrix), order, _pixels(item)))
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            outlines.append(Mark(_box(page, item, matrix), order, segments=pdfium.FPDFPath_CountSegments(item)))
    return PageMarks(tuple(texts), tuple(images), tuple(outlines))


def _objects(page: pypdfium2.PdfPage) -> Iterator[tuple[Any, int, pypdfium2.PdfMatrix]]:
    """(object, kind, matrix of the forms it lies in), in the order of painting."""
    count = 0
    stack = [
        (pdfium.FPDFPage_GetObject(page, index), pypdfium2.PdfMatrix(), 0)
        for index in reversed(range(min(_MOST_OBJECTS, pdfium.FPDFPage_CountObjects(page))))
    ]
    while stack and count < _MOST_OBJECTS:
        item, matrix, depth = stack.pop()
        kind = pdfium.FPDFPageObj_GetType(item)
        count += 1
        if kind != pdfium.FPDF_PAGEOBJ_FORM:
            yield item, kind, matrix
        elif depth < _DEEPEST_FORM:
            raw = pdfium.FS_MATRIX()
            pdfium.FPDFPageObj_GetMatrix(item, byref(raw))
            inner = pypdfium2.PdfMatrix.from_raw(raw).multiply(matrix)
            inside = range(min(_MOST_OBJECTS, pdfium.FPDFFormObj_CountObjects(item)))
            stack += [(pdfium.FPDFFormObj_GetObject(item, index), inner, depth + 1) for index in reversed(inside)]


def _is_visible(item: Any) -> bool:
    if pdfium.FPDFTextObj_GetTextRenderMode(item) in _UNSEEN_MODES:
        return False
    red, green, blue, alpha = c_uint(), c_uint(), c_uint(), c_uint(255)
    pdfium.FPDFPageObj_GetFillColor(item, byref(red), byref(green), byref(blue), byref(alpha))
    return alpha.value > 0


def _pixels(item: Any) -> tuple[int, int]:
    width, height = c_uint(), c_uint()
    pdfium.FPDFImageObj_GetImagePixelSize(item, byref(width), byref(height))
    if width.value * height.value > MOST_PIXELS:
        raise UnreadableFiling("image-too-large", width=width.value, height=height.value, limit=MOST_PIXELS)
    return width.value, height.value


def _box(page: pypdfium2.PdfPage, item: Any, matrix: pypdfium2.PdfMatrix) -> BBox:
    sides = [c_float() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetBounds(item, *(byref(side) for side in sides)):
        return 0.0, 0.0, 0.0, 0.0
    left, bottom, right, top = (side.value for side in sides)
    corners = [matrix.on_point(x, y) for x in (left, right) for y in (bottom, top)]
    placed = [_displayed(page, x, y) for x, y in corners]
    across, down = [x for x, _ in placed], [y for _, y in placed]
    return min(across), min(down), max(across), max(down)


def _displayed(page: pypdfium2.PdfPage, x: float, y: float) -> tuple[float, float]:
    """A point of the page's own space as it is displayed, from the top left, turned and cropped as the page is."""
    width, height = page.get_size()
    across, down = c_int(), c_int()
    size = round(width * _FINE), round(height * _FINE)
    pdfium.FPDF_PageToDevice(page, 0, 0, *size, 0, c_double(x), c_double(y), byref(across), byref(down))
    return across.value / _FINE, down.value / _FINE
