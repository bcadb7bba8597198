"""Rules about formulas, claims of the text and mended figures: one that fires, one that must not, one at the edge."""

import pytest

from services.compute.policy import load_policy
from services.compute.reading import read
from services.compute.recognition import recognise
from services.compute.rules import Outcome, catalogue

HEADINGS = (
    "Clave\tIndicador\tInformes hechos (Variable1)\tInformes previstos (Variable2)"
    "\tValor del Indicador en el Periodo (Variable1 / Variable2) * 100\tTipo de Respuesta"
)


def _outcome(rule: str, *lines: str) -> Outcome:
    _, check = catalogue()[rule]
    return check(recognise(read("\n".join(lines).encode()), "MXN"), load_policy())


@pytest.mark.parametrize(
    ("value", "fires"), [("25%", False), ("40%", True), ("25.4%", True), ("25.0%", False), ("%", False)]
)
def test_a_value_is_held_against_its_formula(value: str, fires: bool) -> None:
    rows = [f"A{n}\tInformes {n}\t10\t40\t{value}\tSe reporta valor" for n in (1, 2)]
    outcome = _outcome("formula-mismatch", "Indicadores", HEADINGS, *rows)
    assert len(outcome.findings) == 2 * fires
    if fires:
        assert "25.0\N{NO-BREAK SPACE}%" in outcome.findings[0].message.es
        assert len(outcome.findings[0].facts) == 3


def test_a_formula_over_nothing_is_not_checked_and_says_why() -> None:
    rows = ["A1\tInformes\t10\t0\t0%\tSe reporta valor", "A2\tVisitas\t10\t20\t50%\tSe reporta valor"]
    outcome = _outcome("formula-mismatch", "Indicadores", HEADINGS, *rows)
    assert (outcome.passed, outcome.not_applicable) == (1, {"divides by zero": 1})


@pytest.mark.parametrize(("share", "fires"), [("29%", False), ("28.6%", False), ("28%", True), ("39%", True)])
def test_a_share_in_the_text_is_held_against_its_figures(share: str, fires: bool) -> None:
    text = f"Se recibieron 8,076 solicitudes, de las que se negaron 2,311, lo que representa el {share} del total."
    rows = ["A1\tInformes\t10\t40\t25%\tSe reporta valor", "A2\tVisitas\t10\t20\t50%\tSe reporta valor"]
    outcome = _outcome("narrative-mismatch", text, "", HEADINGS, *rows)
    assert len(outcome.findings) == fires
    assert outcome.passed == (not fires)


@pytest.mark.parametrize(
    ("amount", "mended"), [("$ 3,544,052,125,20", 1), ("$ 3,544,052,125.20", 0), ("$ 3,544,052,125", 0)]
)
def test_a_figure_with_a_comma_for_its_point_is_read_and_said(amount: str, mended: int) -> None:
    rows = [f"A1\tUno\t{amount}\t$ 1,000.00", "B2\tDos\t$ 2,000.00\t$ 1,500.50"]
    outcome = _outcome("mended-number", "Clave\tNombre\tAprobado\tDevengado", *rows)
    assert len(outcome.findings) == mended
    assert outcome.passed == 4 - mended
    assert all(finding.origin == "reading" for finding in outcome.findings)
