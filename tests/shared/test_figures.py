"""A workbook's own numbers as a person reads them."""

import pytest

from shared.figures import stored_number


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("62178323.75", "62,178,323.75"),
        ("9136884.4", "9,136,884.40"),
        ("-211372.83", "-211,372.83"),
        ("2500000", "2,500,000"),
        ("2019", "2019"),
        ("0.000004", "0.000004"),
        ("G1025", "G1025"),
        ("1,204", "1,204"),
        ("", ""),
    ],
)
def test_stored_numbers_have_their_thousands_parted_and_all_else_stays(stored: str, shown: str) -> None:
    assert stored_number(stored) == shown
