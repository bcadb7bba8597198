"""Whose figures stand against those of other filings."""

from decimal import Decimal

import pytest

from shared import examples
from shared.between import by_suspects, doubted, known_by, lies_between, others_give, stands_elsewhere, suspects
from shared.report import AnomalyPart, EvidencePart


def _anomaly(*places: tuple[str, str], expected: str | None = "188383103.05") -> AnomalyPart:
    """An anomaly whose figures stand in the filings named, the likeliest to be wrong first."""
    evidence = [
        EvidencePart(filing=f"{filing}.x", filing_id=filing, table="t1", row=0, column=0, text=text)
        for filing, text in places
    ]
    changes = {"evidence": evidence, "expected": expected, "facts": ["f1"]}
    return AnomalyPart.model_validate(examples.ANOMALY).model_copy(update=changes)


_ODD, _TWIN, _MOST = ("odd", "841.5"), ("odd-as-pdf", "$ 841.50"), ("most", "188,383,103.05")


@pytest.mark.parametrize(
    ("filing", "elsewhere"), [("odd", False), ("odd-as-pdf", False), ("most", True), ("more", True)]
)
def test_the_odd_one_and_its_other_version_are_not_told_that_another_differs(filing: str, elsewhere: bool) -> None:
    anomaly = _anomaly(_ODD, _TWIN, _MOST, ("more", "188383103.05"))
    assert suspects(anomaly) == ("odd.x",)
    assert stands_elsewhere(anomaly, filing) is elsewhere


def test_of_two_sides_none_is_the_odd_one() -> None:
    for anomaly in (_anomaly(_ODD, _MOST, ("more", "1.00"), expected=None), _anomaly(_ODD, _MOST)):
        assert not any(stands_elsewhere(anomaly, filing) for filing in ("odd", "most", "more"))


def test_what_is_a_filings_own_lies_between_none() -> None:
    own = AnomalyPart.model_validate(examples.ANOMALY)
    assert not lies_between(own) and lies_between(_anomaly(_ODD, _MOST))
    assert list(by_suspects([own, _anomaly(_ODD, _TWIN, _MOST)])) == [(), ("odd.x",)]
    assert known_by(_anomaly(_ODD, _MOST)) != known_by(_anomaly(_TWIN, _MOST))


def test_what_the_others_give_is_told_of_the_one_they_outvote_and_of_its_other_version_alone() -> None:
    anomaly = _anomaly(_ODD, _TWIN, _MOST, ("more", "188383103.05")).model_copy(
        update={"observed": "841.50", "rule": "statement-mismatch"}
    )
    amounts = {name: (name, Decimal("841.5")) for name in ("modified", "accrued")}
    given = {"accrued": Decimal("188383103.05")}
    for filing, expected in (("odd", given), ("odd-as-pdf", given), ("most", {})):
        assert others_give([anomaly], filing, amounts, {"f1": "accrued"}) == expected
    for other in ({"expected": None}, {"rule": "cumulative-falls"}):
        assert others_give([anomaly.model_copy(update=other)], "odd", amounts, {"f1": "accrued"}) == {}


def test_only_figures_of_the_outvoted_are_in_doubt_and_all_where_no_side_is_larger() -> None:
    told = _anomaly(_ODD, _TWIN, _MOST, ("more", "188383103.05"))
    assert doubted(told.expected, told.evidence) == [True, True, False, False]
    assert all(doubted(None, told.evidence))
    own = AnomalyPart.model_validate(examples.ANOMALY)
    assert all(doubted("1.0", own.evidence))
