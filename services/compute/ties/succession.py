"""Rows of one filing found again in another: by code, by label, and where neither is the same, by likeness."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from services.compute.ties.stated import Filed, Stated

_NAMED = ("programme", "activity", "indicator", "objective", "commitment")
_LEAST_CODE = 3
_LEAST_LIKENESS = 90
_MOST_LEFT_OVER = 400
_Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """One row of a filing and its figures, in reading order."""

    filed: Filed
    figures: tuple[Stated, ...]

    @property
    def first(self) -> Stated:
        """The figure that says what the row is."""
        return self.figures[0]

    @property
    def named(self) -> bool:
        """Whether it is a programme, an indicator or the like, and no account."""
        return self.first.kind in _NAMED


def rows_of(filed: Filed) -> list[Row]:
    """The rows of a filing, but for those of tables that state nothing but zeros."""
    rows: dict[tuple[str, int, str], list[Stated]] = {}
    speaking: set[str] = set()
    for figures in filed.figures.values():
        for figure in figures:
            rows.setdefault((figure.table, figure.row, figure.label), []).append(figure)
            if figure.value:
                speaking.add(figure.table)
    return [Row(filed, tuple(figures)) for (table, _, _), figures in rows.items() if table in speaking]


def pairs(now: Iterable[Filed], before: Iterable[Filed]) -> Iterator[tuple[Row, Row]]:
    """Rows that are one subject, each of `now` with its own in `before`. Rows that cannot be told apart are left."""
    ours, theirs = _by_key(now), _by_key(before)
    left: dict[str, list[_Key]] = defaultdict(list)
    for key, rows in ours.items():
        others = theirs.get(key)
        if others is None:
            left[key[0]].append(key)
        elif len(others) == len(rows):
            yield from zip(rows, others, strict=True)
    for domain, keys in left.items():
        free = [key for key in theirs if key[0] == domain and key not in ours]
        for key, other in _alike(keys, free):
            yield ours[key][0], theirs[other][0]


def gone(now: Iterable[Filed], before: Iterable[Filed]) -> list[Row]:
    """Programmes and the like of `before` of which `now`, in statements of the same kinds, knows nothing."""
    now, before = list(now), list(before)
    kinds = {kind for filed in now for kind in (*filed.statements, filed.family)}
    ours, theirs = _by_key(now), _by_key(before)
    known = {_key(other) for _, other in pairs(now, before)}
    return [
        rows[0]
        for key, rows in theirs.items()
        if rows[0].named
        and key not in ours
        and key not in known
        and (rows[0].first.statement or rows[0].filed.family) in kinds
        and any(figure.value for figure in rows[0].figures)
    ]


def _by_key(filings: Iterable[Filed]) -> dict[_Key, list[Row]]:
    """The rows by what they are known by; of several filings that have one, those of the first by key."""
    found: dict[_Key, list[Row]] = {}
    for filed in sorted(filings, key=lambda filed: filed.key):
        own: dict[_Key, list[Row]] = defaultdict(list)
        for row in rows_of(filed):
            if key := _key(row):
                own[key].append(row)
        for key, rows in own.items():
            found.setdefault(key, rows)
    return found


def _key(row: Row) -> _Key | None:
    """What a row is known by: kind or statement, then its code, or its label and what it is under.

    What one filing calls an activity another calls a programme; a code of letters and digits tells that it is the same.
    """
    first = row.first
    domain = first.kind if row.named else first.statement
    code = "".join(char for char in (first.code or "").casefold() if char.isalnum())
    if row.named and len(code) >= _LEAST_CODE and any(char.isdigit() for char in code):
        return ("programme" if domain == "activity" and not code.isdecimal() else domain), code, ""
    return (domain, first.name, first.above) if first.name else None


def _alike(keys: list[_Key], free: list[_Key]) -> Iterator[tuple[_Key, _Key]]:
    """Labels that are nearly one, each the other's nearest. Codes are not compared so: one digit makes another."""
    keys, free = [key for key in keys if " " in key[1]], [key for key in free if " " in key[1]]
    if not keys or not free or max(len(keys), len(free)) > _MOST_LEFT_OVER:
        return
    scores = process.cdist([key[1] for key in keys], [key[1] for key in free], scorer=fuzz.ratio)
    for place, key in enumerate(keys):
        column = int(scores[place].argmax())
        nearest = scores[place][column] >= _LEAST_LIKENESS and int(scores[:, column].argmax()) == place
        if nearest and _numbers(key[1]) == _numbers(free[column][1]):
            yield key, free[column]


def _numbers(words: str) -> list[str]:
    return [word for word in words.split() if word.isdigit()]
