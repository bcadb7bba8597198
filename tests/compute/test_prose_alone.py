"""Filings that are running text and nothing else."""

from decimal import Decimal

import pytest

import cotejo
from services.compute.reading.errors import UnreadableFiling

_SAID = (
    "Informe del Instituto de Vivienda del Estado de Anáhuac, enero a diciembre de 2024.",
    "El presupuesto modificado fue de 131.0 millones de pesos, y el devengado de 98,250,000.00 pesos.",
    "Se entregaron 1,250 viviendas, de una meta de 1,500; es decir, 83.3 % de lo programado, según consta.",
)
_AS = {
    "text": "\n\n".join(_SAID),
    "web page": "<html><body>" + "".join(f"<p>{one}</p>" for one in _SAID) + "</body></html>",
}


@pytest.mark.parametrize("kind", _AS)
def test_the_figures_of_a_text_are_facts_and_held_against_each_other(kind: str) -> None:
    report = cotejo.analyse(_AS[kind].encode(), filename="informe")
    stated = {fact.concept: fact.value for fact in report.facts}
    assert Decimal(stated["modified"] or 0) == 131_000_000 and Decimal(stated["accrued"] or 0) == 98_250_000
    assert not report.tables and not report.anomalies
    wrong = cotejo.analyse(_AS[kind].replace("83.3 %", "78.3 %").encode(), filename="informe")
    assert [one.rule for one in wrong.anomalies] == ["narrative-mismatch"]


def test_a_text_without_a_figure_is_refused_for_what_it_lacks() -> None:
    with pytest.raises(UnreadableFiling) as refused:
        cotejo.analyse("Este informe no tiene cuadros, ni los tuvo.\n\nNi los tendrá.\n".encode(), filename="a.txt")
    assert refused.value.problem == "no-table"
