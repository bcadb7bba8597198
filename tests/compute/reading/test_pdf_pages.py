"""What a PDF holds beside one table: several pages, prose, watermarks, damage."""

import pytest

from services.compute.reading.document import Document
from services.compute.reading.errors import UnreadableFiling
from services.compute.reading.pdf.read_pdf import read_pdf
from tests.compute.reading.drawn import Sheets

PROSE = (
    "El gasto de los programas creció durante el",
    "año porque las transferencias a los estados",
    "se adelantaron, y varias de las entidades no",
    "habían cerrado sus libros cuando se escribió",
    "este informe, de modo que sus cifras son aún",
    "preliminares y pueden cambiar más adelante.",
)


def column(sheets: Sheets, x: float, y: float, lines: tuple[str, ...] = PROSE) -> None:
    for number, line in enumerate(lines):
        sheets.text(x, y + 12 * number, line)


def rows(sheets: Sheets, y: float, first: int, count: int) -> None:
    for number in range(count):
        sheets.text(60, y + 16 * number, f"Programa {first + number}")
        sheets.text(310, y + 16 * number, f"{first + number}.00", align="right")
        sheets.text(410, y + 16 * number, f"{first + number}.50", align="right")


def headings(sheets: Sheets, y: float) -> None:
    sheets.text(60, y, "Programa")
    sheets.text(310, y, "Aprobado", align="right")
    sheets.text(410, y, "Pagado", align="right")


def texts(document: Document) -> list[list[list[str]]]:
    return [[[cell.text for cell in row] for row in table.rows] for table in document.tables]


def test_prose_in_columns_is_no_table_and_is_read_down_each_column() -> None:
    sheets = Sheets()
    column(sheets, 50, 100)
    column(sheets, 320, 100, tuple(line.replace("gasto", "ingreso") for line in PROSE))
    document = read_pdf(sheets.saved())
    assert document.tables == ()
    assert [p.text for p in document.paragraphs] == [" ".join(PROSE), " ".join(PROSE).replace("gasto", "ingreso")]


def test_a_numbered_list_is_no_table() -> None:
    sheets = Sheets()
    for number, line in enumerate(("Fijar la meta", "Medir el avance", "Publicar el dato", "Corregir el plan")):
        sheets.text(60, 100 + 16 * number, f"{number + 1}.")
        sheets.text(90, 100 + 16 * number, line)
    assert read_pdf(sheets.saved()).tables == ()


def test_a_table_between_paragraphs_leaves_them_whole() -> None:
    sheets = Sheets()
    column(sheets, 60, 60)
    headings(sheets, 170)
    rows(sheets, 186, 1, 4)
    column(sheets, 60, 290)
    document = read_pdf(sheets.saved())
    assert len(texts(document)[0]) == 5
    assert [p.text for p in document.paragraphs] == [" ".join(PROSE), " ".join(PROSE)]


def test_a_table_over_two_pages_is_one_and_its_repeated_headings_are_left_out() -> None:
    sheets = Sheets()
    headings(sheets, 100)
    rows(sheets, 116, 1, 38)
    sheets.next_page()
    headings(sheets, 60)
    rows(sheets, 76, 39, 3)
    document = read_pdf(sheets.saved())
    (table,) = texts(document)
    assert [row[0] for row in table] == ["Programa", *(f"Programa {n}" for n in range(1, 42))]
    pages = [row[0].page for row in document.tables[0].rows]
    assert pages == [1] * 39 + [2] * 3
    assert document.tables[0].rows[39][0].bbox is not None
    assert document.tables[0].rows[39][0].bbox[1] < 80


def test_a_last_row_alone_on_the_next_page_belongs_to_its_table() -> None:
    sheets = Sheets()
    headings(sheets, 100)
    rows(sheets, 116, 1, 38)
    sheets.next_page()
    rows(sheets, 60, 39, 1)
    (table,) = texts(read_pdf(sheets.saved()))
    assert table[-1] == ["Programa 39", "39.00", "39.50"]


def test_a_table_with_a_title_of_its_own_is_another_table() -> None:
    sheets = Sheets()
    headings(sheets, 100)
    rows(sheets, 116, 1, 38)
    sheets.next_page()
    sheets.text(60, 60, "Cuadro 2. Metas")
    headings(sheets, 80)
    rows(sheets, 96, 39, 3)
    assert [len(table) for table in texts(read_pdf(sheets.saved()))] == [39, 4]


def test_a_range_of_pages_reads_those_pages_and_counts_all() -> None:
    sheets = Sheets()
    for page in range(3):
        sheets.text(60, 100, f"Página {page + 1}")
        sheets.next_page()
    document = read_pdf(sheets.saved(), pages=range(1, 2))
    assert [(p.text, p.page) for p in document.paragraphs] == [("Página 2", 2)]
    assert document.pages == 3


def test_a_password_is_asked_for_checked_and_used() -> None:
    sheets = Sheets(password="abracadabra")
    sheets.text(60, 100, "Reservado")
    locked = sheets.saved()
    with pytest.raises(UnreadableFiling) as needed:
        read_pdf(locked)
    assert needed.value.problem == "password-needed"
    with pytest.raises(UnreadableFiling) as wrong:
        read_pdf(locked, password="sésamo")
    assert wrong.value.problem == "wrong-password"
    assert read_pdf(locked, password="abracadabra").paragraphs[0].text == "Reservado"


def _assembled(*objects: bytes) -> bytes:
    body = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    tail = b"trailer <</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (size, len(body))
    return body + b"xref\n0 %d\n0000000000 65535 f \n%s%s" % (size, table, tail)


def _page_of(content: bytes, box: bytes = b"0 0 612 792", resources: bytes = b"", *more: bytes) -> bytes:
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[%s]/Resources<</Font<</F 4 0 R>>%s>>/Contents 5 0 R>>" % (
        box,
        resources,
    )
    return _assembled(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        page,
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        *more,
    )


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.9])
def test_a_truncated_file_is_damaged(share: float) -> None:
    sheets = Sheets()
    headings(sheets, 100)
    rows(sheets, 116, 1, 20)
    whole = sheets.saved()
    try:
        document = read_pdf(whole[: int(len(whole) * share)])
    except UnreadableFiling as error:
        assert error.problem == "damaged-file"
    else:
        assert document.pages == 1


def test_a_page_tree_that_holds_itself_is_damaged() -> None:
    loop = _assembled(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R]/Count 1>>")
    with pytest.raises(UnreadableFiling):
        read_pdf(loop)


def test_a_form_that_draws_itself_ends() -> None:
    form = b"0 0 m 100 100 l S /X Do"
    itself = b"/Resources<</XObject<</X 6 0 R>>>>"
    more = b"<</Subtype/Form/BBox[0 0 600 700]%s/Length %d>>stream\n%s\nendstream" % (itself, len(form), form)
    text = b"BT /F 12 Tf 50 700 Td (Visible) Tj ET /X Do"
    document = read_pdf(_page_of(text, b"0 0 612 792", b"/XObject<</X 6 0 R>>", more))
    assert [p.text for p in document.paragraphs] == ["Visible"]


def test_a_page_of_14400_points_keeps_what_stands_at_its_far_end() -> None:
    content = b"BT /F 12 Tf 10 700 Td (cerca) Tj 14000 0 Td (lejos) Tj ET"
    document = read_pdf(_page_of(content, b"0 0 14400 792"))
    assert " ".join(p.text for p in document.paragraphs) == "cerca lejos"


def test_a_hundred_thousand_strokes_do_not_hide_the_text() -> None:
    strokes = b"".join(b"%d %d m %d %d l S\n" % (n % 600, n % 700, n * 7 % 600, n % 700) for n in range(100_000))
    document = read_pdf(_page_of(strokes + b"BT /F 12 Tf 50 720 Td (Visible) Tj ET"))
    assert "Visible" in " ".join(p.text for p in document.paragraphs)


def test_a_hundred_thousand_objects_do_not_hide_the_text() -> None:
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length 38>>stream\nBT /F 12 Tf 20 200 Td (Concepto) Tj ET\nendstream",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        *(b"<</Next %d 0 R>>" % number for number in range(7, 100_002)),
    ]
    content, places = bytearray(b"%PDF-1.4\n"), []
    for number, written in enumerate(objects, 1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, written)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    content += b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\n" % (size, table, size)
    content += b"startxref\n%d\n%%%%EOF" % content.rindex(b"xref\n0 ")
    document = read_pdf(bytes(content))
    assert [p.text for p in document.paragraphs] == ["Concepto"]


def test_a_table_in_one_column_of_text_is_found_beside_the_prose_of_the_other() -> None:
    sheets = Sheets()
    for part in range(3):
        column(sheets, 50, 100 + 72 * part)
    column(sheets, 320, 100)
    for row, (label, figure) in enumerate([("Región", "Metas"), ("Norte", "12.5"), ("Centro", "7.0"), ("Sur", "3.2")]):
        sheets.text(320, 190 + 14 * row, label)
        sheets.text(500, 190 + 14 * row, figure, align="right")
    column(sheets, 320, 262, PROSE[:4])
    document = read_pdf(sheets.saved())
    assert texts(document) == [[["Región", "Metas"], ["Norte", "12.5"], ["Centro", "7.0"], ["Sur", "3.2"]]]
    assert document.paragraphs[0].text.startswith(" ".join(PROSE))
