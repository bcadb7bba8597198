"""What comes every month and what it comes to in a year."""

from decimal import Decimal

import pytest

from services.compute.policy import load_policy
from services.compute.reading import read
from services.compute.recognition import recognise
from services.compute.rules import Finding, catalogue

_POSTS = (
    *(("Director", "41592.34"), ("Subdirector", "35311.20"), ("Jefe", "29873.65"), ("Coordinador", "24980.11")),
    *(("Analista", "20791.48"), ("Auxiliar", "17302.92"), ("Chofer", "14880.07")),
)


def _findings(headings: tuple[str, str], *, times: int = 12, months: int = 12, wrong: int = 1) -> list[Finding]:
    """What is told of totals where `wrong` posts get `months` months, and the others as many `times`."""
    lines = ["Analítico de plazas 2025", "\t".join(("Puesto", *headings))]
    for number, (name, text) in enumerate(_POSTS):
        year = Decimal(text) * (months if number < wrong else times)
        lines.append(f"{name}\t{Decimal(text):,.2f}\t{year:,.2f}")
    statement = recognise(read("\n".join(lines).encode()), "MXN")
    return list(catalogue()["total-mismatch"][1](statement, load_policy()).findings)


@pytest.mark.parametrize(
    ("headings", "times"),
    [(("Sueldo mensual", "Costo anual"), 12), (("Pago quincenal", "Pago mensual"), 2)],
)
def test_a_row_that_is_not_so_many_times_the_other_is_told(headings: tuple[str, str], times: int) -> None:
    assert not _findings(headings, times=times, months=times)
    (finding,) = _findings(headings, times=times, months=times - 1)
    assert f"{times} × {headings[0]} da" in finding.message.es
    assert finding.expected == Decimal("41592.34") * times


def test_what_differs_in_several_rows_or_says_no_time_is_left_alone() -> None:
    assert not _findings(("Sueldo mensual", "Costo anual"), months=11, wrong=2)
    assert not _findings(("Sueldo", "Costo anual"), months=11)
