"""The money and the goal do not keep step: most of the one was used and little of the other reached, or the reverse."""

from collections.abc import Mapping

import polars as pl

from services.compute.indicators.goals import is_level
from services.compute.policy import Policy
from services.compute.recognition.statement import Statement
from services.compute.rules.condition import Row, judge
from services.compute.rules.rule import Outcome, Rule
from services.compute.rules.wording import percent
from shared.report import Text

RULE = Rule(
    id="financial-physical-gap",
    version=1,
    severity="warning",
    title=Text(es="Avance financiero y físico distantes", en="Financial and physical advance far apart"),
    why=Text(
        es="Si la meta se alcanza con poco del dinero, o el dinero se va sin la meta, el presupuesto o la meta no "
        "correspondían.",
        en="If a goal is reached with little of the money, or the money is gone without the goal, budget or target did "
        "not correspond.",
    ),
    source=Text(
        es="CONAC, lineamientos sobre indicadores de avance físico y financiero (DOF 09/12/2009); umbral: "
        "propio de este proyecto",
        en="CONAC, guidelines on indicators of physical and financial advance (DOF 09/12/2009); threshold: a "
        "default of this project",
    ),
    fails=Text(
        es="devengado 14 % de lo modificado, meta alcanzada 100 %",
        en="14 % of what was modified accrued, 100 % of the target achieved",
    ),
    passes=Text(
        es="devengado 60 % de lo modificado, meta alcanzada 100 %",
        en="60 % of what was modified accrued, 100 % of the target achieved",
    ),
)

_WHOLE = pl.lit(1)


def check(statement: Statement, policy: Policy) -> Outcome:
    """One case a subject with budget and target, on which something was spent and something reached.

    A target exceeded is a target reached; nothing spent, or nothing reached, is another rule's.
    """
    target = _target(statement)
    limit = float(policy.threshold(RULE.id, "above"))
    money = pl.col("accrued").cast(pl.Float64) / pl.col("modified").cast(pl.Float64)
    goal = pl.col("achieved").cast(pl.Float64) / pl.col(target).cast(pl.Float64)
    capped = [pl.min_horizontal(rate, _WHOLE) for rate in (money, goal)]
    descending = statement.facts.filter((pl.col("concept") == "direction") & ~_rises())["subject_row"].to_list()
    return judge(
        statement,
        ("accrued", "modified", "achieved", target),
        (capped[0] - capped[1]).abs().round(9) > limit,
        lambda row, texts: _say(row, texts, target),
        stake=lambda row: abs(row["modified"] - row["accrued"]),
        unless={
            "no budget or no target": (pl.col("modified") <= 0) | (pl.col(target) <= 0),
            "nothing spent or nothing reached": (pl.col("accrued") <= 0) | (pl.col("achieved") <= 0),
            "not to rise": pl.col("subject_row").is_in(descending),
            "a rate, in a part of a year": pl.col("subject_row").is_in(_levels(statement)),
        },
    )


def _rises() -> pl.Expr:
    return pl.col("category").str.to_lowercase().str.starts_with("asc")


def _levels(statement: Statement) -> list[int]:
    """In a part of a year, the subjects of which what was achieved is a rate, which does not grow with the year."""
    if statement.period is not None and statement.period.whole_year:
        return []
    achieved = statement.facts.filter((pl.col("concept") == "achieved") & pl.col("unit").is_not_null())
    rates = (
        row for row, unit in achieved.select("subject_row", "unit").iter_rows() if unit == "ratio" or is_level(unit)
    )
    return list(rates)


def _target(statement: Statement) -> str:
    """The concept of the targets in force: the original ones where the form left the modified ones at nothing."""
    columns = statement.subjects.columns
    modified = "target_modified" in columns and (statement.subjects["target_modified"] > 0).any()
    return "target_original" if not modified and "target_original" in columns else "target_modified"


def _say(row: Row, texts: Mapping[str, str], goal: str) -> Text:
    money, reached = percent(row["accrued"] / row["modified"]), percent(row["achieved"] / row[goal])
    accrued, modified, achieved, target = texts["accrued"], texts["modified"], texts["achieved"], texts[goal]
    return Text(
        es=f"Devengó {accrued} de {modified} ({money}) y alcanzó {achieved} de una meta de {target} ({reached}).",
        en=f"Accrued {accrued} of {modified} ({money}) and achieved {achieved} of a target of {target} ({reached}).",
    )
