"""A picture of a page, or of part of one, and where its pixels lie on the page."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from services.compute.reading.document import BBox
from services.compute.reading.scan.detection import Box, Gray

_POINTS_PER_INCH = 72.0


@dataclass(frozen=True, slots=True)
class Sheet:
    """`image` (height, width) shows the page, or the part of it whose top left is `origin`, in PDF points."""

    image: Gray
    dpi: float
    origin: tuple[float, float] = (0.0, 0.0)

    def place(self, box: Box, back: NDArray[np.float64]) -> BBox:
        """Where `box` lies, in PDF points from the page's top left; `back` (2, 3) takes its pixels to this image's."""
        corners = np.array(
            [(x, y, 1.0) for x in (box.left, box.right) for y in (box.top, box.bottom)], dtype=np.float64
        )
        points = corners @ back.T * (_POINTS_PER_INCH / self.dpi) + np.array(self.origin)
        left, top = points.min(axis=0)
        right, bottom = points.max(axis=0)
        return round(float(left), 2), round(float(top), 2), round(float(right), 2), round(float(bottom), 2)
