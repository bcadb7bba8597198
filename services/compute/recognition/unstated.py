"""Statements that a page without a table names, only to say that there is nothing to state."""

from itertools import groupby

from services.compute.reading.document import Document
from services.compute.recognition.folding import fold
from services.compute.recognition.kinds import kinds_titled
from services.compute.recognition.surroundings import MOST_WORDS_OF_A_TITLE
from services.compute.recognition.vocabulary import vocabulary


def unstated(document: Document) -> tuple[str, ...]:
    """The codes of the kinds of statement that `document` says do not apply, in reading order.

    Told by a page that holds no table, whose short texts name a statement, and one of which says "no aplica" or
    another of the vocabulary's words for nothing to state.
    """
    with_tables = {table.page for table in document.tables}
    kinds: list[str] = []
    for page, paragraphs in groupby(document.paragraphs, key=lambda paragraph: paragraph.page):
        texts = [one.text for one in paragraphs if len(one.text.split()) <= MOST_WORDS_OF_A_TITLE]
        if page not in with_tables and any(map(_says_nothing, texts)):
            kinds += [named[0].code for named in map(kinds_titled, texts) if named]
    return tuple(dict.fromkeys(kinds))


def _says_nothing(text: str) -> bool:
    words = f" {fold(text)} "
    return any(f" {phrase} " in words for phrase in vocabulary().nothing_to_state)
