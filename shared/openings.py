"""What a statement without budget moments opens with: total assets, liabilities and equity; cash before and after."""

import re
import tomllib
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fnmatch import fnmatchcase
from functools import cache, lru_cache
from pathlib import Path

_FORMULA = re.compile(r"\([^()]*=[^()]*\)")
_NUMBER = re.compile(r"^\s*(?:[ivx]{1,5}|[a-z]|\d{1,2})[.)]\s+", re.IGNORECASE)
_FOOTNOTE = re.compile(r"(?<=[^\W\d])\s?\d{1,2}\s*$")
_WORD = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Line:
    """One figure: its name in ``words.toml``, its concept, and how the label of its row may read."""

    key: str
    concept: str
    rows: tuple[str, ...]

    def reads(self, label: str) -> bool:
        """Whether the row called `label` is this one."""
        name = _plain(label)
        return any(fnmatchcase(name, row) for row in self.rows)


def lines_of(statements: Collection[str]) -> tuple[Line, ...]:
    """The figures that a filing of `statements` opens with; none where it is of several kinds."""
    return _openings().get(next(iter(statements)), ()) if len(statements) == 1 else ()


def opening(lines: Iterable[Line], stated: Iterable[tuple[str | None, str, Decimal]]) -> dict[str, Decimal]:
    """By the names of `lines`, in their order, their figures among `stated`: label of the row, concept and value of
    each figure of the filing's own period, in reading order. The first of a name is taken; nothing where any is
    missing.
    """
    wanted = tuple(lines)
    found: dict[str, Decimal] = {}
    for label, concept, value in stated:
        for line in wanted:
            if line.concept == concept and line.key not in found and label and line.reads(label):
                found[line.key] = value
    return {line.key: found[line.key] for line in wanted} if len(found) == len(wanted) else {}


def with_concepts(amounts: Mapping[str, Decimal], lines: Iterable[Line]) -> dict[str, tuple[str, Decimal]]:
    """`amounts`, by budget moment or by the names of `lines`, each with its concept."""
    concepts = {line.key: line.concept for line in lines}
    return {name: (concepts.get(name, name), amount) for name, amount in amounts.items()}


@lru_cache(maxsize=1 << 12)
def _plain(label: str) -> str:
    bare = _FOOTNOTE.sub("", _NUMBER.sub("", _FORMULA.sub("", label)).strip()).casefold()
    return " ".join(_WORD.findall("".join(filter(str.isascii, unicodedata.normalize("NFKD", bare)))))


@cache
def _openings() -> dict[str, tuple[Line, ...]]:
    told = tomllib.loads(Path(__file__).with_name("openings.toml").read_text(encoding="utf-8"))["opening"]
    return {
        statement: tuple(
            Line(line["key"], line.get("concept", "amount"), tuple(line["rows"])) for line in entry["lines"]
        )
        for entry in told
        for statement in entry["statements"]
    }
