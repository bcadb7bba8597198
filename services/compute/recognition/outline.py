"""Where a row stands in its table's hierarchy: the row it belongs under, its depth, the headings above it."""

from dataclasses import dataclass, field
from functools import lru_cache

from services.compute.recognition.subjects import parts_of

Key = tuple[int, int, float]


@dataclass(frozen=True, slots=True)
class Place:
    """Depth of a row, 0 outermost; the `subject_row` of the row it belongs under, with its label; and the headings
    above it that hold no figures, joined by " / ".
    """

    level: int
    parent: int | None
    section: str | None


NOWHERE = Place(0, None, None)


@dataclass(frozen=True, slots=True)
class _Node:
    key: Key
    label: str
    subject_row: int | None
    code: str | None = None
    parts: frozenset[str] = frozenset()

    def holds(self, code: str | None) -> bool:
        """Whether a row numbered `code` belongs under this one: ``a1`` under ``A``, ``B`` under "I (I=A+B+C)"."""
        if code is None or self.code is None:
            return False
        return code in self.parts or (code.casefold() != self.code.casefold() == _prefix(code))


@dataclass
class Outline:
    """The rows above the present one that it may belong under, outermost first.

    Depth is told by numbers, where a row's is part of that of one above it or among those that it says to sum; else by
    the column in which a name begins, then by its indent; at the same depth a heading without figures
    stands above what follows it, one in capitals above one that is not. What a line above the table announces, numbered
    `under`, takes in every row of it that belongs under no other.
    """

    under: int | None = None
    _nodes: list[_Node] = field(default_factory=list)

    def heading(self, place: int, indent: int, label: str) -> None:
        """Note a row of no figures that heads those below it."""
        rank = -2.0 if label.isupper() else -1.0
        self._push(_Node((place, indent, rank), label, None))

    def stands_under(self, place: int, label: str) -> bool:
        """Whether what follows stands under `label`, whose column is `place`."""
        return any(node.key[0] == place and node.label == label for node in self._nodes)

    def total(self, place: int | None = None) -> Place:
        """The place of a row that sums others: under nothing but the headings; the innermost of those ends with it.

        Where it says so in the column `place` of what stands above rows, it is under none of that column.
        """
        if place is not None:
            self._nodes = [node for node in self._nodes if node.key[0] < place]
        self._nodes = [node for node in self._nodes if node.subject_row is None]
        section = self._section()
        if self._nodes:
            self._nodes.pop()
        return Place(0, self.under, section)

    def row(self, place: int, indent: int, label: str, subject_row: int, code: str | None = None) -> Place:
        """The place of a row of figures, numbered `code`, and from now on of those below it."""
        node = _Node((place, indent, 0.0), label, subject_row, code, parts_of(label))
        above_it = next((depth for depth in range(len(self._nodes), 0, -1) if self._nodes[depth - 1].holds(code)), None)
        if above_it is None:
            self._push(node)
        else:
            self._nodes[above_it:] = [node]
        above = self._nodes[:-1]
        parents = [node.subject_row for node in above if node.subject_row is not None]
        return Place(len(parents), parents[-1] if parents else self.under, self._section())

    def numbers(self, code: str | None) -> bool:
        """Whether `code` is the number of a row under one of those above."""
        return any(node.holds(code) for node in self._nodes)

    def _push(self, node: _Node) -> None:
        while self._nodes and self._nodes[-1].key >= node.key:
            self._nodes.pop()
        self._nodes.append(node)

    def _section(self) -> str | None:
        return " / ".join(node.label for node in self._nodes if node.subject_row is None) or None


@lru_cache(maxsize=1 << 12)
def _prefix(code: str) -> str:
    """The number of which `code` is a part: ``a`` of a1, ``1.2`` of 1.2.3; nothing where it is part of none."""
    head, dot, _ = code.rpartition(".")
    return (head if dot else code.rstrip("0123456789")).casefold()
