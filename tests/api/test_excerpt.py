"""The part of a table that an anomaly stands in, as it is shown."""

from services.api.views.excerpt import excerpt

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


def test_what_is_printed_is_shown_as_it_is_printed() -> None:
    assert [[text for text, _ in row.cells] for row in excerpt(_ABOUT, _CELLS, [(1, 2)]).rows] == _CELLS
