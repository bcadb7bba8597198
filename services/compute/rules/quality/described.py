"""Each indicator of a statement with its name, formula and unit, and what kind of measure each of them tells of."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Literal

from services.compute.indicators.subject import Subject, subjects_of
from services.compute.recognition.folding import fold
from services.compute.recognition.statement import StatedText, Statement
from services.compute.rules.once import once

Measure = Literal["percentage", "change", "quotient", "count"]
_MEASURES: tuple[Measure, ...] = ("percentage", "change", "quotient", "count")
_OPERANDS = re.compile(r"[^\W\d_]")


@dataclass(frozen=True)
class Described:
    """An indicator: its figures and categories as `subject`, its texts by concept."""

    subject: Subject
    texts: dict[str, StatedText]

    @cached_property
    def name(self) -> str:
        """Its name, folded; empty where it has none."""
        return fold(self.subject.row["subject_name"] or "")

    @cached_property
    def formula(self) -> str:
        """Its formula as printed; empty where it has none, or one that is given elsewhere."""
        text = self.texts["formula"].text if "formula" in self.texts else ""
        return "" if fold(text) in words()["elsewhere"] or not _OPERANDS.search(text) else text

    @property
    def divides(self) -> bool:
        """Whether its formula has a denominator: after a stroke, or under another line."""
        plain = self.formula.casefold()
        cells = self.texts["formula"].cells if "formula" in self.texts else ()
        under = (plain.partition(word)[2] for word in words()["divides"])
        return len(cells) > 1 or any(_OPERANDS.search(rest) for rest in under)

    @property
    def hundredfold(self) -> bool:
        """Whether its formula multiplies by one hundred."""
        return any(
            re.search(rf"(?<!\d)(?<!\d[.,]){word}(?!\d|[.,']\d{{3}})", self.formula) for word in words()["hundredfold"]
        )

    @property
    def named(self) -> Measure | None:
        """The kind of measure that its name begins with; None where it tells none."""
        return _measure(self.name)

    @property
    def unit(self) -> Measure | None:
        """The kind of measure that its unit tells: a count where it is any other thing; None where it has none."""
        text = self.texts["unit_of_measure"].text if "unit_of_measure" in self.texts else ""
        return _measure(fold(text)) or ("percentage" if text.strip() == "%" else "count" if fold(text) else None)

    @property
    def labels(self) -> tuple[str, str | None, str | None]:
        """Kind, code and name."""
        row = self.subject.row
        return row["subject_kind"], row["subject_code"], row["subject_name"]

    @property
    def facts(self) -> tuple[str, ...]:
        """The facts that state its targets and what was achieved, the target in force first."""
        order = (self.subject.target, "target_original", "target_modified", "achieved", "indicator_value")
        found = (self.subject.fact(concept) for concept in dict.fromkeys(order) if concept)
        return tuple(fact for fact in found if fact)


@once
def described_in(statement: Statement) -> tuple[Described, ...]:
    """The indicators of `statement`."""
    texts: dict[int, dict[str, StatedText]] = {}
    for text in statement.texts:
        texts.setdefault(text.subject_row, {}).setdefault(text.concept, text)
    if not texts:
        return ()
    return tuple(
        Described(subject, texts[subject.row["subject_row"]])
        for subject in subjects_of(statement)
        if subject.kind == "indicator" and subject.row["subject_row"] in texts
    )


@cache
def words() -> dict[str, tuple[str, ...]]:
    """The words of ``words.toml`` by what they tell."""
    content = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))
    return {name: tuple(content[name]) for name in content}


def _measure(text: str) -> Measure | None:
    found = [
        (len(word), measure) for measure in _MEASURES for word in words()[measure] if f"{text} ".startswith(f"{word} ")
    ]
    return max(found)[1] if found else None
