"""The ties that accounting law makes, read from ``ties.toml``."""

import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal

from shared.report import Severity, Text

Time = Literal["own", "previous"]
"""The filing's own period, or the year before it."""


@dataclass(frozen=True, slots=True)
class Voice:
    """Where a statement gives the figure that a tie is about; see ``ties.toml`` for each field."""

    statement: str
    rows: tuple[str, ...] = ()
    total: bool = False
    renamed: dict[str, str] = field(default_factory=dict)
    balance: dict[Time, str] = field(default_factory=dict)
    nth: dict[Time, int] = field(default_factory=dict)
    plus: bool = False
    part: bool = False
    adds: str = ""
    year: bool = False
    one_period: bool = False
    any_period: bool = False
    less: bool = False
    before: bool = False
    parts: tuple["Voice", ...] = ()
    silences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tie:
    """A figure that several statements share. `same_rows`: one for every row that they have in common."""

    id: str
    says: Text
    source: Text
    concepts: tuple[str, ...]
    times: tuple[Time, ...]
    voices: tuple[Voice, ...]
    same_rows: bool
    severity: Severity
    unless: tuple[Voice, ...] = ()


@dataclass(frozen=True, slots=True)
class Law:
    """Every tie, the names of concepts in Spanish and English, and the statements that each period must have;
    `balances` are those of them that tell of a day, `plans` statements that say what a year is to bring, and
    `near_others` rows that read nearly as those of a tie and are others. `follows` has what each concept follows from.
    """

    ties: tuple[Tie, ...]
    concepts: dict[str, tuple[str, str]]
    asked: tuple[str, ...]
    asked_source: Text
    balances: tuple[str, ...]
    plans: frozenset[str]
    near_others: tuple[str, ...]
    follows: dict[str, tuple[str, ...]]


@cache
def law() -> Law:
    """The ties that come with the product."""
    content = tomllib.loads(Path(__file__).with_name("ties.toml").read_text(encoding="utf-8"))
    return Law(
        ties=tuple(map(_tie, content["tie"])),
        concepts={code: (names[0], names[1]) for code, names in content["concepts"].items()},
        asked=tuple(content["asked"]["statements"]),
        asked_source=Text(**content["asked"]["source"]),
        balances=tuple(content["asked"]["balances"]),
        plans=frozenset(content["plan"]["statements"]),
        near_others=tuple(content["near"]["others"]),
        follows={code: tuple(others) for code, others in content["follows"].items()},
    )


def _tie(entry: dict[str, Any]) -> Tie:
    return Tie(
        id=entry["id"],
        says=Text(es=entry["es"], en=entry["en"]),
        source=Text(**entry["source"]),
        concepts=tuple(entry.get("concepts", ("amount",))),
        times=tuple(entry.get("times", ("own",))),
        voices=tuple(map(_voice, entry["voices"])),
        same_rows=entry.get("same_rows", False),
        severity=entry.get("severity", "error"),
        unless=tuple(map(_voice, entry.get("unless", ()))),
    )


def _voice(entry: dict[str, Any]) -> Voice:
    times: tuple[Time, ...] = ("own", "previous")
    if "parts" in entry:
        parts = tuple(map(_voice, entry["parts"]))
        return Voice(" + ".join(dict.fromkeys(part.statement for part in parts)), parts=parts)
    return Voice(
        statement=entry["statement"],
        rows=tuple(entry.get("rows", ())),
        total=entry.get("total", False),
        renamed=entry.get("as", {}),
        balance={time: entry[time] for time in times if time in entry},
        nth={time: nth for time in times if (nth := entry.get(f"nth_{time}", entry.get("nth")))},
        plus=entry.get("plus", False),
        part=entry.get("part", False),
        adds=entry.get("adds", ""),
        year=entry.get("year", False),
        one_period=entry.get("one_period", False),
        any_period=entry.get("any_period", False),
        less=entry.get("less", False),
        before=entry.get("before", False),
        silences=tuple(entry.get("silences", ())),
    )
