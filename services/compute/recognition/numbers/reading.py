"""Reading a printed number: ``1,234.56``, ``1.234,56``, ``1 234.56``, ``$4,415'964,112.29``, ``(1,234)``."""

import re
from dataclasses import replace
from decimal import Decimal
from functools import cache, lru_cache

from services.compute.arithmetic import Figure
from services.compute.recognition.numbers.marks import Marks, Number, Style, take_apart

_MOST_WHOLE_DIGITS = 24
_HUNDREDTH = Decimal("0.01")

_DIGITS = re.compile(r"[0-9]{1,24}(?:\.([0-9]+))?")
_BARE = re.compile(
    r"(?P<minus>-?)(?P<whole>[0-9]{1,24}|[1-9][0-9]{0,2}(?:,[0-9]{3}){1,7})(?:\.(?P<part>[0-9]+))?(?P<percent>%?)"
)
_GROUP = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")
_NO_DIGIT = re.compile(r"\D")
_PLAIN = re.compile(r"(?P<whole>\d+)")
_POINT = re.compile(r"(?P<whole>[1-9]\d{0,2}(?:(?:[,'] ?| )\d{3})+|\d*)\.(?P<part>\d+)")
_COMMA = re.compile(r"(?P<whole>[1-9]\d{0,2}(?:(?:[.'] ?| )\d{3})+|\d+),(?P<part>\d+)")
_GROUPS = re.compile(r"(?P<whole>[1-9]\d{0,2}(?:[.,' ]\d{3})+)")
_COMMA_FOR_POINT = re.compile(r"(?P<whole>[1-9]\d{0,2}(?:[,']\d{3})+),(?P<part>\d{1,2})")
_POINT_FOR_COMMA = re.compile(r"(?P<whole>[1-9]\d{0,2}(?:\.\d{3})+)\.(?P<part>\d{1,2})")
_CUT_OFF = re.compile(r"(?P<whole>[1-9]\d{0,2}(?:,\d{3})+)\.")
_LOOSE_COMMA = re.compile(r"(?P<whole>\d{1,3}),(?P<part>\d{1,2})")
_WHOLE_NUMBER = r"\d{1,3}(?:,\d{3})+|\d{1,4}"
_PART_OF_WHOLE = re.compile(
    rf"\s*(?P<part>{_WHOLE_NUMBER})\s*(?:/|\bde(?: un total de)?\b)\s*(?P<whole>{_WHOLE_NUMBER})\s*", re.IGNORECASE
)
_GAP = re.compile(r"\s*[,;/|]\s+|\s+")


@lru_cache(maxsize=1 << 12)
def read_number(text: str, style: Style | None = None) -> Number | None:
    """The one number that `text` says; None where there is doubt. `style` is how the text around it writes numbers,
    None where that is not known.

    A mark that could part thousands or decimals (``1.234``) is taken as `style` has it, and as a decimal point or a
    parting of thousands where that is not known. Decimals parted by the other mark than `style`'s are read where their
    marks leave no other way, as a mend.
    """
    if style is not Style.COMMA and (figure := bare_figure(text)):
        digits = text.strip("-%")
        tells = ("." in digits or digits.count(",") > 1) and not _could_be_group(digits)
        return Number(figure, Style.POINT if tells else None)
    marks = take_apart(text)
    if marks is None:
        return None
    for read in (_whole, _with_decimals, _in_groups, _mended):
        if number := read(marks, style):
            return number
    return None


def bare_figure(text: str) -> Figure | None:
    """The figure of digits with no other marks than commas between thousands, one point, a minus before and a percent
    sign behind them, as nearly all stand in long filings: the short way to what those below read; else None.
    """
    if plain := _DIGITS.fullmatch(text):
        return Figure(Decimal(text), _half(len(plain[1] or "")))
    found = _BARE.fullmatch(text)
    if found is None:
        return None
    minus, whole, part, percent = found.groups()
    whole = whole.replace(",", "")
    value = Decimal(f"{whole}.{part}" if part else whole)
    figure = Figure(-value if minus else value, _half(len(part) if part else 0), bool(percent))
    return figure.scaled(_HUNDREDTH) if percent else figure


def is_bare(text: str) -> bool:
    """Whether `text` is written as `bare_figure` reads it."""
    return bool(_BARE.fullmatch(text))


@cache
def _half(decimals: int) -> Decimal:
    return Decimal("0.5").scaleb(-decimals)


@lru_cache(maxsize=1 << 12)
def read_all(text: str, style: Style | None = None) -> tuple[Number, ...]:
    """The numbers of a cell that holds one, or two beside each other (``5, 33%``, ``5 (33%)``, ``2,856.1 0.42``);
    else none.
    """
    if number := read_number(text, style):
        return (number,)
    whole = text.strip()
    for gap in _GAP.finditer(whole):
        first, second = read_number(whole[: gap.start()], style), read_number(whole[gap.end() :], style)
        if first and second:
            return first, _beside(first, second, whole[gap.end() :])
    return ()


@lru_cache(maxsize=1 << 12)
def counts_with_rate(text: str) -> bool:
    """Whether `text` is a whole number and its rate beside it: ``5, 33%``, ``5 (33%)``."""
    first, second = numbers if len(numbers := read_all(text)) == 2 else (None, None)
    if first is None or second is None or first.figure.percent or not second.figure.percent:
        return False
    return first.figure.value == int(first.figure.value) >= 0 and "$" not in text


@lru_cache(maxsize=1 << 12)
def part_of_whole(text: str) -> tuple[Number, Number] | None:
    """The two whole numbers of which the first is said to be part of the second: ``3 / 4``, ``3 de 4``; else None."""
    found = _PART_OF_WHOLE.fullmatch(text)
    if found is None or not found["whole"].strip("0"):
        return None
    first, second = read_number(found["part"].replace(",", "")), read_number(found["whole"].replace(",", ""))
    return (first, second) if first and second else None


def _beside(first: Number, second: Number, printed: str) -> Number:
    """`second`; brackets around a rate beside a figure that is not below zero only set it apart: ``5 (33%)``."""
    apart = second.figure.percent and printed.startswith("(") and first.figure.value >= 0 > second.figure.value
    return replace(second, figure=second.figure._replace(value=-second.figure.value)) if apart else second


def _whole(marks: Marks, style: Style | None) -> Number | None:
    found = _PLAIN.fullmatch(marks.digits)
    return _number(marks, found["whole"]) if found else None


def _with_decimals(marks: Marks, style: Style | None) -> Number | None:
    """Numbers whose marks leave no doubt of which one parts the decimals."""
    point, comma = _POINT.fullmatch(marks.digits), _COMMA.fullmatch(marks.digits)
    if point and not (marks.percent and ", " in marks.digits):
        tells = not _could_be_group(marks.digits)
        if tells or style is not Style.COMMA:
            return _number(marks, point["whole"], point["part"], Style.POINT if tells else None, style)
    if comma:
        tells = _only_decimals(comma["whole"], comma["part"])
        if tells or style is Style.COMMA:
            own = Style.COMMA if not _could_be_group(marks.digits) else None
            return _number(marks, comma["whole"], comma["part"], own, style)
    return None


def _could_be_group(digits: str) -> bool:
    """Whether the one mark in `digits`, with three digits behind it, could as well part thousands."""
    return bool(_GROUP.fullmatch(digits))


def _only_decimals(whole: str, part: str) -> bool:
    """Whether what stands behind a comma can be nothing but decimals."""
    return any(mark in whole for mark in ".' ") or (len(whole) > 3 and len(part) != 3) or len(part) > 3 or whole == "0"


def _in_groups(marks: Marks, style: Style | None) -> Number | None:
    """Whole numbers with thousands parted: ``1,234``, ``1.234.567``, ``178 103 282``, ``4,415'964,112``."""
    found = _GROUPS.fullmatch(marks.digits)
    points, commas = marks.digits.count("."), marks.digits.count(",")
    if not found or (points and commas):
        return None
    if (points == 1 and style is not Style.COMMA) or (commas == 1 and style is Style.COMMA):
        return None
    own = Style.POINT if commas > 1 else Style.COMMA if points > 1 else None
    return _number(marks, found["whole"], "", own)


def _mended(marks: Marks, style: Style | None) -> Number | None:
    """Numbers that end in the wrong mark: ``3,544,052,125,20``, ``1.234.567.89``, ``4,00%``; or in a point behind which
    nothing stands, where the field was too narrow for its decimals: ``3,112,907,042.``.
    """
    for pattern, own, mend in (
        (_COMMA_FOR_POINT, Style.POINT, "comma-for-point"),
        (_POINT_FOR_COMMA, Style.COMMA, "point-for-comma"),
    ):
        if found := pattern.fullmatch(marks.digits):
            return _number(marks, found["whole"], found["part"], own, mend=mend)
    if found := _CUT_OFF.fullmatch(marks.digits):
        return _number(marks, found["whole"], "", Style.POINT, mend="decimals-cut-off")
    found = _LOOSE_COMMA.fullmatch(marks.digits)
    if found and style is not Style.COMMA and (marks.percent or marks.currency):
        return _number(marks, found["whole"], found["part"], mend="comma-for-point")
    return None


def _number(
    marks: Marks,
    whole: str,
    part: str = "",
    own: Style | None = None,
    around: Style | None = None,
    mend: str | None = None,
) -> Number | None:
    """The number with its digits put together. A style of its `own` that is not the one `around` it is a mend."""
    digits = _NO_DIGIT.sub("", whole) or "0"
    if len(digits) > _MOST_WHOLE_DIGITS:
        return None
    if own is not None and around is not None and own is not around:
        mend = "comma-for-point" if own is Style.COMMA else "point-for-comma"
    value = Decimal(f"{digits}.{part}" if part else digits)
    figure = Figure(-value if marks.negative else value, _half(len(part)), marks.percent)
    return Number(figure.scaled(_HUNDREDTH) if marks.percent else figure, own, mend)
