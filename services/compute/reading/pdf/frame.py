"""Where things stand: from a page's own coordinates to points from the top left of the page as it is shown.

A page may be shown turned (`/Rotate`), and text may be drawn turned on a page that is not. Both come down to
quarter turns. `Frame` takes boxes of the page's space (y upwards) to a plane in which text of one direction reads
from left to right and y grows downwards, and takes them back to the page as shown.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
import numpy.typing as npt

from services.compute.reading.document import BBox

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Frame:
    """A page's visible box (left, bottom, right, top), its quarter turns clockwise, and those of the text on it.

    `direction` is the way the text runs on the page as shown: 0 right, 1 down, 2 left, 3 up. `unseen` are boxes of the
    page as shown in which text has the colour of what is behind it.
    """

    scanned: ClassVar[bool] = False

    box: BBox
    rotation: int
    direction: int = 0
    unseen: tuple[BBox, ...] = ()

    def hides(self, box: BBox) -> bool:
        """Whether what stands in a box of the page as shown is not seen."""
        left, top, right, bottom = box
        middles = (((a + c) / 2, (b + d) / 2) for a, b, c, d in self.unseen)
        return any(left <= x <= right and top <= y <= bottom for x, y in middles)

    @property
    def shown_size(self) -> tuple[float, float]:
        """Width and height of the page as shown."""
        width, height = self.box[2] - self.box[0], self.box[3] - self.box[1]
        return (height, width) if self.rotation % 2 else (width, height)

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the plane in which the text reads from left to right."""
        width, height = self.shown_size
        return (height, width) if self.direction % 2 else (width, height)

    def place(self, left: Floats, bottom: Floats, right: Floats, top: Floats) -> tuple[Floats, Floats, Floats, Floats]:
        """Boxes of page space as (left, top, right, bottom) of this plane."""
        x0, y0, x1, y1 = self.box
        if self.rotation == 0:
            shown = (left - x0, y1 - top, right - x0, y1 - bottom)
        elif self.rotation == 1:
            shown = (bottom - y0, left - x0, top - y0, right - x0)
        elif self.rotation == 2:
            shown = (x1 - right, bottom - y0, x1 - left, top - y0)
        else:
            shown = (y1 - top, x1 - right, y1 - bottom, x1 - left)
        width, height = self.shown_size
        a, b, c, d = shown
        if self.direction == 0:
            return a, b, c, d
        if self.direction == 1:
            return b, width - c, d, width - a
        if self.direction == 2:
            return width - c, height - d, width - a, height - b
        return height - d, a, height - b, c

    def shown(self, box: BBox) -> BBox:
        """A box of this plane as (left, top, right, bottom) of the page as shown."""
        width, height = self.shown_size
        a, b, c, d = box
        if self.direction == 0:
            return box
        if self.direction == 1:
            return width - d, a, width - b, c
        if self.direction == 2:
            return width - c, height - d, width - a, height - b
        return b, height - c, d, height - a

    def planar(self, box: BBox) -> BBox:
        """A box of the page as shown, as a box of this plane; undoes `shown`."""
        width, height = self.shown_size
        a, b, c, d = box
        if self.direction == 0:
            return box
        if self.direction == 1:
            return b, width - c, d, width - a
        if self.direction == 2:
            return width - c, height - d, width - a, height - b
        return height - d, a, height - b, c


@dataclass(frozen=True, slots=True)
class LevelledFrame:
    """A picture of a page turned until its lines are level: `size` is that of the plane so made.

    `back` takes its points to those of the page as shown: (a, b, c) and (d, e, f) for ax + by + c and dx + ey + f.
    What stands in it was `scanned`, so that a text printed twice may have been read a little differently.
    """

    scanned: ClassVar[bool] = True

    size: tuple[float, float]
    back: tuple[tuple[float, float, float], tuple[float, float, float]]

    def hides(self, box: BBox) -> bool:
        """Nothing of a picture is read that is not seen."""
        return False

    def shown(self, box: BBox) -> BBox:
        """The box of the page as shown that holds a box of this plane, in hundredths of a point."""
        (a, b, c), (d, e, f) = self.back
        corners = [(x, y) for x in (box[0], box[2]) for y in (box[1], box[3])]
        across = [a * x + b * y + c for x, y in corners]
        down = [d * x + e * y + f for x, y in corners]
        return round(min(across), 2), round(min(down), 2), round(max(across), 2), round(max(down), 2)


PageFrame = Frame | LevelledFrame


def shown_direction(rotation: int, a: Floats, b: Floats) -> npt.NDArray[np.int8]:
    """The way text with advance (a, b) in page space runs on a page shown with `rotation` quarter turns.

    0 right, 1 down, 2 left, 3 up; -1 where it runs aslant.
    """
    across, down = ((a, -b), (b, a), (-a, b), (-b, -a))[rotation]
    length = np.maximum(np.hypot(across, down), 1e-9)
    across, down = across / length, down / length
    directions = np.select([across > 0.98, down > 0.98, across < -0.98, down < -0.98], [0, 1, 2, 3], default=-1)
    return directions.astype(np.int8)
