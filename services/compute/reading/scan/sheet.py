"""A picture of a page, or of part of one, and where its pixels lie on the page."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from services.compute.reading.pdf.frame import LevelledFrame

Gray = NDArray[np.uint8]
MOST_PIXELS = 80_000_000
"""Of one picture; a page of A3 at 600 dpi has 70 million."""
_POINTS_PER_INCH = 72.0


@dataclass(frozen=True, slots=True)
class Sheet:
    """`image` (height, width) shows the page, or the part of it whose top left is `origin`, in PDF points."""

    image: Gray
    dpi: float
    origin: tuple[float, float] = (0.0, 0.0)

    def frame(self, back: NDArray[np.float64], shape: tuple[int, ...]) -> LevelledFrame:
        """The frame of a picture of `shape` whose pixels `back` (2, 3) takes to those of this image, all in points."""
        scale = _POINTS_PER_INCH / self.dpi
        (a, b, c), (d, e, f) = back.tolist()
        left, top = self.origin
        rows = (a, b, c * scale + left), (d, e, f * scale + top)
        return LevelledFrame((shape[1] * scale, shape[0] * scale), rows)
