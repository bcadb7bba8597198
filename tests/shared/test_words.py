"""The words of terminal and page: each in both languages, with the same gaps to fill."""

import tomllib
from pathlib import Path

import pytest

import shared.words
from shared.words import counted, words

WORDS = tomllib.loads(Path(shared.words.__file__).with_name("words.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("key", WORDS)
def test_both_languages_have_words_with_the_same_gaps(key: str) -> None:
    spanish, english = WORDS[key]
    assert spanish.strip()
    assert english.strip()
    assert spanish.count("{}") == english.count("{}")
    assert (words("es", key), words("en", key)) == (spanish, english)


def test_what_has_no_words_is_called_by_its_key() -> None:
    assert words("es", "no-such-key") == "no-such-key"


@pytest.mark.parametrize("severity", ["error", "warning", "information"])
def test_one_and_several_are_worded_apart(severity: str) -> None:
    one, several = counted("es", 1, severity), counted("es", 3, severity)
    assert one.removeprefix("1 ") != several.removeprefix("3 ")
