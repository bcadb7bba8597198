"""Traffic lights held against ranges that stand once, beside the table: in a sentence, or in lines of their own."""

import pytest

from services.compute.policy import load_policy
from services.compute.reading import read
from services.compute.recognition import recognise
from services.compute.rules import catalogue
from services.compute.rules.rule import Outcome

_TITLE = "Seguimiento de indicadores del 1 de enero al 31 de diciembre de 2023\n\n"
_ROWS = (
    "Nivel\tIndicador\tUnidad de medida\tSentido\tMeta anual\tAlcanzado\t% de cumplimiento\tSemáforo\n"
    "Fin\tVacunas aplicadas\tVacuna\tAscendente\t1200\t1188\t99.0\t{first}\n"
    "Componente\tTalleres impartidos\tTaller\tAscendente\t40\t35\t87.5\tAmarillo\n"
    "Actividad\tVisitas hechas\tVisita\tAscendente\t50\t20\t40.0\tRojo\n"
)
_SENTENCES = (
    "Semáforo: Verde de 95 % o más; Amarillo de 80 % a menos de 95 %; Rojo menos de 80 %.",
    "Verde (mayor o igual a 95%), amarillo (entre 80% y 94.9%), rojo (menor a 80% o mayor a 110%)",
    "≥ 95 % verde, de 80 a 94.99 % amarillo, < 80 % rojo",
    "Verde\t≥ 95 %\nAmarillo\t80 - 94.9 %\nRojo\t< 80 %",
    "Verde: 95 % o más\nAmarillo: de 80 % a 94 %\nRojo: hasta 79 %",
)


def _outcome(text: str) -> Outcome:
    policy = load_policy()
    return catalogue()["light-mismatch"][1](recognise(read(text.encode(), "a.txt"), policy.currency), policy)


@pytest.mark.parametrize("legend", _SENTENCES)
@pytest.mark.parametrize("above", [True, False])
def test_a_colour_that_the_legend_does_not_give(legend: str, above: bool) -> None:
    def text(first: str) -> str:
        rows = _ROWS.format(first=first)
        return _TITLE + (f"{legend}\n\n{rows}" if above else f"{rows}\n{legend}\n")

    right = _outcome(text("Verde"))
    assert not right.findings and right.passed == 3
    (finding,) = _outcome(text("Rojo")).findings
    assert finding.subject[2] == "Vacunas aplicadas" and "verde" in finding.message.es


@pytest.mark.parametrize(
    "text",
    [
        "De 12 indicadores, 10 están en verde, 1 en amarillo y 1 en rojo.",
        "Quedaron 3 de 15 indicadores en verde, 2 de 15 en amarillo y 10 de 15 en rojo.",
        "En verde están 10 (67 %), en amarillo 3 (20 %) y en rojo 2 (13 %).",
        "Verde 95 % o más; amarillo de 80 % a menos de 95 %; rojo menos de 80 %.\n\n"
        "Verde 70 % o más; amarillo de 50 % a menos de 70 %; rojo menos de 50 %.",
    ],
)
def test_what_counts_lights_or_contradicts_itself_is_no_legend(text: str) -> None:
    found = _outcome(_TITLE + _ROWS.format(first="Rojo") + "\n" + text + "\n")
    assert not found.findings and found.not_applicable == {"no ranges printed that are understood": 3}
