"""Holding the filings of one company together: every tie with its state, and where one does not hold."""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field, replace

from services.compute.ties.company import first_day
from services.compute.ties.judge import Judgement, judge
from services.compute.ties.law import Tie, Time, Voice, law
from services.compute.ties.stated import Filed
from services.compute.ties.versions import Conflict, conflicts, once_each, versions_of
from services.compute.ties.voices import Heard, heard_of, in_the_way, rows_in_common, without_strangers

_FEWEST = 2
"""Voices from which on they can be held against each other."""


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
    """Hold the filings of one institution and period against each other.

    A filing that tells from another day on than most is heard of balances, and else where one of its figures agrees.
    """
    start, balances = first_day(company), set(law().balances)
    apart = {filed.key for filed in company if filed.start != start and not balances.issuperset(filed.statements)}
    pairs = versions_of(company)
    versions = tuple((one, other, *_compared(one, other)) for one, other in pairs)
    voices = once_each(company, pairs)
    held = tuple(one for tie in law().ties for one in _hold(tie, voices, apart))
    on_file = {statement for filed in company for statement in filed.statements}
    return Together(held, versions, tuple(kind for kind in law().asked if kind not in on_file))


def _compared(one: Filed, other: Filed) -> tuple[int, tuple[Conflict, ...]]:
    shared, differing = conflicts(one, other)
    return shared, tuple(differing)


def _silenced(voice: Voice, in_its_way: Sequence[Voice]) -> bool:
    return any(voice.statement in other.silences for other in in_its_way)


def _hold(tie: Tie, company: Sequence[Filed], apart: Set[str]) -> Iterator[Held]:
    in_its_way = in_the_way(tie, company)
    tie = replace(tie, voices=tuple(voice for voice in tie.voices if not _silenced(voice, in_its_way)))
    if taken_away := next((voice for voice in in_its_way if not voice.silences), None):
        why = f"{taken_away.statement} has {taken_away.rows[0].removesuffix('*')}"
        for concept in tie.concepts:
            yield Held(tie, concept, "own", Judgement("cannot-be-checked", why))
        return
    for time in tie.times:
        if tie.same_rows:
            near = [filed for filed in company if filed.key not in apart]
            for concept in tie.concepts:
                for row, heard in rows_in_common(tie, concept, time, near).items():
                    yield Held(tie, concept, time, judge(heard), row)
            continue
        heard_by = {concept: heard_of(tie, concept, time, company) for concept in tie.concepts}
        strangers = _strangers(company, {one.filing for said in heard_by.values() for one in said}, apart)
        for concept in tie.concepts:
            stay, leave = without_strangers(tie, heard_by, concept, strangers)
            judgement = judge(stay)
            if leave and len(stay) < _FEWEST:
                judgement = replace(judgement, why="others may speak of a part or of another time")
            yield Held(tie, concept, time, judgement, strangers=tuple(leave))


def _strangers(company: Sequence[Filed], speaking: Set[str], apart: Set[str]) -> Set[str]:
    """Those `apart`; where nobody else speaks, those that tell from another day on than most of them."""
    if not speaking or not speaking <= apart:
        return apart
    among = [filed for filed in company if filed.key in speaking]
    return {filed.key for filed in among if filed.start != first_day(among)}
