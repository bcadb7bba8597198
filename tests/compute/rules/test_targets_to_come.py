"""Targets of a quarter in which nothing is due."""

import cotejo

HEADINGS = "Nivel\tIndicador\tSentido\tMeta anual\tMeta del trimestre\tAlcanzado"


def _rules(row: str) -> set[str]:
    title = "Matriz de Indicadores para Resultados\nPrimer trimestre de 2024\n"
    other = "Componente\tLuminarias rehabilitadas\tAscendente\t2,000\t500\t480"
    report = cotejo.analyse("\n".join((title, HEADINGS, row, other)).encode(), filename="matriz.txt")
    return {one.rule for one in report.anomalies}


def test_nothing_due_in_a_quarter_is_no_target_that_any_result_meets() -> None:
    assert "target-always-met" not in _rules("Propósito\tHogares atendidos\tAscendente\t80\t0\t0")


def test_nothing_due_in_the_year_is() -> None:
    assert "target-always-met" in _rules("Propósito\tHogares atendidos\tAscendente\t0\t0\t0")


def test_the_rate_that_a_form_prints_tells_of_what_is_to_fall() -> None:
    title = "Avance en los indicadores\nEnero a diciembre de 2021\n\nNivel\tIndicador\tMeta\tAlcanzado\tAvance %"
    rows = ["Fin\tRazón de mortalidad\t30.0\t41.2\t72.8", "Propósito\tSatisfechos\t80.0\t84.5\t105.6"]
    rows += ["Componente\tConsultas\t12.5\t10.0\t80.0", "Actividad\tTiempo de espera\t90.0\t60.0\t150.0"]
    report = cotejo.analyse("\n".join((title, *rows)).encode(), filename="avance.txt")
    told = {(one.rule, one.subject.name): one.message.en for one in report.anomalies if one.severity != "information"}
    assert set(told) == {
        ("underachievement", "Razón de mortalidad"),
        ("overachievement", "Tiempo de espera"),
    }
    assert "which is to fall: 72.8" in told["underachievement", "Razón de mortalidad"]
