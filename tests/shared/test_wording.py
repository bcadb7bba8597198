"""Figures in sentences, as people are shown them."""

import pytest

from shared.wording import with_minus


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("modificado: -620,000.00 (-29.5 %).", "modificado: −620,000.00 (−29.5 %)."),
        ("-5 de -$3; (0 → -180,839,212)", "−5 de −$3; (0 → −180,839,212)"),
        ("«-392,937.37» y «saldo (-5)»: -7", "«-392,937.37» y «saldo (-5)»: −7"),
        ("10-13 de 15, E-001, 2019-09-30, - 5", "10-13 de 15, E-001, 2019-09-30, - 5"),
    ],
)
def test_a_hyphen_before_a_figure_is_shown_as_a_minus_but_in_what_is_quoted(text: str, shown: str) -> None:
    assert with_minus(text) == shown
