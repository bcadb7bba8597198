"""Reading stretch by stretch: the block above, the rows of each half, notes on what was done to read them."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from services.compute.reading.blocks import filled
from services.compute.reading.document import Cell
from services.compute.recognition.alignment import align_all
from services.compute.recognition.alignment_scores import Reading
from services.compute.recognition.by_rates import mended_by_rates
from services.compute.recognition.columns import Column, cells_of, label_among
from services.compute.recognition.down import measures_down
from services.compute.recognition.facts import Row, Subject
from services.compute.recognition.figures import is_missing, parse
from services.compute.recognition.gathering import Gathering
from services.compute.recognition.halves import UNPAIRED
from services.compute.recognition.key_values import Block, block_of
from services.compute.recognition.lines import Line, is_figure
from services.compute.recognition.listed import listed
from services.compute.recognition.looks import align_by_looks, looks_tell
from services.compute.recognition.outline import Outline, Place
from services.compute.recognition.side import Side
from services.compute.recognition.side_down import SideDown
from services.compute.recognition.statement import RowNote
from services.compute.recognition.stretches import Stretch, needs_aligning, sheet_of, states_rates
from services.compute.recognition.subjects import Label, label_of
from services.compute.recognition.sums import holds_digits, in_doubt, mended_cells


@dataclass(frozen=True, slots=True)
class _Before:
    """Of the stretch before: in how many halves it stood, what its rows named last, and of whom measures went down."""

    halves: int = 0
    above: Label | None = None
    went_down: bool = False
    subject: Row | None = None


@dataclass
class Reader(Gathering):
    """Reads stretches one after another; what a block above a table names holds until the next table with headings,
    what a line above one announces until a new section begins, or a table whose rows name other such subjects.
    """

    _under: tuple[str, int] | None = None
    _block: Block | None = None
    _chain: list[tuple[int, int]] = field(default_factory=list)
    _announced: tuple[int, int, str] | None = None
    _heads: tuple[str, ...] = ()
    _before: _Before = _Before()
    _is_on: bool = False

    def read(self, stretch: Stretch, outlines: list[Outline]) -> int:
        """Take the figures of `stretch`; how many rows stated some. `outlines`, one a half, go on from stretch to
        stretch of a table.
        """
        self._read_block(stretch)
        if stretch.announced:
            outlines.clear()
        self._read_announced(stretch)
        if stretch.slipped:
            self._note_headings(stretch)
        if unpaired := [column for column in stretch.columns if column.half == UNPAIRED]:
            self._note_unpaired(stretch, unpaired)
        readings = _readings(stretch)
        halves = [
            tuple(column for column in stretch.columns if column.half == half)
            for half in range(max((column.half for column in stretch.columns), default=0) + 1)
        ]
        cells = [reading.cells for reading in readings]
        doubted = list(in_doubt(cells, stretch.columns))
        put_right = mended_by_rates(cells, stretch.columns, doubted)
        if any(holds_digits(cell) for _, cell, _ in doubted):
            put_right |= mended_cells(cells, stretch.columns)
        outlines += [self._begun() for _ in halves[len(outlines) :]]
        of_halves = [
            (half, outline, [_cells(reading, half) for reading in readings])
            for half, outline in zip(halves, outlines, strict=False)
        ]
        before, self._before = self._before if self._is_on else _Before(), _Before()
        if len(of_halves) == 1 and (each := listed(stretch.columns, stretch.body)):
            side = SideDown(self, stretch, *of_halves[0], put_right=put_right)
            return sum(side.take_listed(number, each) for number in range(len(stretch.body)))
        down = measures_down(stretch.body, stretch.columns, on=before.went_down) if len(of_halves) == 1 else {}
        if down:
            named = replace(before.subject, table=f"t{stretch.table + 1}") if before.subject else None
            side = SideDown(self, stretch, *of_halves[0], put_right=put_right, subject=named)
            stating = sum(side.take_down(number, down) for number in range(len(stretch.body)))
            self._before = _Before(1, side.above, True, side.subject)
            return stating
        above = before.above if before.halves == len(of_halves) == 1 else None
        sides = [Side(self, stretch, *of_half, put_right=put_right, above=above) for of_half in of_halves]
        stating = 0
        for number, (line, reading) in enumerate(zip(stretch.body, readings, strict=True)):
            begun = self.rows
            subjects = [subject for side in sides if (subject := side.take(number))]
            stating += bool(subjects)
            if subjects:
                self._note_row(stretch, line, reading, subjects[0], begun)
            elif reading.outcome == "ambiguous" and any(parse(cell) is not None for cell in line.cells):
                self._note_unread(stretch, line, reading)
        self._before = _Before(len(sides), sides[0].above if sides else None)
        return stating

    def _read_block(self, stretch: Stretch) -> None:
        """Take the block of labels and values above `stretch`; its rows belong under what that names."""
        block, on = block_of(stretch.pairs), self._goes_on(stretch)
        self._is_on = on and not stretch.apart and not stretch.announced
        if block is None:
            self._under = self._under if on else None
            return
        block, self._block = block.going_on(self._block), block
        kind = stretch.kind.code if stretch.kind else None
        row = Row(self.rows, f"t{stretch.table + 1}", kind, block.subject)
        above = {id(cell) for line in stretch.pairs[: stretch.head] for cell in line.cells}
        for cell, column in block.figures:
            row = replace(row, table=f"t{stretch.table + (id(cell) not in above)}")
            figure, concept = column.figure(cell), column.concept
            if figure is not None and concept is not None:
                unit = {"amount": self.currency, "ratio": "ratio"}.get(concept.kind)
                mended = column.mend(cell) is not None
                self.facts.add(row, cell, concept.code, figure, unit, None, stretch.period, mended)
                self.numeric_cells += 1
        self._under = (block.text, self.rows)
        self.rows += 1

    def _goes_on(self, stretch: Stretch) -> bool:
        """Whether `stretch` goes on with the list before it: without headings, or under the same again on another
        page.
        """
        if not stretch.own_headings:
            return True
        heads, self._heads = self._heads, (sheet_of(stretch), *(column.label for column in stretch.columns))
        return not stretch.apart and heads == self._heads

    def _read_announced(self, stretch: Stretch) -> None:
        """Take what the lines above `stretch` say of all its rows. Lines further out hold on where only those further
        in are said anew.
        """
        if not stretch.announced:
            table, _, kind = self._announced or (stretch.table, 0, "")
            if stretch.own_headings and table != stretch.table and (stretch.apart or _names_each(stretch, kind)):
                self._announced = None
            return
        for one in stretch.announced:
            self._chain = [entry for entry in self._chain if entry[0] < one.said.rank]
            parent = self._chain[-1][1] if self._chain else None
            row = Row(self.rows, one.table, None, one.subject, Place(len(self._chain), parent, None))
            said = " ".join(part for part in one.subject[1:] if part)
            self.facts.add_category(row, one.cell, one.said.concept, said, None, stretch.period)
            self._chain.append((one.said.rank, self.rows))
            self.rows += 1
        self._announced = (stretch.table, self._chain[-1][1], stretch.announced[-1].subject[0])

    def _begun(self) -> Outline:
        """The outline of a table, under the block above it if there is one, and under what was announced."""
        outline = Outline(under=self._announced[1] if self._announced else None)
        if self._under is not None:
            outline.row(-1, 0, *self._under)
        return outline

    def _note_headings(self, stretch: Stretch) -> None:
        """Note headings that were put back over their columns."""
        note = RowNote("ragged", f"t{stretch.table + 1}", ("account", None, None), stretch.slipped, self.rows)
        self.notes.append(replace(note, width=len(stretch.columns), moves=1))
        self.rows += 1

    def _note_unpaired(self, stretch: Stretch, columns: Sequence[Column]) -> None:
        """Note `columns` of figures of which nothing tells whose they are."""
        rows = [line.row for line in stretch.body if not line.is_words]
        cells = [[cell for cell in cells_of(column, rows, len(rows)) if is_figure(cell)] for column in columns]
        self.numeric_cells += sum(map(len, cells))
        if not any(cells):
            return
        labels = tuple(dict.fromkeys(column.label for column in columns))
        table, first = f"t{stretch.table + 1}", tuple(found[0] for found in cells if found)
        note = RowNote("unpaired", table, ("account", None, None), first, self.rows, missing=labels)
        self.notes.append(replace(note, width=len(stretch.columns)))
        self.rows += 1

    def _note_unread(self, stretch: Stretch, line: Line, reading: Reading) -> None:
        """Note a row of which nothing could be read, since its ways to be read agree on nothing."""
        label = label_of([*line.row[: len(stretch.columns)]], stretch.columns[: len(line.row)])
        subject = ("account", label.code, label.name) if label else ("account", None, None)
        labels = tuple(column.label for column in stretch.columns if column.is_measure)
        table, cells = f"t{stretch.table + 1}", tuple(filled(line.row))
        self.notes.append(
            RowNote("ambiguous", table, subject, cells, self.rows, missing=labels, width=len(stretch.columns))
        )
        self.rows += 1

    def _note_row(self, stretch: Stretch, line: Line, reading: Reading, subject: Subject, number: int) -> None:
        columns, row = stretch.columns, line.row
        lacking = [
            (label_among(column, columns), cell)
            for cell, column in zip(reading.cells, columns, strict=True)
            if column.is_measure and column.label and (cell is None or is_missing(cell))
            if not _is_to_come(column, stretch)
        ]
        missing = tuple(label for label, _ in lacking)
        ragged = len(row) < len(columns) or any(cell.text for cell in row[len(columns) :])
        if not (missing or ragged or reading.moves):
            return
        note = RowNote("missing", f"t{stretch.table + 1}", subject, tuple(filled(row)), number, missing=missing)
        instead = tuple((label, cell) for label, cell in lacking if cell is not None and cell.text)
        note = replace(note, instead=instead, width=len(columns))
        moved = replace(note, moved=reading.moved, moves=reading.moves, rates_met=reading.rates_met)
        if reading.outcome == "ambiguous" and missing:
            self.notes.append(replace(moved, kind="ambiguous"))
        elif ragged:
            self.notes.append(replace(moved, kind="ragged"))
        elif reading.moves:
            self.notes.append(replace(moved, kind="shifted", cells=tuple(filled(row[reading.at :]))))
        elif subject[0] != "account" and not (stretch.kind and stretch.kind.subject is None):
            self.notes.append(note)


def _is_to_come(column: Column, stretch: Stretch) -> bool:
    """Whether `column` is of a time after that of which `stretch` tells: a quarter that has not been."""
    return column.period is not None and stretch.period is not None and column.period.start > stretch.period.end


def _names_each(stretch: Stretch, kind: str) -> bool:
    """Whether the rows of `stretch` name subjects of `kind`, or are told by codes as programmes are."""
    named = {column.concept.subject for column in stretch.columns if column.names_rows and column.concept}
    coded = any(column.concept.code == "code" for column in stretch.columns if column.concept)
    return kind != "account" and (not named.isdisjoint((kind, "programme")) or (coded and "account" not in named))


def _readings(stretch: Stretch) -> list[Reading]:
    rows = [line.row for line in stretch.body]
    if looks_tell(stretch.columns) and not states_rates(stretch.columns):
        return align_by_looks(rows, stretch.columns)
    if needs_aligning(stretch):
        return align_all(rows, stretch.columns, stretch.alike)
    width = len(stretch.columns)
    return [Reading((*row[:width], *[None] * (width - len(row)))) for row in rows]


def _cells(reading: Reading, columns: Sequence[Column]) -> tuple[Cell | None, ...]:
    return tuple(reading.cells[column.index] for column in columns)
