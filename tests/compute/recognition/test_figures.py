"""Figures are read exactly or not at all."""

from decimal import Decimal

import pytest

from services.compute.reading import Cell
from services.compute.recognition.figures import is_absent, parse, parse_text
from services.compute.recognition.lines import is_figure
from services.compute.recognition.vocabulary import vocabulary

READ = [
    ("460,500.00", "460500.00", "0.005"),
    ("0.00", "0.00", "0.005"),
    ("12", "12", "0.5"),
    ("4,474,035,138", "4474035138", "0.5"),
    ("27%", "0.27", "0.005"),
    ("27.5 %", "0.275", "0.0005"),
    ("3274%", "32.74", "0.005"),
    ("$ 1,234.50", "1234.50", "0.005"),
    ("-1,234", "-1234", "0.5"),
    ("(1,234.00)", "-1234.00", "0.005"),
    ("- 22.50", "-22.50", "0.005"),
    ("211,372.83-", "-211372.83", "0.005"),
]


@pytest.mark.parametrize(("text", "value", "half_unit"), READ)
def test_a_figure_with_every_digit_and_how_exact_it_is(text: str, value: str, half_unit: str) -> None:
    figure = parse_text(text)
    assert figure is not None
    assert (str(figure.value), figure.half_unit) == (value, Decimal(half_unit))


@pytest.mark.parametrize(
    "text", ["", "-", "1,23", "1234,567", "12,3456.00", "8O.00", "5, 33%", "1 de marzo", "J001PB3119", "1" * 30]
)
def test_what_is_in_doubt_is_not_read(text: str) -> None:
    assert parse_text(text) is None


def test_a_workbooks_number_is_what_it_stores() -> None:
    figure = parse(Cell("0.27", 0, 0, is_number=True))
    assert figure is not None and figure.value == Decimal("0.27")


def test_a_stored_number_is_never_finer_than_its_fifteen_digits() -> None:
    figure = parse(Cell("183884.09000000003", 0, 0, is_number=True))
    assert figure is not None and figure.half_unit == Decimal("5E-10")


@pytest.mark.parametrize(("text", "absent"), [("", True), ("-", True), ("N.D.", True), ("n/a", True), ("0", False)])
def test_marks_that_stand_for_no_figure(text: str, absent: bool) -> None:
    assert is_absent(Cell(text, 0, 0)) is absent


def test_nothing_that_stands_for_no_figure_begins_with_a_digit_so_that_figures_need_not_be_looked_up() -> None:
    assert not any(term[:1].isdecimal() for term in vocabulary().absent)


@pytest.mark.parametrize("text", ["3 de un total de 4", "5 (33%)", "1,234.50 M.N.", "MXN 12"])
def test_words_that_may_stand_in_a_figure_are_looked_at(text: str) -> None:
    assert is_figure(Cell(text, 0, 0))
