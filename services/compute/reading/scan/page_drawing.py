"""PDF pages, or parts of them, drawn as pictures to be read."""

import numpy as np
import pypdfium2

from services.compute.reading.document import BBox
from services.compute.reading.scan.page_marks import page_marks
from services.compute.reading.scan.sheet import Sheet

_POINTS_PER_INCH = 72.0
_COARSEST_DPI = 200.0
_FINEST_DPI = 300.0
_LEAST_INCHES = 2.0
_MOST_PIXELS = 80_000_000
"""Of a page as drawn here; a wider one is drawn more coarsely."""


def draw_region(page: pypdfium2.PdfPage, region: BBox, dpi: float) -> Sheet:
    """The part of `page` within `region` (points from the top left) as a picture of at most `dpi`."""
    width, height = page.get_size()
    inches = (region[2] - region[0]) * (region[3] - region[1]) / _POINTS_PER_INCH**2
    dpi = min(dpi, (_MOST_PIXELS / max(inches, 1e-6)) ** 0.5)
    crop = (region[0], height - region[3], width - region[2], region[1])
    bitmap = page.render(
        scale=dpi / _POINTS_PER_INCH, crop=tuple(max(0.0, side) for side in crop), grayscale=True, may_draw_forms=False
    )
    picture = np.asarray(bitmap.to_numpy(), dtype=np.uint8)
    return Sheet(picture.reshape(picture.shape[:2]).copy(), dpi, (region[0], region[1]))


def native_dpi(page: pypdfium2.PdfPage) -> float:
    """The resolution of the finest image that matters, within what reading gains from."""
    finest = _COARSEST_DPI
    for image in page_marks(page).images:
        across, down = image.box[2] - image.box[0], image.box[3] - image.box[1]
        if across > _LEAST_INCHES * _POINTS_PER_INCH and down > 0:
            finest = max(finest, max(image.pixels) / max(across, down) * _POINTS_PER_INCH)
    return min(finest, _FINEST_DPI)
