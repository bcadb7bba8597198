"""The statement of debt, which asks for movements of debt and for balances alone of other liabilities."""

from decimal import Decimal

import pytest

from services.compute.policy import load_policy
from services.compute.reading import read
from services.compute.recognition import recognise
from services.compute.rules import Finding, catalogue

_RULES = ("total-mismatch", "difference-mismatch")
_HEADINGS = (
    "Denominación de la Deuda Pública y Otros Pasivos",
    "Saldo al 31 de diciembre de 2024 (d)",
    "Disposiciones del Periodo (e)",
    "Amortizaciones del Periodo (f)",
    "Saldo Final del Periodo (h) h=d+e-f",
)


def _findings(off: dict[tuple[int, int], str]) -> list[Finding]:
    debts = [["60272945.06", "4174655.77", "11339639.30"], ["943309430.23", "42507207.42", "57941357.37"]]
    short, long = ([Decimal(text) for text in texts] for texts in debts)
    debt = [one + other for one, other in zip(short, long, strict=True)]
    rows = [[*row, row[0] + row[1] - row[2]] for row in (debt, short, long)]
    other = [Decimal("238195634.58"), Decimal(0), Decimal(0), Decimal("290193959.33")]
    rows.append(other)
    rows.append([one + two for one, two in zip(rows[0], other, strict=True)])
    for (place, column), amount in off.items():
        rows[place][column] += Decimal(amount)
    names = ("1. Deuda Pública (1=A+B)", "A. Corto Plazo", "B. Largo Plazo", "2. Otros Pasivos")
    lines = ["Informe Analítico de la Deuda Pública y Otros Pasivos - LDF", "Del 1 de enero al 30 de junio de 2025"]
    lines.append("\t".join(_HEADINGS))
    for name, row in zip((*names, "3. Total de la Deuda Pública y Otros Pasivos (3=1+2)"), rows, strict=True):
        shown = [f"{one:,.2f}" if one or row is not other else "" for one in row]
        lines.append("\t".join((name, *shown)))
    statement = recognise(read("\n".join(lines).encode()), "MXN")
    return [finding for rule in _RULES for finding in catalogue()[rule][1](statement, load_policy()).findings]


def test_a_total_with_liabilities_of_which_only_balances_are_told_is_not_held_to_movements() -> None:
    assert not _findings({})


@pytest.mark.parametrize("amount", ["7000000.00", "-900000.00"])
def test_an_error_in_that_total_is_told_once_and_never_with_what_movements_would_make_it(amount: str) -> None:
    (finding,) = _findings({(4, 0): amount})
    assert finding.observed is not None and finding.expected is not None
    assert finding.observed - finding.expected == Decimal(amount)
