"""Tables that name their rows right of all figures."""

import pytest

import cotejo

ROWS = [("20", "15", "75.0", "Comedores"), ("400", "400", "100.0", "Pisos"), ("1000", "1120", "112.0", "Becas")]


@pytest.mark.parametrize("heading", ["", "Acción comprometida", "Programa", "Sede"])
@pytest.mark.parametrize("beside", ["", "Observaciones", "Unidad de medida"])
def test_rows_are_named_by_the_words_right_of_all_figures(heading: str, beside: str) -> None:
    heads = ",".join(("Programado", "Realizado", "% de avance", heading, beside))
    lines = [heads, *(",".join((*row, "ninguna" if beside else "")) for row in ROWS)]
    report = cotejo.analyse("\n".join(lines).encode(), filename="avance.csv")
    assert {fact.subject.name for fact in report.facts} == {"Comedores", "Pisos", "Becas"}
    assert [fact.concept for fact in report.facts[:3]] == ["target_original", "achieved", "achievement_rate_original"]
    assert not [anomaly for anomaly in report.anomalies if anomaly.rule == "stray-figure"]


def test_a_total_named_right_of_its_figures_is_one() -> None:
    lines = ["Aprobado,Devengado,", "100.00,50.00,Salud", "200.00,60.00,Obra", "300.00,110.00,Total"]
    report = cotejo.analyse("\n".join(lines).encode(), filename="gasto.csv")
    assert [fact.subject.kind for fact in report.facts[-2:]] == ["total", "total"]


def test_words_right_of_figures_name_no_rows_where_codes_left_of_them_do() -> None:
    lines = ["Clave,Aprobado,Devengado,Situación", "E001,100.00,50.00,en curso", "E002,200.00,60.00,detenida"]
    report = cotejo.analyse("\n".join(lines).encode(), filename="gasto.csv")
    assert {(fact.subject.code, fact.subject.name) for fact in report.facts} == {("E001", None), ("E002", None)}


def _named(*lines: str) -> dict[str, set[str | None]]:
    """The names under which figures are found, by concept."""
    report = cotejo.analyse("\n".join(lines).encode(), filename="gasto.csv")
    assert not [anomaly for anomaly in report.anomalies if anomaly.rule == "stray-figure"]
    return {fact.concept: {f.subject.name for f in report.facts if f.concept == fact.concept} for fact in report.facts}


@pytest.mark.parametrize("heads", ["Devengado,Concepto,,Aprobado", "Devengado,,Concepto,Aprobado"])
def test_rows_are_named_between_their_figures_beside_the_heading_of_names(heads: str) -> None:
    rows = ["50.00,{},100.00", "60.00,{},200.00", "70.00,{},300.00"]
    beside = "{}," if heads.endswith(",Concepto,Aprobado") else ",{}"
    rows = [row.format(beside.format(name)) for row, name in zip(rows, ("Salud", "Obra", "Agua"), strict=True)]
    assert _named(heads, *rows) == {key: {"Salud", "Obra", "Agua"} for key in ("accrued", "approved")}


def test_words_between_figures_that_tell_rows_apart_name_them() -> None:
    lines = ["Rezagado,Enfoque / Avance,Avanzado,Total general", "5,Gestión,2,7", "0,Servicios,4,4", "3,Resultados,0,3"]
    assert set.union(*_named(*lines).values()) == {"Gestión", "Servicios", "Resultados"}


def test_levels_of_a_hierarchy_name_rows_in_columns_of_their_own_between_figures() -> None:
    lines = ["Devengado,,Aprobado,Concepto", "90.00,,300.00,Gobierno", "40.00,Justicia,100.00,",
             "50.00,Legislación,200.00,", "70.00,,70.00,Desarrollo", "20.00,Salud,20.00,",
             "50.00,Agua,50.00,"]  # fmt: skip
    names = {"Gobierno", "Justicia", "Legislación", "Desarrollo", "Salud", "Agua"}
    assert _named(*lines) == dict.fromkeys(("accrued", "approved"), names)


def test_names_right_of_all_numbered_columns_are_under_their_heading() -> None:
    lines = ["Egresos,,,Subejercicio,Concepto", "Aprobado,Modificado,Devengado,,", "1,2,3,4 = (2 - 3),"]
    lines += ["100.00,90.00,50.00,40.00,Salud", "200.00,200.00,60.00,140.00,Obra"]
    measures = ("approved", "modified", "accrued", "underspend")
    assert _named(*lines) == {key: {"Salud", "Obra"} for key in measures}


def test_what_is_headed_as_a_name_and_always_the_same_names_no_rows_right_of_figures_either() -> None:
    lines = ["Devengado,Denominación,Clave,Aprobado,Acciones atendidas"]
    lines += [
        f"5{n}.00,PREVENCIÓN,G10{n},10{n}.00,{name}" for n, name in enumerate(("Vigilar", "Atender", "Comunicar"))
    ]
    assert _named(*lines) == {key: {"Vigilar", "Atender", "Comunicar"} for key in ("accrued", "approved")}
