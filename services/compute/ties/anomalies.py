"""From ties that do not hold to anomalies, as the reports of all filings concerned carry them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from services.compute.ties.history import Change
from services.compute.ties.hold import Held, Together
from services.compute.ties.judge import judge
from services.compute.ties.law import Time, law
from services.compute.ties.shared import Shared
from services.compute.ties.stated import Filed, Stated
from services.compute.ties.versions import Conflict, twins
from services.compute.ties.voices import Heard
from services.compute.ties.wording import concept_name, mismatch, statements_named, value_of
from shared.problems import Language
from shared.report import Severity, Text
from shared.wording import span

MOST_CONFLICTS_APART = 20
"""So many figures of one concept in which two versions differ are told one by one."""
FEWEST_OF_A_PERIOD = 5
"""Statements on file from which on those that are missing are worth a word."""

_Cause = tuple[str, Time, str, str, str, Decimal]
_LANGUAGES: tuple[Language, ...] = ("es", "en")


def anomalies_of(together: Together) -> Iterator[Shared]:
    """The anomalies between the filings of one period: ties that do not hold, each once, and versions that differ."""
    twin = twins(together.versions)
    told: set[tuple[str, str]] = set()
    causes: set[_Cause] = set()
    for held in together.held:
        if held.judgement.state != "does-not-hold":
            continue
        for odd in _one_by_one(held):
            figures = {(part.filing, part.fact) for one in odd for part in one.parts}
            if figures <= told or any(cause in causes for cause in _causes(held, odd, others=True)):
                continue
            told |= figures
            causes.update(_causes(held, odd))
            yield _mismatch(held, odd, twin)
    for one, other, _, differing in together.versions:
        for concept in dict.fromkeys(conflict.one.concept for conflict in differing):
            of_it = [conflict for conflict in differing if conflict.one.concept == concept]
            if len(of_it) <= MOST_CONFLICTS_APART:
                yield from (_conflict(one, other, conflict) for conflict in of_it)
            else:
                yield _conflicts(one, other, of_it)


def _causes(held: Held, odd: Sequence[Heard], *, others: bool = False) -> list[_Cause]:
    """What the first of `odd` is off by, in its concept; with `others`, in those that this one follows from."""
    first, off = odd[0], _off_by(held, odd)
    concepts = law().follows.get(held.concept, ()) if others else (held.concept,)
    return [(held.tie.id, held.time, first.filing, first.statement, concept, off) for concept in concepts]


def _off_by(held: Held, odd: Sequence[Heard]) -> Decimal:
    """By how much the first of `odd` is off what most say, or the next where no side is larger."""
    expected = held.judgement.expected
    return abs(odd[0].value - (odd[1].value if expected is None else expected))


def _one_by_one(held: Held) -> list[list[Heard]]:
    """Each that stands alone by itself, with those that say the same of it; all at once where no side is larger."""
    odd = held.judgement.odd
    if not held.judgement.agreeing:
        return [list(odd)]
    groups: list[list[Heard]] = []
    for one in odd:
        for group in groups:
            if group[0].statement == one.statement and judge([group[0], one]).state == "holds":
                group.append(one)
                break
        else:
            groups.append([one])
    return groups


def _mismatch(held: Held, odd: Sequence[Heard], twin: dict[tuple[str, str], Stated]) -> Shared:
    judgement = held.judgement
    parts = [part for one in (*odd, *judgement.agreeing) for part in one.parts]
    figures = [figure for part in parts for figure in (part, twin.get((part.filing, part.fact))) if figure]
    first, expected = odd[0], judgement.expected
    difference = _off_by(held, odd)
    subject = first.parts[0]
    tolerance = None
    if expected is not None:
        half = first.half_unit + min(one.half_unit for one in judgement.agreeing)
        tolerance = {"low": _text(expected - half), "high": _text(expected + half)}
    return Shared(
        "statement-mismatch",
        held.tie.severity,
        {
            "origin": "filing",
            "subject": {"kind": "total", "code": None, "name": None}
            if first.added
            else {"kind": subject.kind, "code": subject.code, "name": subject.label},
            "message": Text(es=mismatch(held, odd, "es"), en=mismatch(held, odd, "en")).model_dump(),
            "expected": _text(expected),
            "observed": _text(first.value if expected is not None else None),
            "difference": _text(difference),
            "tolerance": tolerance,
        },
        tuple({(figure.filing, figure.fact): figure for figure in figures}.values()),
        difference,
    )


def _conflicts(one: Filed, other: Filed, conflicts: Sequence[Conflict]) -> Shared:
    """Many figures of one concept that differ: one cause, and so one anomaly, which shows those furthest apart."""
    furthest = sorted(conflicts, key=lambda conflict: (-_apart(conflict), conflict.one.label, conflict.one.fact))
    first, shown = furthest[0], furthest[:MOST_CONFLICTS_APART]
    mine, theirs, count = first.one, first.other, f"{len(conflicts):,}"
    label, said, said_there = mine.label, value_of(mine), value_of(theirs)
    es, en = (concept_name(mine.concept, language) for language in ("es", "en"))
    return _shared(
        "version-conflict",
        "error",
        replace(mine, kind="period", code=None, label=""),
        Text(
            es=f"{count} cifras ({es}) son otras en {other.name} que en {one.name}, que son el mismo estado. La que "
            f"más: «{label}», {said} en {one.name} y {said_there} en {other.name}. Se señalan las {len(shown)} que más "
            "difieren.",
            en=f"{count} figures ({en}) are others in {other.name} than in {one.name}, which are the same statement. "
            f"Furthest apart: “{label}”, {said} in {one.name} and {said_there} in {other.name}. The {len(shown)} that "
            "differ most are marked.",
        ),
        tuple(figure for conflict in shown for figure in (conflict.one, conflict.other)),
        observed=mine.value,
        difference=_apart(first),
        stake=sum(map(_apart, conflicts), Decimal(0)),
    )


def _apart(conflict: Conflict) -> Decimal:
    return abs(conflict.one.value - conflict.other.value)


def _conflict(one: Filed, other: Filed, conflict: Conflict) -> Shared:
    mine, theirs = conflict.one, conflict.other
    label, first, second = mine.label, value_of(mine), value_of(theirs)
    es, en = (f" ({name})" if (name := concept_name(mine.concept, language)) else "" for language in ("es", "en"))
    return _shared(
        "version-conflict",
        "error",
        mine,
        Text(
            es=f"«{label}»{es} es {first} en {one.name} y {second} en {other.name}, que son el mismo estado.",
            en=f"“{label}”{en} is {first} in {one.name} and {second} in {other.name}, which are the same statement.",
        ),
        (mine, theirs),
        observed=mine.value,
        difference=abs(mine.value - theirs.value),
    )


_SAID: dict[str, tuple[Severity, str, str]] = {
    "restated-value": (
        "warning",
        "«{label}» ({concept}): {new}, y {old} en {file}; lo aprobado o informado cambió",
        "“{label}” ({concept}): {new}, and {old} in {file}; what was approved or reported has changed",
    ),
    "target-changed": (
        "warning",
        "«{label}» ({concept}): {new}, y {old} en {file}; la meta cambió después de fijada",
        "“{label}” ({concept}): {new}, and {old} in {file}; the target was changed after it was set",
    ),
    "cumulative-decrease": (
        "warning",
        "«{label}» ({concept}): {new}, menos que los {old} de {file}; lo acumulado no puede bajar",
        "“{label}” ({concept}): {new}, less than the {old} of {file}; what is cumulative cannot fall",
    ),
    "opening-balance-mismatch": (
        "error",
        "«{label}»: el año empieza con {new}; el anterior terminó con {old} ({file})",
        "“{label}”: the year begins with {new}; the one before ended with {old} ({file})",
    ),
    "year-over-year-jump": (
        "information",
        "«{label}» ({concept}): {new}; un año antes, {old} ({file})",
        "“{label}” ({concept}): {new}; a year before, {old} ({file})",
    ),
    "vanished-programme": (
        "warning",
        "«{label}» está en {file}, y después ya no",
        "“{label}” is in {file}, and no longer afterwards",
    ),
}


def change_of(change: Change, filings: dict[str, Filed]) -> Shared:
    """A change from one filing to a later one as an anomaly of both."""
    severity, *said = _SAID[change.rule]
    subject = change.new or change.old
    code = f"{subject.code} " if subject.code and not subject.label.startswith(subject.code) else ""
    values = {
        "label": code + subject.label,
        "new": value_of(change.new) if change.new else "",
        "old": value_of(change.old),
    }
    earlier = filings[change.old.filing]
    later = [filings[key] for key in (*change.others, *((change.new.filing,) if change.new else ()))]
    es, en = (
        words.format(concept=concept_name(subject.concept, language), file=_file(earlier, later, language), **values)
        for words, language in zip(said, _LANGUAGES, strict=True)
    )
    return _shared(
        change.rule,
        severity,
        subject,
        Text(es=es + ".", en=en + "."),
        tuple(figure for figure in (change.new, change.old) if figure),
        expected=change.old.value,
        observed=change.new.value if change.new else None,
        difference=abs(change.old.value - change.new.value) if change.new else None,
        stake=change.stake,
        told=change.others,
        day=filings[change.others[0]].end if change.others else None,
    )


def _file(earlier: Filed, later: Sequence[Filed], language: Language) -> str:
    """What an earlier filing is called, with its period where a later one is called the same."""
    same = any(one.name == earlier.name for one in later)
    return f"{earlier.name} ({span(earlier.start, earlier.end, language)})" if same else earlier.name


def missing_of(together: Together, company: Sequence[Filed]) -> Iterator[Shared]:
    """What is missing of a period of which several statements are on file, as one anomaly. It is of the period; of its
    filings the first carries it, since some report has to."""
    if not together.missing or len(company) < FEWEST_OF_A_PERIOD:
        return
    es, en = (statements_named(together.missing, language) for language in ("es", "en"))
    entry = {
        "origin": "filing",
        "subject": {"kind": "period", "code": None, "name": None},
        "message": Text(
            es=f"Del periodo, no de un informe: no se entregó {es}.",
            en=f"Of the period, not of one filing: not handed in: {en}.",
        ).model_dump(),
        "expected": None,
        "observed": None,
        "difference": None,
        "tolerance": None,
    }
    first = min(filed.key for filed in company)
    yield Shared("missing-statement", "information", entry, (), Decimal(0), (first,))


def _shared(
    rule: str,
    severity: Severity,
    subject: Stated,
    message: Text,
    figures: tuple[Stated, ...],
    *,
    expected: Decimal | None = None,
    observed: Decimal | None = None,
    difference: Decimal | None = None,
    stake: Decimal | None = None,
    told: tuple[str, ...] = (),
    day: date | None = None,
) -> Shared:
    entry = {
        "origin": "filing",
        "subject": {"kind": subject.kind, "code": subject.code, "name": subject.label or None},
        "message": message.model_dump(),
        "expected": _text(expected),
        "observed": _text(observed),
        "difference": _text(difference),
        "tolerance": None,
    }
    return Shared(rule, severity, entry, figures, difference or Decimal(0) if stake is None else stake, told, day)


def _text(value: Decimal | None) -> str | None:
    return None if value is None else format(value, "f")
