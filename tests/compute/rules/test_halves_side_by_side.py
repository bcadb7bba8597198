"""Assets left and liabilities right: what stands left of a row says nothing of what the row is at its right."""

from collections.abc import Sequence
from decimal import Decimal

import pytest

from services.compute.policy import load_policy
from services.compute.reading import read
from services.compute.recognition import recognise
from services.compute.rules import Finding, catalogue

_ASSETS = (
    ("ACTIVO", "", ""),
    ("Activo Circulante", "", ""),
    ("Efectivo y Equivalentes", "7,755,374.81", "3,426,501.81"),
    ("Derechos a Recibir Efectivo o Equivalentes", "706,363.52", "481,277.56"),
    ("Total de Activos Circulantes", "8,461,738.33", "3,907,779.37"),
    ("Activo No Circulante", "", ""),
    ("Bienes Muebles", "11,308,573.71", "13,750,730.59"),
    ("Depreciación Acumulada de Bienes", "-1,776,750.25", "-3,724,338.66"),
    ("Total de Activos No Circulantes", "9,531,823.46", "10,026,391.93"),
)
_LIABILITIES = (
    ("PASIVO", "", ""),
    ("Pasivo Circulante", "", ""),
    ("Cuentas por Pagar a Corto Plazo", "1,778,186.80", "1,761,717.14"),
    ("Total de Pasivos Circulantes", "1,778,186.80", "1,761,717.14"),
    ("Total del Pasivo", "1,778,186.80", "1,761,717.14"),
    ("HACIENDA PÚBLICA/PATRIMONIO", "", ""),
)
_BY_KIND = (
    ("Hacienda Pública/Patrimonio Contribuido", "3,567,597.18", "3,567,597.18"),
    ("Aportaciones", "3,567,597.18", "3,567,597.18"),
    ("Hacienda Pública/Patrimonio Generado", "12,647,777.81", "8,604,856.98"),
    ("Resultados del Ejercicio", "464,440.72", "353,654.06"),
    ("Resultados de Ejercicios Anteriores", "12,183,337.09", "8,251,202.92"),
)
_PLAIN = (
    ("Aportaciones", "3,567,597.18", "3,511,608.41"),
    ("Resultados del Ejercicio", "464,440.72", "353,654.06"),
    ("Resultados de Ejercicios Anteriores", "12,183,337.09", "8,307,191.69"),
)
_EQUITY = ("Total Hacienda Pública/Patrimonio", "16,215,374.99", "12,172,454.16")
_WHOLE = ("17,993,561.79", "13,934,171.30")
_TITLE = "Tribunal de Prueba Estado de Situación Financiera Al 31 de marzo de 2025 y al 31 de diciembre de 2024"


def _findings(rows: Sequence[Sequence[str]]) -> list[Finding]:
    told = recognise(read("\n".join("\t".join(cells) for cells in rows).encode()), "MXN")
    rules = ("total-mismatch", "difference-mismatch", "rounding-difference")
    return [finding for rule in rules for finding in catalogue()[rule][1](told, load_policy()).findings]


def _found(equity: tuple[tuple[str, str, str], ...], whole: str = _WHOLE[0]) -> list[Finding]:
    right = (*_LIABILITIES, *equity, _EQUITY)
    left = (*_ASSETS, *[("", "", "")] * (len(right) - len(_ASSETS)))
    ends = ("Total del Activo", *_WHOLE, "Total del Pasivo y Hacienda Pública/Patrimonio", whole, _WHOLE[1])
    rows = [
        (_TITLE, *[""] * 5),
        ("Concepto", "2025", "2024") * 2,
        *(a + b for a, b in zip(left, right, strict=True)),
        ends,
    ]
    return _findings(rows)


@pytest.mark.parametrize("equity", [_BY_KIND, _PLAIN])
def test_one_account_of_liabilities_beside_many_assets_is_accused_of_nothing(
    equity: tuple[tuple[str, str, str], ...],
) -> None:
    assert not _found(equity)


@pytest.mark.parametrize("equity", [_BY_KIND, _PLAIN])
def test_a_wrong_digit_at_its_end_is_told_all_the_same(equity: tuple[tuple[str, str, str], ...]) -> None:
    (finding,) = _found(equity, "17,993,581.79")
    assert (finding.expected, finding.observed) == (Decimal("17993561.79"), Decimal("17993581.79"))


def test_a_total_of_one_account_is_held_to_nothing_of_the_accounts_beside_it() -> None:
    rows = (
        (_TITLE, *[""] * 5),
        ("Concepto", "2025", "2024") * 2,
        ("Efectivo", "1,200,431.50", "1,100,287.25", "Cuentas por pagar", "800,112.75", ""),
        ("Total de Activos Circulantes", "1,200,431.50", "1,100,287.25", "Impuestos por pagar", "300,987.10", ""),
        ("Bienes Muebles", "500,250.00", "400,125.00", "Total del Pasivo", "1,101,099.85", ""),
    )
    assert not _findings(rows)
