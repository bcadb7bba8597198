"""What a budget is made of, for its picture: programmes, or the accounts that nothing in their statement sums."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select
from sqlmodel import Session, col

from services.api.views.programmes import Programme
from shared.tables import Filing, StoredFact

_KINDS = ("activity", "programme")
_FEWEST = 2
_ROUNDED = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class Head:
    """One part of the budget, its amounts by moment; `linked` where its code leads to it over time."""

    code: str | None
    name: str | None
    amounts: dict[str, Decimal]
    linked: bool = False

    @property
    def stake(self) -> Decimal:
        """The money that it moves."""
        return max(map(abs, self.amounts.values()))


def heads_of(
    session: Session, filing: Filing, programmes: Sequence[Programme], totals: Mapping[str, Decimal]
) -> list[Head]:
    """The parts of the budget of `filing` with its `totals` by moment, the largest first: its activities, its
    programmes or its accounts, whichever come to the totals; none where there are fewer than two.
    """
    found = max((_of_kind(programmes, kind, totals) for kind in _KINDS), key=len) or _accounts(session, filing, totals)
    return sorted(found, key=lambda one: -one.stake)


def _of_kind(programmes: Sequence[Programme], kind: str, totals: Mapping[str, Decimal]) -> list[Head]:
    found = _moving(
        Head(one.code, one.name, {name: one.figures[name] for name in totals if name in one.figures}, bool(one.code))
        for one in programmes
        if one.kind == kind and not one.unlike
    )
    return found if _come_to(found, totals) else []


def _accounts(session: Session, filing: Filing, totals: Mapping[str, Decimal]) -> list[Head]:
    """The outermost accounts of the first statement that has several which come to `totals`."""
    query = (
        select(
            col(StoredFact.evidence),
            col(StoredFact.context),
            col(StoredFact.subject_code),
            col(StoredFact.subject_name),
            col(StoredFact.concept),
            col(StoredFact.value),
        )
        .where(
            col(StoredFact.filing_id) == filing.id,
            col(StoredFact.subject_kind) == "account",
            col(StoredFact.concept).in_(totals),
            col(StoredFact.value).is_not(None),
            col(StoredFact.period_end) == filing.period_end,
        )
        .order_by(col(StoredFact.position))
    )
    levels: dict[tuple[str, int], dict[int, Head]] = {}
    for place, context, code, name, concept, value in session.execute(query):
        at_level = levels.setdefault((place["table"], context.get("level", 0)), {})
        head = at_level.setdefault(place["row"], Head(code, name, {}))
        head.amounts.setdefault(concept, value)
    for _, heads in sorted(levels.items(), key=lambda entry: (int(entry[0][0].lstrip("t") or 0), entry[0][1])):
        found = _moving(heads.values())
        if found and _come_to(found, totals):
            return found
    return []


def _come_to(heads: Sequence[Head], totals: Mapping[str, Decimal]) -> bool:
    room = _ROUNDED * len(heads)
    return all(
        abs(sum((one.amounts.get(moment, Decimal(0)) for one in heads), Decimal(0)) - total) <= room
        for moment, total in totals.items()
    )


def _moving(heads: Iterable[Head]) -> list[Head]:
    """Those that move any money, where there are several."""
    found = [one for one in heads if one.amounts and one.stake]
    return found if len(found) >= _FEWEST else []
