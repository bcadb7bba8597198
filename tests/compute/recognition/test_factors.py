"""By what amounts are multiplied, as titles, brackets and headings say."""

from decimal import Decimal

import pytest

import cotejo
from services.compute.recognition.factors import amount_factor

SAID = {
    "Cifras en cientos": 100,
    "(Cientos de pesos)": 100,
    "En cientos de miles de pesos": 100_000,
    "Cifras en cientos de miles": 100_000,
    "Decenas de miles de pesos": 10_000,
    "Miles de millones": 10**9,
    "Cifras en miles de millones de pesos": 10**9,
    "Miles de mdp": 10**9,
    "(En miles)": 1000,
    "En miles de M.N.": 1000,
    "Cifras en millones": 10**6,
    "(mdp)": 10**6,
    "Pesos": 1,
    "12.5 millones de pesos": None,
    "Miles de personas": None,
    "Cifras en miles de toneladas": None,
}


@pytest.mark.parametrize("text", SAID)
def test_units_are_read_in_words(text: str) -> None:
    assert amount_factor(text) == SAID[text]


@pytest.mark.parametrize(
    ("title", "heading", "value"),
    [
        ("Cifras en cientos", "Aprobado", "120050.0"),
        ("(Miles de millones)", "Aprobado", "1200500000000.0"),
        ("Pesos", "Aprobado (cientos de miles)", "120050000.0"),
        ("Pesos", "Aprobado en miles de pesos", "1200500.0"),
    ],
)
def test_amounts_are_in_the_unit_that_stands_over_them(title: str, heading: str, value: str) -> None:
    text = f"Instituto de Ejemplo\nEjercicio 2023\n{title}\n\nConcepto\t{heading}\nSalud\t1,200.5\n"
    (fact,) = cotejo.analyse(text.encode(), filename="gasto.txt").facts
    assert (fact.concept, Decimal(fact.value or 0)) == ("approved", Decimal(value))
