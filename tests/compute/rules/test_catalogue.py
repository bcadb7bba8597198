"""The catalogue as a whole: complete entries, the policy's say, ranking and coverage."""

from pathlib import Path

import pytest

from services.compute.policy import BadPolicy, load_policy
from services.compute.rules import catalogue, check_all, rule_parts
from tests.programmes import row, statement


def test_every_rule_is_described_in_both_languages() -> None:
    parts = rule_parts(load_policy())
    assert len(parts) == len(catalogue()) >= 15
    for part in parts:
        assert part.title.es and part.title.en and part.why.es and part.why.en
        assert part.source.es and part.source.en
        assert part.fails.es and part.fails.en and part.fails != part.passes
        assert part.passes.es and part.passes.en
        assert part.title.es != part.title.en


def test_a_policy_switches_rules_off_and_changes_their_severity_and_threshold(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text(
        'name = "own"\nversion = "7"\n[rules.unspent-budget]\nenabled = false\n'
        '[rules.results-without-spending]\nseverity = "error"\n[rules.large-amendment]\nabove = "0.50"\n'
    )
    rows = (row(accrued="0.00"), row(code="B2", modified="140.00"))
    checked = check_all(statement(*rows), load_policy(own))
    assert [(entry["rule"], entry["severity"]) for entry in checked.anomalies] == [
        ("results-without-spending", "error"),
    ]
    assert "unspent-budget" not in {entry["rule"] for entry in checked.rules}


@pytest.mark.parametrize(
    "text",
    [
        "name = ",
        'version = "1"',
        'name = "x"\nversion = "1"\n[rules.unspent-budget]\nseverity = "dire"\n',
        'name = "x"\nversion = "1"\n[[traffic_light.execution]]\nbelow = "much"\nrating = "critical"\n',
    ],
)
def test_a_policy_that_cannot_be_used_is_refused(tmp_path: Path, text: str) -> None:
    own = tmp_path / "own.toml"
    own.write_text(text)
    with pytest.raises(BadPolicy):
        load_policy(own)


def test_anomalies_come_by_severity_then_by_money_at_stake() -> None:
    rows = (
        row(code="A1", accrued="0.00"),
        row(code="B2", approved="5,000.00", modified="5,000.00", accrued="0.00"),
        row(code="C3", accrued="100.50"),
    )
    found = [
        (entry["severity"], entry["subject"]["code"]) for entry in check_all(statement(*rows), load_policy()).anomalies
    ]
    assert found[0] == ("error", "C3")
    assert found[1] == ("warning", "B2")
    assert found[-1] == ("warning", "A1")


def test_coverage_counts_every_case_of_every_rule() -> None:
    checked = check_all(statement(row(), row(code="B2")), load_policy())
    by_rule = {entry["rule"]: entry for entry in checked.rules}
    assert set(by_rule) == set(catalogue())
    assert by_rule["ratio-mismatch"]["passed"] == 8
    assert by_rule["unspent-budget"] == {
        "rule": "unspent-budget", "version": 1, "passed": 2, "failed": 0, "not_applicable": 0, "why": {},
    }  # fmt: skip
