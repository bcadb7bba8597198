import struct
import zlib
from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from services.compute.reading import UnreadableFiling, read
from services.compute.reading.scan.image_file import image_sheets
from tests.compute.reading.scan.drawn_pages import DPI, SIZE, draw_table, scan

ROWS = [["Cuenta", "2020", "2019"], ["Bancos", "43,508,012.07", "53,989,817.00"], ["Suma", "12.50", "19.80"]]
EDGES = (36.0, 176.0, 260.0, 340.0)


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    target = BytesIO()
    image.save(target, kind, **options)
    return target.getvalue()


def problem_of(content: bytes) -> str:
    with pytest.raises(UnreadableFiling) as refused:
        read(content)
    return refused.value.problem


def test_each_frame_of_a_tiff_is_a_page() -> None:
    frame = Image.fromarray(scan(lambda canvas: draw_table(canvas, ROWS, EDGES))).crop((0, 0, 1700, 450))
    frames = [frame, frame]
    document = read(saved(frames[0], "TIFF", save_all=True, append_images=frames[1:], dpi=(DPI, DPI)))
    assert (document.media_type, document.pages) == ("image/tiff", 2)
    assert [table.page for table in document.tables] == [1, 2]
    assert [[cell.text for cell in row] for row in document.tables[0].rows] == ROWS
    box = document.tables[0].rows[1][1].bbox
    assert box is not None
    assert EDGES[1] < box[0] < box[2] < EDGES[2]


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", 30_000, 30_000, 1, 0, 0, 0, 0)
    content = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")
    assert problem_of(content) == "image-too-large"
    wide = struct.pack(">IIBBBBB", 9_000, 9_000, 1, 0, 0, 0, 0)
    content = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", wide) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")
    assert problem_of(content) == "image-too-large"


def test_what_is_cut_short_or_no_image_is_damaged() -> None:
    whole = saved(Image.fromarray(np.full((400, 400), 200, np.uint8)), "JPEG")
    assert problem_of(whole[: len(whole) // 2]) == "damaged-file"
    assert problem_of(b"II*\x00 nothing more") == "damaged-file"


def test_a_fax_page_is_brought_to_one_resolution() -> None:
    fax = Image.new("1", (1728, 1100), 1)
    (sheet,) = image_sheets(saved(fax, "TIFF", dpi=(204, 98)))
    assert sheet.dpi == 204
    assert sheet.image.shape == (round(1100 * 204 / 98), 1728)


def test_what_resolution_an_image_does_not_state_is_guessed_from_a_sheet_of_paper() -> None:
    (sheet,) = image_sheets(saved(Image.new("L", (1700, 2200), 255), "PNG"))
    assert sheet.dpi == pytest.approx(200)


def test_finer_images_are_brought_down_to_what_reading_needs() -> None:
    (sheet,) = image_sheets(saved(Image.new("1", (5100, 3300), 1), "TIFF", dpi=(600, 600)))
    assert (sheet.dpi, sheet.image.shape) == (300, (1650, 2550))


def test_clear_ground_is_paper_and_depth_is_kept_in_proportion() -> None:
    clear = Image.new("RGBA", (50, 40), (0, 0, 0, 0))
    (sheet,) = image_sheets(saved(clear, "PNG"))
    assert sheet.image.min() == 255
    deep = Image.fromarray(np.full((40, 50), 40_000, np.uint16))
    (sheet,) = image_sheets(saved(deep, "PNG"))
    assert int(sheet.image.mean()) == 40_000 >> 8


def test_an_empty_page_is_a_page_without_tables() -> None:
    document = read(saved(Image.new("L", (round(SIZE[0]), round(SIZE[1])), 255), "PNG"))
    assert (document.pages, document.tables, document.paragraphs) == (1, (), ())


@pytest.mark.parametrize("size", [(1, 1), (3000, 1), (1, 3000), (25, 25)])
def test_a_picture_too_thin_for_print_is_a_page_without_tables(size: tuple[int, int]) -> None:
    assert read(saved(Image.new("L", size, 0), "PNG")).tables == ()
