"""Numbers of digits and one point are read a short way, which must read what the long one does."""

import pytest

from services.compute.recognition.numbers import Style, read_number

_TEXTS = ["0", "007", "1234", "1.5", "1.234", "1234.567", "0.123", "012.345", "12.34567", "9" * 24, "9" * 25, "12."]


@pytest.mark.parametrize("style", [None, Style.POINT, Style.COMMA])
@pytest.mark.parametrize("text", _TEXTS)
def test_a_bare_number_is_read_as_with_a_blank_before_it(text: str, style: Style | None) -> None:
    assert read_number(text, style) == read_number(f" {text}", style)
