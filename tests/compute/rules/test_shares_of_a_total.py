"""Shares that a column gives of its total, and which values are told of figures that are counts."""

import pytest

from services.compute.policy import load_policy
from services.compute.reading import read
from services.compute.recognition import recognise
from services.compute.rules import Finding, catalogue

_RULES = ("total-mismatch", "difference-mismatch", "ratio-mismatch", "share-mismatch", "added-percentages")


def _found(table: str) -> list[Finding]:
    """What the rules of agreement tell of a table, its cells parted by bars."""
    statement = recognise(read(table.replace("|", "\t").encode()), "MXN")
    return [found for rule in _RULES for found in catalogue()[rule][1](statement, load_policy()).findings]


_PENSIONS = """Tipo|Pensionados|{heading}
Jubilación|4,120|48.75%
Vejez|2,135|25.26%
Cesantía|666|7.88%
Viudez|1,530|{share}
Total|8,451|100.00%"""


@pytest.mark.parametrize("heading", ["% del total", "Participación", "Estructura porcentual"])
def test_a_share_of_the_total_is_its_rows_amount_over_that(heading: str) -> None:
    assert not _found(_PENSIONS.format(heading=heading, share="18.10%"))
    (finding,) = _found(_PENSIONS.format(heading=heading, share="12.10%"))
    assert finding.observed is not None and finding.expected is not None
    assert (float(finding.observed), round(float(finding.expected), 4)) == (0.121, 0.181)


_GOALS = """Clave|Actividad|Unidad de medida|Meta anual|Ene|Feb|Mar|Abr
A01|Despensas|Despensa|4800|1200|1200|1200|1200
A02|Consultas|Consulta|1530|350|380|400|400
A03|Aparatos|Aparato|120|0|600|60|0
A04|Reportes|Reporte|195|45|48|50|52"""


def test_no_count_is_told_to_be_less_than_nothing() -> None:
    statement = recognise(read(_GOALS.replace("|", "\t").encode()), "MXN")
    (finding,) = catalogue()["total-mismatch"][1](statement, load_policy()).findings
    assert "600" in finding.message.es and "→ -" not in finding.message.es and "→ −" not in finding.message.es
