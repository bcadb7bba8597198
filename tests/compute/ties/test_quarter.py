"""A quarter of real statements, worked by hand: what contradicts what, and that nothing else is said to."""

import random
from decimal import Decimal
from typing import Any

import pytest

from services.compute.policy import load_policy
from services.compute.ties import held_together, hold_together
from services.compute.ties.stated import filed_of
from tests.compute.ties.quarters import reports


def _errors(given: dict[str, dict[str, Any]]) -> set[tuple[str, str, str]]:
    """Tie, concept and the statement at odds, of every tie that does not hold and has an odd one out."""
    together = hold_together([filed for key, report in given.items() if (filed := filed_of(key, report))])
    return {
        (held.tie.id, held.concept, one.statement)
        for held in together.held
        if held.judgement.state == "does-not-hold" and held.tie.severity == "error"
        for one in held.judgement.odd
    }


BALANCE = {
    *(("spending", moment, "ldf-budget-balance") for moment in ("approved", "accrued", "paid")),
    *(("tagged-spending", moment, "ldf-budget-balance") for moment in ("approved", "accrued", "paid")),
    *(("budget-balance", moment, "ldf-budget-balance") for moment in ("approved", "accrued", "paid")),
}
PROGRAMMES = {("spending", moment, "investment-programmes") for moment in ("accrued", "underspend")}
RESULT = ("result-of-the-year", "amount", "activities")


@pytest.mark.parametrize(
    ("ending", "expected"),
    [("xlsx", {*BALANCE, *PROGRAMMES, RESULT}), ("pdf", {*BALANCE, *PROGRAMMES})],
    ids=["workbooks", "pdfs: their whole pesos hide the ten centavos of the result of 2018"],
)
def test_the_worked_quarter(ending: str, expected: set[tuple[str, str, str]]) -> None:
    assert _errors(reports("inaeba-2019-q3", ending)) == expected


def test_a_table_at_odds_with_all_others_of_its_quarter() -> None:
    assert _errors(reports("inaeba-2019-q2", "xlsx")) == {("spending", "accrued", "expenditure-by-office")}
    assert _errors(reports("inaeba-2019-q4", "xlsx")) == set()


def test_the_anomaly_stands_in_every_report_concerned_with_all_its_cells() -> None:
    held = held_together(reports("inaeba-2019-q2", "xlsx"), load_policy())
    found = {
        key: [entry for entry in report["anomalies"] if entry["rule"] == "statement-mismatch"]
        for key, report in held.items()
    }
    entry = found["6.4-egresos-administrativa.xlsx"][0]
    assert found["6.6-egresos-por-objeto.xlsx"][0]["message"] == entry["message"]
    assert (entry["observed"], entry["expected"]) == ("119324703.65", "119469802.87")
    assert "otro cuadro de Egresos por clasificación administrativa" in entry["message"]["es"]
    assert entry["evidence"][0]["filing"] == "6.4-egresos-administrativa.xlsx"
    assert Decimal(entry["evidence"][0]["text"]) == Decimal("119324703.65")
    assert {cell["filing"] for cell in entry["evidence"]} >= {
        "6.5-egresos-economica.xlsx",
        "6.7-egresos-funcional.xlsx",
    }
    assert not found["6.1-ingresos-1.xlsx"]


def test_handed_in_as_pdf_and_as_workbook_the_versions_are_compared_and_speak_once() -> None:
    both = reports("inaeba-2019-q3", "xlsx") | reports("inaeba-2019-q3", "pdf")
    together = hold_together([filed for key, report in both.items() if (filed := filed_of(key, report))])
    assert len(together.versions) >= 24
    assert all(one.key.rpartition(".")[0] == other.key.rpartition(".")[0] for one, other, _, _ in together.versions)
    assert sum(shared for _, _, shared, _ in together.versions) > 1400
    assert not [conflict for *_, differing in together.versions for conflict in differing]
    assert _errors(both) == _errors(reports("inaeba-2019-q3", "xlsx"))


def test_the_order_in_which_filings_come_changes_nothing() -> None:
    given = reports("inaeba-2019-q3", "xlsx")
    names = list(given)
    random.Random(7).shuffle(names)
    assert _errors({name: given[name] for name in names}) == _errors(given)
