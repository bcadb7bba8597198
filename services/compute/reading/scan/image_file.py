"""Image files (.png, .jpg, .tif of many pages) as filings."""

from collections.abc import Iterator
from io import BytesIO

import cv2
import numpy as np
from PIL import Image, ImageOps

from services.compute.reading.errors import UnreadableFiling
from services.compute.reading.scan.sheet import MOST_PIXELS, Gray, Sheet
from shared.image_resolution import resolution

_FORMATS = ("PNG", "JPEG", "TIFF")
_FINEST_DPI = 300.0


def count_frames(content: bytes) -> int:
    """How many frames an image file has. Raises `UnreadableFiling`."""
    image = _open(content)
    try:
        return int(getattr(image, "n_frames", 1))
    except (OSError, SyntaxError, ValueError) as error:
        raise UnreadableFiling("damaged-file") from error


def image_sheets(content: bytes, first: int = 0) -> Iterator[Sheet]:
    """The frames of an image file from `first` (0-based), one after the other. Raises `UnreadableFiling`."""
    image = _open(content)
    number = first
    while True:
        try:
            image.seek(number)
        except EOFError:
            return
        except (OSError, SyntaxError, ValueError) as error:
            raise UnreadableFiling("damaged-file") from error
        yield _sheet(image)
        number += 1


def _open(content: bytes) -> Image.Image:
    try:
        return Image.open(BytesIO(content), formats=_FORMATS)
    except Image.DecompressionBombError as error:
        raise UnreadableFiling("image-too-large", limit=MOST_PIXELS) from error
    except (OSError, SyntaxError, ValueError) as error:
        raise UnreadableFiling("damaged-file") from error


def _sheet(image: Image.Image) -> Sheet:
    width, height = image.size
    if width * height > MOST_PIXELS:
        raise UnreadableFiling("image-too-large", width=width, height=height, limit=MOST_PIXELS)
    across, down = resolution(image)
    try:
        gray = _gray(ImageOps.exif_transpose(image) or image)
    except (OSError, SyntaxError, ValueError, EOFError, IndexError, TypeError) as error:
        raise UnreadableFiling("damaged-file") from error
    dpi = min(max(across, down), _FINEST_DPI)
    if (across, down) != (dpi, dpi):
        scaled = max(1, round(gray.shape[1] * dpi / across)), max(1, round(gray.shape[0] * dpi / down))
        gray = np.asarray(cv2.resize(gray, scaled, interpolation=cv2.INTER_AREA), dtype=np.uint8)
    return Sheet(gray, dpi)


def _gray(image: Image.Image) -> Gray:
    """The image in shades of gray on white, whatever its colours, depth and transparency."""
    if image.mode.startswith("I"):
        deep = np.asarray(image, dtype=np.int64)
        return (deep >> (8 if deep.max(initial=0) > 255 else 0)).clip(0, 255).astype(np.uint8)
    if image.has_transparency_data:
        layered = image.convert("RGBA")
        image = Image.alpha_composite(Image.new("RGBA", layered.size, "white"), layered)
    return np.asarray(image.convert("L"), dtype=np.uint8)
