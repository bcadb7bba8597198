"""Turning a page that went into the scanner askew upright again."""

import cv2
import numpy as np
from numpy.typing import NDArray

from services.compute.reading.scan.sheet import Gray

_MEASURED_WIDTH = 1000
_FURTHEST_DEGREES = 6.0
_LEAST_DEGREES = 0.05
_WHITE = 255

Affine = NDArray[np.float64]


def skew_degrees(image: Gray) -> float:
    """By how many degrees lines of print fall to the right, as rows of ink are sharpest when levelled by it."""
    scale = min(1.0, _MEASURED_WIDTH / image.shape[1])
    small = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    ink = (_WHITE - small).astype(np.float32)
    ink[ink < 60] = 0
    if not ink.any():
        return 0.0
    best = 0.0
    for step in (0.5, 0.1, 0.02):
        reach = _FURTHEST_DEGREES if step == 0.5 else step * 5
        angles = np.arange(best - reach, best + reach + step / 2, step)
        best = float(max(angles, key=lambda angle: (_sharpness(ink, float(angle)), -abs(angle))))
    return best if abs(best) >= _LEAST_DEGREES else 0.0


def _sharpness(ink: NDArray[np.float32], degrees: float) -> float:
    """How much rows of ink differ from the next, after a shear that levels lines falling by `degrees`."""
    slope = np.tan(np.radians(degrees))
    shear = np.array([[1, 0, 0], [-slope, 1, slope * ink.shape[1] / 2]])
    rows = cv2.warpAffine(ink, shear, (ink.shape[1], ink.shape[0])).sum(axis=1)
    return float(np.square(np.diff(rows)).sum())


def turn_upright(image: Gray) -> tuple[Gray, Affine]:
    """The image levelled, and the 2 x 3 matrix that takes its pixels back to those of `image`."""
    degrees = skew_degrees(image)
    identity = np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]])
    if not degrees:
        return image, identity
    height, width = image.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    cosine, sine = abs(turn[0, 0]), abs(turn[0, 1])
    wide, high = round(height * sine + width * cosine), round(height * cosine + width * sine)
    turn[:, 2] += (wide - width) / 2, (high - height) / 2
    upright = cv2.warpAffine(image, turn, (wide, high), flags=cv2.INTER_CUBIC, borderValue=_WHITE)
    return upright.astype(np.uint8), np.asarray(cv2.invertAffineTransform(turn), dtype=np.float64)
