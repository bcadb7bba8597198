"""From headings to columns: which concept, which period, which of two halves, and how sure each is."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from functools import partial

from services.compute.recognition.columns import Column
from services.compute.recognition.concepts import StatementKind
from services.compute.recognition.dated_headings import (
    TARGETS_OF_A_YEAR,
    is_of_whole_year,
    period_of_group,
    period_of_heading,
    period_of_target,
    without_time,
)
from services.compute.recognition.folding import fold, squash
from services.compute.recognition.headings import Heading
from services.compute.recognition.matching import match, meanings, says_of_what
from services.compute.recognition.periods import Period, whole_year
from services.compute.recognition.respelled import respelled
from services.compute.recognition.subjects import is_total
from services.compute.recognition.targets_of_time import says_of_period
from services.compute.recognition.vocabulary import vocabulary
from services.compute.recognition.within_years import month_within, names_a_quarter, names_months_alone

_YEAR_CONFIDENCE, _FORM_CONFIDENCE = 0.95, 0.8
_OF_A_YEAR = ("amount", "target")
_MEASURES = ("amount", "target", "ratio", "count")


def columns_of(headings: Sequence[Heading], kind: StatementKind | None, period: Period | None) -> tuple[Column, ...]:
    """The columns under `headings` in a statement of `kind` and `period`, known by their words alone."""
    columns = _nearly_none([_column(index, heading, kind, period) for index, heading in enumerate(headings)])
    columns = _codes_of_rows(_indicators_of_programmes(_year_beside_its_part(columns, period)))
    return _in_form_order(columns, kind) if kind is not None else tuple(columns)


def _nearly_none(columns: list[Column]) -> list[Column]:
    """`columns`; what is headed nearly as a measure is not that where another column is headed so to the letter:
    "Precomprometido" beside "Comprometido".
    """
    told = {_what(column) for column in columns if column.is_measure and column.reason == "term"}
    return [
        replace(column, concept=None, confidence=0.0, reason=None)
        if column.is_measure and column.reason == "near-term" and _what(column) in told
        else column
        for column in columns
    ]


def _what(column: Column) -> tuple[str, str, Period | None]:
    """What figures a column states, of which group and when."""
    return column.concept.code if column.concept else "", column.group, column.period


def _year_beside_its_part(columns: list[Column], period: Period | None) -> list[Column]:
    """`columns`; a target that does not say of when, beside one of the period, is the year's: "Meta", "Meta al
    periodo".
    """
    of_period = {
        column.concept.code
        for column in columns
        if column.concept and column.concept.kind == "target" and says_of_period(column)
    }
    return [
        replace(column, period=whole_year(period))
        if column.concept
        and column.concept.code in of_period & TARGETS_OF_A_YEAR
        and column.period is None
        and not says_of_period(column)
        else column
        for column in columns
    ]


def _indicators_of_programmes(columns: list[Column]) -> list[Column]:
    """`columns`; beside the names of indicators those of programmes say whose these are."""
    subjects = {column.concept.subject for column in columns if column.concept and column.concept.code == "name"}
    if not {"indicator", "programme"} <= subjects:
        return columns
    whose = vocabulary().concept("programme_name")
    return [
        replace(column, concept=whose)
        if column.concept and column.concept.code == "name" and column.concept.subject == "programme"
        else column
        for column in columns
    ]


def _codes_of_rows(columns: list[Column]) -> list[Column]:
    """`columns`; beside codes of the rows those of papers, such as contracts, are none."""
    coded = [column for column in columns if column.concept and column.concept.code == "code"]
    papers = {c.index for c in coded if not vocabulary().papers.isdisjoint(fold(c.label).split())}
    if not papers or len(papers) == len(coded):
        return columns
    return [replace(c, concept=vocabulary().concept("description")) if c.index in papers else c for c in columns]


def _in_form_order(columns: list[Column], kind: StatementKind) -> tuple[Column, ...]:
    """`columns`; those of unknown headings between known ones are taken for what the form of `kind` has there, if they
    are as many as its.
    """
    order = vocabulary().forms.get(kind.code, ())
    while order and columns and not columns[-1].label:
        columns.pop()
    if len(columns) != len(order):
        return tuple(columns)
    if numbers := _numbers_of(columns):
        placed = {column.index: column for column in _in_order([columns[place] for place in numbers], order)}
        return tuple(placed[column.index] for column in columns)
    return tuple(_in_order(columns, order))


def _numbers_of(columns: Sequence[Column]) -> list[int]:
    """The places of `columns` as a row of numbers over them counts them, 1, 2, 3; none where it does not."""
    numbers = [int(column.stated) if column.stated.strip().isdecimal() else 0 for column in columns]
    counted = sorted(numbers) == list(range(1, len(columns) + 1))
    return sorted(range(len(columns)), key=numbers.__getitem__) if counted else []


def _in_order(columns: Sequence[Column], order: Sequence[str]) -> list[Column]:
    """`columns`, which stand as a form has them; unknown ones between known ones are what it has there."""
    columns = list(columns)
    codes = [column.concept.code if column.concept else "" for column in columns]
    for what, begin, end, first, last in SequenceMatcher(None, codes, order, autojunk=False).get_opcodes():
        if what == "replace" and end - begin == last - first and not any(codes[begin:end]):
            for place, code in zip(range(begin, end), order[first:last], strict=True):
                concept = vocabulary().concept(code)
                columns[place] = replace(columns[place], concept=concept, confidence=_FORM_CONFIDENCE, reason="form")
    return columns


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
        heading = replace(heading, above=tuple(filter(None, map(partial(_timeless, period, groups), heading.above))))
    own_period = own_period or month_within(label, period)
    column = replace(column, period=own_period)
    if names_a_quarter(label):
        return column  # "Trimestre 1" is no footnote to periods that name rows
    if not label:
        above = match(" ".join(heading.above[:-1]), heading.above[-1], kind) if heading.above else None
        if above is not None and above.concept.kind in _MEASURES and not is_total(heading.above[-1]):
            return replace(column, concept=above.concept, confidence=above.confidence, reason=above.reason)
        return replace(column, concept=vocabulary().concept("amount"), confidence=_YEAR_CONFIDENCE, reason="year")
    group = " ".join(heading.above)
    readings = [(group, label)]
    readings += [
        (" ".join(heading.above[:-n]), " ".join([*heading.above[-n:], label])) for n in (1, 2) if heading.above
    ]
    if heading.above and _goes_on(heading.above[-1], label):
        readings = [*readings[1:2], *readings]
    if heading.above and fold(label) in vocabulary().unit_rows:
        readings = [(" ".join(heading.above[:-1]), heading.above[-1])]
    whole = next(
        ((under, text) for under, text in readings if text != label and kind is not None and squash(text) in kind.own),
        None,
    )
    if whole is not None:
        return replace(column, group=whole[0], label=whole[1])
    spelled = [(under, said) for under, text in readings for said in (text, *respelled(text))]
    timeless = [(under, rest) for under, text in spelled if (rest := without_time(text, period))]
    rest = next((text for _, text in timeless), None)
    ways = [(nearly, under, text) for nearly in (False, True) for under, text in (*readings, *timeless)]
    for nearly, under, text in ways:
        if found := match(under, text, kind, nearly=nearly):
            break
    else:
        return replace(column, period=own_period or _year_of(label, period)) if rest and meanings(rest) else column
    if found.concept.kind in _OF_A_YEAR:
        own_period = _year_of(heading.label, own_period) or own_period
        column = replace(column, period=own_period or _year_of(heading.label, period) or _year_of(text, period))
    if found.concept.code in TARGETS_OF_A_YEAR:
        column = replace(column, period=period_of_target(heading.label, column.period))
    return replace(column, concept=found.concept, confidence=found.confidence, reason=found.reason)


def _timeless(period: Period | None, groups: Mapping[str, Period | None], text: str) -> str:
    """The heading `text` over columns without the time that it names by `groups`: nothing, but what it says besides of
    what the figures are, as "Metas 2022" does.
    """
    if groups[text] is None:
        return text
    rest, _ = period_of_heading(text, period)
    return rest if says_of_what(rest) else ""


def _year_of(text: str, period: Period | None) -> Period | None:
    """The year of `period`, if the heading `text` says that its figures are those of the whole year."""
    return whole_year(period) if is_of_whole_year(text) else None


def _goes_on(above: str, label: str) -> bool:
    """Whether `label` is the rest of the heading `above`, cut into two rows: "Ampliaciones/" over "(Reducciones)"."""
    return above.rstrip().endswith(("/", "-", ",")) or fold(above).split(" ")[-1] in vocabulary().connectives
