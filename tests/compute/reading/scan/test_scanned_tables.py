from functools import cache

import cv2
import numpy as np
import pytest
from reportlab.pdfgen.canvas import Canvas

from services.compute.pipeline import analyse
from services.compute.policy import load_policy
from services.compute.reading import Document, read
from services.compute.reading.document import UNREAD, Paragraph, Table
from services.compute.reading.pdf.read_pdf import finished
from services.compute.reading.scan.page import draft_scanned_page
from services.compute.reading.scan.sheet import Sheet
from shared.report import Report
from tests.compute.reading.scan.drawn_pages import (
    BUDGET,
    COLUMNS,
    DPI,
    ROW_POINTS,
    SIZE,
    Draw,
    Picture,
    draw_table,
    scan,
)

NUMERIC_SHARE = 0.97


def budget_page(ruled: bool, rows: list[list[str]] = BUDGET) -> Draw:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 11)
        canvas.drawCentredString(SIZE[0] / 2, 374, "Estado analítico del ejercicio del presupuesto")
        draw_table(canvas, rows, ruled=ruled)

    return draw


def read_sheet(sheet: Sheet, page: int) -> tuple[tuple[Table, ...], tuple[Paragraph, ...]]:
    return finished(draft_scanned_page(sheet, page))


@cache
def budget(ruled: bool, degrees: float) -> tuple[Table, ...]:
    tables, _ = read_sheet(Sheet(scan(budget_page(ruled), degrees), DPI), 3)
    return tables


def texts(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


@pytest.mark.parametrize(("ruled", "degrees"), [(True, 1.0), (False, -1.0)])
def test_a_table_is_read_cell_for_cell(ruled: bool, degrees: float) -> None:
    (table,) = budget(ruled, degrees)
    assert texts(table) == BUDGET


def blurred(picture: Picture, row: int, column: int, softness: float) -> Picture:
    """`picture` with a cell of its table smeared."""
    scale = DPI / 72
    foot = SIZE[1] - (330.0 - row * ROW_POINTS)
    high, low = round((foot - ROW_POINTS + 1) * scale), round((foot - 1) * scale)
    left, right = round((COLUMNS[column] + 2) * scale), round((COLUMNS[column + 1] - 2) * scale)
    smeared = picture.copy()
    smeared[high:low, left:right] = cv2.GaussianBlur(picture[high:low, left:right], (0, 0), softness)
    return smeared


@cache
def spoilt(ruled: bool, row: int, column: int) -> tuple[bytes, Document]:
    """A picture with a blurred figure, and what is read of it."""
    _, encoded = cv2.imencode(".png", blurred(scan(budget_page(ruled)), row, column, softness=6.0))
    content = encoded.tobytes()
    return content, read(content)


@pytest.mark.parametrize(("ruled", "row", "column"), [(True, 2, 4), (False, 3, 1)])
def test_a_blurred_figure_alone_is_unread_and_its_row_kept(ruled: bool, row: int, column: int) -> None:
    (table,) = spoilt(ruled, row, column)[1].tables
    expected = [list(texts) for texts in BUDGET]
    expected[row][column] = UNREAD
    assert texts(table) == expected


def test_an_unread_figure_is_told_and_speaks_against_no_total() -> None:
    content, document = spoilt(True, 2, 4)
    analysis = analyse(content, "presupuesto.png", load_policy(), read_document=lambda _: document)
    report = Report.model_validate(analysis.report)
    errors = [one for one in report.anomalies if one.severity == "error"]
    assert [(one.rule, one.origin, one.subject.name) for one in errors] == [
        ("unreadable-number", "reading", BUDGET[2][0])
    ]
    assert not any(one.rule == "missing-value" for one in report.anomalies)


def test_a_table_knows_its_page_and_what_heads_it() -> None:
    (table,) = budget(False, -1.0)
    assert table.page == 3
    assert "presupuesto" in table.title


def test_cells_say_where_they_stood_also_on_a_page_askew() -> None:
    (table,) = budget(True, 1.0)
    cell = table.rows[3][2]
    assert cell.bbox is not None
    left, top, right, bottom = cell.bbox
    base = SIZE[1] - (330.0 - 3 * ROW_POINTS)
    assert COLUMNS[2] - 6 < left < right < COLUMNS[3] + 6
    assert base - ROW_POINTS - 6 < top < base - 8 < bottom < base + 6


def test_clear_print_is_read_without_doubt_and_empty_cells_claim_none() -> None:
    (table,) = budget(False, -1.0)
    figures = [cell.confidence for row in table.rows[1:] for cell in row[1:]]
    assert all(confidence is not None and confidence > 0.5 for confidence in figures)


def test_signs_blanks_and_wrapped_labels_stay_in_their_cells() -> None:
    rows = [
        ["Programa", "Aprobado", "Modificado"],
        ["Fomento a la calidad", "$178 103 282.00", "$180 603 282.00"],
        ["Capacitación para el trabajo", "$51 051.00", "$9 984.00"],
        ["y vinculación", "", ""],
        ["Total", "$178 154 333.00", "$180 613 266.00"],
    ]
    edges = (36.0, 150.0, 260.0, 370.0)

    def draw(canvas: Canvas) -> None:
        draw_table(canvas, rows[:3], edges, ruled=False)
        canvas.drawString(edges[0] + 4, 330.0 - 2 * ROW_POINTS - 5, rows[3][0])
        draw_table(canvas, [rows[4]], edges, top=330.0 - 3.5 * ROW_POINTS, ruled=False)

    tables, _ = read_sheet(Sheet(scan(draw), DPI), 1)
    (table,) = tables
    assert texts(table) == [*rows[:2], [f"{rows[2][0]} {rows[3][0]}", *rows[2][1:]], rows[4]]


@pytest.mark.parametrize("turns", [1, 2])
def test_a_page_on_its_side_and_one_on_its_head_are_read(turns: int) -> None:
    rows = [row[:3] for row in BUDGET[:4]]
    picture = scan(lambda canvas: draw_table(canvas, rows))[100:340, 60:1000]
    tables, _ = read_sheet(Sheet(np.ascontiguousarray(np.rot90(picture, turns)), DPI), 1)
    assert [texts(table) for table in tables] == [rows]


def test_a_wide_table_of_small_print_gives_its_figures_back() -> None:
    numbers = np.random.default_rng(11)
    rows = [["Clave", *(f"Trimestre {quarter}" for quarter in range(1, 9))]]
    for number in range(10):
        values = numbers.integers(0, 10 ** numbers.integers(3, 10, 8))
        rows.append([f"E{number:03}", *(f"{value / 100:,.2f}" for value in values.tolist())])
    edges = (20.0, 60.0, *(60.0 + 66 * column for column in range(1, 9)))
    tables, _ = read_sheet(Sheet(scan(lambda canvas: draw_table(canvas, rows, edges)), DPI), 1)
    (table,) = tables
    read = texts(table)
    right = sum(
        cell == wanted
        for row, row_wanted in zip(read[1:], rows[1:], strict=True)
        for cell, wanted in zip(row[1:], row_wanted[1:], strict=True)
    )
    assert right >= NUMERIC_SHARE * 10 * 8


def test_prose_is_no_table() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Times-Roman", 10)
        for number in range(6):
            canvas.drawString(
                40, 330 - 14 * number, "El presupuesto aprobado del ejercicio 2021 ascendió a 12,500 pesos por plaza."
            )

    tables, paragraphs = read_sheet(Sheet(scan(draw), DPI), 1)
    assert tables == ()
    assert " ".join(paragraph.text for paragraph in paragraphs).count("12,500") == 6
