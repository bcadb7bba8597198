"""The stretches of a filing: rows of a table under one set of headings, what they are, and how their columns go on."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import islice

from services.compute.reading.blocks import filled
from services.compute.reading.document import Cell, Document, Table
from services.compute.recognition.announced import (
    Announced,
    announced_over,
    segments,
    stands_apart,
    unit_of,
)
from services.compute.recognition.by_title import moment_titled, told_by_title, told_of_years
from services.compute.recognition.columns import Column, rates_among
from services.compute.recognition.concepts import StatementKind
from services.compute.recognition.continued import goes_on, headings_cut_off, is_block_of_next
from services.compute.recognition.factors import amount_factor
from services.compute.recognition.folding import fold, squash
from services.compute.recognition.halves import in_halves, with_halves
from services.compute.recognition.heading_slips import put_right
from services.compute.recognition.headings import Part, parts_of
from services.compute.recognition.kinds import find_kind, kind_across, kinds_titled
from services.compute.recognition.layout import columns_of
from services.compute.recognition.lines import Line, Row, enumerates, line_of
from services.compute.recognition.orders import with_order
from services.compute.recognition.other_pages import told_by_other_pages
from services.compute.recognition.periods import Period, parts_run, period_of_title
from services.compute.recognition.row_names import with_names
from services.compute.recognition.said_again import as_said_elsewhere
from services.compute.recognition.scales import settle
from services.compute.recognition.subjects import is_total
from services.compute.recognition.surroundings import Surroundings

_ROWS_READ = 200
_ROWS_THAT_NAME, _ROWS_UNDER_THE_SAME, _NEARLY_ALL = 3, 20, 0.75


@dataclass(frozen=True, slots=True)
class Stretch:
    """Rows of table `table` (0-based) under `columns`: a statement of `kind`, or of none that is known. `scale` is what
    the titles, or else the text, multiply amounts by. `announced` is whose its rows are, as lines above them say;
    `apart` that a new section begins with its table. The first `head` rows of its `pairs` and headings stand in the
    table above, from which a page's end parted them. `alike` are the rows under the same headings, its own among them;
    `unnamed` the columns as their words alone tell them; `slipped` the texts of headings that were put back over them.
    """

    table: int
    columns: tuple[Column, ...]
    body: tuple[Line, ...]
    kind: StatementKind | None
    title: str
    period: Period | None
    own_headings: bool
    pairs: tuple[Line, ...] = ()
    head: int = 0
    scale: Decimal | None = None
    announced: tuple[Announced, ...] = ()
    apart: bool = False
    alike: Sequence[Row] = ()
    unnamed: tuple[Column, ...] = ()
    slipped: tuple[Cell, ...] = ()


def stretches_of(document: Document, around: Surroundings, period: Period | None) -> list[Stretch]:
    """The stretches of `document`, their columns settled by what stands in all those with the same headings.

    `period` is the filing's. A table without headings goes on under those before it, where its rows fit them; the
    title over a table is that of those below it too, until the next.
    """
    found: list[Stretch] = []
    title, own_period = "", period
    scale: Decimal | None = None
    carried: tuple[Announced, ...] = ()
    unit: Decimal | None = None
    over, run = announced_over(document), parts_run(around.dated, around.texts)
    heads = [headings_cut_off(document, number) for number in range(len(document.tables))]
    every = as_said_elsewhere([parts_of(t, head) for t, head in zip(document.tables, heads, strict=True)])
    for number, table in enumerate(document.tables):
        own, dated = around.titles[number], period_of_title(around.dated[number], period, run)
        if kinds_titled(own) or dated:
            title, scale = own, None
            own_period = dated or own_period
        scale = amount_factor(own) or unit or scale
        unit = unit_of(table)
        carried = (*carried, *over[number])
        within: Decimal | None = None
        apart = stands_apart(document, number, around.titles)
        head, parted = heads[number], is_block_of_next(document, number)
        below = _rows_without_headings(every[number + 1 :])
        for part in every[number]:
            lead = list(segments([line_of(row) for row in part.lead], f"t{number + 1}"))
            carried = (*carried, *(one for piece in lead for one in piece.announced))
            within = lead[-1].unit or within
            part = replace(part, pairs=(), body=()) if parted else put_right(part, below)
            whole = replace(_stretch(number, table, part, title, own_period, found, below), head=len(head))
            for place, piece in enumerate(segments(whole.body, f"t{number + 1}")):
                carried, within = (*carried, *piece.announced), piece.unit or within
                if piece.rows or place == 0:
                    announced = carried if piece.rows else ()
                    piece_of = replace(whole, body=piece.rows, announced=announced, scale=within or scale)
                    found.append(replace(piece_of, apart=apart))
                carried = () if piece.rows else carried
    found = _in_halves_together(_as_on_other_pages(_named_together(found)))
    telling: dict[object, list[Row]] = {}
    for stretch in found:
        rows = telling.setdefault(_headed(stretch.columns), [])
        rows += [line.row for line in stretch.body if not line.is_words]
    return [_settled(stretch, telling[_headed(stretch.columns)], around) for stretch in found]


def goes_on_over_pages(stretches: Sequence[Stretch], before: Sequence[Stretch]) -> bool:
    """Whether `stretches`, those of a table, have the rows that follow those of `before`, the table right above it:
    under the same headings, whether these are printed again or not, and with nothing said in between.
    """
    if not before or stretches[0].table != before[-1].table + 1:
        return False
    first, last = stretches[0], before[-1]
    layouts = {tuple((c.index, squash(c.label)) for c in stretch.columns) for stretch in (*before, *stretches)}
    return (
        len(layouts) == 1
        and any(column.label for column in first.columns)
        and not (first.apart or first.announced or first.pairs)
        and (first.kind, first.period, first.scale) == (last.kind, last.period, last.scale)
        and sheet_of(first) == sheet_of(last)
    )


def sheet_of(stretch: Stretch) -> str:
    """The name of the workbook's sheet that `stretch` stands in, with a column's letter; empty elsewhere."""
    cell = next((cell for line in stretch.body for cell in line.row), None)
    return (cell.sheet_column if cell else None) or ""


def _rows_without_headings(every: Sequence[Sequence[Part]]) -> tuple[Line, ...]:
    """The first rows of the tables `every`, up to one that has headings of its own."""
    rows: list[Line] = []
    for first, *_ in every[:_ROWS_UNDER_THE_SAME]:
        if first.headings or first.pairs or len(rows) >= _ROWS_UNDER_THE_SAME:
            break
        rows += first.body[:_ROWS_UNDER_THE_SAME]
    return tuple(rows)


def _stretch(
    number: int,
    table: Table,
    part: Part,
    title: str,
    period: Period | None,
    before: Sequence[Stretch],
    below: Sequence[Line] = (),
) -> Stretch:
    said = part.said
    body = tuple(line for line in part.body if not _says_again(line, part, said) and not enumerates(line))
    last = next((stretch for stretch in reversed(before) if stretch.own_headings), None)
    headed = part.headings and not (last is not None and _says_less(part, last.columns))
    if not headed and last is not None and goes_on(table, body, last.columns, _rows_under(last, before)):
        body = tuple(line for line in body if not line.numbers_columns)
        return replace(last, table=number, body=body, own_headings=False, pairs=part.pairs, slipped=())
    by_words = columns_of(part.headings, None, period)
    concepts = frozenset(column.concept.code for column in by_words if column.concept)
    words = [*(column.label for column in by_words if column.names_rows), *_first_words(body)]
    kind = find_kind(title, concepts, " ".join(words)) or kind_across([heading.label for heading in part.headings])
    columns = columns_of(part.headings, kind, period) if part.headings else _unheaded(table, body)
    under = body if any(line.figures for line in body) else below
    named, own = in_halves(with_order(with_names(columns, under), under)), bool(part.headings)
    stretch = Stretch(number, named, body, kind, title, period, own, part.pairs)
    return replace(stretch, unnamed=tuple(columns), slipped=part.slipped)


def _named_together(found: Sequence[Stretch]) -> list[Stretch]:
    """`found`; where a stretch has too few rows to say which columns name them, the rows under the same headings
    elsewhere say it too: those that go on with them over a page's end, or under the headings said again.
    """
    headed: dict[tuple[str, ...], list[Stretch]] = {}
    for stretch in found:
        headed.setdefault(tuple(column.label for column in stretch.columns), []).append(stretch)
    named: dict[int, tuple[Column, ...]] = {}
    for labels, alike in headed.items():
        for stretch in alike if any(labels) and len(alike) > 1 else ():
            if not stretch.own_headings or not 0 < len(stretch.body) <= _ROWS_THAT_NAME:
                continue
            rows = (one for other in alike if other is not stretch for one in other.body)
            together = (*stretch.body, *islice(rows, _ROWS_UNDER_THE_SAME))
            named[id(stretch.columns)] = in_halves(with_names(stretch.unnamed, together))
    return [replace(one, columns=named.get(id(one.columns), one.columns)) for one in found] if named else list(found)


def _as_on_other_pages(found: Sequence[Stretch]) -> list[Stretch]:
    """`found`, their damaged headings as other pages have them."""
    layouts = list({id(one.columns): one.columns for one in found if one.own_headings}.values())
    told = {id(old): new for old, new in zip(layouts, told_by_other_pages(layouts), strict=True)}
    return [replace(one, columns=told.get(id(one.columns), one.columns)) for one in found]


def _in_halves_together(found: Sequence[Stretch]) -> list[Stretch]:
    """`found`, their columns in the halves that all rows under the same headings tell."""
    rows: dict[object, list[Line]] = {}
    for stretch in found:
        rows.setdefault(_headed(stretch.columns), []).extend(stretch.body)
    placed = {id(one.columns): with_halves(one.columns, rows[_headed(one.columns)]) for one in found}
    return [replace(one, columns=placed[id(one.columns)]) for one in found]


def _says_less(part: Part, columns: Sequence[Column]) -> bool:
    """Whether the headings of `part` are some of those of `columns` and no others, such as the lowest row alone, though
    it be whole, or the numbers of the columns, which a page repeats.
    """
    if any(one.label or one.stated for one in part.headings[len(columns) :]):
        return False
    pairs = list(zip(part.headings, columns, strict=False))
    same = all(not one.label or fold(one.label) == fold(column.label) for one, column in pairs)
    numbered = all(not one.stated or one.stated == column.stated for one, column in pairs)
    less = any((column.label and not one.label) or (column.group and not one.above) for one, column in pairs)
    return same and numbered and less


def _rows_under(headed: Stretch, found: Sequence[Stretch]) -> tuple[Line, ...]:
    """The rows under the columns of `headed`, its own and those that go on with them among `found`, which follow it."""
    place = next(number for number, stretch in enumerate(found) if stretch is headed)
    return tuple(line for stretch in found[place:] if stretch.columns is headed.columns for line in stretch.body)


def _first_words(body: Sequence[Line]) -> list[str]:
    """The first text of each of the first rows."""
    return [line.cells[0].text for line in body[:_ROWS_THAT_NAME] if line.cells]


def _unheaded(table: Table, body: Sequence[Line]) -> tuple[Column, ...]:
    """Columns of which nothing is said, as far as figures stand."""
    width = max((place + 1 for line in body for place in line.figures), default=0)
    return tuple(Column(index, "", "", None) for index in range(max(width, table.width)))


def _says_again(line: Line, part: Part, said: frozenset[str]) -> bool:
    """Whether `line` says the headings of `part` again, which `said` are; "TOTAL" alone does where it stands there."""
    if not line.is_words or not line.cells or any(fold(cell.text) not in said for cell in line.cells):
        return False
    first, *others = line.cells
    if others or not is_total(first.text):
        return True
    return any(c.column == first.column and fold(c.text) == fold(first.text) for row in part.heading_rows for c in row)


def states_rates(columns: Sequence[Column]) -> bool:
    """Whether some column is a quotient of two others."""
    return bool(rates_among(tuple(columns)))


def needs_aligning(stretch: Stretch) -> bool:
    """Whether its rows may have slipped: rates can tell, or some row has another length than its columns."""
    width = len(stretch.columns)
    return states_rates(stretch.columns) or any(
        len(line.row) != width for line in stretch.body if line.figures and len(filled(line.row)) > 1
    )


def _settled(stretch: Stretch, telling: Sequence[Row], around: Surroundings) -> Stretch:
    """`stretch`, its columns settled by the rows `telling`: all those under the same headings."""
    scale = stretch.scale
    if scale is None and not any(map(amount_factor, around.titles)):
        scales = (factor for text in around.texts if (factor := amount_factor(text)) and factor != 1)
        scale = next(scales, None)
    columns = settle(stretch.columns, _whole(telling, len(stretch.columns)), scale, stretch.kind, stretch.period)
    own = around.titles[stretch.table]
    columns = told_by_title(columns, own if moment_titled(own) else stretch.title, stretch.kind)
    if stretch.kind is None and scale is None:
        rates = {column.index for column in columns if column.concept and column.concept.kind == "ratio"}
        cells = [cell.text for row in telling[:_ROWS_READ] for cell in row if cell.column not in rates]
        heads = [column.path for column in columns]
        columns = told_of_years(columns, " ".join((own, stretch.title, *around.texts, *heads, *cells)))
    return replace(stretch, columns=columns, scale=scale, alike=telling)


def _whole(rows: Sequence[Row], width: int) -> Sequence[Row]:
    """`rows`, or those of the table's own `width` where nearly all are: what a row says that lost a cell or holds one
    twice stands in other columns.
    """
    whole = [row for row in rows if len(row) == width]
    return whole if len(rows) > len(whole) >= max(_ROWS_THAT_NAME, _NEARLY_ALL * len(rows)) else rows


def _headed(columns: Sequence[Column]) -> tuple[object, ...]:
    """What stretches of the same columns have in common, so that the rows of one tell of those of another."""
    return tuple((column.concept, column.label, column.index) for column in columns)
