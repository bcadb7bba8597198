"""A report to print and attach to a file: what was handed in, how it was read, what does not add up and where."""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from shared.names import filing_name
from shared.problems import Language
from shared.report import SEVERITIES, Report

if TYPE_CHECKING:
    from jinja2 import Template

_TEMPLATE = Path(__file__).with_name("printed.html")


def to_html(report: Report, language: Language) -> str:
    """One page of HTML that loads nothing from anywhere; everything that the filing says is escaped."""
    counts = {severity: sum(found.severity == severity for found in report.anomalies) for severity in SEVERITIES}
    return _template().render(
        report=report, language=language, counts=counts, name=filing_name(report.filing, language)
    )


@cache
def _template() -> "Template":
    from jinja2 import Environment, StrictUndefined  # imported here: only this format needs it

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string(_TEMPLATE.read_text(encoding="utf-8"))
