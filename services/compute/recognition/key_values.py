"""Blocks of labels and values above a table, such as "Presupuesto aprobado:" beside an amount, and whose they are."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from services.compute.reading.document import Cell
from services.compute.recognition.columns import Column, looks_like_code
from services.compute.recognition.facts import Subject
from services.compute.recognition.lines import Line
from services.compute.recognition.matching import match

_NAMING = ("name", "code", "description", "programme_name")


@dataclass(frozen=True, slots=True)
class Block:
    """What a block of labels and values says: whose it is, and its figures, each as if in a column of its own."""

    subject: Subject
    figures: tuple[tuple[Cell, Column], ...]

    @property
    def text(self) -> str:
        """Code and name, as one line."""
        return " ".join(part for part in self.subject[1:] if part)

    def going_on(self, before: "Block | None") -> "Block":
        """This block, named as the one `before` it where that is of the same code and a page's end cut its name off."""
        if before is None or self.subject[2] is not None or before.subject[1] != self.subject[1]:
            return self
        return replace(self, subject=before.subject)


def leading_pairs(lines: Sequence[Line]) -> int:
    """How many rows at the head of a table are a label and its value, of labels of which some are known; else 0."""
    count = pairs_among(lines)
    known = [line for line in lines[:count] if match("", line.cells[0].text)]
    return count if len(known) > 1 else 0


def pairs_among(lines: Sequence[Line]) -> int:
    """How many of the first `lines` are a label and its value, whatever the labels are."""
    return next((number for number, line in enumerate(lines) if not _is_pair(line)), len(lines))


def block_of(lines: Sequence[Line]) -> Block | None:
    """The block that rows of labels and values are; None where none of them names whose it is."""
    kind, code, name, description = "account", None, None, None
    figures = []
    for label, *coded, value in (line.cells for line in lines):
        found = match("", label.text.rstrip(": "))
        if found is None:
            continue
        concept = found.concept
        if coded and kind != "programme":
            kind, code, name = concept.subject or kind, coded[0].text, value.text
        elif coded:
            continue
        elif concept.code in _NAMING:
            kind = "programme" if concept.code == "programme_name" else concept.subject or kind
            if concept.code == "description":
                description = value.text
            elif looks_like_code(value.text):
                code = value.text
            else:
                name = value.text
        elif concept.kind not in ("role", "category"):
            own = Column(value.column, label.text.rstrip(": "), "", concept, confidence=found.confidence)
            figures.append((value, own))
    if code is None and name is None and description is None:
        return None
    return Block((kind, code, name or description), tuple(figures))


def _is_pair(line: Line) -> bool:
    """Whether a label with a colon stands beside its value, or one that is known beside a code and what it is of."""
    if not line.cells or line.cells[0].column:
        return False
    label, *values = line.cells
    if len(values) == 1:
        return label.text.endswith(":")
    if len(values) != 2 or not looks_like_code(values[0].text) or not any(map(str.isalpha, values[1].text)):
        return False
    found = match("", label.text.rstrip(": "))
    return found is not None and found.concept.code in _NAMING and not looks_like_code(values[1].text)
