"""Boxes of print cut into pieces, each mark in one of them."""

import numpy as np

from services.compute.reading.scan.cutting import cut
from services.compute.reading.scan.detection import Box


def test_what_a_neighbours_box_cuts_off_is_no_piece_of_its_own() -> None:
    image = np.full((60, 400), 255, np.uint8)
    for left in range(20, 120, 12):
        image[20:40, left : left + 8] = 0
    for left in range(180, 300, 12):
        image[20:40, left : left + 8] = 0
    boxes = [Box(10, 15, 125, 45), Box(104, 15, 310, 45)]
    pieces = cut(boxes, image, ())
    assert [(piece.left, piece.right) for piece in pieces] == [(20, 124), (180, 296)]
