"""Anomalies that lie between filings: which they are, and whose figures stand against those of others."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from shared.report import AnomalyPart, EvidencePart

OF_A_PERIOD = "missing-statement"
"""The rule whose anomalies are of a period, and of none of its filings: one of them carries each."""

_BETWEEN_STATEMENTS = "statement-mismatch"
"""The rule whose anomalies hold statements of one period against each other."""


def lies_between(anomaly: AnomalyPart) -> bool:
    """Whether it lies between filings, and so is of all of them."""
    return is_between(anomaly.rule, (place.filing for place in anomaly.evidence))


def is_between(rule: str, files: Iterable[str | None]) -> bool:
    """Whether an anomaly of `rule` does, whose figures stand in `files` (None: its own)."""
    return rule == OF_A_PERIOD or any(files)


def known_by(anomaly: AnomalyPart) -> tuple[str, ...]:
    """What one between filings is known by, in whatever report it stands."""
    cells = (f"{place.filing_id} {place.table} {place.row} {place.column}" for place in anomaly.evidence)
    return (anomaly.rule, anomaly.message.es, *cells)


def suspects(anomaly: AnomalyPart) -> tuple[str, ...]:
    """The file that most of the others outvote; all of them where no side is larger."""
    files = tuple(dict.fromkeys(place.filing for place in anomaly.evidence if place.filing))
    return files[:1] if anomaly.expected is not None and len(files) > 2 else files


def stands_elsewhere(anomaly: AnomalyPart, filing_id: str) -> bool:
    """Whether the figures of another filing than `filing_id` are outvoted, and of no other version of it."""
    own = [place for place in anomaly.evidence if place.filing_id == filing_id]
    outvoted = suspects(anomaly)
    if len(outvoted) != 1 or outvoted[0] in {place.filing for place in own}:
        return False
    return not any(read_alike(anomaly.evidence[0], place) for place in own)


def others_give(
    anomalies: Iterable[AnomalyPart],
    filing_id: str,
    amounts: Mapping[str, tuple[str, Decimal]],
    concepts: Mapping[str, str],
) -> dict[str, Decimal]:
    """By the names of `amounts` of filing `filing_id` (each a concept and its value), what most other statements give
    where they outvote it; `concepts` are those of its facts that `anomalies` are about.
    """
    given: dict[str, Decimal] = {}
    for anomaly in anomalies:
        outvoted = anomaly.rule == _BETWEEN_STATEMENTS and anomaly.expected is not None and len(suspects(anomaly)) == 1
        if not outvoted or not anomaly.observed or stands_elsewhere(anomaly, filing_id):
            continue
        about = {(concepts.get(fact), Decimal(anomaly.observed)) for fact in anomaly.facts}
        given |= {name: Decimal(anomaly.expected or 0) for name, amount in amounts.items() if amount in about}
    return given


def read_alike(one: EvidencePart, other: EvidencePart) -> bool:
    """Whether both places print one figure, as versions of a statement may each in its way."""
    return _digits(one.text) == _digits(other.text)


def doubted(expected: object, places: Sequence[EvidencePart]) -> list[bool]:
    """Of the `places` of an anomaly, whether each is of a filing whose figures are in doubt: where most filings agree,
    those that say what the first says.
    """
    agreed = expected is not None and any(place.filing for place in places)
    return [not agreed or read_alike(place, places[0]) for place in places]


def _digits(text: str) -> str:
    """A figure as it is printed by any version of a statement: ``841.5`` and ``$ 841.50`` alike."""
    digits = "".join(mark for mark in text if mark.isdecimal() or mark == ".")
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def by_suspects(anomalies: Iterable[AnomalyPart]) -> dict[tuple[str, ...], list[AnomalyPart]]:
    """`anomalies` under whose figures they are about, in the order in which the first of each comes."""
    found: dict[tuple[str, ...], list[AnomalyPart]] = {}
    for anomaly in anomalies:
        found.setdefault(suspects(anomaly), []).append(anomaly)
    return found
