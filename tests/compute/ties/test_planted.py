"""A figure changed by as little as six centavos, in any statement of a real quarter, is at odds with the others."""

from decimal import Decimal
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.compute.ties import hold_together
from tests.compute.ties.quarters import QUARTERS, Place, changed, mismatches, quarter_on_file


@cache
def _in_ties(quarter: str, severity: str, fewest: int) -> list[Place]:
    """The figures that take part in a tie that holds among `fewest` statements or more."""
    held = hold_together(list(quarter_on_file(quarter).values())).held
    places = {
        (part.filing, part.fact)
        for one in held
        if one.judgement.state == "holds" and one.tie.severity == severity
        if len({voice.filing for voice in one.judgement.agreeing}) >= fewest
        for voice in one.judgement.agreeing
        if len(voice.parts) == 1
        for part in voice.parts
    }
    return sorted(places)


@cache
def _told_already(quarter: str) -> frozenset[str]:
    return frozenset(mismatches(quarter_on_file(quarter)))


_BY = st.decimals("0.06", "302000000", places=2).flatmap(lambda by: st.sampled_from((by, -by)))


@pytest.mark.parametrize("quarter", QUARTERS)
@settings(max_examples=8, deadline=None)
@given(data=st.data(), by=st.sampled_from((Decimal("0.06"), Decimal("-0.06"), Decimal(302_000_000))) | _BY)
def test_a_changed_total_is_an_error_and_the_first_suspect(quarter: str, data: st.DataObject, by: Decimal) -> None:
    place = data.draw(st.sampled_from(_in_ties(quarter, "error", 3)))
    found = mismatches(changed(quarter_on_file(quarter), place, by))
    new = [one for one in found.values() if one.id not in _told_already(quarter) and one.severity == "error"]
    assert place in [(one.figures[0].filing, one.figures[0].fact) for one in new]


@settings(max_examples=8, deadline=None)
@given(data=st.data(), by=_BY)
def test_a_changed_account_is_pointed_at(data: st.DataObject, by: Decimal) -> None:
    quarter = "inaeba-2019-q3"
    place = data.draw(st.sampled_from(_in_ties(quarter, "warning", 2)))
    found = mismatches(changed(quarter_on_file(quarter), place, by))
    new = [one for one in found.values() if one.id not in _told_already(quarter)]
    assert any(place in [(figure.filing, figure.fact) for figure in one.figures] for one in new)
