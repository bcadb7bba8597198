"""One page of a filing drawn as a picture: run as a process of its own, on untrusted bytes, under limits.

    python -m services.api.page_drawing MEDIA_TYPE PAGE < filing

writes a line of JSON, ``{"width": points, "height": points}``, and then the picture as WebP. Exit status 1 where there
is no such page, or the bytes cannot be drawn.
"""

import json
import sys
from io import BytesIO

from PIL import Image, ImageOps

from shared.confinement import confine
from shared.image_resolution import resolution
from shared.media_types import JPEG, PDF, PNG, TIFF

DRAWN = (PDF, PNG, JPEG, TIFF)
MEMORY_BYTES = 2 * 1024**3
CPU_SECONDS = 15

_POINTS_PER_INCH = 72.0
_DPI = 150.0
_MOST_PIXELS_A_SIDE = 3000
_MOST_IMAGE_PIXELS = 80_000_000
_QUALITY = 80


def draw(content: bytes, media_type: str, number: int) -> tuple[Image.Image, float, float]:
    """Page `number`, 1-based, and its width and height in points. Raises whatever the libraries raise."""
    if media_type == PDF:
        import pypdfium2  # imported here: images need it not

        page = pypdfium2.PdfDocument(content)[number - 1]
        width, height = page.get_size()
        scale = min(_DPI / _POINTS_PER_INCH, _MOST_PIXELS_A_SIDE / max(width, height))
        return page.render(scale=scale, may_draw_forms=False).to_pil(), width, height
    Image.MAX_IMAGE_PIXELS = _MOST_IMAGE_PIXELS
    image = Image.open(BytesIO(content), formats=("PNG", "JPEG", "TIFF"))
    image.seek(number - 1)
    across, down = resolution(image)
    upright = (ImageOps.exif_transpose(image) or image).convert("RGB")
    width, height = upright.width / across * _POINTS_PER_INCH, upright.height / down * _POINTS_PER_INCH
    scale = min(_DPI / _POINTS_PER_INCH, _MOST_PIXELS_A_SIDE / max(width, height))
    return upright.resize((max(1, round(width * scale)), max(1, round(height * scale)))), width, height


def main() -> None:
    """Limit this process, read what is handed in, draw, write."""
    confine(MEMORY_BYTES, CPU_SECONDS)
    media_type, number = sys.argv[1], int(sys.argv[2])
    picture, width, height = draw(sys.stdin.buffer.read(), media_type, number)
    sys.stdout.buffer.write(json.dumps({"width": width, "height": height}).encode() + b"\n")
    picture.save(sys.stdout.buffer, "WEBP", quality=_QUALITY, method=2)


if __name__ == "__main__":
    main()
