"""A report as the terminal shows it."""

import io

import pytest
from rich.console import Console

from cotejo.terminal import print_report, print_reports
from services.compute.policy import load_policy
from services.compute.rules import rule_parts
from shared.problems import Language
from tests.analysed import analysed_file
from tests.conftest import SAMPLES


def _shown(language: Language) -> str:
    """A report in which one rule fired at two severities, and another in a note alone."""
    report = analysed_file(SAMPLES / "programas-2024.txt")
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
    report = analysed_file(SAMPLES / "programas-2024.txt")
    found = next(one for one in report.anomalies if one.rule == "ratio-mismatch")
    names = {"a97": "Pasivo circulante", "a98": "Transferencias internas y asignaciones al sector público"}
    nameless = [
        found.model_copy(update={"id": key, "subject": found.subject.model_copy(update={"code": None, "name": name})})
        for key, name in names.items()
    ]
    said = io.StringIO()
    print_report(Console(file=said, width=80), report.model_copy(update={"anomalies": nameless}), {}, "es")
    assert "  Pasivo circulante " in said.getvalue() and "  Transferencias internas…" in said.getvalue()


@pytest.mark.parametrize(
    ("width", "code", "name", "said"),
    [
        (80, "E001", "Cobranza de cuotas y aportaciones", "  E001 Cobranza de cuotas…  "),
        (120, "E001", "Cobranza de cuotas y aportaciones", "  E001 Cobranza de cuotas y aportacio…  "),
        (80, "E001PA01042024010203", "Cobranza", "  E001PA01042024010203  "),
        (80, "1.1", "1.1 Salarios", "  1.1 Salarios  "),
        (80, "E001", None, "  E001  "),
    ],
)
def test_a_row_with_a_code_is_told_by_its_name_too(width: int, code: str, name: str | None, said: str) -> None:
    report = analysed_file(SAMPLES / "programas-2024.txt")
    found = next(one for one in report.anomalies if one.rule == "ratio-mismatch")
    own = found.model_copy(update={"subject": found.subject.model_copy(update={"code": code, "name": name})})
    shown = io.StringIO()
    print_report(Console(file=shown, width=width), report.model_copy(update={"anomalies": [own]}), {}, "es")
    (line,) = (line for line in shown.getvalue().split("\n") if line.startswith(f"  {code}") and ":" not in line[:9])
    assert line.startswith(said)


def test_a_rule_that_fired_at_one_severity_says_how_often_by_the_name_of_its_tally() -> None:
    said = _shown("en")
    assert "3 anomalies: 1 error, 1 warning, 1 note" in said
    assert "note        rounding-difference (1)" in said


def test_the_first_lines_say_what_it_is_what_it_comes_to_and_what_is_wrong_with_it() -> None:
    report = analysed_file(SAMPLES / "programas-2024.txt")
    said = io.StringIO()
    print_report(Console(file=said, width=120), report, {rule.id: rule for rule in rule_parts(load_policy())}, "es")
    first = said.getvalue().replace("\N{NO-BREAK SPACE}", " ").strip().split("\n\n")[0].split("\n")
    assert first[0] == "IPBEA · Programas y proyectos de inversión · enero a diciembre de 2024 · 11 programas"
    assert first[1].startswith("aprobado 4.5 mdp → modificado 17.9 mdp (+")
    assert first[1].endswith("de lo modificado")
    assert any("sin presupuesto aprobado" in line for line in first[2:])
    assert any("recorrido" in line for line in first[-2:])


def test_of_a_matrix_of_indicators_the_first_line_says_how_many_they_are() -> None:
    report = analysed_file(SAMPLES / "reglas" / "matriz-de-indicadores.txt")
    said = io.StringIO()
    print_report(Console(file=said, width=120), report, {}, "en")
    assert " indicators\n" in said.getvalue()


def test_over_the_statements_of_one_period_stands_whose_they_are_and_how_many() -> None:
    files = sorted((SAMPLES / "trimestre-2024-2").glob("*.xlsx"))[:2]
    reports = [(path.name, analysed_file(path)) for path in files]
    said = io.StringIO()
    print_reports(Console(file=said, width=120), reports, {}, "es")
    first = said.getvalue().strip().split("\n")[0]
    assert first.endswith(" · enero a junio de 2024 · 2 estados")
    other = said = io.StringIO()
    print_reports(
        Console(file=other, width=120), [*reports, ("p", analysed_file(SAMPLES / "programas-2024.txt"))], {}, "es"
    )
    assert " estados\n" not in said.getvalue()


def test_counts_part_their_thousands_and_a_figure_keeps_its_per_cent_sign() -> None:
    report = analysed_file(SAMPLES / "programas-2024.txt")
    found = next(one for one in report.anomalies if one.rule == "ratio-mismatch")
    text = found.message.model_copy(update={"es": "x 90.0 % y 80.0\N{NO-BREAK SPACE}% " * 20})
    many = [found.model_copy(update={"id": f"a{number}", "message": text}) for number in range(1000)]
    said = io.StringIO()
    for width in range(80, 90):
        print_report(Console(file=said, width=width), report.model_copy(update={"anomalies": many}), {}, "es")
    lines = said.getvalue().split("\n")
    assert "1,000 anomalías: 1,000 errores" in lines
    assert any(line.endswith("ratio-mismatch (1,000)") for line in lines)
    assert "  y 997 más (--all los muestra)" in lines
    assert any("90.0 % y 80.0\N{NO-BREAK SPACE}%" in line for line in lines)
    assert not any(line.strip().startswith("%") for line in lines)
