from io import BytesIO

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from services.compute.reading.errors import UnreadableFiling
from services.compute.reading.scan import page as scanned_page
from services.compute.reading.scan.pdf_file import read_scanned_pdf
from tests.compute.reading.scan.drawn_pages import BUDGET, SIZE, draw_table, filling, pdf, place, scan


def texts(content: bytes, pages: range | None = None) -> list[list[list[str]]]:
    tables = read_scanned_pdf(content, pages).tables
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
    document = read_scanned_pdf(pdf(lambda canvas: draw_table(canvas, BUDGET)))
    assert (document.pages, document.tables, document.paragraphs) == (1, (), ())


def test_a_page_of_both_gives_the_scanned_table_where_it_stands() -> None:
    table = scan(lambda canvas: draw_table(canvas, BUDGET[:3]))

    def draw(canvas: Canvas) -> None:
        for number in range(60):
            canvas.drawString(20 + number % 6 * 95, 380 - number // 6 * 9, "texto dibujado")
        place(canvas, table, 0, 0, SIZE[0] * 0.9, SIZE[1] * 0.7)

    document = read_scanned_pdf(pdf(draw))
    (found,) = document.tables
    assert [cell.text for cell in found.rows[1]] == BUDGET[1]
    box = found.rows[1][0].bbox
    assert box is not None
    assert box[1] > SIZE[1] * 0.3
    assert not any("dibujado" in paragraph.text for paragraph in document.paragraphs)


def test_only_the_pages_asked_for_are_read_and_all_are_counted() -> None:
    rows = [["Cuenta", "2020", "2019"], ["Bancos", "43,508,012.07", "53,989,817.00"], ["Suma", "12.50", "19.80"]]
    second = scan(lambda canvas: draw_table(canvas, rows, (36.0, 176.0, 260.0, 340.0)))
    content = pdf(filling(scan(lambda canvas: None)), filling(second))
    document = read_scanned_pdf(content, range(1, 2))
    assert document.pages == 2
    assert [table.page for table in document.tables] == [2]
    assert [[cell.text for cell in row] for row in document.tables[0].rows] == rows
    assert read_scanned_pdf(content, range(5, 9)).tables == ()


def test_a_locked_file_asks_for_its_password_and_takes_it() -> None:
    target = BytesIO()
    canvas = Canvas(target, pagesize=SIZE, encrypt=StandardEncryption("llave"))
    draw_table(canvas, BUDGET)
    canvas.save()
    with pytest.raises(UnreadableFiling) as refused:
        read_scanned_pdf(target.getvalue())
    assert refused.value.problem == "password-needed"
    assert read_scanned_pdf(target.getvalue(), password="llave").pages == 1


def test_what_is_no_pdf_is_damaged() -> None:
    with pytest.raises(UnreadableFiling) as refused:
        read_scanned_pdf(b"%PDF-1.7 cut short")
    assert refused.value.problem == "damaged-file"
