"""What a form says of its own arithmetic: ``3 = (1 + 2)`` under a heading, ``IV = III + E`` in a label, ``5/1``."""

import re
from dataclasses import dataclass

_CODE = r"(?:[A-Za-z]{1,5}\s?\d*(?:\.\d+)?|\d+(?:\.\d+)?)"
_SIGN = r"[-+]"
_SUM = rf"{_CODE}(?:\s*{_SIGN}\s*{_CODE})+"
_NAMED = re.compile(rf"(?<![\w.])(?P<name>{_CODE})\s*=\s*\(?\s*(?P<terms>{_SUM}|{_CODE})\s*\)?(?![\w.])")
_BARE = re.compile(rf"^\(?\s*(?P<terms>{_SUM})\s*\)?$")
_QUOTIENT = re.compile(
    rf"^\(?\s*(?:(?P<name>{_CODE})\s*=\s*)?\(?\s*(?P<top>{_CODE})\s*/\s*(?P<bottom>{_CODE})\s*\)?\s*\)?$"
)
_NUMBER = re.compile(rf"^\(?\s*(?P<name>{_CODE})\s*\)?$")
_SIGNS = re.compile(r"[=/+\-−–—]")
_DASHES = str.maketrans("−–—", "---")


@dataclass(frozen=True, slots=True)
class Formula:
    """`name` is the code of what the formula makes, empty where it stands without one; `terms` the codes it is made of,
    each with its sign. A `quotient` is the first over the second.
    """

    name: str
    terms: tuple[tuple[str, int], ...]
    quotient: bool = False


def formula_in(text: str) -> Formula | None:
    """The formula that a label or heading holds, None where it holds none."""
    if not _SIGNS.search(text):
        return None
    plain = text.translate(_DASHES)
    if found := _QUOTIENT.match(plain):
        return Formula(_code(found["name"]), ((_code(found["top"]), 1), (_code(found["bottom"]), 1)), True)
    if found := _NAMED.search(plain) or _BARE.match(plain):
        return Formula(_code(found.groupdict().get("name")), _terms(found["terms"]))
    return None


def number_of(text: str) -> str | None:
    """The number or letter of a column whose heading shows it alone: ``(2)``."""
    found = _NUMBER.match(text.strip())
    return _code(found["name"]) if found else None


def _code(text: str | None) -> str:
    return re.sub(r"\s", "", text or "")


def _terms(text: str) -> tuple[tuple[str, int], ...]:
    signs = re.findall(_SIGN, text)
    codes = re.split(_SIGN, text)
    return tuple((_code(code), -1 if sign == "-" else 1) for code, sign in zip(codes, ["+", *signs], strict=True))
