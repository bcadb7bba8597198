"""The numerals and letters that forms number their accounts by, read where OCR took one thin stroke for another.

Forms say each mark several times: before a name, in the sum behind it, before its parts: ``L. Otros (L = l1 + l2)``.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

_SUM = re.compile(r"\(\s*([A-Za-z1|]\w*(?:\.\d)?\s*[=\s].*?)\)?\s*$")
_TERM = re.compile(r"[\w|]+(?:\.\d)?")
_SIGNED = re.compile(r"[=+\-–]")
_STROKES = frozenset("Il1|")
_NUMERAL = re.compile(r"(?=.*[Il1|V])(?:[IVXl1|]{1,4}[A-C]|(?=.*[IVXl])[IVXl1|]{2,4})")
_NUMERALS = frozenset({"II", "III"})
_CLEAR_DIGITS = frozenset("23456789")
_NUMERAL_BEFORE_NAME = re.compile(r"(?=[Il1|]*[IVX])[IVXl1|]{2,5}(?=[A-C]?\.)|l(?=[A-C]\. )")
_LETTER_BEFORE_NAME = re.compile(r"([A-Z])\. ")
_NUMBER_BEFORE_NAME = re.compile(r"([IVX]+[A-C]?)\.")
_PART = re.compile(r"([A-Za-z1|])([\dIl|])\)")
_ACRONYM = re.compile(r"\b(?![aeiou])[^\W\d_aeiouAEIOUl]l\b")
_UNITS = frozenset({"ml", "dl", "cl", "kl", "hl"})


@dataclass(slots=True)
class AccountMarks:
    """What has been read down one column of labels: `seen` are the numerals and `last` the last of them,
    `letter` is that of the account above.
    """

    seen: set[str] = field(default_factory=set)
    letter: str = ""
    last: str = ""

    def read(self, text: str) -> list[str]:
        """For each character of the next label what stands there; one may stand for two strokes read as one."""
        chars = list(text)
        for found in _ACRONYM.finditer(text):
            if found[0].lower() not in _UNITS:
                chars[found.start() + 1] = "I" if found[0][0].isupper() else "i"
        if numeral := _NUMERAL_BEFORE_NAME.match(text):
            _set_strokes(chars, slice(*numeral.span()), "I")
        self._read_part(text, chars)
        terms = self._read_sum(text, chars)
        if terms and text.startswith("L ") and "".join(chars[terms[0]]) == "I":
            chars[0] = "I."
        self._read_number(chars, terms)
        if letter := _LETTER_BEFORE_NAME.match("".join(chars)):
            self.letter = letter[1]
        return chars

    def _read_part(self, text: str, chars: list[str]) -> None:
        """``l1)`` under ``L.``, ``i1)`` under ``I.``."""
        part = _PART.match(text)
        if part is None:
            return
        if part[1] in _STROKES and self.letter in ("I", "L"):
            chars[0] = self.letter.lower()
        if part[2] in _STROKES:
            chars[1] = "1"

    def _read_sum(self, text: str, chars: list[str]) -> list[slice]:
        """The terms of the sum that a label states, its left side first; none where it states none."""
        said = _SUM.search(text)
        if said is None or not _SIGNED.search(said[1]):
            return []
        terms = [slice(said.start(1) + term.start(), said.start(1) + term.end()) for term in _TERM.finditer(said[1])]
        words = [text[term] for term in terms]
        own = text[:1] if text[1:2] == "." else words[0]
        parts = all(_is_part(word) for word in words[1:]) and any(word[1] in _CLEAR_DIGITS for word in words[1:])
        for number, (term, word) in enumerate(zip(terms, words, strict=True)):
            if number and parts:
                if word[0] in _STROKES and own in ("I", "L"):
                    chars[term.start] = own.lower()
                if word[1] in _STROKES:
                    chars[term.start + 1] = "1"
            elif word == "L" or (word.isdigit() and text.startswith(f"{word}.")):
                continue
            elif _NUMERAL.fullmatch(word) or (set(word) <= _STROKES and self._is_numeral(text, term, words)):
                _set_strokes(chars, term, "I")
        return terms

    @staticmethod
    def _is_numeral(text: str, term: slice, words: Sequence[str]) -> bool:
        """Whether a term of strokes alone is the numeral before the name, or one among numerals and capitals."""
        before = text[: term.start].rstrip()
        if before.endswith("("):
            return text.startswith("I.") or _are_capitals(words)
        return bool(_SIGNED.match(before[-1])) and _are_capitals(words)

    def _read_number(self, chars: list[str], terms: Sequence[slice]) -> None:
        """A numeral that stood before lost a stroke where its sum, or the one above, says so: the second II is III."""
        number = _NUMBER_BEFORE_NAME.match("".join(chars))
        if number is None:
            return
        said = ["".join(chars[term]) for term in terms]
        longer = f"I{number[1]}"
        root = longer.rstrip("ABC")
        told = (
            longer in said
            or any(word in said for word in (f"{root}A", f"{root}B", f"{root}C"))
            or (longer != root and self.last.rstrip("ABC") == root)
        )
        if said and number[1] in self.seen and longer not in self.seen and root in _NUMERALS and told:
            if said[0] == number[1]:
                chars[terms[0].start] = f"I{chars[terms[0].start]}"
            chars[0] = f"I{chars[0]}"
        self.last = longer if chars[0] == "II" else number[1]
        self.seen.add(self.last)


def _is_part(word: str) -> bool:
    return len(word) == 2 and (word[1].isdigit() or word[1] in _STROKES)


def _are_capitals(words: Sequence[str]) -> bool:
    """Whether the terms of a sum are capitals and numerals, as far as they are no lone strokes."""
    sure = [word for word in words if len(word) > 1 or word not in _STROKES]
    return bool(sure) and all(word[0].isupper() for word in sure)


def _set_strokes(chars: list[str], where: slice, stroke: str) -> None:
    for place in range(where.start, where.stop):
        if chars[place] in _STROKES:
            chars[place] = stroke
