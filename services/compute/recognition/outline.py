"""Where a row stands in its table's hierarchy: the row it belongs under, its depth, the headings above it."""

from dataclasses import dataclass, field

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


@dataclass
class Outline:
    """The rows above the present one that it may belong under, outermost first.

    Depth is told by the column in which a name begins, then by its indent; at the same depth a heading without figures
    stands above what follows it, one in capitals above one that is not.
    """

    _nodes: list[_Node] = field(default_factory=list)

    def heading(self, place: int, indent: int, label: str) -> None:
        """Note a row of no figures that heads those below it."""
        rank = -2.0 if label.isupper() else -1.0
        self._push((place, indent, rank), label, None)

    def total(self) -> Place:
        """The place of a row that sums others: under nothing but the headings; the innermost of those ends with it."""
        self._nodes = [node for node in self._nodes if node.subject_row is None]
        section = self._section()
        if self._nodes:
            self._nodes.pop()
        return Place(0, None, section)

    def row(self, place: int, indent: int, label: str, subject_row: int) -> Place:
        """The place of a row of figures, and from now on of those below it."""
        self._push((place, indent, 0.0), label, subject_row)
        above = self._nodes[:-1]
        parents = [node.subject_row for node in above if node.subject_row is not None]
        return Place(len(parents), parents[-1] if parents else None, self._section())

    def _push(self, key: Key, label: str, subject_row: int | None) -> None:
        while self._nodes and self._nodes[-1].key >= key:
            self._nodes.pop()
        self._nodes.append(_Node(key, label, subject_row))

    def _section(self) -> str | None:
        return " / ".join(node.label for node in self._nodes if node.subject_row is None) or None
