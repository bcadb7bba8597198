"""The straight strokes of a page as PDFium gives them: lines, thin bars, the edges of boxes."""

import ctypes

from services.compute.reading.document import BBox
from services.compute.reading.pdf import engine

MOST_OBJECTS = 30_000
"""Drawn objects looked at on one page, nested ones counted."""

MOST_POINTS = 60_000
"""Points of paths looked at on one page."""

DEEPEST_FORM = 6
"""Forms within forms that are followed; a form that holds itself ends here."""

THICKEST = 3.0
"""A bar no thicker than this many points is a line."""

Matrix = tuple[float, float, float, float, float, float]

_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Strokes:
    """Collects boxes (left, bottom, right, top; page space) of lines, and of filled boxes by their colour."""

    def __init__(self) -> None:
        self.lines: list[BBox] = []
        self.fills: dict[tuple[int, ...], list[BBox]] = {}
        self.objects = MOST_OBJECTS
        self.points = MOST_POINTS
        self._bounds = (ctypes.c_float * 4)()
        self._matrix = (ctypes.c_float * 6)()
        self._mode = (ctypes.c_int * 2)()
        self._shade = (ctypes.c_uint * 4)()
        self._point = (ctypes.c_float * 2)()

    def read_page(self, page: int) -> None:
        for index in range(min(engine.count_objects(page), self.objects)):
            self._read_object(engine.page_object(page, index), _IDENTITY, 0)

    def _read_object(self, drawn: int, matrix: Matrix, depth: int) -> None:
        self.objects -= 1
        kind = engine.object_type(drawn)
        if kind == engine.PATH_OBJECT:
            self._read_path(drawn, matrix)
        elif kind == engine.FORM_OBJECT and depth < DEEPEST_FORM:
            start = ctypes.addressof(self._matrix)
            if not engine.object_matrix(drawn, start):
                return
            inner = _product(tuple(self._matrix), matrix)
            for index in range(min(engine.count_form_objects(drawn), self.objects)):
                if self.objects <= 0:
                    return
                self._read_object(engine.form_object(drawn, index), inner, depth + 1)

    def _read_path(self, path: int, matrix: Matrix) -> None:
        start = ctypes.addressof(self._mode)
        engine.path_draw_mode(path, start, start + 4)
        if not self._mode[0] and not self._mode[1]:
            return
        start = ctypes.addressof(self._bounds)
        if not engine.object_bounds(path, start, start + 4, start + 8, start + 12):
            return
        box = _moved(tuple(self._bounds), matrix)
        width, height = box[2] - box[0], box[3] - box[1]
        if min(width, height) <= THICKEST:
            self.lines.append(box)
        elif self.points > 0:
            lines = len(self.lines)
            self._read_segments(path, matrix)
            if not self._mode[1] and len(self.lines) - lines in (4, 5) and self._frames(lines, box):
                del self.lines[lines:]
                self.fills.setdefault(self._colour(path), []).append(box)

    def _colour(self, path: int) -> tuple[int, ...]:
        start = ctypes.addressof(self._shade)
        engine.fill_colour(path, start, start + 4, start + 8, start + 12)
        return tuple(self._shade)

    def _frames(self, first: int, box: BBox) -> bool:
        """Whether the lines from the `first` on are the edges of one box."""
        return all(
            (abs(a - box[0]) < 1 and abs(c - box[2]) < 1) or (abs(b - box[1]) < 1 and abs(d - box[3]) < 1)
            for a, b, c, d in self.lines[first:]
        )

    def _read_segments(self, path: int, matrix: Matrix) -> None:
        inner: Matrix = _IDENTITY
        if engine.object_matrix(path, ctypes.addressof(self._matrix)):
            inner = tuple(self._matrix)
        whole = _product(inner, matrix)
        count = min(engine.count_segments(path), self.points)
        self.points -= count
        point = ctypes.addressof(self._point)
        first = last = (0.0, 0.0)
        for index in range(count):
            segment = engine.path_segment(path, index)
            engine.segment_point(segment, point, point + 4)
            x, y = self._point
            here = (whole[0] * x + whole[2] * y + whole[4], whole[1] * x + whole[3] * y + whole[5])
            kind = engine.segment_type(segment)
            if kind == engine.MOVE_SEGMENT:
                first = here
            elif kind == engine.LINE_SEGMENT:
                self._line(last, here)
            if kind != engine.MOVE_SEGMENT and engine.segment_closes(segment):
                self._line(here, first)
                here = first
            last = here

    def _line(self, a: tuple[float, float], b: tuple[float, float]) -> None:
        """Keep a level or upright line."""
        across, along = abs(a[0] - b[0]), abs(a[1] - b[1])
        if min(across, along) > 1.0 or max(across, along) < 0.05:
            return
        self.lines.append((min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1])))


def _product(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def _moved(box: BBox, matrix: Matrix) -> BBox:
    if matrix == _IDENTITY:
        return box
    a, b, c, d, e, f = matrix
    xs = [a * x + c * y + e for x in (box[0], box[2]) for y in (box[1], box[3])]
    ys = [b * x + d * y + f for x in (box[0], box[2]) for y in (box[1], box[3])]
    return min(xs), min(ys), max(xs), max(ys)
