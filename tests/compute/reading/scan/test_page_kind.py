import numpy as np
import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from services.compute.reading.errors import UnreadableFiling
from services.compute.reading.scan import page_marks
from services.compute.reading.scan.page_kind import scanned_regions
from tests.compute.reading.scan.drawn_pages import BUDGET, SIZE, Draw, Picture, draw_table, filling, pdf, place

WHOLE = ((0.0, 0.0, *SIZE),)


def picture(height: int = 550, width: int = 850) -> Picture:
    paper = np.full((height, width), 250, np.uint8)
    paper[::20, 40:-40] = 30
    return paper


def first_page(draw: Draw) -> pypdfium2.PdfPage:
    return pypdfium2.PdfDocument(pdf(draw))[0]


def write_lines(canvas: Canvas, mode: int = 0) -> None:
    text = canvas.beginText(40, 350)
    text.setTextRenderMode(mode)
    for number in range(20):
        text.textLine(f"3O,115,889,{number}")
    canvas.drawText(text)


def test_a_page_that_is_one_image_is_a_scan() -> None:
    assert scanned_regions(first_page(filling(picture()))) == WHOLE


def test_a_page_in_strips_is_a_scan() -> None:
    def draw(canvas: Canvas) -> None:
        for number in range(9):
            place(canvas, picture(60), 0, SIZE[1] - 44 * (number + 1), SIZE[0], 44)

    assert scanned_regions(first_page(draw)) == WHOLE


@pytest.mark.parametrize("behind", [True, False])
def test_a_hidden_text_layer_is_not_the_page(behind: bool) -> None:
    def draw(canvas: Canvas) -> None:
        if behind:
            write_lines(canvas)
        filling(picture())(canvas)
        if not behind:
            write_lines(canvas, mode=3)

    page = first_page(draw)
    assert scanned_regions(page) == WHOLE


def test_text_drawn_over_a_background_is_the_page() -> None:
    def draw(canvas: Canvas) -> None:
        filling(np.full((550, 850), 245, np.uint8))(canvas)
        write_lines(canvas)

    page = first_page(draw)
    assert scanned_regions(page) == ()


def test_a_stamp_over_a_scan_leaves_it_one() -> None:
    def draw(canvas: Canvas) -> None:
        filling(picture())(canvas)
        canvas.setFont("Helvetica", 5)
        for number in range(60):
            canvas.drawString(300 + number % 6 * 40, 20 + number // 6 * 6, "a7Fq9Zk2")

    assert scanned_regions(first_page(draw)) == WHOLE


def test_a_logo_beside_text_is_not_read() -> None:
    def draw(canvas: Canvas) -> None:
        write_lines(canvas)
        place(canvas, picture(60, 90), 500, 340, 60, 40)

    assert scanned_regions(first_page(draw)) == ()


def test_a_photograph_beside_text_is_not_read() -> None:
    def draw(canvas: Canvas) -> None:
        write_lines(canvas)
        place(canvas, np.full((300, 400), 90, np.uint8), 300, 100, 280, 200)

    assert scanned_regions(first_page(draw)) == ()


def test_an_image_of_print_beside_text_is_a_region() -> None:
    def draw(canvas: Canvas) -> None:
        write_lines(canvas)
        place(canvas, picture(300, 400), 300, 100, 280, 200)

    (region,) = scanned_regions(first_page(draw))
    assert region == pytest.approx((300, SIZE[1] - 300, 580, SIZE[1] - 100), abs=0.1)


def test_outlines_without_text_are_a_scan_and_ruling_lines_are_not() -> None:
    def letters(canvas: Canvas) -> None:
        for number in range(200):
            path = canvas.beginPath()
            left, foot = 30 + number % 40 * 13, 60 + number // 40 * 20
            path.moveTo(left, foot)
            for step in range(8):
                path.curveTo(left + step, foot + 9, left + step + 2, foot + 9, left + step + 1, foot)
            canvas.drawPath(path, fill=1)

    assert scanned_regions(first_page(letters)) == WHOLE
    assert scanned_regions(first_page(lambda canvas: draw_table(canvas, BUDGET))) == ()


def test_a_turned_page_gives_regions_as_it_is_displayed() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(90)  # the sheet is 396 by 612 points and shown 612 by 396
        write_lines(canvas)
        place(canvas, picture(300, 400), 50, 200, 280, 200)

    (region,) = scanned_regions(first_page(draw))
    assert region == pytest.approx((200, 50, 400, 330), abs=0.1)


def test_an_image_beyond_the_limit_is_refused_before_it_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_marks, "MOST_PIXELS", 1000)
    with pytest.raises(UnreadableFiling) as refused:
        scanned_regions(first_page(filling(picture())))
    assert refused.value.problem == "image-too-large"
