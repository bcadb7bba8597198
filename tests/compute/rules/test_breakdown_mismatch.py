"""Budgets of programmes in the text, and those of their activities in blocks of their own."""

import pytest

from services.compute.policy import load_policy
from services.compute.reading import read
from services.compute.recognition import recognise
from services.compute.rules import catalogue
from services.compute.rules.rule import Outcome

_TEXT = (
    "PLAN DE LABORES 2025\n\n"
    "El presupuesto aprobado del Programa Presupuestario E205 Seguridad Social, es por ${first}, mientras que el "
    "presupuesto aprobado del Programa Presupuestario E206 Pensiones y Jubilaciones, es por ${second}.\n\n"
)
_BLOCK = (
    "Actividad o Proyecto:\t{code}\nDescripción:\t{name}\nPresupuesto aprobado:\t${amount}\nTotal indicadores:\t1\n"
    "Nombre del Indicador\tUnidad Responsable\tFórmula\tMeta 2025\n"
    "Informes presentados\tUnidad\tTotal de informes\t4\n\n"
)


def _outcome(first: str, second: str, *amounts: str) -> Outcome:
    blocks = (_BLOCK.format(code=469 + n, name=f"Coordinación {n}", amount=amount) for n, amount in enumerate(amounts))
    text = _TEXT.format(first=first, second=second) + "".join(blocks)
    policy = load_policy()
    return catalogue()["breakdown-mismatch"][1](recognise(read(text.encode(), "a.txt"), policy.currency), policy)


def test_activities_that_add_up_pass() -> None:
    found = _outcome("1'000,000.00", "500,000.00", "600,000.00", "400,000.00", "500,000.00")
    assert not found.findings
    assert found.passed == 2
    assert len(found.checked) == 5


def test_a_cent_of_rounding_passes() -> None:
    assert not _outcome("1'000,000.01", "500,000.00", "600,000.00", "400,000.00", "500,000.00").findings


@pytest.mark.parametrize(
    ("first", "second", "amounts", "code", "off"),
    [
        ("1'000,000.00", "500,000.00", ("600,000.00", "300,000.00", "500,000.00"), "E205", 100000),
        ("1'000,000.00", "510,000.00", ("600,000.00", "400,000.00", "500,000.00"), "E206", 10000),
        ("1'100,000.00", "500,000.00", ("600,000.00", "400,000.00", "500,000.00"), "E205", 100000),
    ],
)
def test_the_programme_that_is_not_met_is_named(
    first: str, second: str, amounts: tuple[str, ...], code: str, off: int
) -> None:
    (finding,) = _outcome(first, second, *amounts).findings
    assert finding.subject[1] == code
    assert finding.stake == off


def test_a_list_that_is_no_breakdown_is_not_judged() -> None:
    found = _outcome("9'000,000.00", "5'000,000.00", "600,000.00", "400,000.00", "500,000.00")
    assert not found.findings
    assert sum(found.not_applicable.values()) == 2
