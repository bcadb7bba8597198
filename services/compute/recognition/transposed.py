"""Tables that run the other way: subjects across, what is said of each down the rows.

A row of names ("Indicadores") begins a group of subjects; each row under it says one thing of every one of them, or, as
"Características", several things of each in turn, told apart by the words that each may be. Merged cells leave a row's
texts in columns of their own, so the first text is the first subject's, the second the second's.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from services.compute.reading.blocks import filled
from services.compute.reading.document import Cell, Table
from services.compute.recognition.concepts import Concept
from services.compute.recognition.dated_headings import match_of_any_time
from services.compute.recognition.folding import slug, squash
from services.compute.recognition.lines import is_figure
from services.compute.recognition.looks import category_in
from services.compute.recognition.matching import match
from services.compute.recognition.statement import RESERVED
from services.compute.recognition.subjects import own_code
from services.compute.recognition.vocabulary import vocabulary

_FEWEST_SUBJECTS, _MOST_WORDS = 2, 60
_NAMES = ("indicator", "programme", "activity", "commitment")


@dataclass(frozen=True, slots=True)
class Standing:
    """One subject of a transposed table, what is said of it, and the objective that it stands under."""

    kind: str
    cell: Cell
    objective: Cell | None
    said: tuple[tuple[Concept, Cell], ...]

    @property
    def code(self) -> str | None:
        """The number that its name begins with."""
        return own_code(self.cell.text)


@dataclass(frozen=True, slots=True)
class Group:
    """Subjects that stand beside each other; `uneven` are the rows with texts for some of them only. One that `goes_on`
    is of the subjects of the table above, which a page's end parted from it.
    """

    standings: tuple[Standing, ...]
    uneven: tuple[tuple[Cell, ...], ...]
    goes_on: bool = False


def is_transposed(table: Table) -> bool:
    """Whether subjects run across `table`: a row of names, and below it a row that says a known thing of each.

    A row of names beside other known headings heads columns, one beside figures none, and a total below it is theirs;
    so does one above more rows of figures that nothing known begins.
    """
    named, said, unknown = False, 0, 0
    for row in table.rows:
        cells = filled(row)
        if len(cells) <= _FEWEST_SUBJECTS or row[0] is not cells[0]:
            continue
        concept = _concept(row)
        if concept is not None and concept.code == "name" and concept.subject in _NAMES:
            named = named or not any(_heads_column(cell.text) or is_figure(cell) for cell in cells[1:])
        elif named and concept is not None and concept.kind != "role" and _says(concept, cells[1:]):
            said += 1
        elif named and concept is None and any(map(is_figure, cells[1:])):
            unknown += 1
    return named and 0 < said >= unknown


def goes_on_from(table: Table, group: Group) -> bool:
    """Whether `table`, before it names subjects of its own, says one known thing more, or several in turn, of each of
    `group`.
    """
    for row in table.rows if len(group.standings) >= _FEWEST_SUBJECTS else ():
        cells = filled(row)
        if len(cells) < _FEWEST_SUBJECTS or row[0] is not cells[0]:
            continue
        concept = _concept(row)
        if concept is not None and concept.code == "name":
            return False
        said = concept is not None and concept.kind != "role" and _says(concept, cells[1:])
        if (len(cells) - 1 if said else len(_in_turns(cells[1:]))) == len(group.standings):
            return True
    return False


def runs_across(table: Table, below: Table | None, above: Group | None) -> bool:
    """Whether subjects run across `table`, or it goes on from the group `above`, or `below` goes on from it: tables
    that only a page's end parts.
    """
    if is_transposed(table) or (above is not None and goes_on_from(table, above)):
        return True
    named = list(groups_of(table)) if below is not None else []
    return below is not None and bool(named) and goes_on_from(below, named[-1])


def groups_of(table: Table, above: Group | None = None, objective: Cell | None = None) -> Iterator[Group]:
    """The groups of subjects in `table`, top down; first what it says more of those of `above`, the last group of the
    table above it. `objective` is the last that stands above all its own.
    """
    group: _Group | None = None
    if above is not None and goes_on_from(table, above):
        first = above.standings[0]
        group = _Group(first.kind, [standing.cell for standing in above.standings], first.objective, goes_on=True)
    for row in table.rows:
        cells = filled(row)
        if len(cells) < _FEWEST_SUBJECTS or row[0] is not cells[0]:
            continue
        concept = _concept(row)
        if _names_objective(row):
            objective = cells[1]
        elif concept is not None and concept.code == "name" and concept.subject in _NAMES:
            if group is not None:
                yield group.done()
            group = _Group(concept.subject, [cell for cell in cells[1:] if _may_name(cell)], objective)
        elif group is not None:
            group.take(concept or _own(row[0], cells[1:]), cells[1:])
    if group is not None:
        yield group.done()


def last_objective(rows: Sequence[Sequence[Cell]]) -> Cell | None:
    """The last objective that `rows` name."""
    named = (filled(row) for row in reversed(rows) if row and _names_objective(row))
    return next((cells[1] for cells in named if len(cells) > 1), None)


def _names_objective(row: Sequence[Cell]) -> bool:
    """Whether `row` is headed as an objective, alone or with its number: elsewhere that describes a programme."""
    label = squash(row[0].text.rstrip(" .:0123456789"))
    return any(label in concept.terms for concept in vocabulary().concepts if concept.subject == "objective")


@dataclass
class _Group:
    kind: str
    subjects: list[Cell]
    objective: Cell | None
    goes_on: bool = False
    said: list[list[tuple[Concept, Cell]]] = field(init=False)
    uneven: list[tuple[Cell, ...]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.said = [[] for _ in self.subjects]

    def take(self, concept: Concept | None, cells: Sequence[Cell]) -> None:
        """What a row of `concept`, or of several told by their words, says of each subject."""
        if concept is not None and concept.kind != "role":
            turns = [[(concept, cell)] for cell in cells]
        else:
            turns = _in_turns(cells)
        if turns and len(turns) != len(self.subjects):
            self.uneven.append(tuple(cells))
        for said, turn in zip(self.said, turns, strict=False):
            said += turn

    def done(self) -> Group:
        standings = zip(self.subjects, self.said, strict=True)
        return Group(
            tuple(Standing(self.kind, cell, self.objective, tuple(said)) for cell, said in standings),
            tuple(self.uneven),
            self.goes_on,
        )


def _in_turns(cells: Sequence[Cell]) -> list[list[tuple[Concept, Cell]]]:
    """`cells` parted where a kind of thing that is said comes again; those that say nothing known are left out."""
    turns: list[list[tuple[Concept, Cell]]] = []
    for cell in cells:
        code = next((code for code in vocabulary().turns if category_in(cell.text, code)), None)
        if code is None:
            continue
        if not turns or any(concept.code == code for concept, _ in turns[-1]):
            turns.append([])
        turns[-1].append((vocabulary().concept(code), cell))
    return turns


def _concept(row: Sequence[Cell]) -> Concept | None:
    """What the first text of `row` announces; a number behind it ("Objetivo 4") counts and does not name."""
    found = match("", row[0].text.rstrip(" .:0123456789"))
    return found.concept if found else None


def _own(label: Cell, cells: Sequence[Cell]) -> Concept | None:
    """The concept of its own that `label` is over figures, where no other is known."""
    own = slug(label.text)
    return Concept(own, "other") if own and own not in RESERVED and all(map(is_figure, cells)) else None


def _heads_column(text: str) -> bool:
    """Whether `text` is the heading of a measure, or to the letter that of something else that is said of rows."""
    found = match_of_any_time(text)
    measure = found is not None and found.concept.kind not in ("role", "category")
    return measure or match("", text, nearly=False) is not None


def _says(concept: Concept, cells: Sequence[Cell]) -> bool:
    known = vocabulary().categories.get(concept.code)
    return not known or all(category_in(cell.text, concept.code) for cell in cells)


def _may_name(cell: Cell) -> bool:
    return not cell.text.startswith("<") and len(cell.text.split()) <= _MOST_WORDS
