"""Rules that users add, by a file that the policy names and by an entry point."""

from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from services.compute.policy import BadPolicy, Policy, load_policy
from services.compute.rules import catalogue, check_all, own, rule_parts
from tests.programmes import row, statement

_RULE = """
from services.compute.rules import Finding, Outcome, Rule
from shared.report import Text

RULE = Rule(id="ID", version=1, severity="warning", title=Text(es="Propia", en="Own"), why=Text(es="Así", en="So"),
            source="here", fails="always", passes="never")

def check(statement, policy):
    return Outcome([Finding(("period", None, None), Text(es="Sí", en="Yes"))])
"""


def _policy(folder: Path, rule: str | None) -> Policy:
    if rule is not None:
        (folder / "mine.py").write_text(rule)
    policy = folder / "own.toml"
    policy.write_text('name = "own"\nversion = "1"\nown_rule = "mine.py"\n')
    return load_policy(policy)


def test_a_file_that_the_policy_names_adds_a_rule(tmp_path: Path) -> None:
    policy = _policy(tmp_path, _RULE.replace("ID", "my-own"))
    assert [entry["rule"] for entry in check_all(statement(row()), policy).anomalies] == ["my-own"]
    assert "my-own" in {part.id for part in rule_parts(policy)}
    assert "my-own" not in catalogue()


@pytest.mark.parametrize("rule", [_RULE.replace("ID", "ratio-mismatch"), "RULE = 3", "import nothing_such", "def"])
def test_a_rule_that_cannot_be_used_is_refused_with_the_reason(tmp_path: Path, rule: str) -> None:
    policy = _policy(tmp_path, rule)
    with pytest.raises(BadPolicy):
        check_all(statement(row()), policy)


@pytest.mark.parametrize("fact", ["f0", "f99999", "devengado"])
def test_a_rule_that_looked_at_facts_which_are_not_there_is_refused(tmp_path: Path, fact: str) -> None:
    looking = f'return Outcome(passed=1, checked={{"f1", "{fact}"}})'
    rule = _RULE.replace("ID", "my-own").partition("    return")[0] + f"    {looking}\n"
    with pytest.raises(BadPolicy, match="my-own looked at"):
        check_all(statement(row()), _policy(tmp_path, rule))


def test_a_policy_that_names_no_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadPolicy, match="there is no file"):
        _policy(tmp_path, None)


def test_an_entry_point_adds_a_rule(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "rule_of_a_package.py").write_text(_RULE.replace("ID", "of-a-package"))
    monkeypatch.syspath_prepend(tmp_path)
    points = [EntryPoint("mine", "rule_of_a_package", own.GROUP)]
    monkeypatch.setattr(own, "entry_points", lambda group: points if group == own.GROUP else [])
    assert [rule.id for rule, _ in own.added_rules(None)] == ["of-a-package"]
