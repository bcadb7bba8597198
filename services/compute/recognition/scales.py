"""What the cells of a column say of it: that it holds codes, that it holds figures of no known kind, and its scale."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from services.compute.reading.document import Cell
from services.compute.recognition.by_arithmetic import (
    mixes_percent,
    speaks_of_progress,
    told_as_rates,
    told_as_sums,
    with_rate_scale,
)
from services.compute.recognition.coded import with_codes
from services.compute.recognition.columns import Column, cells_of, mostly
from services.compute.recognition.figures import parse
from services.compute.recognition.lines import is_figure
from services.compute.recognition.matching import own_label, plain, without_marks
from services.compute.recognition.numbers import counts_with_rate, part_of_whole, read_all, style_of
from services.compute.recognition.periods import month_within
from services.compute.recognition.progress import told_as_achieved
from services.compute.recognition.statement import RESERVED
from services.compute.recognition.subjects import is_total
from services.compute.recognition.vocabulary import Concept, Kind, StatementKind, fold, vocabulary

Rows = Sequence[Sequence[Cell]]

# A sum of so many millions is no scale; a year before one is no sum.
_SCALE = re.compile(
    r"(?P<sum>(?<!\d)(?!(?:19|20)\d\d\s)[\d.,']*\d\s+)?"
    r"\b(?:(?:(?P<scale>miles\s+de\s+millones|millones|miles)\s+de\s+)?pesos|mdp"
    r"|(?:cifras|importes|montos)\s+(?:expresad[oa]s\s+)?en\s+(?P<alone>miles|millones)(?!\s+de))\b"
)
_FACTORS = {
    "miles": Decimal(10**3),
    "millones": Decimal(10**6),
    "mdp": Decimal(10**6),
    "miles de millones": Decimal(10**9),
}
PERCENT = re.compile(r"%|\bporcentaje|\bporcentual|\bpor ciento", re.IGNORECASE)

_ONE, _HUNDREDTH = Decimal(1), Decimal("0.01")
_HALF, _SOME, _NEARLY_ALL = 0.5, 0.2, 0.9
_FEWEST_PRINTED_AMOUNTS, _MOST_DIGITS_OF_A_COUNT, _HALF_A_CENT = 2, 3, Decimal("0.005")
_OWN_LABEL = 0.5
_FEW = 4
LARGEST_SHARE = Decimal("1.5")
_ROWS_THAT_TELL = 500
_FEWEST_AMOUNTS = 3
_MOST_PROGRESS = 200
_HELD_AGAINST_PARTS = ("target_original", "target_modified", "achieved", "numerator", "denominator", "indicator_value")


def settle(
    columns: Sequence[Column], rows: Rows, factor: Decimal, kind: StatementKind | None = None
) -> tuple[Column, ...]:
    """`columns` with all that `rows`, those under such headings, say of them; amounts are to be multiplied by `factor`
    where their own headings say nothing else.
    """
    settled = with_codes(_once_each(_parted(columns)), rows)
    settled = _with_unknown(_unheaded(settled, rows, kind), rows, kind)
    style = style_of(cell.text for row in rows[:_ROWS_THAT_TELL] for cell in row if cell.text and not cell.is_number)
    settled = [replace(column, style=style) if column.is_measure else column for column in settled]
    settled = [_with_amount_factor(column, factor) for column in settled]
    settled = _as_their_group([_with_points(column, rows) for column in settled])
    settled = told_as_achieved(told_as_rates(told_as_sums(settled, rows), rows), rows)
    return tuple(with_rate_scale(column, settled, rows) for column in settled)


def amount_factor(text: str) -> Decimal | None:
    """By what amounts are multiplied to be pesos, as `text` says: 1000 for "miles de pesos", 1 for "pesos" alone.

    None where it says nothing, which a sum does not either: "12.5 millones de pesos".
    """
    said = [
        match["scale"] or match["alone"] or match[0] for match in _SCALE.finditer(text.casefold()) if not match["sum"]
    ]
    scales = [_FACTORS[" ".join(scale.split())] for scale in said if scale != "pesos"]
    return scales[-1] if scales else _ONE if said else None


def _parted(columns: Sequence[Column]) -> list[Column]:
    """`columns`; what one of them is only where it stands alone is what it is beside the other."""
    stated = {column.concept.code for column in columns if column.concept}
    return [
        replace(column, concept=vocabulary().concept(other[1]))
        if column.concept and (other := vocabulary().parted.get(column.concept.code)) and other[0] in stated
        else column
        for column in columns
    ]


def _once_each(columns: Sequence[Column]) -> list[Column]:
    """A measure of one period that two columns of a half are taken for is the first; the other keeps its own label."""
    seen: set[object] = set()
    once = []
    for column in columns:
        once_only = column.concept and column.is_measure and not column.concept.any_label
        key = (column.half, column.period, column.concept.code) if once_only and column.concept else None
        if key in seen:
            column = replace(column, concept=None, confidence=0.0, reason=None)
        elif key:
            seen.add(key)
        once.append(column)
    return once


def _unheaded(columns: list[Column], rows: Rows, kind: StatementKind | None) -> list[Column]:
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


def _with_unknown(columns: list[Column], rows: Rows, kind: StatementKind | None) -> list[Column]:
    """A column with figures that no concept fits keeps its own label as one, so that nothing numeric is dropped.

    Unless the label or its cells say percent, its figures are amounts in a statement of money. In a table of no known
    kind they are amounts where the heading says pesos, else what the known columns are: amounts where all are, and
    there are several; counts where one is a target.
    """
    settled = []
    marked = any("$" in cell.text for row in rows[:_ROWS_THAT_TELL] for cell in row)
    counted = marked and sum(bool(column.label) for column in columns) <= _FEW
    taken = {column.concept.code for column in columns if column.concept} | RESERVED
    unknown = _kind_of_unknown(columns, kind)
    if unknown == "target" or (unknown == "other" and not marked and _counts_all(columns, rows)):
        columns = [replace(c, concept=None, confidence=0.0, reason=None) if _is_any_total(c) else c for c in columns]
    for column in columns:
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
                settled.append(replace(column, concept=vocabulary().concept("amount"), confidence=_OWN_LABEL))
                continue
            own = _own(column, kind) if kind else None
            slug = fold(own or f"{column.group} {_told_apart(column, columns)}").replace(" ", "_") or "column"
            slug = slug if slug not in taken and slug != "column" else f"{slug}_{column.index + 1}"
            if counted and "count" not in taken and mostly(column, rows, _is_count):
                found = vocabulary().concept("count")
                settled.append(replace(column, concept=found, confidence=_OWN_LABEL, reason="values"))
                taken.add("count")
                continue
            taken.add(slug)
            what: Kind = "ratio" if PERCENT.search(column.path) or mostly(column, rows, _is_percent) else unknown
            if _says_counts_with_rates(column, rows):
                what = "count"
            elif what == "other" and amount_factor(column.path):
                what = "amount"
            elif what == "amount" and _counts_among_amounts(column, columns, rows):
                what = "count"
            elif what == "amount" and speaks_of_progress(column) and mostly(column, rows, _is_progress, 1.0):
                what = "other"
            column = replace(
                column,
                concept=Concept(slug, what),
                confidence=1.0 if own else _OWN_LABEL,
                reason="term" if own else "own-label",
            )
        settled.append(column)
    return settled


def _as_parts(column: Column, columns: Sequence[Column]) -> Column:
    """A column of cells that say so many of so many: numerator and denominator, where nothing else in the row is what
    these might be held against; else its own heading, and the whole of that.
    """
    known = {c.concept.code for c in columns if c.concept}
    numerator = vocabulary().concept("numerator")
    if known.isdisjoint(_HELD_AGAINST_PARTS):
        return replace(column, concept=numerator, of="denominator", confidence=_OWN_LABEL, reason="own-label")
    slug = fold(f"{column.group} {_told_apart(column, columns)}").replace(" ", "_") or f"column_{column.index + 1}"
    slug = f"{slug}_{column.index + 1}" if slug in known | RESERVED else slug
    return replace(
        column, concept=Concept(slug, "count"), of=f"{slug}_total", confidence=_OWN_LABEL, reason="own-label"
    )


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
        c for c in columns if c is not column and not c.names_rows and mostly(c, rows, _is_printed_amount, _NEARLY_ALL)
    ]
    return len(others) >= _FEWEST_PRINTED_AMOUNTS


def _is_bare_count(cell: Cell) -> bool:
    return not cell.is_number and cell.text.strip().isdecimal() and len(cell.text.strip()) <= _MOST_DIGITS_OF_A_COUNT


def _is_printed_amount(cell: Cell) -> bool:
    figure = parse(cell)
    return not cell.is_number and figure is not None and not figure.percent and figure.half_unit == _HALF_A_CENT


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


def _as_their_group(columns: Sequence[Column]) -> list[Column]:
    """`columns`, percentages in points where another of the same heading's percentages is."""
    points = {(c.group, c.concept.code) for c in columns if c.concept and c.factor == _HUNDREDTH and _is_share(c)}
    return [
        replace(c, factor=_HUNDREDTH) if c.concept and _is_share(c) and (c.group, c.concept.code) in points else c
        for c in columns
    ]


def _is_share(column: Column) -> bool:
    """Whether it is a percentage that is no quotient of other columns."""
    return column.concept is not None and column.concept.kind == "ratio" and column.concept.quotient is None


def _with_points(column: Column, rows: Rows) -> Column:
    """A percentage that is no quotient of other columns is in points where it is printed so large, or others of it
    have the percent sign.
    """
    if not _is_share(column):
        return column
    figures = [
        figure for cell in cells_of(column, rows) if (figure := parse(cell, column.style)) and not figure.percent
    ]
    large = any(abs(figure.value) > LARGEST_SHARE for figure in figures)
    return replace(column, factor=_HUNDREDTH) if large or mixes_percent(column, rows) else column


def _with_amount_factor(column: Column, factor: Decimal) -> Column:
    if column.concept is None or column.concept.kind != "amount":
        return column
    return replace(column, factor=amount_factor(column.label) or amount_factor(column.group) or factor)
