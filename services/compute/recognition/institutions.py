"""Whose filing it is: read from titles and the text around tables, never from a file's name."""

import re
from dataclasses import dataclass
from functools import cache

from services.compute.recognition.folding import fold
from services.compute.recognition.kinds import kinds_titled
from services.compute.recognition.look_alikes import likened
from services.compute.recognition.periods import find_period
from services.compute.recognition.vocabulary import vocabulary

_ACRONYM = re.compile(r"\(([A-ZÁÉÍÓÚÑ]{2,15})\)")
_ALONE = re.compile(r"[A-ZÁÉÍÓÚÑ]{3,15}")
_NUMERAL = re.compile(r"[ivxlc]{1,8}")
_ABBREVIATED = re.compile(r"(?:\b[A-Z]\.\s?){2,}$")
_MOST_WORDS, _MOST_WORDS_IN_CAPITALS = 25, 60
_LONGEST_SMALL_WORD = 5
_CODES = re.compile(r"\A(?:\d{1,3}\s+(?:[A-Z0-9]{3}\s+)?|(?![A-Z]*[AEIOU])[A-Z0-9]{3}\s+)(?:[-–—]\s+)?(?=[A-ZÁÉÍÓÚÑ])")
"""The number of a branch and the code of a unit that stand before its name: ``51 GYN INSTITUTO DE ...``."""
_BETWEEN_SENTENCES = re.compile(r"[a-záéíóúñ]{4}\.\s|;")
_LONGEST_FIRST = 40
"""Letters within which the first word of a name ends."""
_AFTER_NAME = r"\b(?:del|al) \d|\(|\bp[aá]gina \d|\s\d+\s*$|\s0\d*\s"


@dataclass(frozen=True, slots=True)
class Institution:
    """Who files: the name as printed, and its acronym where the filing gives one."""

    name: str
    acronym: str | None


def find_institution(titles: list[str], texts: list[str]) -> Institution | None:
    """The institution that `titles` name; its acronym where it stands in brackets after the name, there or in `texts`.

    A name that a label announces ("Ente Público:") goes before one that only begins like one, and both before an
    acronym alone above the name of a statement. A title that runs name, statement and period together is cut at the
    statement's own title.
    """
    lines = [(line, title) for title in titles for line in _whole_lines(title)]
    for name_in in (_labelled, _own_name, _name_in, _name_behind):
        for line, title in lines:
            if name := name_in(line):
                return Institution(name, _acronym(name, [title, *texts]))
    return next((Institution(name, name) for title in titles if (name := _acronym_alone(title))), None)


def _acronym_alone(title: str) -> str | None:
    """The acronym that a title begins with, alone in its line, where it is known or goes on with a statement's name."""
    first, *rest = title.split("\n")
    alone = _ALONE.fullmatch(first.strip()) and fold(first) not in vocabulary().no_names_alone
    known = fold(first) in vocabulary().acronyms
    return first.strip() if alone and (known or kinds_titled("\n".join(rest))) else None


def _whole_lines(title: str) -> list[str]:
    """The lines of a title; one that breaks off at a connecting word has those that go on with it."""
    lines = title.split("\n")
    whole: list[str] = []
    for line in lines:
        joins = bool(whole) and _goes_on(whole[-1], line)
        whole.append(f"{whole.pop()} {line}" if joins else line)
    return whole


def _goes_on(above: str, line: str) -> bool:
    ends, begins = fold(above).split(" ")[-1], fold(line).split(" ")[0]
    connected = ends in vocabulary().connectives or begins in vocabulary().connectives
    return connected and find_period(line) is None and not kinds_titled(line)


def name_of_title(line: str) -> tuple[str | None, bool]:
    """The institution that a title names, and whether a label announces it."""
    if labelled := _labelled(line):
        return labelled, True
    return (None, False) if ":" in line else (_own_name(line), False)


def _own_name(line: str) -> str | None:
    """A name other than that of the government which the institution is part of."""
    name = _name_in(line)
    return None if name and fold(name).split(" ")[0] in vocabulary().institution_wholes else name


def _labelled(line: str) -> str | None:
    for found in re.finditer(":", line):
        before = fold(line[: found.start()])
        if any(before == label or before.endswith(" " + label) for label in vocabulary().institution_labels):
            name = _cut(line[found.end() :])
            return name if len(name.split()) > 1 else None
    return None


def _name_in(line: str) -> str | None:
    line = _CODES.sub("", line.lstrip(), count=1)
    if not _begins_name(line.lstrip()[:_LONGEST_FIRST]):
        return None
    name = _cut(line)
    return name if 1 < len(fold(name).split(" ")) <= _most_words(name) and _begins_name(name) else None


def _most_words(name: str) -> int:
    """How long a name may be: longer where it is written as names are, its words in capitals or with one each, than
    where it may as well be a sentence.
    """
    long = [word for word in re.findall(r"[^\W\d_]+", name) if len(word) > _LONGEST_SMALL_WORD]
    in_capitals = all(word[0].isupper() for word in long)
    return _MOST_WORDS_IN_CAPITALS if in_capitals and not _BETWEEN_SENTENCES.search(name) else _MOST_WORDS


def _begins_name(text: str) -> bool:
    """Whether a name of an institution begins `text`, an honour before it or not: "H. Ayuntamiento"."""
    folded = fold(text)
    first = folded.split(" ")
    known = first[0] in vocabulary().institution_words or likened(first[0]) in _likened_words()
    known = known or f"{folded} ".startswith(vocabulary().institution_beginnings)
    named = known and not folded.startswith(vocabulary().no_institutions)
    return named or f" {' '.join(first[:2])} " in vocabulary().honours or _is_numbered(first)


def _is_numbered(words: list[str]) -> bool:
    """Whether `words` begin with honour, a number, or both before what is numbered: "H. XLIII Ayuntamiento"."""
    at = int(words[0] in vocabulary().honour_words)
    at += int(at < len(words) and bool(_NUMERAL.fullmatch(words[at])))
    return 0 < at < len(words) and words[at] in vocabulary().numbered


@cache
def _likened_words() -> frozenset[str]:
    return frozenset(map(likened, vocabulary().institution_words))


def _name_behind(line: str) -> str | None:
    """A name behind a time or a remark, where a title runs on: "... al 31 de marzo de 2021 Comisión de ..."."""
    for found in re.finditer(r"[\d)]\s+(?=[A-ZÁÉÍÓÚÑ])", line):
        if name := _name_in(line[found.end() :]):
            return name
    return None


def _cut(line: str) -> str:
    """`line` up to where the name of a statement, a period or a remark begins."""
    words = line.split()
    folded = [fold(word) for word in words]
    for stop in (*vocabulary().institution_stops, *(tuple(name.split()) for name in vocabulary().printers)):
        length = len(stop)
        for start in range(1, len(words) - length + 1):
            if [part for word in folded[start : start + length + 1] for part in word.split()][:length] == list(stop):
                words, folded = words[:start], folded[:start]
                break
    name = re.split(_AFTER_NAME, " ".join(words), maxsplit=1, flags=re.IGNORECASE)[0].strip(" ,-:;")
    return name if _ABBREVIATED.search(name) else name.strip(" ,-:;.")


def _acronym(name: str, texts: list[str]) -> str | None:
    wanted = fold(name)
    for text in texts:
        for found in _ACRONYM.finditer(text):
            if found[1] not in vocabulary().no_acronyms and fold(text[: found.start()]).endswith(wanted):
                return found[1]
    return None
