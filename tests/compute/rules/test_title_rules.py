"""Rules about the titles of one filing: periods and institutions that contradict each other, and those that do not."""

import pytest

from services.compute.kept import pack, unpack
from services.compute.policy import load_policy
from services.compute.reading import read
from services.compute.recognition import recognise
from services.compute.rules import Outcome, catalogue
from tests.conftest import real_filing

TABLE = "Clave\tPrograma\tAprobado\tDevengado\nE01\tBecas\t100.00\t50.00\nE02\tApoyos\t20.00\t5.00"
NAME = "Instituto de Cultura Física del Estado"


def _outcome(rule: str, *titles: str) -> Outcome:
    text = "\n\n".join(f"{title}\n\n{TABLE}" for title in titles)
    _, check = catalogue()[rule]
    return check(unpack(pack(recognise(read(text.encode()), "MXN"))), load_policy())


@pytest.mark.parametrize(
    ("title", "fires"),
    [
        ("Del 1 de enero al 24 de marzo de 2024", True),
        ("Del 1 de enero al 31 de marzo de 2023", True),
        ("Del 1 de enero al 30 de junio de 2024", True),
        ("Enero a marzo de 2024", False),
        ("Primer trimestre de 2024", False),
        ("Metas del ejercicio fiscal 2024", False),
    ],
)
def test_a_title_of_another_period_is_found(title: str, fires: bool) -> None:
    own = "Avance de programas\nDel 1 de enero al 31 de marzo de 2024"
    outcome = _outcome("period-conflict", own, title)
    assert len(outcome.findings) == fires
    assert outcome.passed == (not fires)
    if fires:
        finding = outcome.findings[0]
        assert "el informe es del 1 de enero al 31 de marzo de 2024." in finding.message.es
        assert finding.cells[0].text == title
        assert finding.elsewhere[0][1].text.endswith("31 de marzo de 2024")


def test_a_series_of_periods_is_no_conflict() -> None:
    titles = [f"Avance\nDel 1 de enero al {day} de 2024" for day in ("31 de marzo", "30 de junio", "30 de septiembre")]
    titles.append("Avance\nDel 1 de enero al 31 de diciembre de 2024")
    assert not _outcome("period-conflict", *titles).findings


def test_a_filing_without_a_period_is_not_judged() -> None:
    assert _outcome("period-conflict", "Avance de programas").not_applicable == {"no period in the titles": 1}


@pytest.mark.parametrize(
    ("other", "fires"),
    [
        ("Ente público: Universidad Tecnológica de la Sierra", True),
        ("Instituto de la Juventud y el Deporte del Estado", True),
        ("Ente público: INSTITUTO DE CULTURA FISICA", False),
        ("Inst. de Cultura Física del Edo.", False),
        ("Ente público: Instituto de Cultura Fisica del Estad0", False),
        ("Sistema Contable", False),
    ],
)
def test_a_title_of_another_institution_is_found(other: str, fires: bool) -> None:
    outcome = _outcome("institution-conflict", f"Ente público: {NAME}", other)
    assert len(outcome.findings) == fires
    assert outcome.passed == (not fires)
    if fires:
        assert other.removeprefix("Ente público: ") in outcome.findings[0].message.es


def test_the_two_periods_of_a_real_report_are_found() -> None:
    content = real_filing("isseg-results-indicators-2024-q1.txt").read_bytes()
    _, check = catalogue()["period-conflict"]
    (finding,) = check(recognise(read(content), "MXN"), load_policy()).findings
    assert "24 de marzo" in finding.message.es
