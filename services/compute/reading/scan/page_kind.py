"""Which parts of a PDF page are pictures of print, decided by what its marks are, never by a layer nobody sees."""

from collections.abc import Sequence

import pypdfium2

from services.compute.reading.document import BBox
from services.compute.reading.scan.page_drawing import draw_region
from services.compute.reading.scan.page_marks import Mark, PageMarks, page_marks

_MOST_OF_PAGE = 0.5
_WORTH_READING = 0.06
"""Shares of the page's area: what an image must fill to be the page, and to be more than a logo or a seal."""
_FLATTEST_POINTS = 30.0
_TOUCHING_POINTS = 2.0
_COVERED = 0.9
_BANDS = 20
_STAMPED_BANDS = 6
"""Of 20 from top to bottom: a page number and a signature's certificate fill few. More text makes it a background."""
_STRAY_TEXTS = 3
_OUTLINED_SEGMENTS = 1500
_GLYPH_SEGMENTS = 5
_GLANCED_DPI = 50.0
_PAPER = 190
_MOSTLY_PAPER = 0.6


def scanned_regions(page: pypdfium2.PdfPage) -> tuple[BBox, ...]:
    """The parts of `page` to be read by OCR, in PDF points from the displayed page's top left.

    The whole page where its marks are an image, whole or in strips, or outlines without text; the images alone where
    they stand beside drawn text; nothing where the page is drawn as text, whatever lies behind it. Text in invisible
    mode, or behind images, counts for nothing. Raises `UnreadableFiling` (``image-too-large``).
    """
    regions = regions_of(page_marks(page), page.get_size())
    return tuple(region for region in regions if _is_whole(region, page) or _is_light(page, region))


def _is_whole(region: BBox, page: pypdfium2.PdfPage) -> bool:
    return region == (0.0, 0.0, *page.get_size())


def _is_light(page: pypdfium2.PdfPage, region: BBox) -> bool:
    """Whether an image beside text is mostly paper, as scanned print is and a photograph is not."""
    picture = draw_region(page, region, _GLANCED_DPI).image
    return float((picture > _PAPER).mean()) >= _MOSTLY_PAPER


def regions_of(marks: PageMarks, size: tuple[float, float]) -> tuple[BBox, ...]:
    """As `scanned_regions`, of marks already taken; `size` (width, height) in points."""
    whole: BBox = (0.0, 0.0, *size)
    area = size[0] * size[1]
    texts = _seen(marks, whole)
    pictures = []
    for strips in _together([mark for mark in marks.images if _area(_clip(mark.box, whole)) > 0]):
        box = _around([_clip(mark.box, whole) for mark in strips])
        first = min(mark.order for mark in strips)
        over = [text for text in texts if text.order > first and _share_inside(text.box, box) > _COVERED]
        if _bands(over, box) <= _STAMPED_BANDS:
            pictures.append(box)
    if any(_area(box) >= _MOST_OF_PAGE * area for box in pictures):
        outside = [text for text in texts if all(_share_inside(text.box, box) < _COVERED for box in pictures)]
        if len(outside) <= _STRAY_TEXTS:
            return (whole,)
    if len(texts) <= _STRAY_TEXTS and _is_outlined(marks):
        return (whole,)
    return tuple(
        box
        for box in pictures
        if _area(box) >= _WORTH_READING * area and min(box[2] - box[0], box[3] - box[1]) >= _FLATTEST_POINTS
    )


def _bands(texts: Sequence[Mark], box: BBox) -> int:
    """How many of the bands into which `box` is cut from top to bottom hold text."""
    height = (box[3] - box[1]) / _BANDS
    return len({int(((text.box[1] + text.box[3]) / 2 - box[1]) / height) for text in texts}) if height > 0 else 0


def _seen(marks: PageMarks, whole: BBox) -> list[Mark]:
    """The texts on the page that no later image covers."""
    return [
        text
        for text in marks.texts
        if _share_inside(text.box, whole) > 0
        and not any(
            image.order > text.order and _share_inside(text.box, image.box) > _COVERED for image in marks.images
        )
    ]


def _is_outlined(marks: PageMarks) -> bool:
    """Whether the paths are so many and so bent that they are letters."""
    return sum(mark.segments for mark in marks.outlines if mark.segments > _GLYPH_SEGMENTS) >= _OUTLINED_SEGMENTS


def _together(images: Sequence[Mark]) -> list[list[Mark]]:
    """The images in groups of those that touch: a scan cut into strips or tiles is one."""
    groups: list[list[Mark]] = []
    for image in images:
        touching = [group for group in groups if any(_touch(image.box, other.box) for other in group)]
        groups = [group for group in groups if group not in touching]
        groups.append([image, *(other for group in touching for other in group)])
    return groups


def _touch(one: BBox, other: BBox) -> bool:
    return (
        one[0] <= other[2] + _TOUCHING_POINTS
        and other[0] <= one[2] + _TOUCHING_POINTS
        and one[1] <= other[3] + _TOUCHING_POINTS
        and other[1] <= one[3] + _TOUCHING_POINTS
    )


def _around(boxes: Sequence[BBox]) -> BBox:
    return min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)


def _clip(box: BBox, whole: BBox) -> BBox:
    return max(box[0], whole[0]), max(box[1], whole[1]), min(box[2], whole[2]), min(box[3], whole[3])


def _area(box: BBox) -> float:
    return max(0.0, box[2] - box[0]) * max(0.0, box[3] - box[1])


def _share_inside(box: BBox, other: BBox) -> float:
    area = _area(box)
    if not area:
        return float(other[0] <= box[0] <= other[2] and other[1] <= box[1] <= other[3])
    return _area(_clip(box, other)) / area
