"""The catalogue in the database: workers, who have the rules, publish it; the API, which has not, serves it."""

from collections.abc import Iterable

from sqlmodel import Session, select

from shared.rule_part import RulePart
from shared.tables import StoredRule


def publish_rules(session: Session, rules: Iterable[RulePart]) -> None:
    """Put `rules` in the place of whatever catalogue was published before."""
    bodies = {rule.id: rule.model_dump(mode="json") for rule in rules}
    for stored in session.exec(select(StoredRule)):
        if stored.id not in bodies:
            session.delete(stored)
    for rule_id, body in bodies.items():
        session.merge(StoredRule(id=rule_id, body=body))


def stored_rules(session: Session) -> list[RulePart]:
    """The published catalogue, by id."""
    return [RulePart.model_validate(row.body) for row in session.exec(select(StoredRule).order_by(StoredRule.id))]


def stored_rule(session: Session, rule_id: str) -> RulePart | None:
    """One rule, or None."""
    row = session.get(StoredRule, rule_id)
    return RulePart.model_validate(row.body) if row else None
