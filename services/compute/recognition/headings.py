"""Which rows of a table are headings, over which rows each reaches, and what they say over each column."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from services.compute.reading.document import Cell, Table
from services.compute.recognition.dated_headings import period_of_heading
from services.compute.recognition.key_values import leading_pairs
from services.compute.recognition.kinds import kinds_titled
from services.compute.recognition.lines import ENUMERATION, Line, Row, is_key_value, line_of, stands_for_none
from services.compute.recognition.matching import match, plain
from services.compute.recognition.periods import find_period
from services.compute.recognition.titles import leading_titles
from services.compute.recognition.vocabulary import fold

_MOST_HEADING_ROWS = 6
_MOST_WORDS_ALONE = 8
_LEAST_KNOWN = 0.5
_LEAST_ALIKE = 85
"""Letters in a hundred that a damaged heading shares with the one it repeats."""
_FEWEST_BESIDE_NAMES = 4


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands over one column: its own `label`, the texts of the rows above it, outermost first, and what the row
    of column numbers states.
    """

    label: str
    above: tuple[str, ...] = ()
    stated: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """Rows of a table under headings of their own. `headings` is empty where they have none: those before may go on.

    `lead` are the rows above the headings: titles, names beside values; `pairs` a block of labels and values above
    them.
    """

    headings: tuple[Heading, ...]
    heading_rows: tuple[Row, ...]
    lead: tuple[Row, ...]
    body: tuple[Line, ...]
    pairs: tuple[Line, ...] = ()

    @property
    def said(self) -> frozenset[str]:
        """All that the headings say, folded."""
        return frozenset(fold(cell.text) for row in self.heading_rows for cell in row if cell.text)


def parts_of(table: Table, above: Sequence[Row] = ()) -> list[Part]:
    """`table` cut where headings begin: mostly one part; more where it goes from one set of columns to the next.

    `above` are rows of headings that a page's end parted from it.
    """
    every = [line_of(row) for row in (*above, *table.rows)]
    titles = next((n for n, line in enumerate(every) if len(line.cells) > 1 or line.figures), len(every))
    stop = titles + leading_pairs(every[titles:])
    pairs, lines = tuple(every[titles:stop]), [*every[:titles], *every[stop:]]
    columns = {place for line in lines if not line.is_words for place in line.figures}
    cuts = _heading_ranges(lines, columns)
    if above and cuts:
        cuts[0] = range(cuts[0].start, _rest_of_headings(lines, max(cuts[0].stop, len(above))))
    spans = any(cell.colspan > 1 for row in table.rows for cell in row)
    parts: list[Part] = []
    lead: list[Line] = []
    if not cuts or cuts[0].start:
        lead = lines[: cuts[0].start] if cuts else []
    for number, cut in enumerate(cuts):
        stop = cuts[number + 1].start if number + 1 < len(cuts) else len(lines)
        heads, body = lines[cut.start : cut.stop], lines[cut.stop : stop]
        said = [_over(heads, column, spans) for column in range(_width(table, heads))]
        headings = _numbered(_over_figures(said, heads, body), heads)
        headings = _as_before(headings, [part.headings for part in parts])
        words, leading = tuple(line.row for line in heads), tuple(line.row for line in lead)
        parts.append(Part(headings, words, leading, tuple(body), () if number else pairs))
        lead = []
    if not parts:
        count = _titles(lines)
        parts = [Part((), (), tuple(line.row for line in lines[:count]), tuple(lines[count:]), pairs)]
    return parts


def _as_before(headings: tuple[Heading, ...], before: Sequence[tuple[Heading, ...]]) -> tuple[Heading, ...]:
    """`headings`, an unknown one made that of its column in the parts `before` which it nearly says again."""
    said = list(headings)
    for column, heading in enumerate(headings):
        if not heading.label or _is_heading(heading.label):
            continue
        known = (plain(other[column].label) for other in before if column < len(other))
        if label := next((text for text in known if _is_nearly(heading.label, text)), None):
            said[column] = replace(heading, label=label)
    return tuple(said)


def _is_nearly(label: str, known: str) -> bool:
    """Whether `label` is `known`, damaged in a letter or two; digits are never damaged so."""
    digits = ("".join(char for char in text if char.isdigit()) for text in (label, known))
    return len(set(digits)) == 1 and fuzz.ratio(fold(label), fold(known)) >= _LEAST_ALIKE


def _over_figures(headings: Sequence[Heading], heads: Sequence[Line], body: Sequence[Line]) -> list[Heading]:
    """`headings`; one whose cell reaches from an empty column over the next is that of the next alone."""
    held = {cell.column for line in body for cell in line.cells}
    last = next((line.row for line in reversed(heads) if not line.numbers_columns), ())
    return [
        replace(heading, label="")
        if column not in held and column + 1 < len(last) and _reaches_on(last, column)
        else heading
        for column, heading in enumerate(headings)
    ]


def _reaches_on(row: Row, column: int) -> bool:
    """Whether the cell in `column` has the box of the empty one to its right."""
    box, beside = row[column].bbox, row[column + 1]
    return box is not None and beside.bbox == box and not beside.text


def _titles(lines: Sequence[Line]) -> int:
    """How many of the first rows are titles: one text each, of which the last names a statement, a time or a unit."""
    alone = next((n for n, line in enumerate(lines) if len(line.cells) != 1 or line.figures), len(lines))
    texts = [line.cells[0].text for line in lines[:alone]]
    named = (n for n, text in enumerate(texts, 1) if kinds_titled(text) or find_period(text) or _names_unit(text))
    return max(named, default=0)


def _names_unit(text: str) -> bool:
    """Whether a title says in what money is given: "(Miles de pesos)"."""
    return "pesos" in fold(text).split()


def _rest_of_headings(lines: Sequence[Line], stop: int) -> int:
    """Where headings end whose first rows a page's end cut off: rows of words that name nothing go on with them."""
    while stop < len(lines) and lines[stop].is_words and lines[stop].cells[0].column > 0:
        stop += 1
    return stop


def _numbered(headings: list[Heading], heads: Sequence[Line]) -> tuple[Heading, ...]:
    """`headings` closed up where a row of column numbers says that the columns stand closer than the words over them,
    as where each word's cell was written with an empty one beside it.
    """
    numbers = next((line for line in heads if line.numbers_columns), None)
    if numbers is not None:
        count = len(numbers.cells)
        labelled = [heading for heading in headings if heading.label]
        apart = [cell.column for cell in numbers.cells] == list(range(count)) and any(
            heading.label for heading in headings[count:]
        )
        if apart and len(labelled) >= count:
            stated = [cell.text for cell in numbers.cells]
            return tuple(replace(heading, stated=said) for heading, said in zip(labelled, stated, strict=False))
    return tuple(headings)


def _heading_ranges(lines: Sequence[Line], columns: set[int]) -> list[range]:
    """The runs of rows that are headings: the first wherever words stand over figures, later ones only if known."""
    if not columns:
        return _heading_rows_alone(lines)
    first = next(number for number, line in enumerate(lines) if not line.is_words)
    runs: list[range] = []
    run = _run(lines, columns, leading_titles(lines), first)
    if run:
        runs.append(run)
    said = {fold(cell.text) for number in (run or ()) for cell in lines[number].cells}
    number = run.stop if run else first
    while number < len(lines):
        if _heads(lines[number], columns) and len(lines[number].cells) > 1 and _is_known(lines[number], said):
            start = number - 1 if number and _alone_over(lines, number - 1, columns) and number - 1 >= first else number
            stop = number + 1
            while (
                stop < len(lines)
                and lines[stop].is_words
                and (lines[stop].numbers_columns or (_heads(lines[stop], columns) and len(lines[stop].cells) > 1))
            ):
                stop += 1
            runs.append(range(start, stop))
            number = stop
        else:
            number += 1
    return runs


def _known_under(lines: Sequence[Line], above: int) -> bool:
    """Whether each text of the row below `above` is a heading known under the group that stands over it there."""
    groups = {cell.column: cell.text for cell in lines[above].cells}
    texts = [cell for cell in lines[above + 1].cells if cell.text]
    over = [groups[max(place)] if (place := [c for c in groups if c <= cell.column]) else "" for cell in texts]
    return len(texts) > 1 and all(
        group and fold(group) != fold(cell.text) and match(group, cell.text) and not match("", cell.text)
        for cell, group in zip(texts, over, strict=True)
    )


def _run(lines: Sequence[Line], columns: set[int], start: int, stop: int) -> range | None:
    """The first run of heading rows in ``lines[start:stop]``, rows that number the columns with them."""
    heads = [n for n in range(start, stop) if len(lines[n].cells) > 1 and _heads(lines[n], columns)]
    numbered = [n for n in range(start, stop) if lines[n].numbers_columns]
    if not heads:
        return range(numbered[0], numbered[-1] + 1) if numbered else None
    begin, end = heads[0], max([heads[-1], *numbered])
    while begin > start and _alone_over(lines, begin - 1, columns):
        begin -= 1
    while end + 1 < stop and (
        (_alone_over(lines, end + 1, columns) and _in_one_column(lines[end + 1])) or _known_under(lines, end)
    ):
        end += 1
    return range(max(begin, end - _MOST_HEADING_ROWS), end + 1)


def _heading_rows_alone(lines: Sequence[Line]) -> list[range]:
    """The headings of a table without a figure: rows of several cells of which one at least is a known measure."""
    known = [n for n, line in enumerate(lines) if len(line.cells) > 1 and not is_key_value(line) and
             any(_is_measure(cell.text) for cell in line.cells)]  # fmt: skip
    if not known:
        return []
    begin, end = known[0], known[-1] if known[-1] - known[0] < _MOST_HEADING_ROWS else known[0]
    while end + 1 < len(lines) and lines[end + 1].numbers_columns:
        end += 1
    return [range(begin, end + 1)]


def _heads(line: Line, columns: set[int]) -> bool:
    """Whether words of `line` stand over columns of figures."""
    if not line.is_words or line.numbers_columns or is_key_value(line):
        return line.numbers_columns
    return any(
        place in columns and not stands_for_none(cell) and (line.names_years or any(c.isalpha() for c in cell.text))
        for place, cell in _reached(line.row)
    )


def _reached(row: Row) -> list[tuple[int, Cell]]:
    """The columns that each filled cell of `row` reaches over."""
    return [(place + step, cell) for place, cell in enumerate(row) if cell.text for step in range(cell.colspan)]


def _alone_over(lines: Sequence[Line], number: int, columns: set[int]) -> bool:
    """Whether row `number` is one short text over columns of figures, such as a group's heading; no title."""
    line = lines[number]
    if len(line.cells) != 1 or not _heads(line, columns):
        return False
    cell = line.cells[0]
    if cell.colspan > 1 and cell.column == 0:
        return False  # it reaches over the names or codes of the rows too
    text = cell.text
    titles = kinds_titled(text) or find_period(text) or _names_unit(text)
    return len(text.split()) <= _MOST_WORDS_ALONE and not titles


def _answers(line: Line) -> bool:
    """Whether a row of years has a name of its own, whose answers they are: "Año de descapitalización"."""
    name = line.cells[0]
    return name.column not in line.figures and not _is_heading(name.text)


def _in_one_column(line: Line) -> bool:
    """Whether the only cell of `line` stands in one column beside the first: over several it heads the rows below."""
    cell = line.cells[0]
    return cell.column > 0 and (cell.bbox is None or sum(other.bbox == cell.bbox for other in line.row) == 1)


def _is_known(line: Line, said: set[str]) -> bool:
    """Whether most of a row's texts were headings before, or are known ones. One year alone, which any figure may look
    like, heads only where it did before, and so do years beside a name that is no heading.
    """
    years = [cell for cell in line.cells if cell.column in line.figures] if line.names_years else []
    new = years and not any(fold(cell.text) in said for cell in years)
    if new and (len(years) == 1 or _answers(line)):
        return False
    if len(line.cells) >= _FEWEST_BESIDE_NAMES and _heads_accounts(line.cells[0].text):
        return True
    known = sum(fold(cell.text) in said or _is_heading(cell.text) for cell in line.cells)
    return known > _LEAST_KNOWN * len(line.cells)


def _heads_accounts(text: str) -> bool:
    """Whether `text` heads the names of accounts, word by word."""
    found = match("", text)
    named = found is not None and found.concept.code == "name" and found.concept.subject == "account"
    return named and found is not None and found.confidence == 1


def _is_heading(text: str) -> bool:
    return match("", text) is not None or not period_of_heading(text, None)[0]


def _is_measure(text: str) -> bool:
    found = match("", text)
    return (found is not None and found.concept.kind != "role") or not period_of_heading(text, None)[0]


def _width(table: Table, heads: Sequence[Line]) -> int:
    return max(table.width, *(cell.column + 1 for line in heads for cell in line.cells))


def _over(heads: Sequence[Line], column: int, spans: bool) -> Heading:
    """What `heads` say over `column`.

    Where the file states which columns a cell reaches over, it says so; else a group's heading reaches right over the
    empty cells beside it, as merged cells are written.
    """
    words = [line for line in heads if not line.numbers_columns]
    stated = " ".join(_at(line.row, column) for line in heads if line.numbers_columns)
    mixed = [line for line in heads if line.numbers_columns and any(len(cell.text.split()) and cell.text[0].isalpha()
             and len(cell.text) > 1 and "=" not in cell.text for cell in line.cells)]  # fmt: skip
    if spans:
        texts = [text for line in words if (text := _covering(line.row, column))]
        label = texts[-1] if texts else ""
        return Heading(label, tuple(dict.fromkeys(text for text in texts[:-1] if text != label)), stated)
    own = [text for line in words if (text := _at(line.row, column)) and not ENUMERATION.fullmatch(text)]
    own += [text for line in mixed if (text := _at(line.row, column)) and len(text) > 1 and text[0].isalpha()
            and "=" not in text]  # fmt: skip
    if not own or not words:
        return Heading(own[-1] if own else "", (), stated)
    above = [_spread(line.row, column) for line in words[:-1]] if _at(words[-1].row, column) else []
    above = [*above, *own[:-1]] if len(own) > 1 else above
    return Heading(own[-1], tuple(dict.fromkeys(text for text in above if text and text != own[-1])), stated)


def _at(row: Row, column: int) -> str:
    """The text of `row` in `column`, or of the cell that reaches over it from the left, as PDFs tell by its box."""
    if column >= len(row):
        return ""
    own = row[column]
    while not own.text and own.bbox is not None and column and row[column - 1].bbox == own.bbox:
        column, own = column - 1, row[column - 1]
    return own.text


def _covering(row: Row, column: int) -> str:
    """The text of the cell of `row` that reaches over `column`."""
    return next((cell.text for place, cell in _reached(row) if place == column), "")


def _spread(row: Row, column: int) -> str:
    return next((text for place in range(min(column, len(row) - 1), -1, -1) if (text := row[place].text)), "")
