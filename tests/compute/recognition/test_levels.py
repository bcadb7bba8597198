"""Tables that name what several rows belong under beside the name of each."""

import pytest

import cotejo
from shared.report import FactPart, Report

HEADS = "Aprobado,Modificado,Devengado"
ROWS = [
    ("Vivienda", "Pisos", "400.00,420.00,200.00"),
    ("Vivienda", "Techos", "600.00,600.00,310.00"),
    ("Escrituras", "Títulos", "300.00,280.00,90.00"),
    ("Escrituras", "Asesorías", "100.00,100.00,75.00"),
]
TOTAL = "Total,,1400.00,1400.00,675.00"


def analysed(*lines: str) -> Report:
    return cotejo.analyse("\n".join(("Instituto de Vivienda, marzo de 2024", *lines)).encode(), filename="a.csv")


def approved(report: Report) -> list[FactPart]:
    return [fact for fact in report.facts if fact.concept == "approved"]


@pytest.mark.parametrize(
    ("inner", "blank"),
    [(inner, blank) for inner in ("Acción", "Proyecto", "Componente", "Obra o acción") for blank in (False, True)]
    + [("Frente de trabajo", True)],
)
def test_rows_are_named_by_the_inner_column_under_the_outer(inner: str, blank: bool) -> None:
    rows, before = [], ""
    for outer, name, figures in ROWS:
        rows.append(f"{'' if blank and outer == before else outer},{name},{figures}")
        before = outer
    facts = approved(analysed(f"Programa,{inner},{HEADS}", *rows, TOTAL))
    assert [(fact.subject.name, fact.context.get("section")) for fact in facts] == [
        *((name, outer) for outer, name, _ in ROWS),
        ("Total", None),
    ]
    assert {fact.context.get("level") for fact in facts} == {0}


def test_subtotals_stand_under_what_they_sum() -> None:
    lines = [f"{outer},{name},{figures}" for outer, name, figures in ROWS]
    lines[2:2] = ["Vivienda,Subtotal,1000.00,1020.00,510.00"]
    lines += ["Escrituras,Subtotal,400.00,380.00,165.00", ",Total,1400.00,1400.00,675.00"]
    report = analysed(f"Programa,Proyecto,{HEADS}", *lines)
    sums = [
        (fact.subject.name, fact.context.get("section")) for fact in approved(report) if fact.subject.kind == "total"
    ]
    assert sums == [("Subtotal", "Vivienda"), ("Subtotal", "Escrituras"), ("Total", None)]
    assert not [anomaly for anomaly in report.anomalies if anomaly.severity == "error"]


def test_the_code_of_the_outer_is_not_that_of_each_row() -> None:
    codes = {"Vivienda": "E001", "Escrituras": "E002"}
    rows = [f"{codes[outer]},{outer},{name},{figures}" for outer, name, figures in ROWS]
    report = analysed(f"Clave,Programa,Proyecto,{HEADS}", *rows)
    assert [(f.subject.code, f.subject.name) for f in approved(report)] == [(None, name) for _, name, _ in ROWS]
    assert approved(report)[0].context["section"] == "Vivienda"
    assert not [anomaly for anomaly in report.anomalies if anomaly.rule in ("duplicate-key", "code-conflict")]


def test_names_that_do_not_tell_rows_apart_alone_keep_both() -> None:
    rows = [f"{outer},Gasto corriente,{figures}" for outer, _, figures in (ROWS[0], ROWS[2])]
    rows += [f"{outer},Inversión,{figures}" for outer, _, figures in (ROWS[1], ROWS[3])]
    names = [fact.subject.name for fact in approved(analysed(f"Programa,Proyecto,{HEADS}", *rows))]
    assert names[0] == "Vivienda Gasto corriente"
    assert len(set(names)) == len(ROWS)


def test_three_levels_side_by_side_are_headings_within_headings() -> None:
    rows = [
        "1000 Servicios personales,1100 Remuneraciones,11301 Sueldos,500.00,520.00,390.00",
        "1000 Servicios personales,1300 Adicionales,13202 Aguinaldo,80.00,80.00,0.00",
        "2000 Materiales,2100 Administración,21101 Papelería,90.00,110.00,75.00",
    ]
    facts = approved(analysed(f"Capítulo,Concepto,Partida,{HEADS}", *rows, "Total,,,670.00,710.00,465.00"))
    assert [(fact.subject.code, fact.context.get("section")) for fact in facts] == [
        ("11301", "1000 Servicios personales / 1100 Remuneraciones"),
        ("13202", "1000 Servicios personales / 1300 Adicionales"),
        ("21101", "2000 Materiales / 2100 Administración"),
        (None, None),
    ]


UNITS = [
    ("Dirección Médica", "E023 Hospitales", "1200.00,1250.00,600.00"),
    ("Dirección Médica", "M001 Apoyo", "100.00,100.00,45.00"),
    ("Salud Pública", "E036 Vacunas", "800.00,800.00,510.00"),
    ("Salud Pública", "M001 Apoyo", "120.00,120.00,60.00"),
]


@pytest.mark.parametrize("blank", [False, True])
@pytest.mark.parametrize("own_figures", [False, True])
def test_programmes_stand_under_the_unit_that_is_said_beside_them(blank: bool, own_figures: bool) -> None:
    rows, before = [], ""
    for unit, name, figures in UNITS:
        if own_figures and unit != before:
            rows.append(f"{unit},,{'1300.00,1350.00,645.00' if unit == UNITS[0][0] else '920.00,920.00,570.00'}")
        rows.append(f"{'' if blank and unit == before else unit},{name},{figures}")
        before = unit
    report = analysed(f"Unidad responsable,Programa,{HEADS}", *rows, "Total,,2220.00,2270.00,1215.00")
    facts = [fact for fact in approved(report) if fact.subject.code]
    if own_figures:
        above = [fact.subject.name for fact in approved(report) if fact.subject.kind != "total"]
        assert above == ["Dirección Médica", "E023 Hospitales", "M001 Apoyo", "Salud Pública", *above[4:]]
        assert {fact.context.get("level") for fact in facts} == {1}
    else:
        assert [(f.subject.name, f.context.get("section")) for f in facts] == [(name, unit) for unit, name, _ in UNITS]
    assert not [a for a in report.anomalies if a.rule in ("duplicate-key", "total-mismatch", "stray-figure")]


def test_units_that_come_again_further_down_head_nothing() -> None:
    rows = [f"{unit},{name},{figures}" for unit, name, figures in (UNITS[0], UNITS[2], UNITS[1], UNITS[3])]
    facts = approved(analysed(f"Unidad responsable,Programa,{HEADS}", *rows))
    assert {fact.context.get("section") for fact in facts} == {None}
