"""The printed report as a page of HTML that loads nothing from anywhere."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from shared.exports.printed.content import printed
from shared.problems import Language
from shared.report import Report
from shared.review_part import ReviewPart
from shared.rule_part import RulePart
from shared.words import words

if TYPE_CHECKING:
    from jinja2 import Template

_TEMPLATE = Path(__file__).with_name("report.html")


def to_html(
    report: Report,
    language: Language,
    rules: Sequence[RulePart] = (),
    reviews: Mapping[str, ReviewPart] | None = None,
) -> str:
    """The report to print; everything that the filing says is escaped. See `printed` for what goes in."""
    said = printed(report, language, rules, reviews or {})
    return _template().render(said=said, t=lambda key: words(language, key))


@cache
def _template() -> "Template":
    from jinja2 import Environment, StrictUndefined  # imported here: only this format needs it

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string(_TEMPLATE.read_text(encoding="utf-8"))
