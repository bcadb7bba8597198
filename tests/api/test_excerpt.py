"""The part of a table that an anomaly stands in, as it is shown."""

import pytest

from services.api.views.evidence import Figure
from services.api.views.excerpt import alone, excerpt
from services.api.views.table_list import tables_by_name
from shared.report import EvidencePart

_ABOUT = {
    "id": "t1",
    "title": "",
    "columns": [{"index": 0, "label": "Clave", "concept": "code"}, {"index": 2, "label": "Pagado", "concept": "paid"}],
}
_CELLS = [["51110001", "42010", "9136884.4"], ["51110002", "42020", "1500"]]


def test_numbers_of_a_workbook_have_their_thousands_parted_but_its_codes_have_not() -> None:
    shown = excerpt(_ABOUT, _CELLS, [(1, 2)], stored=True)
    assert [[text for text, _ in row.cells] for row in shown.rows] == [
        ["51110001", "42010", "9,136,884.40"],
        ["51110002", "42020", "1,500"],
    ]
    assert [text for row in shown.rows for text, marked in row.cells if marked] == ["1,500"]


def test_small_numbers_have_their_thousands_parted_where_figures_are_known_or_one_is_below_zero() -> None:
    columns = [{"index": 0, "label": "Ramo", "concept": "branch"}, {"index": 1, "label": "Pagado", "concept": "paid"}]
    cells = [["1200", "880000", "50000", "42010"], ["1300", "5100000", "-200000", "42020"]]
    shown = excerpt({**_ABOUT, "columns": columns}, cells, [(1, 1)], stored=True)
    assert [[text for text, _ in row.cells] for row in shown.rows] == [
        ["1200", "880,000", "50,000", "42010"],
        ["1300", "5,100,000", "-200,000", "42020"],
    ]


def test_a_row_that_says_the_headings_again_is_left_out_and_its_number_kept() -> None:
    cells = [["Clave", "", "Pagado"], *_CELLS]
    shown = excerpt(_ABOUT, cells, [(2, 2)])
    assert [row.number for row in shown.rows] == [1, 2]
    assert [row.number for row in excerpt(_ABOUT, cells, [(0, 2)]).rows] == [0, 1, 2], "a marked one is shown"
    assert [row.number for row in excerpt(_ABOUT, [["Clave", "", "Otra"], *_CELLS], [(2, 2)]).rows] == [0, 1, 2]


def test_tables_of_one_name_are_listed_together() -> None:
    tables = [
        {"id": "t1", "title": "Datos", "rows": 1, "statement": "work-plan"},
        {"id": "t2", "title": "DATOS  DEL\nINDICADOR", "rows": 1},
        {"id": "t3", "title": "x", "rows": 0, "statement": "work-plan"},
        {"id": "t4", "title": "", "rows": 3},
    ]
    told = tables_by_name(tables, "es")
    assert [(name, [table["id"] for table in of_name]) for name, of_name in told] == [
        ("Programa de trabajo", ["t1", "t3"]), ("DATOS DEL INDICADOR", ["t2"]), ("", ["t4"]),
    ]  # fmt: skip


def test_what_is_printed_is_shown_as_it_is_printed() -> None:
    assert [[text for text, _ in row.cells] for row in excerpt(_ABOUT, _CELLS, [(1, 2)]).rows] == _CELLS


@pytest.mark.parametrize(
    ("texts", "title"),
    [
        (["Avance de programas", "", ""], "Avance de programas"),
        (["1,250.00", "", ""], None),
        (["", "Total", ""], None),
        (["A", "B"], None),
        ([], None),
    ],
)
def test_only_titles_go_over_all_cells_of_a_table(texts: list[str], title: str | None) -> None:
    assert alone(texts) == title


def test_of_a_sentence_the_figure_alone_is_shown() -> None:
    sentence = "El presupuesto devengado ascendió a $98,437,500.00 al cierre del tercer trimestre."
    in_text, in_cell = (
        Figure("accrued", EvidencePart(table="text", row=1, column=0, text=text), None, value="98,437,500")
        for text in (sentence, "98,437,500.00")
    )
    assert (in_text.text, in_cell.text) == ("98,437,500", "98,437,500.00")


def test_the_column_that_says_what_a_marked_row_is_is_known() -> None:
    cells = [["1", "E001", "Becas", "9"], ["2", "E002", "Obras", "8"]]
    named = {"id": "t1", "title": "", "columns": [{"index": 2, "label": "Nombre", "concept": "name"}]}
    assert excerpt(named, cells, [(1, 3)]).naming == 2
    assert excerpt(_ABOUT, cells, [(1, 3)]).naming == 1, "the first words, where no column is of names"
    assert excerpt(named, cells, [(1, 2), (1, 3)]).naming == 1, "a marked cell is in view anyway"
    assert excerpt(named, [["1", "2", "", "9"]], [(0, 3)]).naming is None


@pytest.mark.parametrize(
    ("count", "marks", "shown"),
    [
        (8, [0, 7], [0, 1, 2, 3, 4, 5, 6, 7]),
        (15, [5, 6, 12], [0, None, 4, 5, 6, 7, None, 11, 12, 13, 14]),
        (15, [2, 4], [0, 1, 2, 3, 4, 5, None]),
        (12, [9], [0, None, 8, 9, 10, 11]),
    ],
)
def test_of_a_wide_table_the_columns_far_from_any_mark_are_folded(
    count: int, marks: list[int], shown: list[int | None]
) -> None:
    row = ["E001", "Becas", *(str(number) for number in range(2, count))]
    found = excerpt({"id": "t1", "title": "", "columns": []}, [row] * 3, [(1, column) for column in marks])
    assert list(found.columns) == shown


def test_rows_are_numbered_as_the_sheet_or_the_text_has_them() -> None:
    about = _ABOUT | {"numbered": [[0, 4], [1, 9]]}
    assert [row.own for row in excerpt(about, _CELLS, [(0, 2)]).rows][:2] == [4, 9]
    assert [row.own for row in excerpt(_ABOUT, _CELLS, [(0, 2)]).rows][:2] == [1, 2]
