"""Forms that leave a column unused or a cell blank: what counts in its place, and what is not guessed."""

from decimal import Decimal

import pytest

from services.compute.policy import load_policy
from services.compute.reading import read
from services.compute.recognition import recognise
from services.compute.rules import catalogue
from services.compute.rules.rule import Outcome
from tests.programmes import outcome, row

_HEAD = "Clave del Programa\tNombre\tAprobado\tModificado\tDevengado\tPagado\tSubejercicio\n"


def _paid(*rows: str) -> Outcome:
    text = "Gasto por programa del 1 de enero al 30 de junio de 2023\n\n" + _HEAD + "\n".join(rows) + "\n"
    policy = load_policy()
    return catalogue()["paid-exceeds-accrued"][1](recognise(read(text.encode(), "a.txt"), policy.currency), policy)


def test_targets_as_modified_count_where_any_is_given() -> None:
    zero = {"target_original": "100", "target_modified": "0", "achieved": "150"}
    (finding,) = outcome("overachievement", row(code="A1", **zero), row(code="B2", **zero)).findings[:1]
    assert "150" in finding.message.es and "100" in finding.message.es
    beside = outcome("overachievement", row(code="A1", **zero), row(code="B2", target_modified="100", achieved="90"))
    assert not beside.findings
    assert beside.not_applicable == {"no target above zero": 1}


def test_a_blank_accrual_counts_as_nothing_where_the_row_counts_it_so() -> None:
    given = "E001\tUno\t100.00\t100.00\t40.00\t40.00\t60.00"
    found = _paid(given, "E002\tDos\t100.00\t100.00\t\t30.00\t100.00")
    (finding,) = found.findings
    assert finding.subject[1] == "E002"
    assert finding.stake == Decimal(30)
    assert found.passed == 1


def test_a_blank_accrual_that_the_row_does_not_count_as_nothing_is_left() -> None:
    given = "E001\tUno\t100.00\t100.00\t40.00\t40.00\t60.00"
    found = _paid(given, "E002\tDos\t100.00\t100.00\t\t30.00\t70.00")
    assert not found.findings
    assert found.not_applicable == {"no accrued": 1}


@pytest.mark.parametrize(("modified", "missing"), [("3,615.20", ""), ("", "«Modificado»")])
def test_a_total_of_amounts_lacks_no_targets_and_no_rates(modified: str, missing: str) -> None:
    rows = (
        "Clave\tPrograma\tMeta anual\tAlcanzado\tAprobado\tModificado\t% de avance",
        "E001\tVacunas\t1200\t1180\t2,410.35\t2,398.10\t98.3",
        "E002\tTalleres\t40\t38\t1,205.75\t1,217.10\t95.0",
        f"\tTotal\t\t\t3,616.10\t{modified}\t",
    )
    policy = load_policy()
    statement = recognise(read(("Gasto por programa 2023\n\n" + "\n".join(rows)).encode(), "a.txt"), policy.currency)
    found = catalogue()["missing-value"][1](statement, policy)
    said = [finding.message.es for finding in found.findings]
    assert [one for one in said if missing not in one or "Meta" in one] == [] and bool(said) is bool(missing)
    assert missing or found.not_applicable == {"a total of amounts, which gives them all": 1}
