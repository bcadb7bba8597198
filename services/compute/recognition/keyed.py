"""Open data by keys: each way in which a row is classified has a column of keys and one of what they mean, "ID_RAMO"
beside "DESC_RAMO".
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from services.compute.recognition.bare_headings import plain
from services.compute.recognition.columns import Column
from services.compute.recognition.concepts import Concept
from services.compute.recognition.folding import fold
from services.compute.recognition.lines import Line
from services.compute.recognition.matching import match
from services.compute.recognition.subjects import is_of_total
from services.compute.recognition.vocabulary import vocabulary

_FEWEST_PAIRS = 3
_BY_HEADINGS = 0.9
_KEY = Concept("key", "role")


@dataclass(frozen=True, slots=True)
class _Pair:
    """A column of keys, that of what they mean, and what the headings of both say that they are of."""

    key: Column
    meaning: Column
    of: str


def with_keys(columns: Sequence[Column], body: Sequence[Line]) -> tuple[Column, ...] | None:
    """`columns` of a table most of whose texts come in pairs of a key and its meaning; None of any other table.

    What tells most rows apart names them, with its key as their code; rows stand under what else is not the same in
    all of them. No key is a figure.
    """
    pairs = _pairs(columns)
    if len(pairs) < _FEWEST_PAIRS:
        return None
    rows = [line.row for line in body if not line.is_words and not is_of_total(line)]
    said = {pair.of: {row[pair.meaning.index].text for row in rows if pair.meaning.index < len(row)} for pair in pairs}
    inner = max(pairs, key=lambda pair: (len(said[pair.of]), pair.meaning.index))
    told = {column.index: replace(column, concept=_KEY, reason="term") for column in columns if _prefix(column)[0]}
    for pair in pairs:
        is_inner = pair is inner
        key = vocabulary().concept("code") if is_inner else _KEY
        told[pair.key.index] = replace(pair.key, concept=key, confidence=_BY_HEADINGS, reason="term")
        over = not is_inner and len(said[pair.of]) > 1
        meaning = vocabulary().name_of(_kind(pair.of)) if is_inner or over else vocabulary().concept("description")
        told[pair.meaning.index] = replace(
            pair.meaning, concept=meaning, confidence=_BY_HEADINGS, reason="term", outer=over
        )
    return tuple(told.get(column.index, column) for column in columns)


def _pairs(columns: Sequence[Column]) -> list[_Pair]:
    """The pairs among `columns`, in the order of their keys."""
    keys: dict[str, Column] = {}
    meanings: dict[str, Column] = {}
    bare: dict[str, Column] = {}
    for column in columns:
        is_key, is_meaning, of = _prefix(column)
        (keys if is_key else meanings if is_meaning else bare).setdefault(of, column)
    pairs = [_Pair(keys[of], meanings.get(of) or bare[of], of) for of in keys if of in meanings or of in bare]
    pairs += [_Pair(bare[of], meanings[of], of) for of in bare if of in meanings and of not in keys]
    return sorted(pairs, key=lambda pair: pair.key.index)


def _prefix(column: Column) -> tuple[bool, bool, str]:
    """Whether the heading of `column` begins as one of keys, or of meanings, and the rest of it."""
    first, *rest = fold(plain(column.label)).split() or [""]
    of = " ".join(word for word in rest if word not in vocabulary().connectives)
    if of and first in vocabulary().heads_keys:
        return True, False, of
    if of and first in vocabulary().heads_meanings:
        return False, True, of
    return False, False, " ".join(filter(None, (first, of)))


def _kind(of: str) -> str:
    """What kind of thing a row is that is named by what headings say they are `of`."""
    words = vocabulary().short_for.get(of, of)
    found = match("", words)
    return (found.concept.subject if found else None) or "account"
