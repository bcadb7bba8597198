"""What is written beside which figure: an anomaly at its first cell, with where its other figures stand."""

from collections.abc import Sequence
from dataclasses import dataclass

from shared.problems import Language
from shared.report import AnomalyPart, EvidencePart, Severity
from shared.words import words

AUTHOR = "Cotejo"
LONGEST = 8_000
_MOST_PLACES = 12
_GRAVEST: tuple[Severity, ...] = ("error", "warning", "information")


@dataclass(frozen=True, slots=True)
class Note:
    """What is said at `place`, a figure of the filing; empty where the figure only takes part in a check."""

    place: EvidencePart
    severity: Severity
    text: str


def notes(anomalies: Sequence[AnomalyPart], filing_id: str, language: Language) -> list[Note]:
    """One note a figure of `filing_id`: what every anomaly says that stands there, the gravest first.

    An anomaly that lies between filings is said at the first of its figures in this one.
    """
    said: dict[tuple[str, int, int], tuple[EvidencePart, list[tuple[Severity, str]]]] = {}
    for anomaly in sorted(anomalies, key=lambda one: _GRAVEST.index(one.severity)):
        own = [place for place in anomaly.evidence if place.filing_id in (None, filing_id)]
        for nth, place in enumerate(own):
            _, lines = said.setdefault((place.table, place.row, place.column), (place, []))
            lines.append((anomaly.severity, _text(anomaly, own, language) if nth == 0 else ""))
    return [
        Note(place, lines[0][0], "\n\n".join(dict.fromkeys(text for _, text in lines if text))[:LONGEST])
        for place, lines in said.values()
    ]


def _text(anomaly: AnomalyPart, own: Sequence[EvidencePart], language: Language) -> str:
    message = anomaly.message.en if language == "en" else anomaly.message.es
    others = [place.cell or place.text for place in own[1 : _MOST_PLACES + 1]]
    also = f" ({'; '.join(others)}{'; …' if len(own) > _MOST_PLACES + 1 else ''})" if others else ""
    return f"{words(language, anomaly.severity).capitalize()} {anomaly.id}. {message}{also}"
