"""Columns are known by their words, their group, and the scale under which their rates hold."""

from decimal import Decimal

import pytest

from services.compute.reading import read
from services.compute.recognition import recognise
from services.compute.recognition.matching import match
from tests.programmes import row, statement, text


@pytest.mark.parametrize(
    ("group", "label", "code"),
    [
        ("Inversión", "Modificado", "modified"),
        ("Metas", "Modificado", "target_modified"),
        ("Metas", "Programado", "target_original"),
        ("Presupuesto", "Programado", "programmed"),
        ("", "Programado", None),
        ("", "PRESUPUESTO  DEVENGADO", "accrued"),
        ("", "Inversión Modificado", "modified"),
        ("", "Metas Modificado", "target_modified"),
        ("% Avance", "Devengado/ Modificado", "execution_rate_modified"),
        ("% Avance", "Alcanzado/Programado", "achievement_rate_original"),
        ("", "Clave del Programa/ Proyecto", "code"),
        ("", "Ppto. Modif.", "modified"),
        ("", "Presup. autorizado", "approved"),
        ("", "Mod.", None),
        ("Metas", "Modif.", "target_modified"),
        ("Metas", "Autorizado", "target_original"),
        ("Metas", "Ajustada", "target_modified"),
        ("Presupuesto", "Mod.", "modified"),
        ("", "% Devengado", None),
        ("", "Autorizó", "description"),
        ("", "Precio", None),
        ("", "Importe F", "amount"),
        ("", "Monto SF", None),
        ("", "Clave del Programal Proyecto", "code"),
        ("", "% Avance Financiero Devengadol Aprobado", "execution_rate_approved"),
        ("", "Predio", None),
        ("", "Pagado³", "paid"),
        ("", "Modificado 2– 11 ± 2 1", "modified"),
        ("Metas", "Program ado", "target_original"),
        ("% Avance", "Devengad o/ Modifica do", "execution_rate_modified"),
    ],
)
def test_headings(group: str, label: str, code: str | None) -> None:
    found = match(group, label)
    assert (found.concept.code if found else None) == code


@pytest.mark.parametrize(("rates", "value"), [(["80", "80", "90", "90"], "0.8"), (["0.8", "0.8", "0.9", "0.9"], "0.8")])
def test_arithmetic_tells_points_from_ratios(rates: list[str], value: str) -> None:
    cells = [*row()[:9], *rates]
    assert statement(cells).subjects["execution_rate_modified"].to_list() == [Decimal(value)]


def test_thousands_of_pesos_are_brought_to_pesos() -> None:
    found = statement(row(), period="Del 1 de enero al 31 de diciembre de 2024 (miles de pesos)")
    assert found.subjects["approved"].to_list() == [100_000]
    assert found.facts["text"][0] == "100.00"


def test_headings_repeated_on_a_later_page_are_no_row() -> None:
    once = text([row(code="A1")])
    pages = once + b"\n\n" + text([row(code="B2")])
    found = recognise(read(pages), "MXN")
    assert found.subjects["subject_code"].to_list() == ["A1", "B2"]
    assert found.pages == 2


def test_a_page_without_headings_goes_on_under_those_before() -> None:
    pages = (
        text([row(code="A1")])
        + b"\n\n"
        + "\t".join(row(code="B2")).encode()
        + b"\n"
        + "\t".join(row(code="C3")).encode()
    )
    assert recognise(read(pages), "MXN").subjects["subject_code"].to_list() == ["A1", "B2", "C3"]
