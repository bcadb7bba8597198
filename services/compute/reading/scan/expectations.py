"""Marks that the rest of a column leads one to expect, seen where they were taken for others they resemble."""

import re
from collections.abc import Callable
from dataclasses import replace

from services.compute.reading.scan.account_marks import AccountMarks
from services.compute.reading.scan.figures import is_figure
from services.compute.reading.scan.recognition import Character, Reading
from services.compute.reading.scan.words import Word

Cells = list[list[Word]]
"""The words of each column of a row, in reading order."""

_EXPECTED_SHARE = 0.8
_EXCEPTION_SHARE = 0.4
_LEAST_LIKELIHOOD = 0.05
_DOUBTFUL = 0.5
_SIGN = "$"
_GROUPED = re.compile(r"\d,\d{3}")
_THREE_DECIMALS = re.compile(r"[^.]*[1-9]\d{0,2}\.\d{3}\)?")


def meet_expectations(rows: list[Cells]) -> list[Cells]:
    """The rows, figures read with doubt set right where their column shows how.

    `$` at the head of a figure where nearly every other has it, and a comma for the point before three digits where
    hardly any other has three decimals, or the table groups digits by commas. Only where the marks might be that: a
    five that is surely one stays. The marks that number accounts are read in the light of each other.
    """
    rows = _with_marks(rows)
    grouped = sum(bool(_GROUPED.search(word.text)) for row in rows for words in row for word in words)
    for column in range(max((len(row) for row in rows), default=0)):
        amounts = [word.text for row in rows for word in row[column] if is_figure(word.text) and len(word.text) > 3]
        if not amounts:
            continue
        signed = sum(_SIGN in text for text in amounts)
        if signed >= _EXPECTED_SHARE * len(amounts):
            rows = _changed(rows, column, _signed)
        exceptions = sum(bool(_THREE_DECIMALS.fullmatch(text)) for text in amounts)
        if exceptions <= max(grouped, _EXCEPTION_SHARE * len(amounts)):
            rows = _changed(rows, column, _with_comma)
    return rows


def _with_marks(rows: list[Cells]) -> list[Cells]:
    """The rows with the marks of their accounts as the other marks of their column tell them."""
    known: dict[int, AccountMarks] = {}
    return [
        [_with_own_marks(words, known.setdefault(column, AccountMarks())) for column, words in enumerate(row)]
        for row in rows
    ]


def _with_own_marks(words: list[Word], known: AccountMarks) -> list[Word]:
    text = " ".join(word.reading.text for word in words)
    if not any(char.isalpha() for char in text):
        return words
    read = known.read(text)
    if "".join(read) == text:
        return words
    changed, start = [], 0
    for word in words:
        own = read[start : start + len(word.reading.characters)]
        characters = zip(word.reading.characters, own, strict=True)
        changed.append(Word(word.box, Reading(tuple(replace(one, text=said) for one, said in characters))))
        start += len(own) + 1
    return changed


def _changed(rows: list[Cells], column: int, change: Callable[[Word], Word]) -> list[Cells]:
    return [
        [[change(word) for word in words] if index == column else words for index, words in enumerate(row)]
        for row in rows
    ]


def _signed(word: Word) -> Word:
    likelihood = _alternative(word.reading.characters[0], _SIGN)
    if _SIGN in word.text or likelihood < _LEAST_LIKELIHOOD:
        return word
    return _with_character(word, 0, _SIGN, likelihood)


def _with_comma(word: Word) -> Word:
    if not _THREE_DECIMALS.fullmatch(word.text):
        return word
    index = word.reading.text.rindex(".")
    likelihood = _alternative(word.reading.characters[index], ",")
    return _with_character(word, index, ",", max(likelihood, _DOUBTFUL)) if likelihood else word


def _alternative(character: Character, text: str) -> float:
    return dict(character.alternatives).get(text, 0.0)


def _with_character(word: Word, index: int, text: str, confidence: float) -> Word:
    characters = list(word.reading.characters)
    characters[index] = replace(characters[index], text=text, confidence=confidence, alternatives=())
    changed = Reading(tuple(characters))
    return Word(word.box, changed) if is_figure(changed.text) else word
