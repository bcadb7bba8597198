"""Which rows of a table are headings."""

import re
from collections.abc import Sequence
from dataclasses import replace

from services.compute.reading.document import Cell
from services.compute.recognition.dated_headings import period_of_heading
from services.compute.recognition.folding import fold
from services.compute.recognition.kinds import kinds_titled
from services.compute.recognition.lines import Line, Row, is_key_value, stands_for_none
from services.compute.recognition.matching import match
from services.compute.recognition.periods import find_period
from services.compute.recognition.titles import leading_titles
from services.compute.recognition.vocabulary import vocabulary
from services.compute.recognition.within_years import names_months_alone

_MOST_HEADING_ROWS = 6
_MOST_WORDS_ALONE = 8
_LEAST_KNOWN = 0.5
_FEWEST_BESIDE_NAMES = 4
_FEWEST_HEADINGS = 3
_LABELLED = re.compile(r"[^\W\d][^:]{2,40}:\s*\w")
_MOST_WORDS_OF_HEADINGS = 25
_FEWEST_WORDS_OF_A_TITLE = 4
_PAIR, _ROWS_OF_PAIRS, _MOST_WORDS_OF_A_HEADING = 2, 2, 5


def heading_ranges(lines: Sequence[Line], columns: set[int]) -> list[range]:
    """The runs of rows that are headings: the first wherever words stand over figures, later ones only if known."""
    if not columns:
        return _heading_rows_alone(lines)
    lines = _with_heads_of_pairs(lines)
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


def titles_among(lines: Sequence[Line]) -> int:
    """How many of the first rows are titles: one text each, of which the last names a statement, a time or a unit."""
    alone = next((n for n, line in enumerate(lines) if len(line.cells) != 1 or line.figures), len(lines))
    texts = [line.cells[0].text for line in lines[:alone]]
    named = (n for n, text in enumerate(texts, 1) if kinds_titled(text) or find_period(text) or _names_unit(text))
    return max(named, default=0)


def rest_of_headings(lines: Sequence[Line], stop: int) -> int:
    """Where headings end whose first rows a page's end cut off: rows of words that name nothing go on with them."""
    while stop < len(lines) and lines[stop].is_words and lines[stop].cells[0].column > 0:
        stop += 1
    return stop


def reached(row: Row) -> list[tuple[int, Cell]]:
    """The columns that each filled cell of `row` reaches over."""
    return [(place + step, cell) for place, cell in enumerate(row) if cell.text for step in range(cell.colspan)]


def is_heading(text: str) -> bool:
    """Whether `text` is a heading by its words: a known one, or a period alone."""
    return match("", text) is not None or not period_of_heading(text, None)[0]


def _names_unit(text: str) -> bool:
    """Whether a title says in what money is given: "(Miles de pesos)"."""
    return "pesos" in fold(text).split()


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
    prose = [n for n in heads if any(len(cell.text.split()) > _MOST_WORDS_OF_HEADINGS for cell in lines[n].cells)]
    heads = [n for n in heads if n > max(prose, default=-1)] or heads
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
    known = [n for n, line in enumerate(lines) if len(line.cells) > 1 and not _is_key_value(line) and
             any(_is_measure(cell.text) for cell in line.cells)]  # fmt: skip
    if not known:
        return []
    begin, end = known[0], known[-1] if known[-1] - known[0] < _MOST_HEADING_ROWS else known[0]
    while end + 1 < len(lines) and lines[end + 1].numbers_columns:
        end += 1
    return [range(begin, end + 1)]


def _heads(line: Line, columns: set[int]) -> bool:
    """Whether words of `line` stand over columns of figures."""
    if not line.is_words or line.numbers_columns or _is_key_value(line):
        return line.numbers_columns
    return any(
        place in columns and not stands_for_none(cell) and (line.names_years or any(c.isalpha() for c in cell.text))
        for place, cell in reached(line.row)
    )


def _is_key_value(line: Line) -> bool:
    """Whether a label stands beside what it announces; of three texts or more without a colon, of which others are
    known headings too, or months, each heads a column: "Dependencia", "Programas", "Aprobado". So do cells of which
    each says both: "Municipio: Zentla".
    """
    labelled = [cell for cell in line.cells if _LABELLED.match(cell.text)]
    rest = [cell for cell in line.cells if cell not in labelled]
    if labelled and not line.heads_pairs and all(names_months_alone(cell.text) for cell in rest):
        return True
    if line.heads_pairs or not is_key_value(line):
        return False
    colon = any(cell.text.rstrip().endswith(":") for cell in line.cells[:-1])
    headings = (match("", cell.text) or names_months_alone(cell.text) for cell in line.cells[1:])
    return colon or len(line.cells) < _FEWEST_HEADINGS or not any(headings)


def _with_heads_of_pairs(lines: Sequence[Line]) -> Sequence[Line]:
    """`lines`, each row of two texts told to head two columns where rows of a name and a figure follow it."""
    told = []
    for number, line in enumerate(lines, 1):
        two = len(line.cells) == _PAIR and is_key_value(line)
        heads = two and _stands_over_pairs(line, lines[number : number + _ROWS_OF_PAIRS])
        told.append(replace(line, heads_pairs=True) if heads else line)
    return told


def announces(lines: Sequence[Line]) -> bool:
    """Whether in the first of `lines` a label stands beside what it announces, and heads no column of those below."""
    return _is_key_value(_with_heads_of_pairs(lines)[0])


def _stands_over_pairs(line: Line, below: Sequence[Line]) -> bool:
    """Whether the rows `below` are a name and a figure each, in the columns of the two short texts of `line`, the last
    of which names no institution.
    """
    label, value = line.cells
    words = fold(value.text).split()
    if label.text.rstrip().endswith(":") or len(words) > _MOST_WORDS_OF_A_HEADING or line.figures:
        return False
    if not vocabulary().institution_words.isdisjoint(words):
        return False
    rows = [one for one in below if one.cells]
    alike = [one for one in rows if len(one.cells) == _PAIR and one.figures == {value.column}]
    return len(alike) == _ROWS_OF_PAIRS and all(one.cells[0].column == label.column for one in alike)


def _alone_over(lines: Sequence[Line], number: int, columns: set[int]) -> bool:
    """Whether row `number` is one short text over columns of figures, such as a group's heading; no title."""
    line = lines[number]
    if len(line.cells) != 1 or not _heads(line, columns):
        return False
    cell = line.cells[0]
    if cell.colspan > 1 and cell.column == 0:
        return False  # it reaches over the names or codes of the rows too
    text = cell.text
    titles = kinds_titled(text) or find_period(text) or _names_unit(text) or _over_names(lines, number)
    return len(text.split()) <= _MOST_WORDS_ALONE and not titles


def _over_names(lines: Sequence[Line], number: int) -> bool:
    """Whether row `number` says what it says in the first column, over the heading of the names, codes or times of rows
    or of a category, or says much over one of no known column: in files of plain cells titles stand there.
    """
    heads = next((line for line in lines[number + 1 :] if len(line.cells) > 1), None)
    if lines[number].cells[0].column or heads is None or heads.cells[0].column:
        return False
    first = heads.cells[0].text
    found = match("", first)
    if found is None:
        return len(lines[number].cells[0].text.split()) >= _FEWEST_WORDS_OF_A_TITLE
    return found.concept.kind in ("role", "category") or fold(first) in vocabulary().heads_years


def _answers(line: Line) -> bool:
    """Whether a row of years has a name of its own, whose answers they are: "Año de descapitalización"."""
    name = line.cells[0]
    return name.column not in line.figures and not is_heading(name.text)


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
    known = sum(fold(cell.text) in said or is_heading(cell.text) for cell in line.cells)
    return known > _LEAST_KNOWN * len(line.cells)


def _heads_accounts(text: str) -> bool:
    """Whether `text` heads the names of accounts, word by word."""
    found = match("", text)
    named = found is not None and found.concept.code == "name" and found.concept.subject == "account"
    return named and found is not None and found.confidence == 1


def _is_measure(text: str) -> bool:
    found = match("", text)
    return (found is not None and found.concept.kind != "role") or not period_of_heading(text, None)[0]
