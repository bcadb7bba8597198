"""An anomaly between filings, and how each report concerned carries it."""

import hashlib
from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from services.compute.ties.stated import Filed, Stated
from shared.report import Severity

_EVIDENCE = ("table", "page", "line", "row", "column", "cell", "text", "bbox")
_ID_CHARACTERS = 12


@dataclass(frozen=True, slots=True)
class Shared:
    """An anomaly between filings: `entry` has the fields of `AnomalyPart` but for `facts` and `id`; `figures` are the
    cells it points at, the likeliest to be wrong first. `told` are filings that it concerns without a figure of theirs,
    and `day` the one that those end on: what a plan names may be wanting in every quarter.
    """

    rule: str
    severity: Severity
    entry: dict[str, Any]
    figures: tuple[Stated, ...]
    stake: Decimal
    told: tuple[str, ...] = ()
    day: date | None = None

    @property
    def filings(self) -> frozenset[str]:
        """The keys of the filings that it concerns."""
        return frozenset(figure.filing for figure in self.figures) | frozenset(self.told)

    def is_told_in(self, key: str, suspects: Set[str]) -> bool:
        """Whether it lies in filing `key` alone, which tells of one of its figures by itself: `suspects` are the facts
        that it says are wrong.
        """
        return self.filings == {key} and not suspects.isdisjoint(figure.fact for figure in self.figures)

    @property
    def id(self) -> str:
        """A name of its own, the same whenever the same filings are held together."""
        figures = sorted(f"{figure.filing} {figure.fact}" for figure in self.figures)
        day = () if self.day is None else (self.day.isoformat(),)
        said = "\n".join((self.rule, self.entry["message"]["en"], *figures, *day))
        return "b" + hashlib.sha256(said.encode()).hexdigest()[:_ID_CHARACTERS]

    def in_report(self, key: str, filings: Mapping[str, Filed]) -> dict[str, Any]:
        """As the report of filing `key` carries it: its own figures are named as facts, every cell with its filing.

        What stands in that filing alone, between statements of one workbook, is its own and names no filing.
        """
        own = self.filings == {key}
        return {
            **self.entry,
            "rule": self.rule,
            "severity": self.severity,
            "facts": [figure.fact for figure in self.figures if figure.filing == key],
            "evidence": [
                {
                    "filing": None if own else filings[figure.filing].name,
                    "filing_id": None if own else filings[figure.filing].id,
                    **{name: figure.evidence.get(name) for name in _EVIDENCE},
                }
                for figure in self.figures
            ],
        }
