"""Columns of figures under no heading, or none that is known: of the kind that all around them tells."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from services.compute.reading.document import Cell
from services.compute.recognition.bare_headings import plain, without_marks
from services.compute.recognition.by_arithmetic import Rows, speaks_of_progress
from services.compute.recognition.columns import Column, cells_of, mostly
from services.compute.recognition.concepts import Concept, Kind, StatementKind
from services.compute.recognition.factors import PERCENT, amount_factor
from services.compute.recognition.figures import parse
from services.compute.recognition.folding import fold, slug
from services.compute.recognition.lines import is_figure
from services.compute.recognition.matching import own_label
from services.compute.recognition.numbers import counts_with_rate, part_of_whole, read_all
from services.compute.recognition.statement import RESERVED
from services.compute.recognition.subjects import is_total
from services.compute.recognition.vocabulary import vocabulary
from services.compute.recognition.within_years import month_within

_HALF, _SOME, NEARLY_ALL = 0.5, 0.2, 0.9
_CENTS, _LARGE = 2, 1000
_FEWEST_PRINTED_AMOUNTS, _MOST_DIGITS_OF_A_COUNT, _HALF_A_CENT = 2, 3, Decimal("0.005")
_OWN_LABEL = 0.5
_FEW = 4
ROWS_THAT_TELL = 500
"""How many rows are looked at for marks that all would have."""
_FEWEST_AMOUNTS = 3
_MOST_PROGRESS = 200
_HELD_AGAINST_PARTS = ("target_original", "target_modified", "achieved", "numerator", "denominator", "indicator_value")


def with_unheaded(columns: list[Column], rows: Rows, kind: StatementKind | None) -> list[Column]:
    """`columns`; in a statement of money without any heading over figures they are amounts, if each row has one: what
    makes up a sum stands left of the sums.
    """
    places = [c.index for c in columns if not c.names_rows and mostly(c, rows, is_figure, _HALF)]
    if kind is None or not kind.money or any(columns[place].label or columns[place].group for place in places):
        return columns
    if any(sum(place < len(row) and is_figure(row[place]) for place in places) > 1 for row in rows):
        return columns
    amount = vocabulary().concept("amount")
    return [
        replace(c, concept=amount, confidence=_OWN_LABEL, reason="values") if c.index in places else c for c in columns
    ]


def with_unknown(columns: list[Column], rows: Rows, kind: StatementKind | None, in_money: bool = False) -> list[Column]:
    """A column with figures that no concept fits keeps its own label as one, so that nothing numeric is dropped.

    Unless the label or its cells say percent, its figures are amounts in a statement of money. In a table of no known
    kind they are amounts where the heading says pesos, else what the known columns are: amounts where all are, and
    there are several; counts where one is a target; amounts where the title says that all are `in_money`.
    """
    settled = []
    marked = any("$" in cell.text for row in rows[:ROWS_THAT_TELL] for cell in row)
    counted = marked and sum(bool(column.label) for column in columns) <= _FEW
    taken = {column.concept.code for column in columns if column.concept} | RESERVED
    unknown = _kind_of_unknown(columns, kind)
    monthly = unknown == "other" and not marked and _counts_by_month(columns, rows)
    counts = unknown == "target" or (unknown == "other" and not (marked or monthly) and _counts_all(columns, rows))
    columns = [
        replace(c, concept=None, confidence=0.0, reason=None)
        if _is_any_total(c) and (counts or counts_things(c, rows))
        else c
        for c in columns
    ]
    stated = in_money and unknown == "other" and all(c.concept is None or c.concept.kind != "target" for c in columns)
    for column in columns:
        if monthly and _is_any_total(column):
            column = replace(column, concept=vocabulary().concept("count"))
        if column.concept is None and kind and kind.figures and mostly(column, rows, _is_figures, _HALF):
            every = replace(vocabulary().concept(kind.figures), terms=frozenset({""}))
            column = replace(column, concept=every, confidence=_OWN_LABEL, reason="values")
        elif column.concept is None and mostly(column, rows, _is_part_of_whole, _HALF):
            column = _as_parts(column, columns)
        elif column.concept is None and (
            mostly(column, rows, is_figure, _HALF) or _says_counts_with_rates(column, rows)
        ):
            if month_within(column.label, column.period) and unknown in ("amount", "other"):
                # One measure, month by month, of which nothing is said.
                measure = vocabulary().concept("count" if monthly else "amount")
                settled.append(replace(column, concept=measure, confidence=_OWN_LABEL))
                continue
            own = _own(column, kind) if kind else None
            code = slug(own or f"{column.group} {_told_apart(column, columns)}") or "column"
            code = code if code not in taken and code != "column" else f"{code}_{column.index + 1}"
            if counted and "count" not in taken and mostly(column, rows, _is_count):
                found = vocabulary().concept("count")
                settled.append(replace(column, concept=found, confidence=_OWN_LABEL, reason="values"))
                taken.add("count")
                continue
            taken.add(code)
            column = replace(
                column,
                concept=Concept(code, _kind_of(column, columns, rows, unknown, stated)),
                confidence=1.0 if own else _OWN_LABEL,
                reason="term" if own else "own-label",
            )
        settled.append(column)
    return settled


def _kind_of(column: Column, columns: Sequence[Column], rows: Rows, unknown: Kind, in_money: bool) -> Kind:
    """What the figures of `column` are, which are `unknown` if nothing of their own says otherwise, nor the table says
    that it is `in_money`.
    """
    if _says_counts_with_rates(column, rows):
        return "count"
    if PERCENT.search(column.path) or mostly(column, rows, _is_percent):
        return "ratio"
    words = fold(column.label).split()
    if any(map(" ".join(words).startswith, vocabulary().counting)):
        return "count" if unknown == "amount" else unknown
    if counts_things(column, rows):
        return "other" if unknown == "amount" else unknown  # which may be rounded, as statistics are
    if unknown == "other" and (amount_factor(column.path) or not vocabulary().heads_money.isdisjoint(_begins(column))):
        return "amount"
    if in_money and not mostly(column, rows, _is_bare_count, 1.0):
        return "amount"
    amounts = any(c.concept is not None and c.concept.kind == "amount" and not _is_any_total(c) for c in columns)
    if unknown == "other" and amounts and mostly(column, rows, _is_large_to_the_cent, NEARLY_ALL):
        return "amount"
    if unknown == "amount" and _counts_among_amounts(column, columns, rows):
        return "count"
    if unknown == "amount" and speaks_of_progress(column) and mostly(column, rows, _is_progress, 1.0):
        return "other"
    return unknown


def _begins(column: Column) -> set[str]:
    """The words with which the heading of `column`, and the one right above it, begin."""
    return {fold(text).partition(" ")[0] for text in (column.label, column.group.rpartition(" / ")[2])}


def counts_things(column: Column, rows: Rows) -> bool:
    """Whether its heading begins with what is counted, and its figures are whole numbers throughout."""
    return not vocabulary().counted_things.isdisjoint(_begins(column)) and are_whole(column, rows)


def are_whole(column: Column, rows: Rows) -> bool:
    """Whether its figures are whole numbers throughout, as things are counted."""
    return mostly(column, rows, _is_count, 1.0)


def _as_parts(column: Column, columns: Sequence[Column]) -> Column:
    """A column of cells that say so many of so many: numerator and denominator, where nothing else in the row is what
    these might be held against; else its own heading, and the whole of that.
    """
    known = {c.concept.code for c in columns if c.concept}
    numerator = vocabulary().concept("numerator")
    if known.isdisjoint(_HELD_AGAINST_PARTS) or (_names_parts(column) and "numerator" not in known):
        return replace(column, concept=numerator, of="denominator", confidence=_OWN_LABEL, reason="own-label")
    code = slug(f"{column.group} {_told_apart(column, columns)}") or f"column_{column.index + 1}"
    code = f"{code}_{column.index + 1}" if code in known | RESERVED else code
    return replace(
        column, concept=Concept(code, "count"), of=f"{code}_total", confidence=_OWN_LABEL, reason="own-label"
    )


def _names_parts(column: Column) -> bool:
    """Whether its heading names both parts of a quotient: "Numerador / Denominador"."""
    words = set(fold(column.label).split())
    return all(not words.isdisjoint(vocabulary().groups[name]) for name in ("numerators", "denominators"))


def _is_part_of_whole(cell: Cell) -> bool:
    return not cell.is_number and part_of_whole(cell.text) is not None


def _own(column: Column, kind: StatementKind) -> str | None:
    """The heading of `kind` that keeps its own label which stands over `column`, nearest first; it may have been cut
    into rows.
    """
    above = column.group.split(" / ")
    whole = [" ".join([*above[-count:], column.label]) for count in range(1, len(above) + 1)]
    texts = [column.label, *whole, *reversed(above)]
    return next((own for text in texts if (own := own_label(text, kind))), None)


def _told_apart(column: Column, columns: Sequence[Column]) -> str:
    """The label of `column` without its marks, or with its number where that tells it from others: "Año 1 (d)"."""
    label = plain(column.label)
    alike = [other for other in columns if plain(other.label) == label and other.group == column.group]
    return without_marks(column.label) if len(alike) > 1 else label


def _kind_of_unknown(columns: Sequence[Column], kind: StatementKind | None) -> Kind:
    """What figures under unknown headings are in a statement of `kind`, or in a table like that of `columns`."""
    known = [c.concept.kind for c in columns if c.concept and c.is_measure and not _is_any_total(c)]
    known += ["amount" for c in columns if c.concept is None and not vocabulary().heads_money.isdisjoint(_begins(c))]
    if kind.money if kind else len(known) >= _FEWEST_AMOUNTS and set(known) == {"amount"}:
        return "amount"
    return "target" if kind is None and "target" in known and "amount" not in known else "other"


def _is_any_total(column: Column) -> bool:
    """Whether nothing but the word for a total heads `column`, which may be one of money or of anything."""
    return column.concept is not None and column.concept.code == "amount" and is_total(column.label)


def _counts_all(columns: Sequence[Column], rows: Rows) -> bool:
    """Whether all that is known of the figures is a total, and they are whole numbers throughout, as things counted."""
    known = [c for c in columns if c.concept and c.is_measure]
    figures = [c for c in columns if not c.names_rows and mostly(c, rows, is_figure, _HALF)]
    alone = bool(known) and all(map(_is_any_total, known)) and len(figures) > len(known)
    return alone and all(mostly(c, rows, _is_count, 1.0) for c in figures)


def _counts_by_month(columns: Sequence[Column], rows: Rows) -> bool:
    """Whether all figures are whole numbers of few digits under months and their total, as things done are counted."""
    figures = [c for c in columns if not c.names_rows and mostly(c, rows, is_figure, _HALF)]
    months = [c for c in figures if c.concept is None and month_within(c.label, c.period)]
    rest = [c for c in figures if c not in months]
    return (
        len(months) > 1 and all(map(_is_any_total, rest)) and all(mostly(c, rows, _is_bare_count, 1.0) for c in figures)
    )


def _is_figures(cell: Cell) -> bool:
    """Whether `cell` holds a figure, or two beside each other."""
    return is_figure(cell) or bool(read_all(cell.text))


def _is_percent(cell: Cell) -> bool:
    figure = parse(cell)
    return figure is not None and figure.percent


def _counts_with_rate(cell: Cell) -> bool:
    return not cell.is_number and counts_with_rate(cell.text)


def _counts_among_amounts(column: Column, columns: Sequence[Column], rows: Rows) -> bool:
    """Whether `column` prints whole numbers alone, and the others, in figures of thousands, decimals throughout: it
    counts what they pay for.
    """
    if PERCENT.search(column.path) or amount_factor(column.path) or not mostly(column, rows, _is_bare_count, 1.0):
        return False
    others = [
        c for c in columns if c is not column and not c.names_rows and mostly(c, rows, is_printed_amount, NEARLY_ALL)
    ]
    return len(others) >= _FEWEST_PRINTED_AMOUNTS


def _is_bare_count(cell: Cell) -> bool:
    return not cell.is_number and cell.text.strip().isdecimal() and len(cell.text.strip()) <= _MOST_DIGITS_OF_A_COUNT


def is_printed_amount(cell: Cell) -> bool:
    figure = parse(cell)
    return not cell.is_number and figure is not None and not figure.percent and figure.half_unit == _HALF_A_CENT


def prints_cents(cell: Cell) -> bool:
    """Whether `cell` shows two decimals, as amounts have."""
    return is_printed_amount(cell) or (cell.is_number and cell.decimals == _CENTS)


def _is_large_to_the_cent(cell: Cell) -> bool:
    """Whether `cell` shows two decimals of thousands: no rate and no price of a thing."""
    figure = parse(cell)
    return figure is not None and abs(figure.value) >= _LARGE and prints_cents(cell)


def _says_counts_with_rates(column: Column, rows: Rows) -> bool:
    """Whether half of the figures of `column` are counts with their rates, and these are some of its cells."""
    figures = sum(map(is_figure, cells_of(column, rows)))
    counts = sum(map(_counts_with_rate, cells_of(column, rows)))
    return counts >= _HALF * figures and mostly(column, rows, _counts_with_rate, _SOME)


def _is_progress(cell: Cell) -> bool:
    """Whether `cell` may be progress in percent rather than money."""
    figure = parse(cell)
    return figure is not None and "$" not in cell.text and abs(figure.value) <= _MOST_PROGRESS


def _is_count(cell: Cell) -> bool:
    """Whether `cell` is a whole number without a currency's mark, as things are counted."""
    figure = parse(cell)
    return figure is not None and "$" not in cell.text and not figure.percent and figure.value == int(figure.value)
