"""Rates whose heading does not say of what: told by the figures beside them, which no change explains as well."""

from decimal import Decimal

import pytest

from services.compute.policy import load_policy
from services.compute.reading import read
from services.compute.recognition import recognise
from services.compute.rules import Finding, catalogue
from services.compute.rules.agreement import agreement_of

_FUNDS = (
    ("Fondo General", "122930575.23", "63825554.66", "51.9"),
    ("Fomento Municipal", "608120441.07", "278512998.10", "45.8"),
    ("Fiscalización", "392275901.44", "180055798.77", "45.9"),
    ("FAIS", "87341200.85", "39914929.02", "45.7"),
    ("FORTAMUN", "397792095.71", "208105165.36", "52.3"),
    ("FAETA", "276471406.54", "137268053.35", "49.7"),
)


def _findings(*rates: str) -> list[Finding]:
    """What is told of rates where the first of them are others."""
    lines = ["Transferencias, enero a junio de 2025", "Fondo\tProgramado\tMinistrado\t% avance"]
    for place, (name, first, second, rate) in enumerate(_FUNDS):
        said = rates[place] if place < len(rates) else rate
        lines.append(f"{name}\t{Decimal(first):,.2f}\t{Decimal(second):,.2f}\t{said}")
    statement = recognise(read("\n".join(lines).encode()), "MXN")
    assert {one.operator for one in agreement_of(statement).equations if one.across} == {"Division"}
    return list(catalogue()["ratio-mismatch"][1](statement, load_policy()).findings)


def test_rates_that_come_out_agree() -> None:
    assert not _findings()


@pytest.mark.parametrize("said", ["59.9", "51.2", "15.9"])
def test_a_rate_that_its_figures_do_not_give_is_told_as_one(said: str) -> None:
    (finding,) = _findings(said)
    assert f"% avance dice {said}; su cociente da 51.92" in finding.message.es
    assert finding.observed == Decimal(said) / 100


def test_what_most_rows_give_as_well_is_no_other_quotient_of_a_row_that_leaves_a_figure_blank() -> None:
    lines = [
        "Programas, del 1 de enero al 30 de junio de 2025",
        "Clave,Programa,Aprobado,Devengado,Pagado,Devengado/ Aprobado",
    ]
    for place, (name, first, second, _) in enumerate(_FUNDS):
        lines.append(f"P{place:03},{name},{first},{second},{second},{Decimal(second) / Decimal(first):.4f}")
    lines.append("P006,Fondo de Infraestructura,276471406.54,,137268053.35,0")
    statement = recognise(read("\n".join(lines).encode()), "MXN")
    assert "execution_rate_approved" in statement.subjects.columns
    assert not catalogue()["ratio-mismatch"][1](statement, load_policy()).findings
