"""Marks that scans confuse: whether a printed text may be a misread print of a value."""

from decimal import Decimal

_ALIKE = ("68", "38", "17", "56", "0OoDQ", "1lI|iJ", "5S$s", "8B", "2Z", "4A", "9g", "6bG")
_MARKS = ".,'’ "
_MOST_MISREAD = 2


def digits_like(char: str) -> list[str]:
    """The digits that `char` is easily read for."""
    return sorted({other for group in _ALIKE if char in group for other in group if other.isdigit()})


def may_print(text: str, value: Decimal) -> bool:
    """Whether `text` differs from a print of `value` only in marks that are easily confused, and in two at most.

    Digits and letters that look alike count as misread each; points, commas and blanks lost, added or confused count as
    one together; a currency sign read as a digit or letter at the front counts as one.
    """
    return any(
        _misread(front, printed) <= _MOST_MISREAD
        for printed in _prints(value)
        for front in (text, *([text[1:]] if text[:1] in "S5s8" and len(text) > 1 else []))
    )


def _prints(value: Decimal) -> tuple[str, ...]:
    """`value` as filings of this country would print it: with the decimals it has, with two, or as a whole."""
    forms = {format(value, ",f")}
    for digits in (0, 2):
        rounded = round(value, digits)
        if rounded == value:
            forms.add(format(rounded, f",.{digits}f"))
    return tuple(sorted(forms))


def _misread(text: str, printed: str) -> int:
    """How many marks of `printed` were misread to give `text`; more than any limit where it cannot be."""
    left, right = _letters(text), _letters(printed)
    if len(left) != len(right):
        return _MOST_MISREAD + 1
    misread = 0
    for seen, true in zip(left, right, strict=True):
        if seen != true:
            if not any(seen in group and true in group for group in _ALIKE):
                return _MOST_MISREAD + 1
            misread += 1
    parted = _parted(text) != _parted(printed)
    return misread + parted


def _letters(text: str) -> str:
    return "".join(char for char in text.strip("$\\ ") if char not in _MARKS)


def _parted(text: str) -> str:
    """Only the marks of `text` and where they stand, digits all alike."""
    return "".join(char if char in _MARKS else "0" for char in text.strip("$\\ "))
