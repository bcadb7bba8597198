"""Tables that go on over pages: their totals are those of all pages, whatever is printed again on each."""

import pytest

import cotejo
from shared.report import Report

_HEADS = ("Donatario", "Monto programado", "Monto ejercido")
_ROWS = (
    ("Asociación de Lectores", 1_200_000, 1_100_000),
    ("Banco de Alimentos", 800_500, 700_250),
    ("Casa del Migrante", 450_000, 450_000),
    ("Escuela de Música", 320_000, 310_000),
    ("Fundación del Valle", 99_000, 98_500),
    ("Red de Salud", 67_000, 66_000),
)
_TOTAL = ("Total", 2_936_500, 2_724_750)
_TITLE = "Donativos otorgados de enero a diciembre de 2023"
Row = tuple[object, ...]


def _page(rows: list[Row], title: str = "") -> str:
    cells = ("".join(f"<td>{_shown(cell)}</td>" for cell in row) for row in rows)
    return (f"<h2>{title}</h2>" if title else "") + f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"


def _shown(cell: object) -> str:
    return f"{cell:,}.00" if isinstance(cell, int) else str(cell)


def _analysed(*pages: str) -> Report:
    return cotejo.analyse(b"<h1>INSTITUTO DE PRUEBA</h1>" + "".join(pages).encode(), filename="donativos.html")


def _pages(total_first: bool, again: str, rows: tuple[Row, ...] = _ROWS) -> tuple[str, ...]:
    first: list[Row] = [_HEADS, *([_TOTAL] if total_first else []), *rows[:3]]
    second = [*([_HEADS] if again != "nothing" else []), *rows[3:], *([] if total_first else [_TOTAL])]
    return (
        _page(first, _TITLE),
        "<p>Página 2 de 2</p>" if again == "headings and a number" else "",
        _page(second, _TITLE if again == "title and headings" else ""),
    )


@pytest.mark.parametrize("again", ["nothing", "headings", "headings and a number", "title and headings"])
@pytest.mark.parametrize("total_first", [True, False])
def test_a_total_is_that_of_all_pages(total_first: bool, again: str) -> None:
    report = _analysed(*_pages(total_first, again))
    assert report.anomalies == []
    assert report.coverage.unsummed_totals == 0
    assert report.coverage.checked == report.coverage.as_facts == 14


@pytest.mark.parametrize("total_first", [True, False])
def test_a_wrong_figure_is_told_where_it_stands(total_first: bool) -> None:
    wrong = (*_ROWS[:4], ("Fundación del Valle", 95_000, 98_500), _ROWS[5])
    report = _analysed(*_pages(total_first, "headings", wrong))
    (anomaly,) = report.anomalies
    assert anomaly.rule == "total-mismatch"
    assert anomaly.difference == "4000"
    places = {(place.table, place.text) for place in anomaly.evidence}
    assert {("t1", "2,936,500.00") if total_first else ("t2", "2,936,500.00"), ("t2", "95,000.00")} <= places


def test_what_another_title_parts_is_not_put_together() -> None:
    first: list[Row] = [_HEADS, *_ROWS[:3], ("Total", 2_450_500, 2_250_250)]
    second: list[Row] = [_HEADS, *_ROWS[3:], ("Total", 486_000, 474_500)]
    report = _analysed(_page(first, _TITLE), _page(second, "Donativos en especie de enero a diciembre de 2023"))
    assert report.anomalies == []
    assert report.coverage.unsummed_totals == 0
