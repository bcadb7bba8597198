"""What parts cells on a picture: white between near columns, short upright lines, edges of shades, seams of tiles."""

import cv2
import numpy as np

from services.compute.reading.scan.detection import Box, _tiles
from services.compute.reading.scan.near_columns import part_near_columns
from services.compute.reading.scan.rulings import find_rulings
from services.compute.reading.scan.shades import find_shades
from tests.compute.reading.scan.drawn_pages import Picture

DPI = 200.0
INK, PAPER, SHADE = 20, 250, 215


def print_words(image: Picture, left: int, top: int, widths: list[int], gap: int) -> tuple[int, int]:
    """Words as bars of small strokes, `gap` pixels apart; where they begin and end."""
    at = left
    for width in widths:
        for stroke in range(at, at + width, 4):
            image[top : top + 20, stroke : stroke + 3] = INK
        at += width + gap
    return left, at - gap


def test_near_columns_are_parted_where_three_lines_begin_and_prose_is_not() -> None:
    image = np.full((300, 900), PAPER, np.uint8)
    boxes = []
    for line, width in enumerate((60, 90, 40, 70)):
        top = 40 + 32 * line
        print_words(image, 300 - width, top, [width], 0)
        _, end = print_words(image, 316, top, [60, 80, 50], 7)
        boxes.append(Box(300 - width, top - 5, end, top + 25))
    parted = part_near_columns(boxes, image)
    assert len(parted) == 8
    assert {box.left for box in parted} >= {316}
    prose = np.full((300, 900), PAPER, np.uint8)
    lines = []
    for line, widths in enumerate(([60, 80, 50], [45, 90, 70], [80, 30, 66], [52, 71, 90])):
        left, end = print_words(prose, 100, 40 + 32 * line, widths, 9)
        lines.append(Box(left, 35 + 32 * line, end, 65 + 32 * line))
    assert part_near_columns(lines, prose) == lines


def test_short_upright_lines_between_level_ones_are_found_and_digits_are_not() -> None:
    image = np.full((400, 1000), PAPER, np.uint8)
    for y in (100, 133):
        image[y : y + 2, 50:900] = INK
    for x in (50, 400, 897):
        image[100:135, x : x + 3] = INK
    image[106:128, 600:603] = INK
    found = find_rulings(image, DPI)
    assert [round(line.position) for line in found.vertical] == [51, 401, 898]


def test_a_shade_is_found_to_its_edges_under_print_and_print_alone_is_none() -> None:
    image = np.full((400, 1000), PAPER, np.uint8)
    image[100:140, 100:800] = SHADE
    cv2.putText(image, "Concepto", (150, 130), cv2.FONT_HERSHEY_SIMPLEX, 0.8, INK, 2)
    cv2.putText(image, "123.00", (700, 130), cv2.FONT_HERSHEY_SIMPLEX, 0.9, INK, 2)
    cv2.putText(image, "Aprobado y modificado", (100, 300), cv2.FONT_HERSHEY_SIMPLEX, 1.0, INK, 2)
    (shade,) = find_shades(image, DPI)
    assert abs(shade.left - 100) <= 4
    assert abs(shade.right - 800) <= 4
    assert abs(shade.top - 100) <= 4
    assert abs(shade.bottom - 140) <= 4


def test_tiles_cover_a_side_once_and_overlap_where_they_meet() -> None:
    for side in (32, 2336, 2400, 3296, 6624, 9344):
        tiles = _tiles(side)
        assert [first for _, _, first, _ in tiles] == [0, *(end for _, _, _, end in tiles[:-1])]
        assert tiles[-1][3] == side
        for start, end, first, last in tiles:
            assert end - start <= 2368
            assert start <= first - (96 if first else 0)
            assert last + (96 if last < side else 0) <= end <= side
