"""Holding the filings of one company together: every tie with its state, and where one does not hold."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from services.compute.ties.judge import Judgement, judge
from services.compute.ties.law import Tie, Time, law
from services.compute.ties.stated import Filed
from services.compute.ties.versions import Conflict, conflicts, once_each, versions_of
from services.compute.ties.voices import Heard, heard_of, rows_in_common, stands_in_the_way, without_strangers


@dataclass(frozen=True, slots=True)
class Held:
    """One tie of one period, and how it stands. `row` names the row where the tie is one of many."""

    tie: Tie
    concept: str
    time: Time
    judgement: Judgement
    row: str = ""
    strangers: tuple[Heard, ...] = ()


@dataclass(frozen=True, slots=True)
class Together:
    """What comes of holding a company's filings together."""

    held: tuple[Held, ...]
    versions: tuple[tuple[Filed, Filed, int, tuple[Conflict, ...]], ...]
    missing: tuple[str, ...] = field(default=())


def hold_together(company: Sequence[Filed]) -> Together:
    """Hold the filings of one institution and period against each other."""
    pairs = versions_of(company)
    versions = tuple((one, other, *_compared(one, other)) for one, other in pairs)
    voices = once_each(company, pairs)
    held = tuple(one for tie in law().ties for one in _hold(tie, voices))
    on_file = {statement for filed in company for statement in filed.statements}
    return Together(held, versions, tuple(kind for kind in law().asked if kind not in on_file))


def _compared(one: Filed, other: Filed) -> tuple[int, tuple[Conflict, ...]]:
    shared, differing = conflicts(one, other)
    return shared, tuple(differing)


def _hold(tie: Tie, company: Sequence[Filed]) -> Iterator[Held]:
    if taken_away := stands_in_the_way(tie, company):
        why = f"{taken_away.statement} has {taken_away.rows[0].removesuffix('*')}"
        for concept in tie.concepts:
            yield Held(tie, concept, "own", Judgement("cannot-be-checked", why))
        return
    for time in tie.times:
        if tie.same_rows:
            for concept in tie.concepts:
                for row, heard in rows_in_common(tie, concept, time, company).items():
                    yield Held(tie, concept, time, judge(heard), row)
            continue
        heard_by = {concept: heard_of(tie, concept, time, company) for concept in tie.concepts}
        for concept in tie.concepts:
            stay, leave = without_strangers(tie, heard_by, concept)
            yield Held(tie, concept, time, judge(stay), strangers=tuple(leave))
