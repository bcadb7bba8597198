"""The short way to figures of few marks reads what the long way does."""

from hypothesis import given
from hypothesis import strategies as st

from services.compute.recognition.figures import parse_text
from services.compute.recognition.numbers import Style, read_number

PLAIN = st.from_regex(r"-?([0-9]{1,24}|[1-9][0-9]{0,2}(,[0-9]{3}){1,7})(\.[0-9]{1,6})?%?", fullmatch=True)


@given(PLAIN, st.sampled_from([None, Style.POINT]))
def test_a_plain_figure_is_what_its_marks_say_among_others(text: str, style: Style | None) -> None:
    among_blanks = read_number(f" {text} ", style)  # so it is taken apart mark by mark
    assert among_blanks is not None
    assert read_number(text, style) == among_blanks
    assert parse_text(text, style) == among_blanks.figure
    assert str(parse_text(text, style)) == str(among_blanks.figure)


@given(PLAIN)
def test_where_commas_part_decimals_no_short_way_is_taken(text: str) -> None:
    number, among_blanks = read_number(text, Style.COMMA), read_number(f" {text} ", Style.COMMA)
    assert number == among_blanks
    assert parse_text(text, Style.COMMA) == (among_blanks.figure if among_blanks else None)
