"""Numbers in every notation: read where the marks leave one reading, said where they had to be mended."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.compute.recognition.numbers import Style, read_all, read_number, style_of
from services.compute.recognition.numbers.confusable import may_print

AS_PRINTED = [
    ("1.234,56", "1234.56"),
    ("1 234,56", "1234.56"),
    ("178 103 282.00", "178103282.00"),
    ("-   22,457,748.94", "-22457748.94"),
    ("$4,415'964,112.29", "4415964112.29"),
    (r"\$ 208,731,131.59", "208731131.59"),
    ("(1,234)", "-1234"),
    ("1,234-", "-1234"),
    ("–0.1", "-0.1"),
    ("—5.8", "-5.8"),
    ("1.234.567", "1234567"),
    ("1234,50", "1234.50"),
    ("-13.79%", "-0.1379"),
    ("22.0", "22.0"),
    ("0,25", "0.25"),
]
MENDED = [
    (r"\$ 3,544,052,125,20", "3544052125.20", "comma-for-point"),
    ("30,115,889,7", "30115889.7", "comma-for-point"),
    ("4,00%", "0.0400", "comma-for-point"),
    ("1.234.567.89", "1234567.89", "point-for-comma"),
    ("-3,112,907,042.", "-3112907042", "decimals-cut-off"),
    ("$1,234.", "1234", "decimals-cut-off"),
]


@pytest.mark.parametrize(("text", "value"), AS_PRINTED)
def test_a_number_that_its_marks_tell_is_read_as_printed(text: str, value: str) -> None:
    number = read_number(text)
    assert number is not None
    assert (str(number.figure.value), number.mend) == (value, None)


@pytest.mark.parametrize(("text", "value", "mend"), MENDED)
def test_a_wrong_mark_is_mended_where_no_other_reading_is_left_and_said(text: str, value: str, mend: str) -> None:
    number = read_number(text)
    assert number is not None
    assert (str(number.figure.value), number.mend) == (value, mend)


@pytest.mark.parametrize("text", ["1,23", "12,3456.00", "1234,567", "8O.00", "--5", "$ $ 5", "1,2,3", "n.s.", "5, 33%"])
def test_what_the_marks_leave_open_is_not_read(text: str) -> None:
    assert read_number(text) is None


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("5, 33%", ["5", "0.33"]),
        ("10, 100%", ["10", "1.00"]),
        ("0, 0%", ["0", "0.00"]),
        ("2,856.1 0.42", ["2856.1", "0.42"]),
        ("1 de marzo", []),
        ("5, 33%, 7", []),
    ],
)
def test_two_numbers_in_a_cell_are_two(text: str, values: list[str]) -> None:
    assert [str(number.figure.value) for number in read_all(text)] == values


def test_the_columns_other_cells_decide_what_a_mark_parts() -> None:
    european = style_of(["1.250,75", "12,5", "1.234"])
    assert european is Style.COMMA
    number = read_number("1.234", european)
    assert number is not None and number.figure.value == 1234
    local = style_of(["1,250.75", "12.5", "4,00%"])
    number = read_number("1,234", local)
    assert number is not None and number.figure.value == 1234


def test_a_number_in_another_style_than_its_columns_is_a_mend() -> None:
    number = read_number("1.234,56", Style.POINT)
    assert number is not None
    assert (number.figure.value, number.mend) == (Decimal("1234.56"), "comma-for-point")


def test_cells_that_tell_no_style_leave_it_open() -> None:
    assert style_of(["1,234", "12", "n.d.", ""]) is None


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=2))
def test_every_amount_is_read_back_from_each_way_to_print_it(value: Decimal) -> None:
    local = format(value, ",.2f")
    swapped = local.translate(str.maketrans(",.", ".,"))
    for text, style in (
        (local, None),
        (f"$ {local}", None),
        (local.replace(",", " "), None),
        (local.replace("-", "-   "), None),
        (swapped, Style.COMMA),
        (swapped.replace(".", " "), Style.COMMA),
        (f"({local[1:]})" if local.startswith("-") else local, None),
    ):
        number = read_number(text, style)
        assert number is not None, text
        assert number.figure.value == value, text


@pytest.mark.parametrize(
    ("text", "value", "may"),
    [
        ("30,115,889,71", "30715889.71", True),
        ("3O,115,889.71", "30115889.71", True),
        ("S1,234.00", "1234", True),
        ("51,234.00", "1234", True),
        ("123400", "1234.00", True),
        ("1,284.00", "1264", True),
        ("1,234.00", "1364", False),
        ("1,234.00", "12340.00", False),
        ("868", "636", False),
    ],
)
def test_only_what_scans_confuse_may_print_another_value(text: str, value: str, may: bool) -> None:
    assert may_print(text, Decimal(value)) is may


def test_a_percentage_with_a_comma_does_not_shrink_counts_a_thousandfold() -> None:
    assert style_of(["4,00%", "300", "90,795", "2,200", "3,400"]) is Style.POINT
    assert style_of(["4,00%", "90,795", "12,5", "3,400"]) is Style.COMMA
    assert style_of(["4,00%", "12,50%", "300"]) is Style.COMMA
    assert style_of(["4,00%", "90,795"]) is Style.COMMA
