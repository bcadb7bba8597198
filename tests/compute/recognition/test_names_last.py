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
