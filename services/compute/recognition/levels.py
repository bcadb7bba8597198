"""Tables that name each row in one column and, in another left of it, what several rows belong under."""

from collections.abc import Sequence
from dataclasses import replace

from services.compute.recognition.columns import Column, looks_like_code
from services.compute.recognition.concepts import Concept
from services.compute.recognition.lines import Line
from services.compute.recognition.subjects import is_of_total, is_total

_FEWEST_ROWS, _MOSTLY = 3, 0.8
_BY_VALUES = 0.7
_KINDS = ("programme", "account", "activity")
"""What stands under headings of its own kind or another of these; indicators and objectives are told otherwise."""
_OVER_NAMES = ("responsible_unit", "branch", "classification", "theme", "programme_name")
"""The roles of columns that may say what several rows belong under, left of the one that names them."""
_QUALIFIED, _QUALIFIER = ("programme", "activity"), "account"
"""What rows are that a column of the other kind, right of their names, tells more of: works and who pays them."""


_QUALIFIES = Concept("description", "role")


def with_levels(columns: Sequence[Column], body: Sequence[Line]) -> tuple[Column, ...]:
    """`columns`; of those headed as names, filled in one row, all but the last are `outer` where the first says the
    same of some rows, or is left blank to say so, and the last another thing of each: "Programa" beside "Acción". A
    column of codes left of them, that repeats as the first does, is so too.
    """
    lines = [line for line in body if not line.is_words]
    every = [_texts(line, columns) for line in lines]
    plain = [texts for line, texts in zip(lines, every, strict=True) if not is_of_total(line)]
    columns = _under_objectives(_without_qualifiers(_with_inner(columns, every), plain), plain)
    named = [c for c in columns if _names(c) and c.label]
    if len(named) < 2:
        return _under_units(columns, plain)
    *outer, inner = named
    rows = [texts for texts in every if texts[inner.index]]
    rows = [texts for texts in rows if not any(is_total(texts[column.index]) for column in named)]
    both = [texts for texts in rows if all(texts[column.index] for column in outer)]
    told_apart = len({texts[inner.index] for texts in rows}) == len(rows)
    if len(rows) < _FEWEST_ROWS or not both or not told_apart or _all_codes(rows, inner):
        return tuple(columns)
    if not _repeats(outer[0], rows) or any(_all_codes(rows, column) for column in outer):
        return tuple(columns)
    places = {column.index for column in outer}
    codes = [c for c in columns if c.concept is not None and c.concept.code == "code" and c.index < min(places)]
    places |= {c.index for c in codes if _goes_with(c, outer[0], rows)}
    return tuple(replace(column, outer=True) if column.index in places else column for column in columns)


def _under_objectives(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> list[Column]:
    """`columns`; where rows name an indicator and, left of it, the objective that it is of, they stand under that."""
    kinds = {c.concept.subject: c for c in columns if c.concept is not None and c.concept.code == "name" and c.label}
    over, inner = kinds.get("objective"), kinds.get("indicator")
    if over is None or inner is None or over.index > inner.index:
        return list(columns)
    both = sum(bool(texts[over.index]) and bool(texts[inner.index]) for texts in rows)
    if both < _MOSTLY * len(rows):
        return list(columns)
    return [replace(column, outer=True) if column is over else column for column in columns]


def _under_units(columns: Sequence[Column], plain: Sequence[Sequence[str]]) -> tuple[Column, ...]:
    """`columns`, under which rows that are no totals have the texts `plain`; one left of all names that says of which
    unit, or branch, the rows are is `outer` where it goes by blocks of rows, said in each or in its first alone.
    """
    names = [c.index for c in columns if c.names_rows]
    first = min(names, default=0)
    rows = [texts for texts in plain if any(texts[place] for place in names)]
    over = [
        c.index
        for c in columns
        if c.index < first and c.concept is not None and c.concept.code in _OVER_NAMES and _goes_by_blocks(c, rows)
    ]
    return tuple(replace(column, outer=True) if column.index in over[-1:] else column for column in columns)


def _goes_by_blocks(column: Column, rows: Sequence[Sequence[str]]) -> bool:
    """Whether it says a few things, each of rows that follow each other, and of some of several."""
    said = [texts[column.index] for texts in rows]
    if len(said) < _FEWEST_ROWS or not said[0]:
        return False
    begun = [text for place, text in enumerate(said) if text and (not place or text != said[place - 1])]
    return 1 < len(begun) == len(set(begun)) < len(said)


def _without_qualifiers(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> list[Column]:
    """`columns`, under which `rows` that are no totals have their texts; where a programme's name tells every row
    apart, what stands headed as an account's right of it names none: it says who pays for the works, or where they
    stand.
    """
    first = next((c for c in columns if _names(c) and c.label), None)
    if first is None or first.concept is None or first.concept.subject not in _QUALIFIED:
        return list(columns)
    names = [texts[first.index] for texts in rows]
    if not all(names) or len(set(names)) < len(names):
        return list(columns)
    return [
        replace(c, concept=_QUALIFIES) if c.index > first.index and _names_accounts(c) and _is_words(c, rows) else c
        for c in columns
    ]


def _names_accounts(column: Column) -> bool:
    return _names(column) and column.concept is not None and column.concept.subject == _QUALIFIER and bool(column.label)


def _is_words(column: Column, rows: Sequence[Sequence[str]]) -> bool:
    return all(any(map(str.isalpha, texts[column.index])) for texts in rows if texts[column.index])


def _with_inner(columns: Sequence[Column], every: Sequence[Sequence[str]]) -> list[Column]:
    """`columns`; where the one that names rows is blank in some that a column beside it, of no known heading, tells in
    words, another one each, that names them too.
    """
    told = list(columns)
    named = [c for c in columns if c.names_rows]
    if len(named) != 1 or not _names(named[0]) or not named[0].label:
        return told
    place = named[0].index + 1
    beside = next((c for c in columns if c.index == place and c.concept is None and c.label), None)
    if beside is None:
        return told
    said = [texts[place] for texts in every if texts[place]]
    left_blank = [texts for texts in every if texts[place] and not texts[place - 1]]
    in_words = all(any(map(str.isalpha, text)) and not looks_like_code(text) for text in said)
    if left_blank and in_words and len(said) >= _FEWEST_ROWS and len(set(said)) == len(said):
        told[told.index(beside)] = replace(beside, concept=named[0].concept, confidence=_BY_VALUES, reason="values")
    return told


def _names(column: Column) -> bool:
    return column.concept is not None and column.concept.code == "name" and column.concept.subject in _KINDS


def _texts(line: Line, columns: Sequence[Column]) -> list[str]:
    """What stands in `line` under each of `columns`."""
    found = [""] * (max(column.index for column in columns) + 1)
    for cell in line.cells:
        if cell.column < len(found):
            found[cell.column] = cell.text
    return found


def _repeats(column: Column, rows: Sequence[Sequence[str]]) -> bool:
    return len({texts[column.index] for texts in rows} - {""}) < len(rows)


def _all_codes(rows: Sequence[Sequence[str]], column: Column) -> bool:
    """Whether nearly all that `column` says are codes."""
    texts = [texts[column.index] for texts in rows if texts[column.index]]
    return sum(map(looks_like_code, texts)) >= _MOSTLY * len(texts)


def _goes_with(code: Column, name: Column, rows: Sequence[Sequence[str]]) -> bool:
    """Whether each text of `name` has one `code`, that of all its rows."""
    pairs = {(texts[code.index], texts[name.index]) for texts in rows if texts[name.index]}
    return len({number for number, _ in pairs}) == len({text for _, text in pairs}) == len(pairs)
