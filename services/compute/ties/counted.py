"""How often the ties of each filing hold, and how many figures of its versions agree."""

from typing import Any

from services.compute.ties.between import Compared
from services.compute.ties.company import keep_company
from services.compute.ties.hold import Together
from services.compute.ties.stated import Filed
from services.compute.ties.versions import twins


def counted(period: Compared) -> dict[str, dict[str, dict[str, Any]]]:
    """By the key of each filing with company and by rule: how often it `passed`, and `why` it did not apply how often.

    As `shared.company_coverage` takes it.
    """
    return {
        filed.key: {"statement-mismatch": _ties(filed, together), "version-conflict": _versions(filed, together)}
        for company, together in period.spans
        if keep_company(company)
        for filed in company
    }


def _ties(filed: Filed, together: Together) -> dict[str, Any]:
    passed, why, twin = 0, dict[str, int](), twins(together.versions)
    for held in together.held:
        if held.judgement.state == "cannot-be-checked":
            why[held.judgement.why] = why.get(held.judgement.why, 0) + 1
        elif held.judgement.state == "holds":
            parts = [part for one in held.judgement.agreeing for part in one.parts]
            said = (*parts, *(twin.get((part.filing, part.fact)) for part in parts))
            passed += any(figure and figure.filing == filed.key for figure in said)
    return {"passed": passed, "why": why}


def _versions(filed: Filed, together: Together) -> dict[str, Any]:
    own = [
        (count, len(differing))
        for one, other, count, differing in together.versions
        if filed.key in (one.key, other.key)
    ]
    passed = sum(count - differing for count, differing in own)
    return {"passed": passed, "why": {} if any(count for count, _ in own) else {"no other version": 1}}
