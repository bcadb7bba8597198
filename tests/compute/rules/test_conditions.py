"""Rules that are a condition over one programme: each fires, stays quiet, and does the right thing at its threshold."""

import pytest

from tests.programmes import QUARTER, YEAR, outcome, row

FIRES = [
    ("accrued-exceeds-modified", {"accrued": "100.01"}, ("accrued", "modified")),
    ("results-without-spending", {"accrued": "0.00"}, ("achieved", "accrued")),
    ("spending-without-results", {"achieved": "0"}, ("achieved", "accrued")),
    ("unspent-budget", {"accrued": "0.00"}, ("accrued", "modified")),
    ("spending-without-approval", {"approved": "0.00"}, ("modified", "accrued", "approved")),
    ("spending-without-approval", {"approved": "0.00", "accrued": "0.00"}, ("modified", "accrued", "approved")),
    ("large-amendment", {"modified": "105.01"}, ("modified", "approved")),
    ("large-amendment", {"modified": "94.99"}, ("modified", "approved")),
    ("overachievement", {"target_modified": "100", "achieved": "121"}, ("achieved", "target_modified")),
    ("underachievement", {"target_modified": "100", "achieved": "79"}, ("achieved", "target_modified")),
]
STAYS_QUIET = [
    ("accrued-exceeds-modified", {"accrued": "100.00"}),
    ("results-without-spending", {"accrued": "0.01"}),
    ("results-without-spending", {"accrued": "0.00", "achieved": "0"}),
    ("spending-without-results", {"achieved": "1"}),
    ("spending-without-results", {"accrued": "0.00", "achieved": "0"}),
    ("unspent-budget", {"accrued": "0.01"}),
    ("unspent-budget", {"modified": "0.00", "accrued": "0.00"}),
    ("spending-without-approval", {"approved": "0.01"}),
    ("spending-without-approval", {"approved": "0.00", "modified": "0.00", "accrued": "0.00"}),
    ("large-amendment", {"modified": "105.00"}),
    ("large-amendment", {"modified": "95.00"}),
    ("overachievement", {"target_modified": "100", "achieved": "120"}),
    ("underachievement", {"target_modified": "100", "achieved": "80"}),
]


@pytest.mark.parametrize(("rule", "figures", "concepts"), FIRES)
def test_fires_and_points_at_its_figures(rule: str, figures: dict[str, str], concepts: tuple[str, ...]) -> None:
    found = outcome(rule, row(code="B2"), row(code="A1", **figures))
    (finding,) = found.findings
    assert finding.subject == ("programme", "A1", "Uno")
    assert len(finding.facts) == len(concepts)
    assert found.passed == 1
    assert set(finding.facts) <= found.bounded


@pytest.mark.parametrize(("rule", "figures"), STAYS_QUIET)
def test_stays_quiet(rule: str, figures: dict[str, str]) -> None:
    found = outcome(rule, row(**figures))
    assert not found.findings
    assert found.passed + sum(found.not_applicable.values()) == 1


@pytest.mark.parametrize("rule", ["unspent-budget", "underachievement"])
def test_a_year_that_goes_on_is_not_judged_as_if_over(rule: str) -> None:
    figures = {"accrued": "0.00", "achieved": "1"}
    assert outcome(rule, row(**figures), period=YEAR).findings
    part = outcome(rule, row(**figures), period=QUARTER)
    assert not part.findings
    assert part.not_applicable == {"not a whole year": 1}


def test_what_a_rule_needs_and_does_not_find_is_said() -> None:
    cells = row()
    cells[4] = "-"
    assert outcome("accrued-exceeds-modified", cells).not_applicable == {"no accrued": 1}


def test_totals_are_not_programmes() -> None:
    total = row(code="", name="Total", approved="0.00")
    assert not outcome("spending-without-approval", row(), total).findings
