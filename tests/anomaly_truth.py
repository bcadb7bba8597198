"""The anomalies of real filings, labelled by hand and by arithmetic of its own: ``tests/truth/anomalies.csv``.

A row an anomaly: the file, the rule, where it stands (the line of a text, the cell of a workbook, or ``*`` for anywhere
in the file), whether it is true or would be a false alarm, and why. `together` names the filings that it takes.
"""

import csv
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

LABELS = Path(__file__).parent / "truth" / "anomalies.csv"
ANYWHERE = "*"
JUDGED = ("error", "warning")
Reports = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Label:
    """One judgement, of `verdict` "true" or "false". `filing` is the file's path below the folder of filings."""

    together: str
    filing: str
    rule: str
    place: str
    verdict: str
    why: str

    def is_of(self, rule: str, places: set[tuple[str, str]]) -> bool:
        """Whether an anomaly of `rule` at `places` (file and place) is the one that is judged here."""
        return self.rule == rule and (
            (self.filing, self.place) in places
            or (self.place == ANYWHERE and any(filing == self.filing for filing, _ in places))
        )


@dataclass(slots=True)
class Comparison:
    """By rule: true anomalies found and missed, anomalies judged true, judged false, and not judged."""

    found: Counter[str] = field(default_factory=Counter)
    missed: list[Label] = field(default_factory=list)
    true: Counter[str] = field(default_factory=Counter)
    false: list[str] = field(default_factory=list)
    alarms: Counter[str] = field(default_factory=Counter)
    unjudged: list[str] = field(default_factory=list)


def labels(together: str = "") -> list[Label]:
    """The labels of filings analysed alone, or those that take the filings `together`."""
    with LABELS.open(encoding="utf-8", newline="") as file:
        found = [Label(**row) for row in csv.DictReader(file)]
    return [label for label in found if label.together == together]


def compare(judgements: Iterable[Label], reports: Reports) -> Comparison:
    """Hold `reports`, by the path of their files, against those of `judgements` that are of one of these files."""
    result = Comparison()
    known = [label for label in judgements if label.filing in reports]
    hit: set[Label] = set()
    seen: set[tuple[str, frozenset[tuple[str, str]]]] = set()
    for filing, report in reports.items():
        for anomaly in report["anomalies"]:
            rule, places = anomaly["rule"], _places(filing, anomaly)
            if (rule, frozenset(places)) in seen:
                continue
            seen.add((rule, frozenset(places)))
            of = [label for label in known if label.is_of(rule, places)]
            hit.update(of)
            exact = [label for label in of if label.place != ANYWHERE] or of
            shown = f"{filing} {rule} {sorted(place for _, place in places)[:3]}: {anomaly['message']['en']}"
            if any(label.verdict == "true" for label in exact):
                result.true[rule] += 1
            elif exact:
                result.alarms[rule] += 1
                result.false.append(shown)
            elif anomaly["severity"] in JUDGED:
                result.unjudged.append(shown)
    for label in known:
        if label.verdict == "true":
            result.found[label.rule] += label in hit
            if label not in hit:
                result.missed.append(label)
    return result


def _places(filing: str, anomaly: Mapping[str, Any]) -> set[tuple[str, str]]:
    return {(one.get("filing") or filing, str(one["cell"] or one["line"])) for one in anomaly["evidence"]}
