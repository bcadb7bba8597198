"""What holding filings against each other adds to how often rules passed and failed."""

from services.compute.policy import load_policy
from services.compute.ties import held_together
from tests.compute.ties.reported import report, total

_RULES = ("restated-value", "statement-mismatch", "version-conflict", "ratio-mismatch")


def _alone(rule: str) -> dict[str, object]:
    return {"rule": rule, "version": 3, "passed": 0, "failed": 1, "not_applicable": 1, "why": {"alone": 1}}


def _failed(rule: str) -> dict[str, object]:
    return _alone(rule) | {"failed": 0}


def _counts(held: dict[str, object]) -> dict[str, tuple[int, int, int, int]]:
    coverage = held["coverage"]
    assert isinstance(coverage, dict)
    return {
        entry["rule"]: (entry["version"], entry["passed"], entry["failed"], entry["not_applicable"])
        for entry in coverage["rules"]
    }


def test_what_fails_between_filings_and_over_time_is_counted() -> None:
    coverage = {"coverage": {"rules": [*map(_failed, _RULES[:3]), _alone(_RULES[3])]}}
    filings = {
        "before": report("expenditure-by-object", [total(approved="400.00")], "2022-03-31"),
        "odd": report("expenditure-by-object", [total(approved="500.00", accrued="90.00")], "2022-06-30"),
        "one": report("expenditure-by-function", [total(approved="500.00", accrued="100.00")], "2022-06-30"),
    }
    held = held_together({key: reported | coverage for key, reported in filings.items()}, load_policy())
    odd, before = _counts(held["odd"]), _counts(held["before"])
    assert odd["restated-value"] == (3, 0, 1, 0) == before["restated-value"]
    assert odd["statement-mismatch"][:3] == (3, 1, 1), "the accrued does not agree, the approved does"
    assert odd["version-conflict"] == (3, 0, 0, 1)
    assert odd["ratio-mismatch"] == (3, 0, 1, 1), "what is a filing's own stays as it is"
