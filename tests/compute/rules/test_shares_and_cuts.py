"""Shares, rows cut short, lights that ranges do not give, declared numbers, and money that is far from the goal."""

import pytest

import cotejo
from shared.report import AnomalyPart
from tests.programmes import outcome, row, text

_ASSESSMENT = (
    "Distribución del avance de los indicadores respecto de su meta sexenal\n\n"
    "Enfoque / Avance\tSuperado\tAvanzado\tAdecuado\tInsuficiente\tTotal general\n"
    "Resultados\t4\t1\t0\t0\t5, 25%\nGestión\t6\t4\t3\t2\t15, {share}\n"
    "Total general\t10, 50%\t5, 25%\t3, 15%\t2, 10%\t20\n"
)
_LIGHTS = (
    "Indicadores para resultados\nINSTITUTO DE PRUEBA DEL ESTADO\nDel 1 de enero al 31 de diciembre de 2024\n\n"
    "Clave\tNombre del indicador\tSentido\tUnidad de medida\tMeta programada\tMeta alcanzada\t"
    "Rango verde\tRango amarillo\tRango rojo\tSemáforo\n"
    "A1\tCasos\t{row}\nA2\tOtros\tAscendente\tCasos\t200\t200\t90% - 110%\t70% - 89.99%\t< 70%\tVerde\n"
)
_PLAN = (
    "Plan de labores 2025\nINSTITUTO DE PRUEBA DEL ESTADO\n\nActividad o Proyecto Sustantivas\tTotal indicadores\n"
    "• 469 Prestaciones. • 049 Atención.\t{declared}\n\n"
    "Actividad o Proyecto:\t469\nDescripción:\tPrestaciones\nPresupuesto aprobado:\t$100.00\nTotal indicadores:\t2\n"
    "Nombre del Indicador\tUnidad Responsable\tFórmula\tMeta 2025\n"
    "Uno\tA\tTotal de uno\t12\nDos\tA\tTotal de dos\t13\n\n"
    "Actividad o Proyecto:\t049\nDescripción:\tAtención\nPresupuesto aprobado:\t$200.00\nTotal indicadores:\t1\n"
    "Nombre del Indicador\tUnidad Responsable\tFórmula\tMeta 2025\nTres\tA\tTotal de tres\t14\n"
)


def _found(rule: str, content: str | bytes) -> list[AnomalyPart]:
    content = content if isinstance(content, bytes) else content.encode()
    report = cotejo.analyse(content, filename="a.txt")
    return [anomaly for anomaly in report.anomalies if anomaly.rule == rule]


def test_a_share_that_is_not_its_part_over_the_whole() -> None:
    (anomaly,) = _found("share-mismatch", _ASSESSMENT.format(share="57%"))
    assert (anomaly.expected, anomaly.observed) == ("0.7500", "0.57")
    assert [place.text for place in anomaly.evidence] == ["15, 57%", "15, 57%", "20"]


def test_shares_that_are_their_parts_over_the_whole() -> None:
    report = cotejo.analyse(_ASSESSMENT.format(share="75%").encode(), filename="a.txt")
    assert not [anomaly for anomaly in report.anomalies if anomaly.rule == "share-mismatch"]
    assert next(entry.passed for entry in report.coverage.rules if entry.rule == "share-mismatch") == 6


def test_a_row_that_ends_before_its_figures() -> None:
    rows = [row(code=f"A{n}", name=f"Programa {n}") for n in range(5)]
    whole = text(rows)
    assert not _found("truncated-row", whole)
    (anomaly,) = _found("truncated-row", text([*rows, [*row(code="A9", name="Cortado")[:7]]]))
    assert anomaly.subject.code == "A9"
    assert "Alcanzado" in anomaly.message.es
    assert not [one for one in _found("ragged-row", text([*rows, row(code="A9")[:7]])) if one.subject.code == "A9"]


def test_a_row_with_an_empty_place_among_its_figures_is_not_cut() -> None:
    rows = [row(code=f"A{n}", name=f"Programa {n}") for n in range(5)]
    rows[-1][5] = rows[-1][6] = ""
    assert not _found("truncated-row", text(rows))


GOALS = "Clave;Programa;Presupuesto modificado;Presupuesto devengado;Unidad de medida;Meta programada;Meta alcanzada"
WORKS = [f"E00{n};Programa {n};1,000.00;{n}00.00;Curso;10;{n}" for n in range(1, 6)]


@pytest.mark.parametrize(("end", "cut"), [(";;;", False), ("", True)])
def test_cells_that_a_file_has_and_leaves_blank_are_not_cut_off(end: str, cut: bool) -> None:
    rows = [GOALS, *WORKS[:4], f"M005;Apoyo;1,000.00;400.00{end}"]
    report = cotejo.analyse("\n".join(rows).encode(), filename="a.csv")
    told = {a.rule: a.message.es for a in report.anomalies if a.subject.code == "M005"}
    assert ("truncated-row" in told) is cut
    if not cut:
        assert told["missing-value"] == "El renglón no da «Meta programada», «Meta alcanzada»."


def test_cells_that_a_web_page_leaves_blank_are_not_cut_off() -> None:
    lines = [line.split(";") for line in (GOALS, *WORKS[:4], "M005;Apoyo;1,000.00;400.00;;;")]
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in line)}</tr>" for line in lines)
    report = cotejo.analyse(f"<table>{rows}</table>".encode(), filename="a.html")
    assert {a.rule for a in report.anomalies if a.subject.code == "M005"} == {"missing-value"}


@pytest.mark.parametrize(
    ("cells", "fires"),
    [
        ("Ascendente\tCasos\t200\t120\t90% - 110%\t70% - 89.99%\t< 70%\tVerde", True),
        ("Ascendente\tCasos\t200\t120\t90% - 110%\t70% - 89.99%\t< 70%\tRojo", False),
        ("Ascendente\tCasos\t200\t140\t90% - 110%\t70% - 89.99%\t< 70%\tAmarillo", False),
        ("Ascendente\tCasos\t200\t139.9\t90% - 110%\t70% - 89.99%\t< 70%\tAmarillo", True),
        ("Descendente\tCasos\t200\t220\t90% - 110%\t70% - 89.99%\t< 70%\tVerde", False),
        ("Ascendente\tCasos\t200\t120\tsegún avance\tsegún avance\tsegún avance\tVerde", False),
    ],
)
def test_a_colour_that_the_filings_own_ranges_do_not_give(cells: str, fires: bool) -> None:
    found = _found("light-mismatch", _LIGHTS.format(row=cells))
    assert [anomaly.subject.code for anomaly in found] == (["A1"] if fires else [])


@pytest.mark.parametrize("green", ["Verde", "Semáforo verde", "Parámetros de semaforización verde"])
def test_ranges_are_known_by_their_colours(green: str) -> None:
    headed = _LIGHTS.replace("Rango verde\tRango amarillo\tRango rojo", f"{green}\tAmarillo\tRojo")
    row = "Ascendente\tCasos\t200\t120\t90% - 110%\t70% - 89.99%\t< 70%\tVerde"
    assert len(_found("light-mismatch", headed.format(row=row))) == 1


@pytest.mark.parametrize(("declared", "fires"), [("3", False), ("4", True)])
def test_a_number_declared_of_several_lists(declared: str, fires: bool) -> None:
    found = _found("count-mismatch", _PLAN.format(declared=declared))
    assert [(anomaly.expected, anomaly.observed) for anomaly in found] == ([("3", "4")] if fires else [])


@pytest.mark.parametrize(("declared", "fires"), [("2", False), ("3", True)])
def test_a_number_declared_of_a_programmes_list(declared: str, fires: bool) -> None:
    programme = (
        "Matriz de indicadores 2025\nINSTITUTO DE PRUEBA DEL ESTADO\n\n"
        f"Programa presupuestario:\tE021 Atención\nTotal indicadores:\t{declared}\n"
        "Nombre del Indicador\tNivel\tFórmula\tMeta anual\n"
        "Uno\tFin\tTotal de uno\t12\nDos\tPropósito\tTotal de dos\t13\n"
    )
    found = _found("count-mismatch", programme)
    assert [(anomaly.expected, anomaly.observed) for anomaly in found] == ([("2", "3")] if fires else [])


@pytest.mark.parametrize(
    ("figures", "fires"),
    [
        ({"accrued": "39.99", "achieved": "9"}, True),
        ({"accrued": "40.00", "achieved": "9"}, False),
        ({"accrued": "39.00", "achieved": "90"}, True),
        ({"accrued": "51.00", "achieved": "90"}, False),
        ({"accrued": "90.00", "achieved": "3"}, True),
        ({"accrued": "0.00", "achieved": "9"}, False),
        ({"accrued": "90.00", "achieved": "0"}, False),
        ({"accrued": "30.00", "achieved": "9", "target_modified": "0"}, True),
    ],
)
def test_money_and_goal_far_apart(figures: dict[str, str], fires: bool) -> None:
    found = outcome("financial-physical-gap", row(**figures))
    assert bool(found.findings) is fires
    assert len(found.findings) + found.passed + sum(found.not_applicable.values()) == 1
