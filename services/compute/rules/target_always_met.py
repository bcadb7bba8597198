"""A target that any result meets: nothing, where more is better; or the whole, of a share that is to fall."""

import polars as pl

from services.compute.indicators.goals import direction
from services.compute.policy import Policy
from services.compute.recognition.statement import Statement
from services.compute.rules.quality import Described, described_in
from services.compute.rules.quality.outcome import judged
from services.compute.rules.rule import Outcome, Rule
from services.compute.rules.wording import printed
from shared.report import Text

RULE = Rule(
    id="target-always-met",
    version=1,
    severity="warning",
    title=Text(es="Meta que cualquier resultado cumple", en="Target that any result meets"),
    why=Text(
        es="Una meta que no se puede incumplir no mide nada.",
        en="A target that cannot be missed measures nothing.",
    ),
    source=Text(
        es="CONEVAL, manual para el diseño de indicadores (metas adecuadas)",
        en="CONEVAL, manual for the design of indicators (adequacy of targets)",
    ),
    fails=Text(es="sentido ascendente, meta 0", en="to rise, target 0"),
    passes=Text(es="sentido ascendente, meta 1", en="to rise, target 1"),
)


TARGETS = ("target_original", "target_modified")


def check(statement: Statement, policy: Policy) -> Outcome:
    """One case an indicator with a target, of a form whose targets are filled in."""
    filled = {one.subject.row["table"] for one in described_in(statement) if _in_force(one)}
    targets = statement.facts.filter(pl.col("concept").is_in(TARGETS) & (pl.col("exact") != 0))
    to_come = set(targets["subject_row"].to_list())

    def why_not(one: Described) -> str | None:
        if one.subject.target is None:
            return "no target"
        if one.subject.row["table"] not in filled:
            return "no target of the table is filled in"
        if not _in_force(one) and one.subject.row["subject_row"] in to_come:
            return "nothing is due of what the year is to bring"
        return None if direction(one.subject) in ("ascending", "descending") else "neither to rise nor to fall"

    def fails(one: Described) -> Text | None:
        target = one.subject.target or ""
        figure, way = one.subject.figure(target), direction(one.subject)
        share = one.named == "percentage" and one.subject.unit(target) == "ratio"
        if (way == "ascending" and figure == 0 and one.named != "change") or (
            way == "descending" and share and figure >= 1
        ):
            said = printed(statement, one.subject.fact(target) or "")
            return Text(
                es=f"Cualquier resultado cumple una meta de {said}.",
                en=f"Any result meets a target of {said}.",
            )
        return None

    return judged(statement, why_not, fails)


def _in_force(one: Described) -> bool:
    return one.subject.target is not None and one.subject.figure(one.subject.target) != 0
