import pytest
from reportlab.pdfgen.canvas import Canvas

from services.compute.reading import read
from services.compute.reading.scan import page as scanned_page
from tests.compute.reading.scan.drawn_pages import BUDGET, SIZE, draw_table, filling, pdf, place, scan


def texts(content: bytes) -> list[list[list[str]]]:
    tables = read(content).tables
    return [[[cell.text for cell in row] for row in table.rows] for table in tables]


def test_an_invisible_layer_with_other_text_is_not_believed() -> None:
    rows = BUDGET[:3]
    picture = scan(lambda canvas: draw_table(canvas, rows))

    def draw(canvas: Canvas) -> None:
        filling(picture)(canvas)
        text = canvas.beginText(40, 334)
        text.setTextRenderMode(3)
        for row in rows:
            text.textLine(" ".join(cell.replace("0", "O").replace("1", "7") for cell in row))
        canvas.drawText(text)

    assert texts(pdf(draw)) == [rows]


def test_pages_drawn_as_text_never_go_to_ocr(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise AssertionError("OCR was asked")

    monkeypatch.setattr(scanned_page, "load_engine", fail)
    assert texts(pdf(lambda canvas: draw_table(canvas, BUDGET))) == [BUDGET]


def test_a_page_of_both_gives_the_scanned_table_where_it_stands() -> None:
    table = scan(lambda canvas: draw_table(canvas, BUDGET[:3]))

    def draw(canvas: Canvas) -> None:
        for number in range(60):
            canvas.drawString(20 + number % 6 * 95, 380 - number // 6 * 9, "texto dibujado")
        place(canvas, table, 0, 0, SIZE[0] * 0.9, SIZE[1] * 0.7)

    document = read(pdf(draw))
    (found,) = [table for table in document.tables if any(cell.confidence for row in table.rows for cell in row)]
    assert [cell.text for cell in found.rows[1]] == BUDGET[1]
    box = found.rows[1][0].bbox
    assert box is not None
    assert box[1] > SIZE[1] * 0.3
