"""Whether voices agree, and which is the odd one out."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from services.compute.ties.voices import Heard, agree

State = Literal["holds", "does-not-hold", "cannot-be-checked"]


@dataclass(frozen=True, slots=True)
class Judgement:
    """`odd` are the voices that stand alone against `agreeing`, most; where no side is larger, all are odd. What one
    alone says, and cannot be checked, is `agreeing` too.
    """

    state: State
    why: str = ""
    agreeing: tuple[Heard, ...] = ()
    odd: tuple[Heard, ...] = ()

    @property
    def expected(self) -> Decimal | None:
        """What most say, with the most digits; None where no side is larger."""
        return min(self.agreeing, key=lambda one: one.half_unit).value if len(self.agreeing) > 1 else None


def judge(heard: Sequence[Heard]) -> Judgement:
    """Hold what is said against each other. Fewer than two voices can't be checked."""
    if len(heard) < 2:
        why = "one statement gives it" if heard else "no statement gives it"
        return Judgement("cannot-be-checked", why, agreeing=tuple(heard))
    largest, *others = _sides(heard)
    if len(largest) == len(heard):
        return Judgement("holds", agreeing=tuple(heard))
    if len(_speakers(largest)) > 1 and all(len(largest) > len(side) for side in others):
        return Judgement("does-not-hold", "", tuple(largest), tuple(one for one in heard if one not in largest))
    return Judgement("does-not-hold", "", (), tuple(heard))


def _speakers(side: Sequence[Heard]) -> set[tuple[str, str]]:
    return {(one.filing, one.statement) for one in side}


def _sides(heard: Sequence[Heard]) -> list[list[Heard]]:
    """Voices that agree with each other, the largest side first. Agreement is with the side's most exact voice; one
    with so few digits that it agrees with several is on the side of each.
    """
    leads: list[Heard] = []
    for one in sorted(heard, key=lambda voice: (voice.half_unit, voice.value)):
        if not any(agree(lead, one) for lead in leads):
            leads.append(one)
    return sorted(([one for one in heard if agree(lead, one)] for lead in leads), key=lambda side: -len(side))
