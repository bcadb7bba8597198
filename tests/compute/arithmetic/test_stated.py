"""Formulas as forms write them."""

import pytest

from services.compute.arithmetic.stated import Formula, formula_in, number_of


@pytest.mark.parametrize(
    ("text", "formula"),
    [
        ("3 = (1 + 2 )", Formula("3", (("1", 1), ("2", 1)))),
        ("6 = ( 3 - 4 )", Formula("6", (("3", 1), ("4", -1)))),
        ("4 =(1+2-3)", Formula("4", (("1", 1), ("2", 1), ("3", -1)))),
        ("(3 = 1 + 2)", Formula("3", (("1", 1), ("2", 1)))),
        ("(4-1)", Formula("", (("4", 1), ("1", -1)))),
        ("5/1", Formula("", (("5", 1), ("1", 1)), quotient=True)),
        ("IV. Balance Primario (IV = III + E)", Formula("IV", (("III", 1), ("E", 1)))),
        ("V. Balance (V = A1 + A3.1 – B 1 + C1)", Formula("V", (("A1", 1), ("A3.1", 1), ("B1", -1), ("C1", 1)))),
        ("a. Efectivo (a=a1+a2+a3)", Formula("a", (("a1", 1), ("a2", 1), ("a3", 1)))),
        ("Saldo Final del Periodo (h) h=d+e-f+g", Formula("h", (("d", 1), ("e", 1), ("f", -1), ("g", 1)))),
        ("III. Ingresos Derivados de Financiamientos (III = A)", Formula("III", (("A", 1),))),
    ],
)
def test_formulas(text: str, formula: Formula) -> None:
    assert formula_in(text) == formula


@pytest.mark.parametrize("text", ["", "1", "Total del Gasto", "Alimentos y utensilios", "2019", "Devengado/ Aprobado"])
def test_no_formula(text: str) -> None:
    assert formula_in(text) is None


def test_a_number_alone() -> None:
    assert number_of("(2)") == number_of(" 2 ") == "2"
    assert number_of("Devengado") is None
