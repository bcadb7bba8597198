"""Quotients and changes between rows: what is told of them only where a row is shown or called as one."""

import re
import tomllib
from functools import cache
from importlib import resources

from services.compute.recognition.folding import unaccented
from services.compute.recognition.statement import Statement, place_of
from services.compute.rules.agreement.equation import Equation, rate_of

_RATIO = "ratio"


def is_between_plain_rows(statement: Statement, one: Equation) -> bool:
    """Whether `one` makes a row the quotient or the change of two others that nothing shows or calls a rate.

    Small counts along a row, as of months, come out so by chance in more cells than not.
    """
    if one.across or one.operator not in ("Division", "RelativeChange") or one.aggregate.unit == _RATIO:
        return False
    row = statement.facts.row(place_of(one.aggregate.fact), named=True)
    return not _rates().search(unaccented(f" {row['subject_name'] or ''} "))


def or_change(one: Equation) -> Equation:
    """`one`; where the quotient fails that most rows of a column are, and the figure is how much more the one part is
    than the other, that: a rate of variation among percentages.
    """
    if one.holds or one.operator != "Division" or not one.across or one.is_product:
        return one
    top, bottom = one.parts
    change = rate_of("RelativeChange", one.aggregate, (bottom, top), one.scale, across=True, source=one.source)
    return change if change is not None and change.holds else one


@cache
def _rates() -> re.Pattern[str]:
    words = tomllib.loads(resources.files(__package__).joinpath("rates.toml").read_text("utf-8"))["rates"]
    return re.compile("|".join(words))
