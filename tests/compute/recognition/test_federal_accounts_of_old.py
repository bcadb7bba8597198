"""Federal accounts as they were filed before 2015: without pensions, zeros left blank, rates too large "n.s."."""

from collections.abc import Iterator
from functools import cache

from services.compute.policy import load_policy
from services.compute.recognition.statement import Statement
from services.compute.rules import catalogue
from tests.compute.recognition.test_federal_accounts import recognised_rows
from tests.federal_truth import FIRST, FIRST_ROW, MOMENT, MOMENTS, Row, sheet

_TITLES = (
    "CUENTA DE LA HACIENDA PÚBLICA FEDERAL 2013",
    "GASTO POR CATEGORÍA PROGRAMÁTICA",
    "GOBIERNO FEDERAL",
    "(Pesos)",
)
_CURRENT, _INVESTMENT = range(FIRST, FIRST + 5), range(FIRST + 6, FIRST + 10)
_HEADS = (
    ["", "ENTE / RAMO", "", "PROGRAMA", "DENOMINACIÓN", "", "GASTO CORRIENTE", *[""] * 4,
     "GASTO DE INVERSIÓN", *[""] * 3, "TOTAL", "", ""],
    [*[""] * 6, "SERVICIOS PERSONALES", "GASTO DE OPERACIÓN", "SUBSIDIOS", "OTROS DE CORRIENTE", "SUMA",
     "INVERSIÓN FÍSICA", "SUBSIDIOS", "OTROS DE INVERSIÓN", "SUMA", "TOTAL", "ESTRUCTURA PORCENTUAL", ""],
    [*[""] * 16, "CORRIENTE", "INVERSIÓN"],
)  # fmt: skip
_LARGEST = 500


def _old(rows: list[Row]) -> Iterator[Row]:
    """`rows` of the later form in the older one."""
    yield from (["", title] for title in _TITLES)
    yield from _HEADS
    block: dict[str, list[float]] = {}
    for row in rows[FIRST_ROW:]:
        texts = [str(text).strip() for text in row[: MOMENT + 1]]
        moment = texts[MOMENT]
        if moment not in MOMENTS:
            whole, part, code = texts[2] or texts[1], texts[3] or texts[4], texts[5]
            yield ["", whole if not code else "", part if not code else "", code, moment]
            continue
        if moment.startswith("Porcentaje"):
            of, base = block["Ejercicio"], block["Aprobado" if moment.endswith("Aprob") else "Modificado"]
            rates = (100 * one / whole if whole else 0 for one, whole in zip(of, base, strict=True))
            yield ["", "", "", "", moment, "", *(_rate(rate) for rate in rates), "", ""]
            continue
        figures = [row[place] for place in (*_CURRENT, *_INVESTMENT)]
        total = round(figures[len(_CURRENT) - 1] + figures[-1], 2)
        block[moment] = [*figures, total]
        shares = [100 * figures[len(_CURRENT) - 1] / total, 100 * figures[-1] / total] if total else ["", ""]
        yield ["", "", "", "", moment, "", *(figure or "" for figure in block[moment]), *shares]


def _rate(rate: float) -> float | str:
    return "n.s." if rate > _LARGEST else rate or " "


@cache
def _statement() -> tuple[list[Row], Statement]:
    rows = [*_old(sheet())]
    return rows, recognised_rows(rows)


def test_no_figure_of_the_older_form_is_lost_though_a_category_has_none_for_many_rows() -> None:
    rows, statement = _statement()
    figures = sum(isinstance(text, int | float) for row in rows for text in row)
    assert statement.facts.height == figures
    assert set(statement.facts["concept"]) == {*MOMENTS.values(), "share"}


def test_a_rate_of_a_category_is_not_held_against_the_total_whose_own_is_not_shown() -> None:
    _, statement = _statement()
    assert not catalogue()["ratio-mismatch"][1](statement, load_policy()).findings
