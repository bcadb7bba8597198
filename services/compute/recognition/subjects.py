"""Whose figures a row gives: its kind, its code, its name, as its cells and its label say."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from services.compute.reading.document import Cell
from services.compute.recognition.code_levels import code_of_levels
from services.compute.recognition.columns import Column, looks_like_code
from services.compute.recognition.folding import fold, without_markup
from services.compute.recognition.lines import Line
from services.compute.recognition.vocabulary import vocabulary

_OWN_CODE = re.compile(
    r"(?P<code>[IVX]{1,5}[A-C]?\.|[A-Z]\d?(?:\.\d+)?[.)]|[A-Z]\d(?:\.\d+)?(?=\s)|[a-z]\d{0,2}[.)]|\d{1,5}(?:\.\d{1,3})*[.)]?(?=\s))\s*(?=\S)"
)
_LEADING_CODE = re.compile(
    r"(?P<code>[A-ZÑ]{1,3}-?\d{2,5}|[A-ZÑ] \d{3})\s*[.:\-–—]{0,2}\s+(?=[^\W\d_]{2})(?!(?:d[ií]as|meses|años|horas)\b)"
)
_BEGINNING = re.compile(r"[^\W_]{1,2}")
_MARKED = re.compile(r"[•●▪‣]\s*\w")
_MOST_CODE_LETTERS, _FEWEST_LETTERS = 24, 5
_MAY_NAME = frozenset({"responsible_unit", "formula_variables"})
_NAMED_IN_WORDS, _MOST_WORDS_OF_A_TOTAL = ("indicator", "commitment", "objective"), 2
_SAYS_PARTS = re.compile(r"\(\s*\w{1,4}\s*=\s*(?P<parts>\w{1,3}(?:\.\d)?(?:\s*[+\-–]\s*\w{1,3}(?:\.\d)?)*)\s*\)")


@dataclass(frozen=True, slots=True)
class Label:
    """What the cells that name a row say. `place` and `indent` are where its name begins; `total` that it sums;
    `subject` is what kind of thing the column of its name names.
    """

    code: str | None
    name: str | None
    place: int
    indent: int
    total: bool
    subject: str | None = None

    @property
    def text(self) -> str:
        """Its name, or its code where it has none."""
        return self.name or self.code or ""


def label_of(cells: Sequence[Cell | None], columns: Sequence[Column]) -> Label | None:
    """What the naming ones of `cells`, one a column, say of their row; None where they are empty."""
    named = [
        (column, cell)
        for column, cell in zip(columns, cells, strict=True)
        if cell is not None and cell.text and column.names_rows and not tells_when(column, columns)
    ]
    if not named:
        return _total_beside(cells) or next(iter(_outer(cells, columns)[::-1]), None) or _words_alone(cells, columns)
    named = [entry for entry in named if not entry[0].outer] or named
    code: Cell | None = None
    names = [cell for _, cell in named]
    coded = [cell for column, cell in named if column.concept is not None and column.concept.code == "code"]
    if not coded and len(named) > 1 and looks_like_code(names[0].text) and len(names[0].text) <= _MOST_CODE_LETTERS:
        coded = names[:1]
    if len(named) == 1 and coded and not looks_like_code(coded[0].text) and " " in coded[0].text.strip():
        coded = []  # words alone in the column of codes are a name
    if coded:
        code, names = coded[0], [cell for cell in names if cell is not coded[0]]
    text = " ".join(without_markup(cell.text) for cell in names) or None
    first = names[0] if names else named[0][1]
    led = next((column.codes_lead for column, cell in named if cell is first), False)
    own = (leading_code(text) if led and text else None) or (own_code(text) if text else None)
    said = own or (code.text if code else None)
    kinds = [column.concept.subject for column, cell in named if column.concept and cell in names]
    subject = next((kind for kind in reversed(kinds) if kind), None)
    total = is_total(text or said or "") and not (code is not None and looks_like_code(code.text))
    total = total or (code is not None and is_total(code.text))
    if subject in _NAMED_IN_WORDS and len(fold(text or "").split()) > _MOST_WORDS_OF_A_TOTAL:
        total = False
    if (level := code_of_levels(cells, columns)) and not total:
        return Label(level[0], text, level[1], first.indent, False, subject)
    return Label(said, text, first.column, first.indent, total, subject)


def tells_when(column: Column, columns: Sequence[Column]) -> bool:
    """Whether `column` says of when the figures of a row are that a column left of it names: "Trimestre" beside
    "Actividad".
    """
    if column.concept is None or column.concept.subject != "period":
        return False
    left = [c.concept for c in columns if c.names_rows and c.concept and c.index < column.index]
    return any(concept.code == "name" and concept.subject != "period" for concept in left)


def outer_labels(cells: Sequence[Cell | None], columns: Sequence[Column]) -> list[Label]:
    """What `cells` say of that under which their row stands, outermost first, where columns of their own name it beside
    the row's name; none where the row is that itself.
    """
    named = [(column, cell) for column, cell in zip(columns, cells, strict=True) if cell is not None and cell.text]
    inner = any(column.names_rows and not column.outer for column, _ in named)
    return _outer(cells, columns) if inner else []


def _outer(cells: Sequence[Cell | None], columns: Sequence[Column]) -> list[Label]:
    """What `cells` say in the columns of that under which rows stand, codes apart; outermost first."""
    stated = [cell for column, cell in zip(columns, cells, strict=True) if cell and cell.text and _says_over(column)]
    return [Label(own_code(cell.text), cell.text, cell.column, cell.indent, is_total(cell.text)) for cell in stated]


def _says_over(column: Column) -> bool:
    return column.outer and column.concept is not None and column.concept.code != "code"


def _words_alone(cells: Sequence[Cell | None], columns: Sequence[Column]) -> Label | None:
    """The label of a row whose name is left blank and that states figures, where the only words in it say of which unit
    or variable it is: "01 Obras" over its programmes.
    """
    filled = [(column, cell) for column, cell in zip(columns, cells, strict=True) if cell is not None and cell.text]
    said = [(column, cell) for column, cell in filled if not column.is_measure]
    if len(said) != 1 or not any(column.is_measure and column.figure(cell) for column, cell in filled):
        return None
    ((column, cell),) = said
    worded = sum(map(str.isalpha, cell.text)) >= _FEWEST_LETTERS
    if column.concept is None or column.concept.code not in _MAY_NAME or not worded:
        return None
    return Label(own_code(cell.text), cell.text, cell.column, cell.indent, is_total(cell.text))


def _total_beside(cells: Sequence[Cell | None]) -> Label | None:
    """The label of a row that sums others, where it stands in a column that names no rows."""
    for cell in cells:
        if cell is not None and cell.text and is_total(cell.text):
            return Label(own_code(cell.text), cell.text, cell.column, cell.indent, True)
    return None


def words_beside(cells: Sequence[Cell | None], columns: Sequence[Column]) -> tuple[Label, Cell] | None:
    """The label of a row that nothing names, and its cell: words in a column of figures left of the row's only figure,
    as where "Ingresos excedentes" stands under a total.
    """
    filled = [(c, cell) for c, cell in zip(columns, cells, strict=True) if cell is not None and cell.text]
    if len(filled) != 2 or not all(column.is_measure for column, _ in filled):
        return None
    (words, cell), (figures, figure) = filled
    named = words.figure(cell) is None and sum(map(str.isalpha, cell.text)) >= _FEWEST_LETTERS
    if not named or figures.figure(figure) is None:
        return None
    return Label(own_code(cell.text), cell.text, cell.column, cell.indent, is_total(cell.text)), cell


@lru_cache(maxsize=1 << 12)
def parts_of(text: str) -> frozenset[str]:
    """The codes that a label says its row sums: A, B and C of "I. Gasto (I=A+B+C)"."""
    found = _SAYS_PARTS.search(text)
    return frozenset(part.strip() for part in re.split(r"[+\-–]", found["parts"])) if found else frozenset()


@lru_cache(maxsize=1 << 12)
def own_code(text: str) -> str | None:
    """The letter or number that a label begins with: ``a1`` of "a1) Efectivo", ``IV`` of "IV. Total"; None if none."""
    found = _OWN_CODE.match(text)
    if found is None or f" {fold(text)}".startswith(vocabulary().honours):
        return None
    return found["code"].rstrip(".)")


@lru_cache(maxsize=1 << 12)
def leading_code(text: str) -> str | None:
    """The code of letters and digits that a name begins with: ``E011`` of "E011 Hospitales", ``K-012``, ``P 003``."""
    found = _LEADING_CODE.match(text)
    return found["code"] if found else None


@lru_cache(maxsize=1 << 16)  # long tables ask it of their names several times over
def is_total(text: str) -> bool:
    """Whether a label says that its row sums others: "Total del Gasto", "IA. Total de Activos"."""
    code = own_code(text)
    rest = text[len(code) :] if code else text
    begun = _BEGINNING.search(rest)  # asked of every text of long tables, most of which begin in another way
    if begun is None or (begun[0].isascii() and begun[0].lower() not in _beginnings_of_totals()):
        return False
    return (fold(rest) + " ").startswith(vocabulary().totals)


def is_of_total(line: Line) -> bool:
    """Whether any of the texts of `line` says that it sums others."""
    return any(is_total(cell.text) for cell in line.cells if cell.column not in line.figures)


@cache
def _beginnings_of_totals() -> frozenset[str]:
    return frozenset(term[:2].rstrip() for term in vocabulary().totals)


def lists_several(text: str) -> bool:
    """Whether a text is a list of things, each behind its mark, and the name of none: "• Becas. • Cursos."."""
    return len(_MARKED.findall(text)) > 1


@lru_cache(maxsize=1 << 12)
def is_prose(text: str) -> bool:
    """Whether a text below or beside figures is a remark and names no row: "Bajo protesta de decir verdad ..."."""
    return fold(text).startswith(vocabulary().remarks)


def remarks(row: Iterable[Cell]) -> bool:
    """Whether `row` holds a remark and no row's name."""
    return any(is_prose(cell.text) for cell in row if cell.text and not cell.is_number)


def numbers_page(text: str) -> bool:
    """Whether `text` is nothing but the number of a page: "Página 2 de 3", "- 4 -"."""
    words = fold(text).split()
    return any(map(str.isdecimal, words)) and all(w.isdecimal() or w in vocabulary().page_words for w in words)
