"""All that the filings of one institution say against each other, period by period."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from services.compute.policy import Policy
from services.compute.ties.anomalies import anomalies_of, change_of, missing_of
from services.compute.ties.company import earlier, keep_company, spans
from services.compute.ties.history import changes
from services.compute.ties.hold import Together, hold_together
from services.compute.ties.shared import Shared
from services.compute.ties.stated import Filed


@dataclass(frozen=True, slots=True)
class Compared:
    """What comes of holding the filings that tell of time up to one day against each other and against earlier ones.

    `spans` has, for each span of time, its filings and what they came to together.
    """

    shared: tuple[Shared, ...]
    spans: tuple[tuple[tuple[Filed, ...], Together], ...]


def compare_period(filings: Sequence[Filed], end: date, policy: Policy) -> Compared:
    """Compare the filings of one institution that end on `end`. In whatever order `filings` come, the same comes out.

    Of the others only those are looked at that `company.earlier` gives.
    """
    now = sorted((filed for filed in filings if filed.end == end), key=lambda filed: filed.key)
    before = earlier(filings, end)
    known = {filed.key: filed for filed in (*now, *before)}
    found: list[Shared] = []
    held = []
    for company in map(tuple, spans(now)):
        together = hold_together(company)
        held.append((company, together))
        if keep_company(company):
            found += (*anomalies_of(together), *missing_of(together, company))
        found += (change_of(change, known) for change in changes(company, before, policy))
    switched_on = {shared.id: shared for shared in found if policy.enabled(shared.rule)}
    return Compared(tuple(sorted(switched_on.values(), key=lambda one: (-one.stake, one.id))), tuple(held))
