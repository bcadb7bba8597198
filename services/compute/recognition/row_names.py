"""Which columns name the rows, told by what stands in them where no heading tells it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from services.compute.recognition.bare_headings import plain
from services.compute.recognition.code_levels import with_code_levels
from services.compute.recognition.coded import with_counts
from services.compute.recognition.columns import Column, described, looks_like_code
from services.compute.recognition.folding import fold
from services.compute.recognition.keyed import with_keys
from services.compute.recognition.levels import with_levels
from services.compute.recognition.lines import Line, Row
from services.compute.recognition.listed import of_one_measure
from services.compute.recognition.names_last import named_beside, named_in_turn, named_last
from services.compute.recognition.subjects import is_of_total
from services.compute.recognition.times_of_rows import with_times_of_rows
from services.compute.recognition.vocabulary import vocabulary

_BY_VALUES = 0.7
_FEWEST_TOLD_APART, _MOST_ALIKE, _MOSTLY_TOLD = 3, 0.5, 0.8
_PADDED = re.compile(r"0\d{1,3}")
_PLAIN_NUMBER = re.compile(r"\d{1,6}")


def with_names(columns: Sequence[Column], body: Sequence[Line]) -> tuple[Column, ...]:
    """`columns` with those of names found by what stands in them, where no heading tells: words left of figures.

    A column without a heading beside one of names is one more of them, as where each level of a hierarchy has its own;
    plain numbers left of names are codes; words between figures, with the same measures to their right as to their
    left, name the rows of a second half. Where nothing names the rows, what describes them does.
    """
    figures = [0] * len(columns)
    words = [0] * len(columns)
    coded = [0] * len(columns)
    for line in body:
        if not line.is_words:
            places = [place for place in line.figures if place < len(columns)]
            plain = [place for place in places if _PLAIN_NUMBER.fullmatch(line.row[place].text)]
            sums = bool(plain) and is_of_total(line)
            for place in places:
                figures[place] += 1
            for place in () if sums else plain:
                coded[place] += 1
            for cell in line.cells:
                if cell.column < len(columns) and cell.column not in line.figures:
                    words[cell.column] += 1
    columns = with_times_of_rows(columns, body)
    if keyed := with_keys(columns, body):
        return keyed
    columns = with_code_levels(columns, body)
    columns = with_counts(columns, [line.row for line in body if not line.is_words])
    columns = _named_apart(_without_amounts(columns, figures, words, coded), body)
    columns = _headed_as_names(columns, figures, words)
    columns = named_beside(named_last(columns, figures, words, coded, body), figures, words)
    columns = named_in_turn(columns, body)
    columns = _in_words(columns, figures, words)
    coded = [0 if _says_the_same(column, body) else coded[column.index] for column in columns]
    named = described(_coded(columns, figures, words, coded))
    first = next(
        (c.index for c in named if figures[c.index] > words[c.index] and not c.names_rows and not _numbers_rows(c)),
        len(columns),
    )
    name = vocabulary().concept("name")
    account = vocabulary().name_of("account")
    known = [column for column in named if column.names_rows]
    found = list(named)
    for column in named[:first]:
        if column.concept is None and (not column.label or not known) and words[column.index] >= figures[column.index]:
            concept = known[0].concept if known and known[0].concept and known[0].concept.code == "name" else account
            if known and concept is account and known[0].concept is not None and known[0].concept.code == "code":
                concept = name
            found[column.index] = replace(column, concept=concept, confidence=_BY_VALUES, reason="values")
    for column in named[first:]:
        if column.concept is None and words[column.index] > figures[column.index] and _begins_half(column, named):
            found[column.index] = replace(column, concept=account, confidence=_BY_VALUES, reason="values")
    told = _named_beside_codes(_told_apart(found, body), first, figures, words)
    return with_levels(told, of_one_measure(told, body))


def _told_apart(columns: list[Column], body: Sequence[Line]) -> list[Column]:
    """`columns` without headings; where those taken for names by their words say the same in all rows, and another says
    of each row what it does of no other, that names them, wherever it stands. What else says the same of all, and what
    begins with a 0, are codes of what all rows are of.
    """
    rows = [line.row for line in body if line.figures and not line.is_words and not is_of_total(line)]
    names = [c for c in columns if c.concept is not None and c.concept.code == "name"]
    if not names or len(rows) < _FEWEST_TOLD_APART or any(c.reason != "values" or c.label for c in names):
        return columns
    if any(len({row[c.index].text for row in rows if c.index < len(row)}) > 1 for c in names):
        return columns
    apart = next((c for c in columns if c.concept is None and not c.label and _tells_rows(c, rows)), None)
    if apart is None:
        return columns
    told, described = list(columns), vocabulary().concept("description")
    for column in columns:
        said = {row[column.index].text for row in rows if column.index < len(row)}
        if column in names or (column.names_rows and len(said) == 1) or all(map(_PADDED.fullmatch, said)):
            told[column.index] = replace(column, concept=described, confidence=_BY_VALUES, reason="values")
    account = vocabulary().name_of("account")
    told[apart.index] = replace(apart, concept=account, confidence=_BY_VALUES, reason="values")
    return told


def _named_beside_codes(
    columns: list[Column], first: int, figures: Sequence[int], words: Sequence[int]
) -> list[Column]:
    """`columns`; where codes alone name the rows, the first words right of them and left of the figures, which begin at
    `first`, do too: "Municipio" beside "Clave".
    """
    codes = [column.index for column in columns if column.names_rows]
    if not codes or any(column.concept and column.concept.code == "name" for column in columns):
        return columns
    account = vocabulary().name_of("account")
    beside = next((c for c in columns[codes[0] + 1 : first] if c.concept is None and words[c.index]), None)
    if beside is None or figures[beside.index]:
        return columns
    return [replace(c, concept=account, confidence=_BY_VALUES, reason="values") if c is beside else c for c in columns]


def _in_words(columns: Sequence[Column], figures: Sequence[int], words: Sequence[int]) -> list[Column]:
    """`columns`; those headed as figures all of whose cells are words state none: "Meta" over what is to be done. Where
    none is headed as names, and it is the first, it names the rows.
    """
    known = any(column.names_rows for column in columns)
    account, described = vocabulary().name_of("account"), vocabulary().concept("description")
    concepts = {
        column.index: account if column.index == 0 and not known else described
        for column in columns
        if column.is_measure and column.reason == "term" and not figures[column.index] and words[column.index]
        if column.index == 0 or _fills(column, words)
    }
    return [
        replace(column, concept=concepts[column.index], confidence=_BY_VALUES, reason="values")
        if column.index in concepts and (known or column.index == 0)
        else column
        for column in columns
    ]


def _fills(column: Column, words: Sequence[int]) -> bool:
    """Whether `column` is headed as targets, and words stand in it in nearly all rows in which any stand anywhere."""
    of_targets = fold(plain(column.label)) in vocabulary().target_words
    return of_targets and words[column.index] >= max(_FEWEST_TOLD_APART, _MOSTLY_TOLD * max(words))


def _numbers_rows(column: Column) -> bool:
    return column.concept is not None and column.concept.code == "row_number"


def _named_apart(columns: list[Column], body: Sequence[Line]) -> list[Column]:
    """`columns`; where the one headed as names says the same of many rows, the first column of texts under no known
    heading that says another thing of each names them, rather one left of it: the kind of programme stands under
    "Denominación".
    """
    rows = [line.row for line in body if line.figures and not line.is_words and not is_of_total(line)]
    headed = [c for c in columns if c.concept is not None and c.concept.code == "name" and not _says_codes(c, rows)]
    if len(headed) != 1:
        return columns
    rows = [row for row in rows if headed[0].index < len(row) and row[headed[0].index].text]
    said = {row[headed[0].index].text for row in rows}
    if len(rows) < _FEWEST_TOLD_APART or len(said) > _MOST_ALIKE * len(rows):
        return columns
    place = headed[0].index
    apart = [c.index for c in (*columns[:place], *columns[place + 1 :]) if c.concept is None and _tells_rows(c, rows)]
    if not apart:
        return columns
    named = replace(columns[apart[0]], concept=headed[0].concept, confidence=_BY_VALUES, reason="values")
    unnamed = replace(headed[0], concept=None, confidence=0.0, reason=None)
    return [named if c.index == named.index else unnamed if c.index == place else c for c in columns]


def _headed_as_names(columns: list[Column], figures: Sequence[int], words: Sequence[int]) -> list[Column]:
    """`columns`; where none is known to name rows, the first of words whose heading may be a row's name too does."""
    if any(column.concept is not None and column.concept.code == "name" for column in columns):
        return columns
    headed = (c for c in columns if c.concept is None and fold(plain(c.label)) in vocabulary().heads_names)
    named = next((column for column in headed if words[column.index] > figures[column.index]), None)
    programme = vocabulary().name_of("programme")
    return [replace(c, concept=programme, confidence=_BY_VALUES, reason="values") if c is named else c for c in columns]


def _says_codes(column: Column, rows: Sequence[Row]) -> bool:
    """Whether nearly all that stands in `column` are codes."""
    texts = [row[column.index].text for row in rows if column.index < len(row) and row[column.index].text]
    return sum(map(looks_like_code, texts)) >= _MOSTLY_TOLD * len(texts)


def _tells_rows(column: Column, rows: Sequence[Row]) -> bool:
    """Whether nearly each of `rows` says in words in `column` what no other says there."""
    texts = [row[column.index].text for row in rows if column.index < len(row) and row[column.index].text]
    named = {text for text in texts if any(map(str.isalpha, text)) and not looks_like_code(text)}
    return len(texts) - 1 <= len(set(texts)) and len(named) >= max(len(texts) - 1, _MOSTLY_TOLD * len(rows))


def _without_amounts(
    columns: Sequence[Column], figures: Sequence[int], words: Sequence[int], coded: Sequence[int]
) -> list[Column]:
    """`columns`; what its heading calls names, right of names of rows, is none where it holds figures that are no
    plain numbers: "Año 1" beside "Concepto".
    """
    left = next((c.index for c in columns if c.names_rows and words[c.index] > figures[c.index]), len(columns))
    return [
        replace(column, concept=None, confidence=0.0, reason=None)
        if column.index > left
        and column.concept is not None
        and column.concept.code == "name"
        and figures[column.index] > words[column.index]
        and coded[column.index] < figures[column.index]
        else column
        for column in columns
    ]


def _coded(
    columns: Sequence[Column], figures: Sequence[int], words: Sequence[int], coded: Sequence[int]
) -> list[Column]:
    """`columns` with plain numbers under no known heading, nor one of a time, left of every column of words, taken for
    codes; under that of a category too where nothing names the rows: "Nivel" over those of a payroll.
    """
    found = list(columns)
    named = any(column.names_rows for column in columns)
    if any(column.concept is not None and column.concept.code == "code" for column in columns):
        return found
    names = [c.index for c in columns if words[c.index] > figures[c.index] and (c.concept is None or c.names_rows or
             c.concept.code == "description")]  # fmt: skip
    if names and not any(figures[c.index] > words[c.index] for c in columns[min(names) :]):
        return found
    for column in columns[: min(names, default=0)]:
        place = column.index
        known = column.concept is not None and not (column.concept.kind == "category" and not named)
        headed = known or column.period is not None
        if not headed and figures[place] > words[place] and coded[place] == figures[place]:
            found[place] = replace(column, concept=vocabulary().concept("code"), confidence=_BY_VALUES, reason="values")
    return found


def _says_the_same(column: Column, body: Sequence[Line]) -> bool:
    """Whether `column` has a heading and says one and the same number in several rows, which is no code of theirs."""
    if not column.label:
        return False
    said: str | None = None
    times = 0
    for line in body:
        if column.index in line.figures and not is_of_total(line):
            text = line.row[column.index].text
            if said not in (None, text):
                return False
            said, times = text, times + 1
    return times >= _FEWEST_TOLD_APART


def _begins_half(column: Column, columns: Sequence[Column]) -> bool:
    """Whether the measures right of `column` are those left of it, again."""
    left = [(c.concept, c.period) for c in columns[: column.index] if c.is_measure]
    right = [(c.concept, c.period) for c in columns[column.index + 1 :] if c.is_measure]
    return bool(right) and right == left[-len(right) :]
