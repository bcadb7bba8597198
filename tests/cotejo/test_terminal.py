"""A report as the terminal shows it."""

import io

from rich.console import Console

import cotejo
from cotejo.terminal import print_report
from shared.problems import Language
from tests.conftest import SAMPLES


def _shown(language: Language) -> str:
    """A report in which one rule fired at two severities, and another in a note alone."""
    report = cotejo.analyse(SAMPLES / "programas-2024.txt")
    found = next(one for one in report.anomalies if one.rule == "ratio-mismatch")
    milder = found.model_copy(update={"id": "a98", "severity": "warning"})
    note = found.model_copy(update={"id": "a99", "rule": "rounding-difference", "severity": "information"})
    said = io.StringIO()
    changed = report.model_copy(update={"anomalies": [found, milder, note]})
    print_report(Console(file=said, width=100), changed, {}, language)
    return said.getvalue()


def test_a_rule_that_fired_at_several_severities_says_how_often_at_each() -> None:
    assert "ratio-mismatch (1 error, 1 advertencia)" in _shown("es")


def test_a_row_without_a_code_is_told_by_its_name() -> None:
    report = cotejo.analyse(SAMPLES / "programas-2024.txt")
    found = next(one for one in report.anomalies if one.rule == "ratio-mismatch")
    names = {"a97": "Pasivo circulante", "a98": "Transferencias internas y asignaciones al sector público"}
    nameless = [
        found.model_copy(update={"id": key, "subject": found.subject.model_copy(update={"code": None, "name": name})})
        for key, name in names.items()
    ]
    said = io.StringIO()
    print_report(Console(file=said, width=120), report.model_copy(update={"anomalies": nameless}), {}, "es")
    assert "  Pasivo circulante " in said.getvalue() and "  Transferencias internas…" in said.getvalue()


def test_a_rule_that_fired_at_one_severity_says_how_often_by_the_name_of_its_tally() -> None:
    said = _shown("en")
    assert "3 anomalies: 1 error, 1 warning, 1 note" in said
    assert "note        rounding-difference (1)" in said
