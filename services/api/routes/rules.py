"""The catalogue of rules, as the workers published it."""

from fastapi import APIRouter

from services.api.state import ApiState
from shared.database import reading
from shared.problems import Problem
from shared.rule_part import RulePart
from shared.rule_table import stored_rule, stored_rules

router = APIRouter(prefix="/v1/rules", tags=["rules"])


@router.get("", summary="Every rule")
def list_rules(state: ApiState) -> list[RulePart]:
    """What each holds against what, why, its thresholds and where they come from."""
    with reading(state.engine) as session:
        return stored_rules(session)


@router.get("/{rule_id}", summary="One rule")
def get_rule(rule_id: str, state: ApiState) -> RulePart:
    """The same, for one."""
    with reading(state.engine) as session:
        rule = stored_rule(session, rule_id)
    if rule is None:
        raise Problem("not-found", path=f"/v1/rules/{rule_id}")
    return rule
