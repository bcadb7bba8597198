"""Formulas as filings print them: parsed or refused, bound to what the row has, worked out within the digits shown."""

from decimal import Decimal

import pytest

from services.compute.arithmetic import Figure
from services.compute.recognition.formulas import (
    NoValue,
    UnreadableFormula,
    bind,
    evaluate,
    formula_over_variables,
    meets,
    names_in,
    parse_formula,
)


def figure(text: str, half_unit: str = "0", percent: bool = False) -> Figure:
    return Figure(Decimal(text), Decimal(half_unit), percent)


NAMES = [
    ("(Informes realizados / informes programados)*100", ("Informes realizados", "informes programados")),
    ("(Propuestas atendidas x 100)/Propuestas totales", ("Propuestas atendidas", "Propuestas totales")),
    ("[1 - (Costo total en t1 / Costo total en t0)] * 100", ("Costo total en t1", "Costo total en t0")),
    ("[(Gasto en el año t / Gasto en el año t-1)-1]*100. Menor o igual a la inflación.",
     ("Gasto en el año t", "Gasto en el año t-1")),
    ("Total de piezas surtidas (sin subrogaciones) en farmacias / Total de piezas",
     ("Total de piezas surtidas (sin subrogaciones) en farmacias", "Total de piezas")),
    (r"$(\text{Metros liberados}) / (\text{Conservados} + \text{Transferidos}) \times 100$",
     ("Metros liberados", "Conservados", "Transferidos")),
    (r"\frac{\text{Consultas en 2024}}{\text{Población}} * 1,000", ("Consultas en 2024", "Población")),
    ("Total de auditorías presentadas", ("Total de auditorías presentadas",)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "names"), NAMES)
def test_the_names_of_a_formula_are_its_running_text(text: str, names: tuple[str, ...]) -> None:
    assert names_in(parse_formula(text)[0]) == names


@pytest.mark.parametrize(
    "text",
    ["", "a / b)*100", "(a / b * 100", "* 100", "a / / b", "__import__('os').system('x')", "(" * 500 + "a" + ")" * 500],
)
def test_a_formula_that_lost_a_mark_is_refused(text: str) -> None:
    with pytest.raises(UnreadableFormula):
        parse_formula(text)


def test_a_hyphen_between_words_is_a_minus_or_part_of_a_name() -> None:
    readings = parse_formula("(ingresos - egresos / cuotas)*100")
    assert [len(names_in(reading)) for reading in readings] == [3, 2]


@pytest.mark.parametrize(
    ("heading", "value"),
    [
        ("Valor del Indicador en el Periodo (Variable1 / Variable2) * 100", "25"),
        ("Valor [(Variable1 / Variable2)-1]*100", "-75"),
        ("Valor [1 - (Variable1 / Variable2)] * 100", "75"),
        (r"$[(\text{Variable1}) / (\text{Variable2} + \text{Variable3})] * 100$", "20"),
        ("Valor (Variable1 * 100) / Variable2", "25"),
    ],
)
def test_a_heading_over_numbered_variables_is_worked_out(heading: str, value: str) -> None:
    expression = formula_over_variables(heading)
    assert expression is not None
    figures = {f"Variable{n}": figure(text) for n, text in enumerate(("100", "400", "100"), 1)}
    assert evaluate(expression, figures).value == Decimal(value)


def test_headings_without_formula_have_none() -> None:
    assert formula_over_variables("Metros lineales liberados (Variable1)") is None
    assert formula_over_variables("Presupuesto (pesos)") is None


def test_names_are_bound_to_columns_of_that_name_and_else_left_open() -> None:
    labels = {"variable_1": "Metros lineales liberados (Variable1)", "variable_2": "Total de metros (Variable2)"}
    bound = bind(parse_formula("(Metros lineales liberados / Total de metros)*100"), labels)
    assert bound is not None
    assert dict(bound.concepts) == {"Metros lineales liberados": "variable_1", "Total de metros": "variable_2"}
    assert bind(parse_formula("(Metros liberados / Cajas)*100"), labels) is None


def test_two_names_over_one_bar_are_numerator_and_denominator() -> None:
    labels = {"numerator": "Valor del numerador", "denominator": "Valor del denominador"}
    bound = bind(parse_formula("(cuota - aportación ingresada / cuota - aportación programada)*100"), labels)
    assert bound is not None and sorted(bound.concepts.values()) == ["denominator", "numerator"]
    assert bind(parse_formula("(a + b) / c"), labels) is None


def test_digits_shown_leave_room_and_no_more() -> None:
    (expression,) = parse_formula("(a / b)*100")
    result = evaluate(expression, {"a": figure("2311"), "b": figure("8076")})
    assert meets(expression, result, figure("0.29", "0.005", percent=True)) is not None
    assert meets(expression, result, figure("0.28", "0.005", percent=True)) is None
    assert meets(expression, result, figure("28.6", "0.05")) is not None


def test_a_rate_without_times_hundred_meets_a_percentage() -> None:
    (expression,) = parse_formula("a / b")
    result = evaluate(expression, {"a": figure("1"), "b": figure("4")})
    assert meets(expression, result, figure("0.25", "0.005", percent=True)) is not None


def test_what_divides_by_nothing_has_no_value() -> None:
    (expression,) = parse_formula("a / b")
    with pytest.raises(NoValue):
        evaluate(expression, {"a": figure("1"), "b": figure("0")})
    with pytest.raises(NoValue):
        evaluate(expression, {"a": figure("1"), "b": figure("0", "0.5")})
