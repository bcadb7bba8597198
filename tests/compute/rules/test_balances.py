"""Balances that go on from month to month, whatever the columns between them are called."""

from collections.abc import Mapping
from decimal import Decimal

import pytest

from services.compute.policy import load_policy
from services.compute.reading import read
from services.compute.recognition import recognise
from services.compute.rules import Finding, catalogue
from services.compute.rules.agreement import agreement_of

_RULES = ("total-mismatch", "difference-mismatch", "opening-balance-mismatch")
_HEADINGS = ("Mes", "Saldo inicial", "Aportaciones", "Rendimientos", "Pagos", "Honorarios", "Saldo final")
_MONTHS = (
    ("Enero", "2104330.18", "210455.33", "1840220.91", "14500.00"),
    ("Febrero", "1980214.77", "198733.02", "2204118.40", "14612.35"),
    ("Marzo", "2455019.36", "205190.84", "990310.07", "14733.10"),
    ("Abril", "1760988.05", "221047.66", "3120404.58", "14820.90"),
    ("Mayo", "2011654.29", "230815.19", "1505877.12", "14902.44"),
)
_WHOLE = len(_MONTHS)


def _lines(off: Mapping[tuple[int, int], str]) -> list[str]:
    balance, rows = Decimal("41200318.66"), []
    for _, *texts in _MONTHS:
        gained, yielded, paid, fee = map(Decimal, texts)
        rows.append([balance, gained, yielded, paid, fee, balance + gained + yielded - paid - fee])
        balance = rows[-1][-1]
    between = [sum((row[place] for row in rows), Decimal(0)) for place in range(1, 5)]
    rows.append([rows[0][0], *between, balance])
    for (row, column), amount in off.items():
        rows[row][column] += Decimal(amount)
    names = [*(name for name, *_ in _MONTHS), "Acumulado"]
    return ["\t".join([name, *(f"{one:,.2f}" for one in row)]) for name, row in zip(names, rows, strict=True)]


def _found(off: Mapping[tuple[int, int], str]) -> list[Finding]:
    lines = ["Fideicomiso de prueba, flujo de enero a mayo de 2024", "\t".join(_HEADINGS), *_lines(off)]
    statement = recognise(read("\n".join(lines).encode()), "MXN")
    if not off:
        told = {fact for one in agreement_of(statement).equations for fact in one.facts}
        assert told == set(statement.facts["fact"])
    return [finding for rule in _RULES for finding in catalogue()[rule][1](statement, load_policy()).findings]


def test_balances_that_go_on_agree_and_all_of_them_take_part() -> None:
    assert not _found({})


@pytest.mark.parametrize("place", [(2, 0), (2, 5), (1, 3), (_WHOLE, 5)])
def test_what_breaks_the_row_or_the_next_is_the_suspect(place: tuple[int, int]) -> None:
    (finding,) = _found({place: "200000.00"})
    assert finding.observed is not None and finding.expected is not None
    assert finding.observed - finding.expected == 200000


def test_an_opening_balance_that_is_not_the_closing_one_before_is_told_as_such() -> None:
    (finding,) = _found({(2, 0): "200000.00"})
    assert "«Febrero», Saldo final es" in finding.message.es
    assert finding.subject[2] == "Marzo"
