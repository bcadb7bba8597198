"""Programmes are said to have one budget, and what is listed under them adds up to another.

A plan states the budget of each programme in its text and that of each activity in a block of its own. The activities
of a programme follow each other: of all the ways to part the list into one run a programme, in the order of both, the
one that meets most budgets is taken.
"""

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

import polars as pl

from services.compute.policy import Policy
from services.compute.recognition.statement import Statement
from services.compute.rules.agreement import agreement_of, likeliest
from services.compute.rules.agreement.slips import bits_of_slip
from services.compute.rules.condition import Row
from services.compute.rules.rule import Finding, Outcome, Rule, subject_of
from services.compute.rules.wording import money
from shared.report import Text

RULE = Rule(
    id="breakdown-mismatch",
    version=2,
    severity="error",
    title=Text(es="Presupuesto que su desglose no da", en="Budget that its breakdown does not give"),
    why=Text(
        es="Si las actividades no suman el presupuesto de su programa, falta alguna, sobra o una cifra está mal.",
        en="If activities do not add up to their programme's budget, one is missing, one too many, or a figure wrong.",
    ),
    source=Text(
        es="LGCG, artículo 46 (gasto por programa y lo que lo compone); el orden de la propia lista del informe",
        en="LGCG, article 46 (spending by programme and what it is made of); the order of the filing's own list",
    ),
    fails=Text(
        es="E205 con 100.00; sus actividades con 60.00 y 30.00",
        en="E205 with 100.00; its activities with 60.00 and 30.00",
    ),
    passes=Text(
        es="E205 con 100.00; sus actividades con 60.00 y 40.00",
        en="E205 with 100.00; its activities with 60.00 and 40.00",
    ),
)

_SURE_BITS = 12.0
"""Bits that chance would have to guess for a list to be off by one digit: then it is a breakdown, however far off."""
_Misfit = tuple[int, Decimal]
"""How many budgets a way to part the list does not meet, and by how much it is off in all."""
_FITS: _Misfit = (0, Decimal(0))


def check(statement: Statement, policy: Policy) -> Outcome:
    """One case a programme with a budget, in filings that give its activities theirs in blocks of their own."""
    outcome = Outcome()
    if "approved" not in statement.subjects.columns:
        outcome.does_not_apply("no approved")
        return outcome
    stated = statement.subjects.filter(pl.col("approved").is_not_null())
    programmes = stated.filter((pl.col("subject_kind") == "programme") & pl.col("subject_code").is_not_null())
    programmes = programmes.unique("subject_code", keep="first", maintain_order=True)
    activities = stated.filter((pl.col("subject_kind") == "activity") & pl.col("subject_code").is_not_null())
    apart = not set(programmes["table"]) & set(activities["table"]) and activities["table"].n_unique() > 1
    if not apart or not 0 < programmes.height <= activities.height:
        outcome.does_not_apply("no programmes with activities in blocks of their own")
        return outcome
    wholes, parts = programmes.rows(named=True), activities.rows(named=True)
    for whole, run in zip(wholes, _parted(wholes, parts), strict=True):
        _judge(statement, outcome, whole, run, policy)
    return outcome


def _judge(statement: Statement, outcome: Outcome, whole: Row, run: Sequence[Row], policy: Policy) -> None:
    excess, halves = _sum(run) - whole["approved"], sum((one["approved.half"] for one in (whole, *run)), Decimal(0))
    off = abs(excess)
    one_digit = bits_of_slip(excess, whole["approved"], halves, whole["approved.half"])
    if off > policy.threshold(RULE.id, "up_to") * whole["approved"] and one_digit < _SURE_BITS:
        outcome.does_not_apply("what is listed is no breakdown of it")
        return
    facts = tuple(str(one["approved.fact"]) for one in (whole, *run))
    outcome.checked.update(facts)
    if _meets(whole, run):
        outcome.passed += 1
        return
    code, said, total = whole["subject_code"], money(whole["approved"]), money(_sum(run))
    agreement = agreement_of(statement)

    def mends(fact: str, value: Decimal) -> bool:
        change = value - agreement.known[fact].value
        return bool(abs(excess - change if fact == facts[0] else excess + change) <= halves)

    outcome.findings.append(
        Finding(
            subject=subject_of(whole),
            message=Text(
                es=f"{code} tiene {said} y sus {len(run)} actividades suman {total}: difieren en {money(off)}.",
                en=f"{code} has {said} and its {len(run)} activities add up to {total}: they differ by {money(off)}.",
            ),
            facts=likeliest(agreement, facts, mends),
            expected=_sum(run),
            observed=whole["approved"],
            stake=off,
        )
    )


def _parted(wholes: Sequence[Row], parts: Sequence[Row]) -> list[Sequence[Row]]:
    """`parts` in as many runs as there are `wholes`: those that meet most of them, and are least off in all."""
    best: dict[int, tuple[_Misfit, tuple[int, ...]]] = {0: (_FITS, (0,))}
    for number, whole in enumerate(wholes, 1):
        ends = range(number, len(parts) - len(wholes) + number + 1)
        best = {
            end: min(
                (_with(misfit, whole, parts[start:end]), (*cuts, end))
                for start, (misfit, cuts) in best.items()
                if start < end
            )
            for end in ends
        }
    return [parts[start:end] for start, end in pairwise(best[len(parts)][1])]


def _with(misfit: _Misfit, whole: Row, run: Sequence[Row]) -> _Misfit:
    missed, off = misfit
    return missed + (not _meets(whole, run)), off + abs(_sum(run) - whole["approved"])


def _meets(whole: Row, run: Sequence[Row]) -> bool:
    halves = sum((part["approved.half"] for part in run), whole["approved.half"])
    return bool(abs(_sum(run) - whole["approved"]) <= halves)


def _sum(run: Sequence[Row]) -> Decimal:
    return sum((part["approved"] for part in run), Decimal(0))
