"""Which character parts the cells of delimited text."""

import re
from collections import Counter
from itertools import groupby

DELIMITERS = ";|,"
"""In the order in which they are preferred: commas also stand in numbers and in prose, bars and semicolons seldom."""

_QUOTED = re.compile(r'"(?:[^"]|"")*"')
_CELL_OF_FIGURES = re.compile(r"(?:^|[;|,])\s*\"?\s*[-($]*\d[\d,.' ]*%?\)?\s*\"?\s*(?=[;|,]|$)")
_FIGURES = re.compile(r"[-($]*\d[\d,.' ]*%?\)?")
_WITHIN_A_FIGURE = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_RULE_BETWEEN_BARS = re.compile(r"\s*\|(?:\s*:?-{3,}:?\s*\|)+\s*$")
_YEAR = re.compile(r"(?:19|20)\d\d")
_APART = re.compile(r"\S+(?: \S+)*")
_WORDS_OF_A_CLAUSE = 3
_NEARLY_ALL, _MOSTLY = 0.9, 0.6
_FEWEST_ROWS, _TWO_ROWS = 3, 2
_FEW = 0.2
_HARDLY_ANY = 0.05


def is_tabbed(lines: list[str]) -> bool:
    """Whether tabs part the cells of `lines` (non-blank): any tab says so, unless a delimiter does it far better."""
    tabbed = sum(1 for line in lines if "\t" in line)
    if not tabbed or tabbed > len(lines) * _HARDLY_ANY:
        return tabbed > 0
    ruled = any(map(_RULE_BETWEEN_BARS.match, lines))
    return not (ruled or any(_evenness(lines, delimiter) >= _NEARLY_ALL for delimiter in DELIMITERS))


def csv_delimiter(lines: list[str]) -> str | None:
    """The delimiter of `lines` (non-blank); None for prose.

    A first line ``sep=;``, as spreadsheets write it, decides, and so does a rule between bars, ``|---|---|``. Then one
    that parts nearly all lines into the same number of cells, quotes heeded, or all between titles and notes where
    another stands too; else the one that stands in most lines, at least half of them. Lines of empty quotes, as a row
    of one empty cell is written, tell nothing.
    """
    lines = [line for line in lines if not is_empty_cell(line)]
    if not lines:
        return None
    declared = lines[0].strip().strip('"').lower()
    if declared.startswith("sep=") and declared[4:] in tuple(DELIMITERS):
        return declared[4:]
    if any(map(_RULE_BETWEEN_BARS.match, lines)):
        return "|"
    if len(lines) < 2 or is_aligned(lines):
        return None
    present = [one for one in DELIMITERS if _stands_in_half(lines, one) and not _is_punctuation(lines, one)]
    for delimiter in present:
        if _evenness(lines, delimiter) >= _NEARLY_ALL:
            return delimiter
    for delimiter in present[:-1]:
        if _evenness(_between_titles(lines, delimiter), delimiter) >= _NEARLY_ALL:
            return delimiter
    return (
        _of_a_table(lines)
        if not present
        else max(present, key=lambda delimiter: sum(line.count(delimiter) for line in lines), default=None)
    )


def is_aligned(lines: list[str]) -> bool:
    """Whether blanks set the columns of `lines`: nearly all figures that stand apart end, or begin, where others do in
    rows nearby, and what stands between two such gaps holds no delimiter of cells. Of two rows of several figures all
    do. Years, which head columns, are none.
    """
    rows = [parts for line in lines if "\t" not in line and len(parts := list(_APART.finditer(line))) > 1]
    figures = [[part for part in parts if _is_figure(part.group())] for parts in rows]
    figures = [of_row for of_row in figures if of_row]
    count = sum(map(len, figures))
    if len(figures) < _TWO_ROWS or (len(figures) == _TWO_ROWS and min(map(len, figures)) == 1):
        return False
    fewest, share = (_FEWEST_ROWS, _MOSTLY) if len(figures) > _TWO_ROWS else (_TWO_ROWS, 1)
    texts = [_WITHIN_A_FIGURE.sub("", part.group()) for parts in rows for part in parts]
    parted = sum(any(mark in text for mark in DELIMITERS) for text in texts)
    edges = (Counter(edge(part) for of_row in figures for part in of_row) for edge in (re.Match.end, re.Match.start))
    kept = max(sum(times for times in found.values() if times >= fewest) for found in edges)
    return kept >= share * count and parted <= _FEW * len(texts)


def _is_figure(text: str) -> bool:
    return bool(_FIGURES.fullmatch(text.strip("$ "))) and not _YEAR.fullmatch(text)


def _of_a_table(lines: list[str]) -> str | None:
    """The delimiter of a table among more lines of titles and notes: the longest run of at least three lines that it
    parts into as many cells, in most of which figures stand, as they do not in prose.
    """
    for delimiter in DELIMITERS:
        runs = [
            [line for _, line in run]
            for count, run in groupby(
                ((_QUOTED.sub("", line).count(delimiter), line) for line in lines), key=lambda entry: entry[0]
            )
            if count
        ]
        table = max(runs, key=len, default=[])
        figures = sum(bool(_CELL_OF_FIGURES.search(line)) for line in table[1:])
        tells = len(table) >= _FEWEST_ROWS and figures >= _MOSTLY * (len(table) - 1)
        if tells and not _is_punctuation(table, delimiter):
            return delimiter
    return None


def _is_punctuation(lines: list[str], delimiter: str) -> bool:
    """Whether `delimiter` parts clauses and not cells: a blank follows it nearly everywhere, what it parts is several
    words long, and little of it is a figure alone. Commas within figures are no delimiters of prose.
    """
    kept = [_WITHIN_A_FIGURE.sub("", _QUOTED.sub("", line)).strip() for line in lines]
    kept = [line for line in kept if delimiter in line]
    if not kept:
        return False
    parted = [part for line in kept for part in line.split(delimiter)]
    followers = [part for line in kept for part in line.split(delimiter)[1:]]
    spaced = sum(1 for part in followers if not part or part[0].isspace())
    words = sum(len(part.split()) for part in parted)
    figures = sum(1 for part in parted if _FIGURES.fullmatch(part.strip()))
    return (
        spaced >= _NEARLY_ALL * len(followers)
        and words >= _WORDS_OF_A_CLAUSE * len(parted)
        and figures <= _FEW * len(parted)
    )


def _between_titles(lines: list[str], delimiter: str) -> list[str]:
    """`lines` from the first to the last in which `delimiter` stands; none where those are too few to tell."""
    places = [number for number, line in enumerate(lines) if delimiter in line]
    return lines[places[0] : places[-1] + 1] if len(places) >= _FEWEST_ROWS else []


def is_empty_cell(line: str) -> bool:
    """Whether `line` is one quoted cell in which nothing stands."""
    quoted = line.strip()
    return len(quoted) > 1 and quoted[0] == quoted[-1] == '"' and not quoted.strip('" ')


def _stands_in_half(lines: list[str], delimiter: str) -> bool:
    counts = [line.count(delimiter) for line in lines]
    return sum(1 for count in counts if count) * 2 >= len(lines) and sum(counts) >= len(lines)


def _evenness(lines: list[str], delimiter: str) -> float:
    """The share of `lines` that have the most common number of `delimiter`, which is not none."""
    counts = Counter(_QUOTED.sub("", line).count(delimiter) for line in lines)
    count, occurs = counts.most_common(1)[0] if counts else (0, 0)
    return occurs / len(lines) if count else 0.0
