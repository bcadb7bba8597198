"""Columns headed by one word for several things, told by the kind of the figures beside them and by how they print."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from services.compute.recognition.by_arithmetic import Rows
from services.compute.recognition.columns import Column, mostly
from services.compute.recognition.concepts import Concept, Kind
from services.compute.recognition.dated_headings import TARGETS_OF_A_YEAR, period_of_heading, period_of_target
from services.compute.recognition.folding import fold, slug, squash
from services.compute.recognition.matching import says_of_what
from services.compute.recognition.periods import Period, whole_year
from services.compute.recognition.told_apart import as_concepts, meanings_of
from services.compute.recognition.unknown import NEARLY_ALL, ROWS_THAT_TELL, counts_things, prints_cents
from services.compute.recognition.vocabulary import vocabulary

_TWICE, _LEAST_SURE = 2, 0.5
_UNTOLD: frozenset[Kind] = frozenset({"ratio", "count", "other"})


def with_bare_budget(columns: Sequence[Column]) -> list[Column]:
    """`columns`; what is headed as the budget alone, beside what was spent of it or collected, and by no moment before
    that, is what was approved, or estimated.
    """
    told, known = list(columns), vocabulary().bare_budget
    for half in {column.half for column in columns}:
        own = [column for column in columns if column.half == half]
        codes = {column.concept.code for column in own if column.concept}
        bare = [c for c in own if c.reason == "own-label" and not c.group and _bare(c.label) in known["words"]]
        if len(bare) == 1 and codes & (known["spent"] | known["collected"]) and codes.isdisjoint(known["taken"]):
            concept = vocabulary().concept("approved" if codes & known["spent"] else "estimated")
            told[bare[0].index] = replace(bare[0], concept=concept, confidence=_LEAST_SURE, reason="beside")
    return told


def _bare(label: str) -> str:
    """The words of the heading `label` without the year behind them."""
    return fold(period_of_heading(label, None)[0])


def told_by_company(columns: Sequence[Column], rows: Rows, period: Period | None = None) -> list[Column]:
    """`columns`; where no group says what a word for several things is of, it is of the kind of the other figures, if
    they are all of one: ``Programado`` beside ``Alcanzado`` is a target, beside ``Ejercido`` money.

    What is printed as money is no target. Where the same words come twice, as in two groups without headings, those of
    money are told by that alone. ``Meta`` beside a target of the filing's `period` is the year's.
    """
    told = list(columns)
    for half in {column.half for column in columns}:
        told, untold = _told_groups(told, half, rows)
        beside = [column for column in told if column.half == half and column.is_measure and column.index not in untold]
        uncounted = [column for column in beside if not counts_things(column, rows)]
        doubtful = [column for column in uncounted if meanings_of(column) and not says_of_what(column.group)]
        doubtful = [column for column in doubtful if _is_own(column) or _may_be_money(column, rows)]
        known = [column for column in beside if column not in doubtful and not _is_own(column)]
        kinds = {column.concept.kind for column in known if column.concept} - _UNTOLD
        if not kinds and doubtful and all(_is_money(column, rows) for column in doubtful):
            kinds = {"amount"}
        company = {column.concept.code for column in known if column.concept}
        for column in doubtful:
            kind = next(iter(kinds)) if len(kinds) == 1 else _kind_beside(column, known)
            if kind is None:
                continue
            meant = _meant(column, kind, company)
            is_it = column.concept is not None and column.concept.kind == kind and not _is_own(column)
            if is_it or len(meant) != 1 or (kind == "target" and _is_money(column, rows)):
                continue
            dated = _of_its_year(column, meant[0])
            of_year = _of_the_year(told, dated, meant[0], rows, period)
            told = next((way for way in (told, of_year) if as_concepts(way, [dated], meant, "beside")), told)
            told = as_concepts(told, [dated], meant, "beside") or told
    return told


def _kind_beside(column: Column, known: Sequence[Column]) -> Kind | None:
    """Of what kind the figures right beside `column` are, where those of its table are of several; None where they are
    of several too, or of none that is known.
    """
    beside = (one.concept.kind for one in known if one.concept and abs(one.index - column.index) == 1)
    kinds = set(beside) - _UNTOLD
    return kinds.pop() if len(kinds) == 1 else None


def _may_be_money(column: Column, rows: Rows) -> bool:
    """Whether `column`, of a word for several things, is taken for money, or for a target that is printed as money."""
    several = len(meanings_of(column)) > 1
    return several and column.concept is not None and (column.concept.kind != "target" or _is_money(column, rows))


def _meant(column: Column, kind: Kind, company: set[str]) -> list[Concept]:
    """What the heading of `column` may mean among figures of `kind`; of several things that of the group which the
    concepts of its `company` are of.
    """
    meant = [concept for concept in meanings_of(column) if concept.kind == kind]
    groups = {group for group, codes in vocabulary().company.items() if company & codes}
    if len(meant) < _TWICE or len(groups) > 1:
        return meant
    groups = groups or {"budget"}
    return [concept for concept in meant if groups & set(concept.under)]


def _told_groups(columns: Sequence[Column], half: int, rows: Rows) -> tuple[list[Column], set[int]]:
    """`columns`; where words for money and for targets come twice under no group, the group printed as money is of it,
    and the other of targets; where that tells nothing, both keep their own labels, and these are the places of those.
    """
    told, untold = list(columns), set[int]()
    for first, second in _twice(columns, half):
        money = [sum(_is_money(column, rows) for column in group) for group in (first, second)]
        whole = [number == len(group) for number, group in zip(money, (first, second), strict=True)]
        if sorted(money)[0] == 0 and any(whole):
            kinds: tuple[Kind, ...] = ("amount", "target") if whole[0] else ("target", "amount")
            for group, kind in zip((first, second), kinds, strict=True):
                for column in group:
                    told[column.index] = _of_kind(column, kind)
        else:
            for column in (*first, *second):
                own = Concept(f"{slug(column.label)}_{column.index + 1}", "other")
                told[column.index] = replace(column, concept=own, confidence=_LEAST_SURE, reason="own-label")
                untold.add(column.index)
    return told, untold


def _twice(columns: Sequence[Column], half: int) -> Iterator[tuple[list[Column], list[Column]]]:
    """The columns of words for money and for targets that stand twice, side by side under no group."""
    found = [
        column
        for column in columns
        if column.half == half and column.is_measure and not column.group and column.period is None
        if {concept.kind for concept in meanings_of(column)} >= {"amount", "target"}
    ]
    heads = [squash(column.label) for column in found]
    size = len(heads) // _TWICE
    if size > 1 and heads[:size] == heads[size:] and len(set(heads)) == size:
        yield found[:size], found[size:]


def _of_kind(column: Column, kind: Kind) -> Column:
    """`column` as what its heading means among figures of `kind`."""
    group = "budget" if kind == "amount" else "targets"
    meant = [concept for concept in meanings_of(column) if concept.kind == kind]
    placed = [concept for concept in meant if group in concept.under]
    concept = (placed or meant)[0]
    return replace(column, concept=concept, confidence=_LEAST_SURE, reason="values")


def _of_its_year(column: Column, concept: Concept) -> Column:
    """`column` of the period that its heading means of `concept`: "Programado 2020" is the year's."""
    if concept.code not in TARGETS_OF_A_YEAR:
        return column
    return replace(column, period=period_of_target(column.label, column.period))


def _of_the_year(
    columns: Sequence[Column], target: Column, concept: Concept, rows: Rows, period: Period | None
) -> list[Column]:
    """`columns`; the one headed as a target alone that is taken for `concept` too is the year's, if that is longer than
    `period` and its figures are nowhere less than those of `target`.
    """
    year = whole_year(period)
    if concept.code not in TARGETS_OF_A_YEAR or target.period is not None or year is None or year == period:
        return list(columns)
    return [
        replace(column, period=year)
        if column.concept is not None
        and (column.concept.code, column.half, column.period) == (concept.code, target.half, None)
        and fold(column.label) in vocabulary().target_words
        and _nowhere_less(column, target, rows)
        else column
        for column in columns
    ]


def _nowhere_less(whole: Column, part: Column, rows: Rows) -> bool:
    wide = [row for row in rows[:ROWS_THAT_TELL] if max(whole.index, part.index) < len(row)]
    read = [(whole.figure(row[whole.index]), part.figure(row[part.index])) for row in wide]
    return all(one.value >= other.value for one, other in read if one is not None and other is not None)


def _is_own(column: Column) -> bool:
    return column.reason == "own-label"


def _is_money(column: Column, rows: Rows) -> bool:
    marked = any("$" in row[column.index].text for row in rows[:ROWS_THAT_TELL] if column.index < len(row))
    return marked or mostly(column, rows, prints_cents, NEARLY_ALL)
