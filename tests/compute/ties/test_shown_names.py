"""What the rows of ties are called: as printed, accents and all, without what names them apart."""

import pytest

from services.compute.ties.stated import plain_name, shown_name


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("Administración Pública", "Administración Pública"),
        ("1000 Servicios Personales", "Servicios Personales"),
        ("ADEUDOS DE EJERCICIOS FISCALES ANTERIORES (ADEFAS)", "Adeudos de ejercicios fiscales anteriores (adefas)"),
        (
            "Ingresos por Venta de Bienes y Prestación de Servicios 1",
            "Ingresos por Venta de Bienes y Prestación de Servicios",
        ),
        ("Balance (III = I - II)", "Balance"),
        ("A.", "A."),
    ],
)
def test_a_row_is_called_as_it_is_printed(printed: str, shown: str) -> None:
    assert shown_name(printed) == shown
    assert plain_name(shown) == plain_name(printed)
