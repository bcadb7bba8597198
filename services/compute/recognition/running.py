"""Running text among paragraphs: lines that go on in the next put together, sentences told from titles."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from services.compute.reading.document import Cell, Document, Paragraph

_ENDS = re.compile(r"[.!?:;][\"”»)*]*\s*$")
_ENDS_SENTENCE = re.compile(r"[.!?][\"”»)*]*\s*$")
_GOES_ON = re.compile(r"\s*[a-záéíóúñ\d$(%]")
_FEWEST_WORDS_BEFORE_MORE, _FEWEST_WORDS = 5, 8


@dataclass(frozen=True, slots=True)
class Running:
    """A text of the paragraphs numbered `paragraphs`, as a cell of its own."""

    cell: Cell
    paragraphs: range

    @property
    def is_sentence(self) -> bool:
        """Whether it reads as sentences do, not as titles: of some length, and with their full stop."""
        text = self.cell.text
        return len(text.split()) >= _FEWEST_WORDS and bool(_ENDS_SENTENCE.search(text)) and not text.isupper()


def running_texts(document: Document) -> Iterator[Running]:
    """The paragraphs of `document`, those that lines cut put together again."""
    begin = 0
    for number, paragraph in enumerate(document.paragraphs, 1):
        after = document.paragraphs[number] if number < len(document.paragraphs) else None
        if after is None or not _goes_on(paragraph, after):
            first = document.paragraphs[begin]
            text = " ".join(one.text.strip() for one in document.paragraphs[begin:number])
            text = text if number - begin > 1 else first.text
            yield Running(first.as_cell(begin)._replace(text=text), range(begin, number))
            begin = number


def sentences_among(document: Document) -> frozenset[int]:
    """The numbers of the paragraphs that are sentences, or lines of them."""
    return frozenset(number for text in running_texts(document) if text.is_sentence for number in text.paragraphs)


def _goes_on(paragraph: Paragraph, after: Paragraph) -> bool:
    """Whether the line `after` goes on with the sentence of `paragraph`, right above it."""
    if paragraph.line is None or after.line != paragraph.line + 1:
        return False
    together = (paragraph.page, paragraph.tables_before) == (after.page, after.tables_before)
    words = len(paragraph.text.split()) >= _FEWEST_WORDS_BEFORE_MORE
    return together and words and not _ENDS.search(paragraph.text) and bool(_GOES_ON.match(after.text))
