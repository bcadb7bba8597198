"""PDFium's functions as this package calls them: by address, without the interpreter lock's hand-over.

A page asks for tens of thousands of calls of a microsecond each; what `pypdfium2.raw` spends on checking pointer
types is most of their cost. Handles are plain integers here, and structures are filled in place by address.
"""

import ctypes
from collections.abc import Callable
from typing import Any

import pypdfium2  # noqa: F401  (initialises the library, once a process)
import pypdfium2.raw as pdfium

_handle = ctypes.c_void_p
_int = ctypes.c_int
_address = ctypes.c_void_p


def _bound(name: str, result: Any, *arguments: Any) -> Callable[..., Any]:
    address = ctypes.cast(getattr(pdfium, name), ctypes.c_void_p).value
    if address is None:
        raise ImportError(f"PDFium lacks {name}")
    return ctypes.PYFUNCTYPE(result, *arguments)(address)


open_document = _bound("FPDF_LoadMemDocument64", _handle, ctypes.c_char_p, ctypes.c_size_t, ctypes.c_char_p)
close_document = _bound("FPDF_CloseDocument", None, _handle)
last_error = _bound("FPDF_GetLastError", ctypes.c_ulong)
count_pages = _bound("FPDF_GetPageCount", _int, _handle)
open_page = _bound("FPDF_LoadPage", _handle, _handle, _int)
close_page = _bound("FPDF_ClosePage", None, _handle)
page_box = _bound("FPDF_GetPageBoundingBox", _int, _handle, _address)
page_rotation = _bound("FPDFPage_GetRotation", _int, _handle)

open_text = _bound("FPDFText_LoadPage", _handle, _handle)
close_text = _bound("FPDFText_ClosePage", None, _handle)
count_glyphs = _bound("FPDFText_CountChars", _int, _handle)
glyph_code = _bound("FPDFText_GetUnicode", ctypes.c_uint, _handle, _int)
all_text = _bound("FPDFText_GetText", _int, _handle, _int, _int, _address)
glyph_box = _bound("FPDFText_GetLooseCharBox", _int, _handle, _int, _address)
glyph_matrix = _bound("FPDFText_GetMatrix", _int, _handle, _int, _address)
glyph_size = _bound("FPDFText_GetFontSize", ctypes.c_double, _handle, _int)

count_objects = _bound("FPDFPage_CountObjects", _int, _handle)
page_object = _bound("FPDFPage_GetObject", _handle, _handle, _int)
object_type = _bound("FPDFPageObj_GetType", _int, _handle)
object_bounds = _bound("FPDFPageObj_GetBounds", _int, _handle, _address, _address, _address, _address)
object_matrix = _bound("FPDFPageObj_GetMatrix", _int, _handle, _address)
count_form_objects = _bound("FPDFFormObj_CountObjects", _int, _handle)
form_object = _bound("FPDFFormObj_GetObject", _handle, _handle, ctypes.c_ulong)
fill_colour = _bound("FPDFPageObj_GetFillColor", _int, _handle, _address, _address, _address, _address)
path_draw_mode = _bound("FPDFPath_GetDrawMode", _int, _handle, _address, _address)
count_segments = _bound("FPDFPath_CountSegments", _int, _handle)
path_segment = _bound("FPDFPath_GetPathSegment", _handle, _handle, _int)
segment_point = _bound("FPDFPathSegment_GetPoint", _int, _handle, _address, _address)
segment_type = _bound("FPDFPathSegment_GetType", _int, _handle)
segment_closes = _bound("FPDFPathSegment_GetClose", _int, _handle)

TEXT_OBJECT = 1
PATH_OBJECT = 2
FORM_OBJECT = 5
PASSWORD_ERROR = 4
LINE_SEGMENT = 0
MOVE_SEGMENT = 2
