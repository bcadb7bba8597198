"""Words of a scan to tables, as OCR gives them."""

import numpy as np

from services.compute.reading.document import Table
from services.compute.reading.pdf.frame import LevelledFrame
from services.compute.reading.pdf.read_pdf import finished
from services.compute.reading.scan.arrangement import arrange
from services.compute.reading.scan.detection import Box
from services.compute.reading.scan.rulings import Ruling, Rulings
from services.compute.reading.scan.words import Word
from tests.compute.reading.scan.ocr_words import word, words_of

INK = np.zeros((1, 1), np.uint8)
NO_LINES = Rulings((), (), INK)
DPI = 200.0
FRAME = LevelledFrame((612.0, 792.0), ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0)))


def tables_of(words: list[Word], rulings: Rulings = NO_LINES) -> tuple[Table, ...]:
    return finished(arrange(words, rulings, DPI, FRAME, 1))[0]


def texts(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


def one_line(rows: list[list[list[str]]]) -> list[list[str]]:
    return [[" ".join(lines) for lines in row] for row in rows]


def test_rows_of_wrapped_texts_and_figures_are_one_grid() -> None:
    rows = [
        [["Clave"], ["Nombre"], ["Descripción"], ["Aprobado"]],
        [["J001"], ["Revisión del", "entero"], ["Optimización de", "los procesos de", "entero"], ["460,500.00"]],
        [["J002"], ["Dirección de", "procesos"], ["Administración", "eficiente de los", "inmuebles"], ["30,000.00"]],
        [["J003"], ["Supervisión", "de seguros"], ["Pago quincenal", "de seguros"], ["107,500.00"]],
    ]
    (table,) = tables_of(words_of(rows, (100, 250, 500, 800)))
    assert texts(table) == one_line(rows)


def test_a_sign_read_with_the_figure_before_it_belongs_to_the_next() -> None:
    words = []
    for row, (label, first, second) in enumerate(
        [("Sueldos", "80,964,620 $", "612"), ("Viajes", "564 $", "0"), ("Obra", "7 $", "")] * 2
    ):
        top = 100 + 38 * row
        words += [word(100, top, label), word(400, top, "$"), word(480 + 12 * (12 - len(first)), top, first)]
        words += [word(720 + 12 * (3 - len(second)), top, second, 0.7)] * bool(second)
    (table,) = tables_of(words)
    assert texts(table)[:3] == [["Sueldos", "$ 80,964,620", "$ 612"], ["Viajes", "$ 564", "$ 0"], ["Obra", "$ 7", "$"]]
    assert [cell.confidence for cell in table.rows[0]] == [0.99, 0.99, 0.7]


def test_the_least_sure_character_of_a_cell_tells_how_sure_it_is() -> None:
    rows = [
        [["Bancos"], ["43,508.07"], ["53,989.00"]],
        [["Suma"], ["12.50"], ["19.80"]],
        [["Total"], ["1.00"], ["2.00"]],
    ]
    words = words_of(rows, (100, 400, 600))
    doubted = next(index for index, own in enumerate(words) if own.text == "12.50")
    words[doubted] = word(words[doubted].box.left, words[doubted].box.top, "12.50", 0.4)
    (table,) = tables_of(words)
    cells = {cell.text: cell.confidence for row in table.rows for cell in row}
    assert cells["12.50"] == 0.4
    assert cells["19.80"] == 0.99


def test_headings_boxed_apart_head_the_rows_and_what_is_shaded_ends_at_its_edge() -> None:
    cells = [["Concepto", "Estimado", "Pagado"], ["Ingresos", "250.00", "240.00"], ["Egresos", "200.00", "190.00"]]
    edges, tops = (80, 380, 560, 740), (100, 172, 212)
    words = [
        word(left + 20, top, text)
        for row, top in zip(cells, tops, strict=True)
        for left, text in zip(edges, row, strict=False)
    ]
    level = [Ruling(y, edges[0], edges[-1]) for y in (95, 137, 165, 207, 249)]
    upright = [Ruling(x, start, end) for x in edges for start, end in ((95, 137), (165, 249))]
    (table,) = tables_of(words, Rulings(tuple(level), tuple(upright), INK))
    assert texts(table) == cells
    shaded = Rulings((), (), INK, (Box(80, 95, 740, 137),))
    (table,) = tables_of(words, shaded)
    assert texts(table) == cells


def test_two_sets_of_labels_and_figures_side_by_side_keep_their_rows() -> None:
    rows = [
        [["Activo"], ["2020"], ["Pasivo"], ["2020"]],
        [["Efectivo"], ["1,250.00"], ["Cuentas por pagar"], ["310.00"]],
        [["Derechos"], ["480.00"], ["Documentos por pagar"], ["120.00"]],
        [["Inventarios"], ["95.00"], ["Provisiones"], ["44.00"]],
        [["Total de activo"], ["1,825.00"], ["Total de pasivo"], ["474.00"]],
    ]
    (table,) = tables_of(words_of(rows, (100, 400, 700, 1100)))
    assert texts(table) == one_line(rows)


def test_a_word_broken_at_a_lines_end_gets_no_blank_and_empty_pages_hold_nothing() -> None:
    rows = [
        [["Clave"], ["Nombre"], ["Monto"]],
        [["J001"], ["Desarrollo socio-", "económico"], ["1.00"]],
        [["J002"], ["Apoyo a la", "niñez"], ["2.00"]],
        [["J003"], ["Fomento a", "la lectura"], ["3.00"]],
    ]
    (table,) = tables_of(words_of(rows, (100, 250, 600)))
    assert table.rows[1][1].text == "Desarrollo socio-económico"
    assert finished(arrange([], NO_LINES, DPI, FRAME, 1)) == ((), ())
