"""Whose figures a row gives, and where it stands: its label, the headings above it, the rows it belongs under."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from services.compute.arithmetic import Figure
from services.compute.reading.document import Cell
from services.compute.recognition.columns import Column
from services.compute.recognition.facts import Row, Subject
from services.compute.recognition.gathering import Gathering
from services.compute.recognition.matching import match
from services.compute.recognition.outline import NOWHERE, Outline
from services.compute.recognition.roles import Roles
from services.compute.recognition.stretches import Stretch
from services.compute.recognition.subjects import (
    Label,
    is_prose,
    label_of,
    lists_several,
    numbers_page,
    outer_labels,
    own_code,
)

Measured = tuple[Cell, Column, Figure | None]
_MOSTLY = 0.7


@dataclass
class NamedRows:
    """The rows of one half of a stretch, its cells row by row, and what is known of their names so far."""

    gathering: Gathering
    stretch: Stretch
    columns: tuple[Column, ...]
    outline: Outline
    cells: Sequence[tuple[Cell | None, ...]]
    _waiting: Label | None = None
    _sum_above: Label | None = None
    _lists: bool = False
    _after: Literal["figures", "heading", "total"] = "heading"

    def measured(self, number: int) -> list[Measured]:
        """The filled cells of row `number` under measures, with the figures read in them."""
        cells = self.cells[number]
        return [
            (cell, column, self._figure(number, cell, column))
            for place, column in self._roles.measures
            if (cell := cells[place]) is not None and cell.text
        ]

    @cached_property
    def _roles(self) -> Roles:
        return Roles(self.columns)

    def _figure(self, number: int, cell: Cell, column: Column) -> Figure | None:
        """The figure in `cell` of row `number`."""
        return column.figure(cell)

    def _named(self, label: Label | None) -> Label | None:
        """The label of a row of figures; one that begins with a bracket goes on from the row above it."""
        waiting, self._waiting = self._waiting, None
        if waiting is not None and label is not None and label.text.startswith("("):
            return replace(waiting, name=f"{waiting.text} {label.text}")
        if waiting is not None:
            self.outline.heading(waiting.place, waiting.indent, waiting.text)
        return label

    def _stand_under(self, number: int) -> None:
        """Note what row `number` says that it stands under, unless the rows above it stand there already."""
        for above in outer_labels(self.cells[number], self.columns):
            if not self.outline.stands_under(above.place, above.text):
                self.outline.heading(above.place, above.indent, above.text)

    def _row(self, label: Label | None) -> Row:
        """The row of the figures now read, in its place."""
        table, kind = f"t{self.stretch.table + 1}", self.stretch.kind
        what = kind.code if kind else None
        self._lists = False
        if label is None and (announced := self._only_row_announced):
            return Row(self.gathering.rows, table, what, announced)
        if label is None or is_prose(label.text):
            return Row(self.gathering.rows, table, what, (self._subject_kind(None), None, None))
        self._lists = lists_several(label.text)
        if self._lists:
            return Row(self.gathering.rows, table, what, (self._subject_kind(label), None, None))
        if label.total:
            self._after = "total"
            outer = label.place if any(c.outer and c.index == label.place for c in self.columns) else None
            return Row(self.gathering.rows, table, what, ("total", None, label.text or None), self.outline.total(outer))
        self._after = "figures"
        place = (
            self.outline.row(label.place, label.indent, label.text, self.gathering.rows, own_code(label.text))
            if label.name
            else NOWHERE
        )
        return Row(self.gathering.rows, table, what, (self._subject_kind(label), label.code, label.name), place)

    @cached_property
    def _only_row_announced(self) -> Subject | None:
        """Whom a line above says the only row to be of, where no column names rows: "Programa: E012 Salud"."""
        stating = sum(any(figure for _, _, figure in self.measured(number)) for number in range(len(self.cells)))
        named = any(column.names_rows for column in self.columns)
        return None if named or stating != 1 or not self.stretch.announced else self.stretch.announced[-1].subject

    def _subject_kind(self, label: Label | None = None) -> str:
        if self.stretch.kind and self.stretch.kind.subject:
            return self.stretch.kind.subject
        names = [column.concept for column in self.columns if column.names_rows and column.concept]
        if label and label.code and (inner := self._kinds_of_codes.get(label.place)):
            return inner
        own = [c.concept.subject for c in self.columns if label and c.index == label.place and c.concept]
        if own and own[0]:
            return own[0]
        if label is not None and label.subject:
            return label.subject
        told = next((concept.subject for concept in names if concept.subject), None)
        return told or ("programme" if any(concept.code == "code" for concept in names) else "account")

    @cached_property
    def _kinds_of_codes(self) -> dict[int, str]:
        """By the place of a name, what the codes right of it are of by their heading: "Programa" beside "Ramo"."""
        codes = [c for c in self.columns if c.concept is not None and c.concept.code == "code"]
        kinds = [(c.index, found.concept.subject) for c in codes[:1] if (found := match("", c.label))]
        names = [c.index for c in self.columns if c.concept is not None and c.concept.code == "name"]
        return {index: kind for place, kind in kinds if kind for index in names if index < place}

    def _wait(self, label: Label, number: int) -> None:
        """Hold a row without figures: a heading of those below it, unless it is an account left blank."""
        if is_prose(label.text) or numbers_page(label.text):
            return
        follows = next(
            (found for later in range(number + 1, len(self.cells)) if (found := self._label_with_figures(later))), None
        )
        if self._waiting is not None:
            self.outline.heading(self._waiting.place, self._waiting.indent, self._waiting.text)
        self._waiting = label if follows and self._is_heading(label, follows) else None
        if self._waiting is not None:
            self._after = "heading"

    def _is_heading(self, label: Label, follows: Label) -> bool:
        if self.outline.numbers(own_code(label.text)):
            return False
        here, there = (label.place, label.indent), (follows.place, follows.indent)
        if here != there:
            return here < there
        if follows.text.startswith("("):
            return True
        if _pattern(label.text) != _pattern(follows.text):
            return True
        if label.text.isupper() != follows.text.isupper():
            return label.text.isupper()
        return own_code(label.text) is None and (self._after != "figures" or self._accounts_are_filled)

    @cached_property
    def _accounts_are_filled(self) -> bool:
        """Whether accounts without movement show zeros, so that a name without figures is no account."""
        named = [number for number in range(len(self.cells)) if label_of(self.cells[number], self.columns)]
        filled_in = sum(any(cell.text for cell, _, _ in self.measured(number)) for number in named)
        return filled_in >= _MOSTLY * len(named)

    def _label_with_figures(self, number: int) -> Label | None:
        return label_of(self.cells[number], self.columns) if any(f for _, _, f in self.measured(number)) else None


def _pattern(text: str) -> str:
    """The form of the number or letter that a label begins with: ``a0`` for a1, ``A`` for B, nothing without one."""
    code = own_code(text) or ""
    return "".join("0" if char.isdigit() else "a" if char.islower() else "A" for char in code)
