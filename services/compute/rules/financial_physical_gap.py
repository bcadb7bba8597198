"""The money and the goal do not keep step: most of the one was used and little of the other reached, or the reverse."""

from collections.abc import Mapping
from decimal import Decimal

import polars as pl

from services.compute.indicators.goals import is_level
from services.compute.policy import Policy
from services.compute.recognition.statement import Statement
from services.compute.rules.condition import Row, first_stated, judge
from services.compute.rules.rule import Outcome, Rule
from services.compute.rules.wording import percent
from shared.report import Text
from shared.words import words

RULE = Rule(
    id="financial-physical-gap",
    version=2,
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
        "propio de este proyecto; en obras, lo que la ley deja anticipar (Ley de Obras Públicas y Servicios "
        "Relacionados con las Mismas, artículo 50)",
        en="CONAC, guidelines on indicators of physical and financial advance (DOF 09/12/2009); threshold: a "
        "default of this project; of works, the advance that the law allows (public works law, article 50)",
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
_SPENT, _GIVEN = ("accrued", "exercised", "paid"), ("committed", "modified", "approved")
"""Of works, what was spent and what of, the first that the filing states of each."""
_ON_SITE, _OF_MONEY = "avance_fisico", "avance_financiero"
"""Progress that the filing states itself: of works as they are measured on the site, and of their money."""


def check(statement: Statement, policy: Policy) -> Outcome:
    """One case a subject with budget and target, or of works with a progress of their own, on which something was spent
    and something reached.

    A target exceeded is a target reached; nothing spent, or nothing reached, is another rule's.
    """
    return _works(statement, policy) if _ON_SITE in statement.subjects.columns else _goals(statement, policy)


def _goals(statement: Statement, policy: Policy) -> Outcome:
    target = _target(statement)
    limit = float(policy.threshold(RULE.id, "above"))
    money = pl.col("accrued").cast(pl.Float64) / pl.col("modified").cast(pl.Float64)
    goal = pl.col("achieved").cast(pl.Float64) / pl.col(target).cast(pl.Float64)
    descending = statement.facts.filter((pl.col("concept") == "direction") & ~_rises())["subject_row"].to_list()
    return judge(
        statement,
        ("accrued", "modified", "achieved", target),
        _apart(money, goal, limit),
        lambda row, texts: _say(row, texts, target),
        stake=lambda row: abs(row["modified"] - row["accrued"]),
        unless={
            "no budget or no target": (pl.col("modified") <= 0) | (pl.col(target) <= 0),
            "nothing spent or nothing reached": (pl.col("accrued") <= 0) | (pl.col("achieved") <= 0),
            "not to rise": pl.col("subject_row").is_in(descending),
            "a rate, in a part of a year": pl.col("subject_row").is_in(_levels(statement)),
        },
    )


def _works(statement: Statement, policy: Policy) -> Outcome:
    limit = float(policy.threshold(RULE.id, "works_above"))
    spent, given = first_stated(statement, _SPENT), first_stated(statement, _GIVEN)
    site = pl.col(_ON_SITE).cast(pl.Float64)
    if not {spent, given} <= set(statement.subjects.columns):
        money = pl.col(_OF_MONEY).cast(pl.Float64)
        return judge(
            statement, (_OF_MONEY, _ON_SITE), _apart(money, site, limit), _say_stated, stake=lambda _: Decimal(0)
        )
    money = pl.col(spent).cast(pl.Float64) / pl.col(given).cast(pl.Float64)
    return judge(
        statement,
        (spent, given, _ON_SITE),
        _apart(money, site, limit),
        lambda row, texts: _say_works(row, texts, spent, given),
        stake=lambda row: abs(row[spent] - row[given] * row[_ON_SITE]),
        unless={"no budget or no target": pl.col(given) <= 0},
    )


def _apart(money: pl.Expr, goal: pl.Expr, limit: float) -> pl.Expr:
    capped = [pl.min_horizontal(rate, _WHOLE) for rate in (money, goal)]
    return (capped[0] - capped[1]).abs().round(9) > limit


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


def _say_works(row: Row, texts: Mapping[str, str], spent: str, given: str) -> Text:
    money, site = percent(row[spent] / row[given]), percent(row[_ON_SITE])
    es, en = words("es", spent).capitalize(), words("en", spent).capitalize()
    return Text(
        es=f"{es} {texts[spent]} de {texts[given]} ({money}) con un avance físico de {site}.",
        en=f"{en} {texts[spent]} of {texts[given]} ({money}) with physical progress of {site}.",
    )


def _say_stated(row: Row, texts: Mapping[str, str]) -> Text:
    money, site = percent(row[_OF_MONEY]), percent(row[_ON_SITE])
    return Text(
        es=f"Avance financiero de {money} con un avance físico de {site}.",
        en=f"Financial progress of {money} with physical progress of {site}.",
    )
