"""A workbook's own numbers as a person reads them."""

from decimal import Decimal

import pytest

from shared.figures import stored_number
from shared.wording import rate


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("62178323.75", "62,178,323.75"),
        ("9136884.4", "9,136,884.40"),
        ("-211372.83", "-211,372.83"),
        ("2500000", "2,500,000"),
        ("2019", "2019"),
        ("0.000004", "0.000004"),
        ("99.8278747333345", "99.8279"),
        ("0.172125266665469", "0.1721"),
        ("0.00000416763758177153", "0.0000042"),
        ("101.7600000000001", "101.76"),
        ("17.125", "17.125"),
        ("G1025", "G1025"),
        ("1,204", "1,204"),
        ("", ""),
    ],
)
def test_stored_numbers_have_their_thousands_parted_and_all_else_stays(stored: str, shown: str) -> None:
    assert stored_number(stored) == shown


@pytest.mark.parametrize(
    ("value", "digits", "said"),
    [
        ("0.2885", 1, "28.9 %"),
        ("0", 1, "0.0 %"),
        ("0.0000026", 1, "< 0.1 %"),
        ("0.0005", 1, "0.1 %"),
        ("0.004", 0, "< 1 %"),
    ],
)
def test_a_rate_is_rounded_but_never_to_nothing(value: str, digits: int, said: str) -> None:
    assert rate(Decimal(value), digits).replace("\N{NO-BREAK SPACE}", " ") == said
