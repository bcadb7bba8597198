"""What is compiled once a process is compiled before the first filing."""

from services.compute.recognition.prose.money_words import words
from services.compute.recognition.vocabulary import vocabulary
from services.compute.warm import warm_up


def test_what_takes_nothing_and_is_kept_is_there_afterwards() -> None:
    words.cache_clear()
    warm_up()
    assert (words.cache_info().currsize, vocabulary.cache_info().currsize) == (1, 1)
