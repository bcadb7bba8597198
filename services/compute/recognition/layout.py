"""From headings to columns: which concept, which period, which of two halves, and how sure each is."""

import re
from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from services.compute.recognition.coded import with_counts
from services.compute.recognition.columns import Column, described, looks_like_code
from services.compute.recognition.dated_headings import (
    TARGETS_OF_A_YEAR,
    is_of_whole_year,
    period_of_group,
    period_of_heading,
    period_of_target,
    without_time,
)
from services.compute.recognition.headings import Heading
from services.compute.recognition.levels import with_levels
from services.compute.recognition.lines import Line
from services.compute.recognition.matching import match, meanings
from services.compute.recognition.names_last import named_last
from services.compute.recognition.periods import Period, month_within, names_a_quarter, names_months_alone, whole_year
from services.compute.recognition.subjects import is_total
from services.compute.recognition.vocabulary import StatementKind, fold, squash, vocabulary

_YEAR_CONFIDENCE, _BY_VALUES, _FORM_CONFIDENCE = 0.95, 0.7, 0.8
_SIDE_BY_SIDE = (None, "account")
_FEWEST_TOLD_APART, _MOST_ALIKE = 3, 0.5
_OF_A_YEAR = ("amount", "target")
_PLAIN_NUMBER = re.compile(r"\d{1,6}")


def columns_of(headings: Sequence[Heading], kind: StatementKind | None, period: Period | None) -> tuple[Column, ...]:
    """The columns under `headings` in a statement of `kind` and `period`, known by their words alone."""
    columns = [_column(index, heading, kind, period) for index, heading in enumerate(headings)]
    columns = _year_beside_its_part(columns, period)
    return _in_form_order(columns, kind) if kind is not None else tuple(columns)


def _year_beside_its_part(columns: list[Column], period: Period | None) -> list[Column]:
    """`columns`; a target that does not say of when, beside one of the period, is the year's: "Meta", "Meta al
    periodo".
    """
    of_period = {
        column.concept.code
        for column in columns
        if column.concept and column.concept.kind == "target" and _says_of_period(column)
    }
    return [
        replace(column, period=whole_year(period))
        if column.concept
        and column.concept.code in of_period & TARGETS_OF_A_YEAR
        and column.period is None
        and not _says_of_period(column)
        else column
        for column in columns
    ]


def _says_of_period(column: Column) -> bool:
    return not vocabulary().of_period.isdisjoint(fold(column.path).split())


def _in_form_order(columns: list[Column], kind: StatementKind) -> tuple[Column, ...]:
    """`columns`; those of unknown headings between known ones are taken for what the form of `kind` has there, if they
    are as many as its.
    """
    order = vocabulary().forms.get(kind.code, ())
    while order and columns and not columns[-1].label:
        columns.pop()
    if len(columns) != len(order):
        return tuple(columns)
    codes = [column.concept.code if column.concept else "" for column in columns]
    for what, begin, end, first, last in SequenceMatcher(None, codes, order, autojunk=False).get_opcodes():
        if what == "replace" and end - begin == last - first and not any(codes[begin:end]):
            for place, code in zip(range(begin, end), order[first:last], strict=True):
                concept = vocabulary().concept(code)
                columns[place] = replace(columns[place], concept=concept, confidence=_FORM_CONFIDENCE, reason="form")
    return tuple(columns)


def _column(index: int, heading: Heading, kind: StatementKind | None, period: Period | None) -> Column:
    column = Column(index, heading.label, " / ".join(heading.above), None, stated=heading.stated)
    if not heading.label:
        return column
    if heading.above and names_months_alone(heading.label):
        heading = replace(heading, label=heading.above[-1], above=(*heading.above[:-1], heading.label))
    label, own_period = period_of_heading(heading.label, period)
    groups = {text: period_of_group(text, period) for text in reversed(heading.above)}
    if own_period is None:
        own_period = next((named for named in groups.values() if named), None)
        heading = replace(heading, above=tuple(text for text in heading.above if not groups[text]))
    own_period = own_period or month_within(label, period)
    column = replace(column, period=own_period)
    if names_a_quarter(label):
        return column  # "Trimestre 1" is no footnote to periods that name rows
    if not label:
        return replace(column, concept=vocabulary().concept("amount"), confidence=_YEAR_CONFIDENCE, reason="year")
    group = " ".join(heading.above)
    readings = [(group, label)]
    readings += [
        (" ".join(heading.above[:-n]), " ".join([*heading.above[-n:], label])) for n in (1, 2) if heading.above
    ]
    if heading.above and _goes_on(heading.above[-1], label):
        readings = [*readings[1:2], *readings]
    whole = next(
        ((under, text) for under, text in readings if text != label and kind is not None and squash(text) in kind.own),
        None,
    )
    if whole is not None:
        return replace(column, group=whole[0], label=whole[1])
    timeless = [(under, rest) for under, text in readings if (rest := without_time(text, period))]
    rest = next((text for _, text in timeless), None)
    for under, text in (*readings, *timeless):
        if found := match(under, text, kind):
            break
    else:
        return replace(column, period=own_period or _year_of(label, period)) if rest and meanings(rest) else column
    if found.concept.kind in _OF_A_YEAR:
        column = replace(column, period=own_period or _year_of(heading.label, period) or _year_of(text, period))
    if found.concept.code in TARGETS_OF_A_YEAR:
        column = replace(column, period=period_of_target(heading.label, column.period))
    return replace(column, concept=found.concept, confidence=found.confidence, reason=found.reason)


def _year_of(text: str, period: Period | None) -> Period | None:
    """The year of `period`, if the heading `text` says that its figures are those of the whole year."""
    return whole_year(period) if is_of_whole_year(text) else None


def _goes_on(above: str, label: str) -> bool:
    """Whether `label` is the rest of the heading `above`, cut into two rows: "Ampliaciones/" over "(Reducciones)"."""
    return above.rstrip().endswith(("/", "-", ",")) or fold(above).split(" ")[-1] in vocabulary().connectives


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
            sums = bool(plain) and any(is_total(cell.text) for cell in line.cells if not cell.is_number)
            for place in places:
                figures[place] += 1
            for place in () if sums else plain:
                coded[place] += 1
            for cell in line.cells:
                if cell.column < len(columns) and cell.column not in line.figures:
                    words[cell.column] += 1
    columns = with_counts(columns, [line.row for line in body if not line.is_words])
    columns = _named_apart(_without_amounts(columns, figures, words, coded), body)
    columns = named_last(columns, figures, words, body)
    columns = _in_words(columns, figures, words)
    named = described(_coded(columns, figures, words, coded))
    first = next(
        (c.index for c in named if figures[c.index] > words[c.index] and not c.names_rows and not _numbers_rows(c)),
        len(columns),
    )
    name = vocabulary().concept("name")
    account = next(
        concept for concept in vocabulary().concepts if concept.code == "name" and concept.subject == "account"
    )
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
    return with_levels(_named_beside_codes(found, first, figures, words), body)


def _named_beside_codes(
    columns: list[Column], first: int, figures: Sequence[int], words: Sequence[int]
) -> list[Column]:
    """`columns`; where codes alone name the rows, the first words right of them and left of the figures, which begin at
    `first`, do too: "Municipio" beside "Clave".
    """
    codes = [column.index for column in columns if column.names_rows]
    if not codes or any(column.concept and column.concept.code == "name" for column in columns):
        return columns
    account = next(c for c in vocabulary().concepts if c.code == "name" and c.subject == "account")
    beside = next((c for c in columns[codes[0] + 1 : first] if c.concept is None and words[c.index]), None)
    if beside is None or figures[beside.index]:
        return columns
    return [replace(c, concept=account, confidence=_BY_VALUES, reason="values") if c is beside else c for c in columns]


def _in_words(columns: Sequence[Column], figures: Sequence[int], words: Sequence[int]) -> list[Column]:
    """`columns`; where none is headed as names, the first names the rows if its heading is that of figures and all its
    cells are words: "Meta" over what is to be done.
    """
    first = columns[0] if columns else None
    known = any(column.names_rows for column in columns)
    if first is None or known or not first.is_measure or figures[first.index] or not words[first.index]:
        return list(columns)
    account = next(c for c in vocabulary().concepts if c.code == "name" and c.subject == "account")
    return [replace(first, concept=account, confidence=_BY_VALUES, reason="values"), *columns[1:]]


def _numbers_rows(column: Column) -> bool:
    return column.concept is not None and column.concept.code == "row_number"


def _named_apart(columns: list[Column], body: Sequence[Line]) -> list[Column]:
    """`columns`; where the one headed as names says the same of many rows, the first column of texts left of it under
    no known heading that says another thing of each names them: the kind of programme stands under "Denominación".
    """
    rows = [
        line.row
        for line in body
        if line.figures and not line.is_words and not any(is_total(c.text) for c in line.cells if not c.is_number)
    ]
    headed = [
        c
        for c in columns
        if c.concept is not None
        and c.concept.code == "name"
        and not all(looks_like_code(row[c.index].text) for row in rows if c.index < len(row) and row[c.index].text)
    ]
    if len(headed) != 1:
        return columns
    rows = [row for row in rows if headed[0].index < len(row) and row[headed[0].index].text]
    said = {c.index: {row[c.index].text for row in rows if c.index < len(row)} for c in columns}
    if len(rows) < _FEWEST_TOLD_APART or len(said[headed[0].index]) > _MOST_ALIKE * len(rows):
        return columns
    place = headed[0].index
    apart = [
        c.index
        for c in columns[:place]
        if c.concept is None and len(said[c.index]) == len(rows)
        if all(any(map(str.isalpha, text)) and not looks_like_code(text) for text in said[c.index])
    ]
    if not apart:
        return columns
    named = replace(columns[apart[0]], concept=headed[0].concept, confidence=_BY_VALUES, reason="values")
    unnamed = replace(headed[0], concept=None, confidence=0.0, reason=None)
    return [named if c.index == named.index else unnamed if c.index == place else c for c in columns]


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
    """`columns` with plain numbers under no known heading, left of every column of words, taken for codes."""
    found = list(columns)
    if any(column.concept is not None and column.concept.code == "code" for column in columns):
        return found
    names = [c.index for c in columns if words[c.index] > figures[c.index] and (c.concept is None or c.names_rows or
             c.concept.code == "description")]  # fmt: skip
    if names and not any(figures[c.index] > words[c.index] for c in columns[min(names) :]):
        return found
    for column in columns[: min(names, default=0)]:
        place = column.index
        if column.concept is None and figures[place] > words[place] and coded[place] == figures[place]:
            found[place] = replace(column, concept=vocabulary().concept("code"), confidence=_BY_VALUES, reason="values")
    return found


def _begins_half(column: Column, columns: Sequence[Column]) -> bool:
    """Whether the measures right of `column` are those left of it, again."""
    left = [(c.concept, c.period) for c in columns[: column.index] if c.is_measure]
    right = [(c.concept, c.period) for c in columns[column.index + 1 :] if c.is_measure]
    return bool(right) and right == left[-len(right) :]


def _says_the_same(column: Column, columns: Sequence[Column]) -> bool:
    """Whether the measures right of `column` are such as stand left of it."""
    left = {(c.concept, c.period) for c in columns[: column.index] if c.is_measure}
    return all((c.concept, c.period) in left for c in columns[column.index + 1 :] if c.is_measure)


def in_halves(columns: Sequence[Column]) -> tuple[Column, ...]:
    """`columns` with their halves counted: a further column of names, right of figures, begins rows of its own."""
    half, seen_measure, seen_names = 0, False, False
    placed = []
    for column in columns:
        concept = column.concept
        names = concept is not None and concept.code == "name" and concept.subject in _SIDE_BY_SIDE
        if names and seen_measure and seen_names and _says_the_same(column, columns):
            half, seen_measure = half + 1, False
        seen_names = seen_names or column.names_rows
        seen_measure = seen_measure or (column.is_measure and column.concept is not None)
        placed.append(replace(column, half=half))
    return tuple(placed)
