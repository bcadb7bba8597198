"""What the text states of rates, and of shares of one amount in another, held against what the tables give."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import product

import polars as pl

from services.compute.arithmetic import Figure, quotient
from services.compute.recognition.money_totals import Total, rates_of
from services.compute.recognition.pending import (
    NO_TOTAL,
    SEVERAL,
    UNCLEAR,
    Pending,
    agree,
    claim_of,
    covers,
    names_of,
    of_filing,
    of_its_time,
    rows_of_lead,
    totals_meant,
)
from services.compute.recognition.periods import Period
from services.compute.recognition.prose import StatedShare, instead_of
from services.compute.recognition.statement import StatedClaim


def share_held(
    one: Pending,
    share: StatedShare,
    tables: pl.DataFrame,
    spoken: Mapping[str, Sequence[Pending]],
    period: Period | None,
) -> StatedClaim | str:
    """The claim that `share` is what the tables give, or why none does; where no table has both, the amounts of both
    that the text itself has `spoken` of are taken.
    """
    if share.stated and (share.scope or not share.named):
        return _rate_held(one, share, tables, period)
    codes = (share.part, share.whole)
    beside = [_spoken(code, spoken, one, alone=True) for code in codes]
    if all(beside) and not share.of_all:
        return _quotients_held(one, share, _pairs(*beside)) or NO_TOTAL
    parts, wholes = (
        _said_beside(of_its_time(totals_meant(code, one, tables), one, period), own)
        for code, own in zip(codes, beside, strict=True)
    )
    rows = [of_its_time(rows_of_lead(code, one, tables), one, period) for code in (share.part, share.whole)]
    if share.of_all or any(rows):
        parts, wholes = (rows[0], wholes) if share.of_all else (rows[0], rows[1])
    clear = _says_no_more(one, share, (*parts, *wholes), tables)
    held = _quotients_held(one, share, _paired(share, parts, wholes), clear)
    if held is None and not (parts or wholes or share.of_all or share.change):
        held = _quotients_held(one, share, _pairs(*(_spoken(code, spoken, one) for code in codes)))
    return held or NO_TOTAL


def _rate_held(one: Pending, share: StatedShare, tables: pl.DataFrame, period: Period | None) -> StatedClaim | str:
    """A rate that is said by its name: held against the columns that state it, then against its quotients."""
    stated = of_its_time(rates_of(share.stated, share.scope, tables), one, period)
    said = one.said.mention.figure
    found = next((rate for rate in stated if agree(said, rate.figure)), None)
    if found is not None:
        return claim_of(one, found.facts, found.figure, True)
    parts, wholes = (
        of_its_time(totals_meant(code, one, tables), one, period) if code else [] for code in (share.part, share.whole)
    )
    clear = not share.scope or covers(share.scope, (*stated, *parts), names_of(tables))
    held = _quotients_held(one, share, _paired(share, parts, wholes), clear)
    if isinstance(held, StatedClaim) and held.holds:
        return held
    own = of_filing(stated, one, period)
    if own and len({rate.figure.value for rate in own}) == 1 and clear:
        return claim_of(one, own[0].facts, own[0].figure, False)
    if own:
        return SEVERAL if clear else UNCLEAR
    return held or NO_TOTAL


def _says_no_more(one: Pending, share: StatedShare, totals: Sequence[Total], tables: pl.DataFrame) -> bool:
    """Whether the words name no more than a row, where they name one at all."""
    words = share.scope or (share.lead if any(total.named for total in totals) else "")
    return not words or one.code is not None or covers(_last_clause(words), totals, names_of(tables))


def _last_clause(words: str) -> str:
    return words.rsplit(". ", 1)[-1]


def _paired(share: StatedShare, parts: Sequence[Total], wholes: Sequence[Total]) -> list[tuple[Total, Total]]:
    """Those of one table, column and time, and of one row unless it is a share of all; of one concept if it is."""
    return [
        (part, whole)
        for part, whole in _pairs(parts, wholes)
        if (part.table, part.period, part.group) == (whole.table, whole.period, whole.group)
        if (part.concept == whole.concept if share.of_all else part.row == whole.row)
    ]


def _pairs(parts: Sequence[Total], wholes: Sequence[Total]) -> list[tuple[Total, Total]]:
    return list(product(parts, wholes))


def _quotients_held(
    one: Pending, share: StatedShare, pairs: Sequence[tuple[Total, Total]], clear: bool = True
) -> StatedClaim | str | None:
    """The share held against the quotients of `pairs`; None where there are none. Several concepts may be meant, of
    which the first says what should stand there; not several rows. It is only held for right unless it is `clear`.
    """
    said = one.said.mention.figure
    if share.change:
        said = Figure(1 + share.change * said.value, said.half_unit)
    worked = [(quotient(part.figure, whole.figure, said), part, whole) for part, whole in pairs]
    worked = [entry for entry in worked if entry[0].expected is not None]
    if not worked:
        return None
    found = next((entry for entry in worked if entry[0].verdict == "holds"), None)
    result, part, whole = found or worked[0]
    concepts = (part.concept, whole.concept)
    alike = {of[0].expected for of in worked if (of[1].concept, of[2].concept) == concepts}
    if found is None and (len(alike) > 1 or not clear):
        return SEVERAL if len(alike) > 1 else UNCLEAR
    if result.expected is None or result.low is None or result.high is None:
        return None
    expected, low, high = (_of_change(value, share.change) for value in (result.expected, result.low, result.high))
    bounds = (min(low, high), max(low, high))
    kind = "table" if any(one_part.table for one_part, _ in pairs) else "share"
    ids = (*part.facts, *whole.facts)
    return StatedClaim(kind, one.said.sentence.text, one.fact, ids, expected, bounds, found is not None)


def _of_change(ratio: Decimal, change: int) -> Decimal:
    """What is more or less of a figure that is `ratio` of another."""
    return change * (ratio - 1) if change else ratio


def _said_beside(totals: Sequence[Total], beside: Sequence[Total]) -> list[Total]:
    """Those of `totals` that give the amount which the sentence itself states of them; all where it states none, or
    none gives it.
    """
    given = [total for total in totals if any(agree(own.figure, total.figure) for own in beside)]
    return given or list(totals)


def _spoken(concept: str, spoken: Mapping[str, Sequence[Pending]], one: Pending, alone: bool = False) -> list[Total]:
    """The amounts of `concept`, else of what may be called so, that the text states for all of what `one` is of; in its
    own sentence only, if `alone`.
    """
    found = [
        [entry for entry in spoken.get(code, ()) if _of_same(entry, one, alone)]
        for code in (concept, *instead_of(concept))
    ]
    chosen = found[0] or [entry for entries in found[1:] for entry in entries]
    return [Total(entry.said.mention.figure, (entry.fact,), "", -1, None, None, concept) for entry in chosen]


def _of_same(entry: Pending, one: Pending, alone: bool) -> bool:
    """Whether `entry` is said of what `one` is said of, and of the same time; in the same sentence, if `alone`."""
    same = (entry.said.scope, entry.code, entry.when) == (one.said.scope, one.code, one.when)
    return same and (not alone or (entry.said.sentence, entry.place) == (one.said.sentence, one.place))
