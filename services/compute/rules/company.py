"""Rules between filings: told here, tried by `services.compute.ties` where a filing has company."""

from services.compute.policy import Policy
from services.compute.recognition.statement import Statement
from services.compute.rules.rule import Outcome


def needs_company(statement: Statement, policy: Policy) -> Outcome:
    """What such a rule answers for a filing by itself: nothing can be said."""
    outcome = Outcome()
    outcome.does_not_apply("held against other filings, not by itself")
    return outcome
