"""How many dots of an image make an inch: what places on it in points are reckoned by."""

from PIL import Image

COARSEST_DPI = 70.0
_LONGEST_PAGE_INCHES = 24.0
_USUAL_PAGE_INCHES = 11.0


def resolution(image: Image.Image) -> tuple[float, float]:
    """Dots per inch across and down. Fax pages differ in the two; what cannot be true is guessed from the size."""
    stated = image.info.get("dpi", (0, 0))
    try:
        across, down = float(stated[0]), float(stated[1])
    except (TypeError, ValueError, IndexError, ZeroDivisionError):
        across = down = 0.0
    if min(across, down) >= COARSEST_DPI:
        longest = max(image.width / across, image.height / down)
        if longest <= _LONGEST_PAGE_INCHES and max(across, down) <= 3 * min(across, down):
            return across, down
    guessed = max(COARSEST_DPI, max(image.size) / _USUAL_PAGE_INCHES)
    return guessed, guessed
