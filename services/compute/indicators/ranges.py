"""The ranges of a traffic light as filings print them: "90% - 110%", "De 75 a 89.99", "< 70 o > 130"."""

import re
from dataclasses import dataclass
from decimal import Decimal

from services.compute.indicators.goals import words

_SIGNS = {"≤": "<=", "≥": ">=", "=<": "<=", "=>": ">=", "< =": "<=", "> =": ">="}
_ACCENTS = str.maketrans("áéíóúüñ", "aeiouun")
_EITHER = re.compile(r"\s(?:o|u|ó|ú)\s|;|\n")
_NUMBER = r"(?<![\d.,])(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_TOKEN = re.compile(rf"(?P<sign><=|>=|<|>)|(?P<number>{_NUMBER})")


@dataclass(frozen=True, slots=True)
class Span:
    """From `low` to `high`, each None where open; `over` and `under` say that the end itself is left out."""

    low: Decimal | None
    high: Decimal | None
    over: bool = False
    under: bool = False

    def holds(self, value: Decimal) -> bool:
        """Whether `value` lies within."""
        above = self.low is None or (value > self.low if self.over else value >= self.low)
        below = self.high is None or (value < self.high if self.under else value <= self.high)
        return above and below


@dataclass(frozen=True, slots=True)
class Range:
    """One or several spans; `decimals` is how many decimals they are printed to, `percent` that a % stands in them."""

    spans: tuple[Span, ...]
    decimals: int
    percent: bool

    def holds(self, value: Decimal) -> bool:
        """Whether `value`, to as many decimals as the range shows, lies within one of the spans."""
        return self.holds_exactly(round(value, self.decimals))

    def holds_exactly(self, value: Decimal) -> bool:
        """Whether `value` as it is lies within one of the spans."""
        return any(span.holds(value) for span in self.spans)


def range_of(text: str) -> Range | None:
    """The range that `text` prints; None where it prints none that is understood."""
    plain = text.casefold().translate(_ACCENTS)
    for worded, sign in (entry.rsplit(" ", 1) for entry in words()["open_ranges"]):
        plain = re.sub(
            rf"({_NUMBER})\s*(?:%|por ciento)?,?\s*{worded}\b(?!\s+(?:de|del|a|que|al)\b)", rf"{sign} \1", plain
        )
    for worded, sign in (entry.rsplit(" ", 1) for entry in words()["ranges"]):
        plain = re.sub(rf"\b{worded}\b", sign, plain)
    for marks, sign in _SIGNS.items():
        plain = plain.replace(marks, sign)
    spans, decimals = [], 0
    for either in _EITHER.split(plain):
        tokens = [(found["sign"], found["number"]) for found in _TOKEN.finditer(either)]
        if not tokens:
            continue
        span = _span(tokens)
        if span is None:
            return None
        spans.append(span)
        decimals = max(decimals, *(len(number.partition(".")[2]) for _, number in tokens if number))
    return Range(tuple(spans), decimals, "%" in text) if spans else None


def _span(tokens: list[tuple[str | None, str | None]]) -> Span | None:
    numbers = [Decimal(number.replace(",", "")) for _, number in tokens if number]
    signs = [sign for sign, _ in tokens if sign]
    if not signs:
        return Span(numbers[0], numbers[1]) if len(numbers) == 2 and numbers[0] <= numbers[1] else None
    if [bool(sign) for sign, _ in tokens] == [False, True, False] and signs[0].startswith("<"):
        tokens, signs = [(">=", None), *tokens], [">=", *signs]  # from a figure to less than another
    if len(signs) != len(numbers) or [bool(sign) for sign, _ in tokens] != [True, False] * len(signs):
        return None
    low: Decimal | None = None
    high: Decimal | None = None
    over = under = False
    for sign, number in zip(signs, numbers, strict=True):
        if sign.startswith(">"):
            low, over = number, sign == ">"
        else:
            high, under = number, sign == "<"
    return Span(low, high, over, under)
