"""How far subjects got toward their targets: of what is to fall, less is more; what is to stay goes by distance."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import polars as pl

from services.compute.arithmetic import Figure, Verdict, quotient
from services.compute.indicators.goals import reached, way_of
from services.compute.recognition.folding import fold
from services.compute.recognition.statement import Statement
from services.compute.recognition.subject_rows import figures_of
from services.compute.recognition.vocabulary import vocabulary
from services.compute.rules.condition import target_in_force
from services.compute.rules.wording import percent
from shared.report import Text

_GOES = {
    "descending": Text(es=", que debe bajar", en=", which is to fall"),
    "constant": Text(es=", que debe mantenerse", en=", which is to stay"),
}


class Toward:
    """The subjects of `statement` against their targets in force, each the way that it says it is to go, or that the
    rate which the form prints of it shows: target over achieved is that of what is to fall.
    """

    def __init__(self, statement: Statement) -> None:
        self.target = target_in_force(statement)
        said = statement.facts.filter((pl.col("concept") == "direction") & pl.col("category").is_not_null())
        self._ways = dict.fromkeys(_falling(statement, self.target), "descending")
        self._ways |= {row: way_of(fold(word)) for row, word in said.select("subject_row", "category").iter_rows()}

    def beyond(self, times: Decimal) -> pl.Expr:
        """Whether more than `times` the target was reached."""
        achieved, target = pl.col("achieved"), pl.col(self.target)
        fallen = (achieved > 0) & (target > achieved * pl.lit(times))
        return pl.when(self._goes("descending")).then(fallen).otherwise(achieved > target * pl.lit(times))

    def short(self, times: Decimal) -> pl.Expr:
        """Whether less than `times` the target was reached."""
        achieved, target = pl.col("achieved"), pl.col(self.target)
        return (
            pl.when(self._goes("descending"))
            .then(target < achieved * pl.lit(times))
            .when(self._goes("constant"))
            .then((achieved - target).abs() > target * pl.lit(1 - times))
            .otherwise(achieved < target * pl.lit(times))
        )

    def unless(self, *ways: str) -> dict[str, pl.Expr]:
        """What is not judged: no target above zero, one that goes no known way, and those that go `ways`."""
        others = self._goes("")
        for way in ways:
            others = others | self._goes(way)
        return {"no target above zero": pl.col(self.target) <= 0, "a direction of which this is not judged": others}

    def say(self, row: Mapping[str, Any], texts: Mapping[str, str]) -> Text:
        """How much of its target a subject achieved, the way that it is to go."""
        way = self._ways.get(row["subject_row"], "ascending")
        rate = reached(way, row["achieved"], row[self.target])
        achieved, target, goes = texts["achieved"], texts[self.target], _GOES.get(way, Text(es="", en=""))
        of = "" if rate is None else f": {percent(rate)}"
        return Text(
            es=f"Alcanzó {achieved} de una meta de {target}{goes.es}{of}.",
            en=f"Achieved {achieved} of a target of {target}{goes.en}{of}.",
        )

    def _goes(self, way: str) -> pl.Expr:
        return pl.col("subject_row").is_in([row for row, goes in self._ways.items() if goes == way])


def _falling(statement: Statement, target: str) -> list[int]:
    """The rows whose printed rate of achievement is not that of what rises, and is that of what falls."""
    pairs = {rate: pair for rate, pair in vocabulary().quotients().items() if pair == ("achieved", target)}
    rows: list[int] = []
    for rate in pairs:
        parts = ("achieved", target, rate)
        if not set(parts) <= set(statement.subjects.columns):
            continue
        columns = ["subject_row", *figures_of(statement.subjects, set(parts))]
        for row in statement.subjects.select(columns).iter_rows(named=True):
            if all(row[part] is not None for part in parts):
                achieved, goal, printed = (Figure(row[part], row[f"{part}.half"]) for part in parts)
                rises = quotient(achieved, goal, printed).verdict == Verdict.HOLDS
                if not rises and quotient(goal, achieved, printed).verdict == Verdict.HOLDS:
                    rows.append(row["subject_row"])
    return rows
