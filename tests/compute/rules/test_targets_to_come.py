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
