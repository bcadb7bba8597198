"""What an indicator comes to, by its numerator, its denominator and the factor that its own row states."""

from decimal import Decimal

import pytest

from services.compute.policy import load_policy
from services.compute.reading import read
from services.compute.recognition import recognise
from services.compute.rules import catalogue
from services.compute.rules.rule import Finding

_ROWS = (
    ("Razón de mortalidad", "(Defunciones / Nacidos vivos) x 100,000", "21", "61,840", "34.0"),
    ("Cobertura", "(Atendidos / Población) x 100", "412,830", "561,220", "73.6"),
    ("Consultas", "(Otorgadas / Programadas) x 100", "198,412", "204,500", "97.0"),
    ("Plazas", "(Cubiertas / Autorizadas) x 100", "1,187", "1,260", "94.2"),
    ("Recetas", "(Surtidas / Emitidas) x 100", "171,320", "192,655", "88.9"),
)


def _findings(factor: str = "x 100,000", **results: str) -> list[Finding]:
    lines = ["Matriz de Indicadores para Resultados", ""]
    lines.append("Indicador\tMétodo de cálculo\tNumerador\tDenominador\tResultado")
    for name, formula, top, bottom, result in _ROWS:
        cells = (name, formula.replace("x 100,000", factor), top, bottom, results.get(name.split()[0], result))
        lines.append("\t".join(cells))
    statement = recognise(read("\n".join(lines).encode()), "MXN")
    return list(catalogue()["ratio-mismatch"][1](statement, load_policy()).findings)


@pytest.mark.parametrize("factor", ["x 100,000", "* 100 000", "por cada 100 mil", "por 100,000 nacidos vivos"])
def test_a_row_may_state_a_factor_of_its_own(factor: str) -> None:
    assert not _findings(factor)


def test_what_the_stated_factor_does_not_give_is_told() -> None:
    (finding,) = _findings(Razón="43.0")
    assert finding.observed == Decimal("43.0")
    assert "su cociente da 33.9586" in finding.message.es


def test_beside_a_factor_of_its_own_other_rows_are_held_to_theirs() -> None:
    (finding,) = _findings(Consultas="91.6")
    assert finding.subject[2] == "Consultas"
