"""An indicator's reported value is not what its own formula gives over the figures beside it.

The formula's text is parsed, its names are bound to the row's figures, and it is worked out with the room that the
printed digits leave. A formula that cannot be parsed or bound is counted as not checked, with the reason. Scans turn a
minus into a star: where a factor of one stands in the formula, it is tried as "minus one" too.
"""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from services.compute.arithmetic import Figure
from services.compute.indicators.formulas import bound_to, reported_by
from services.compute.policy import Policy
from services.compute.recognition.formulas import (
    Bound,
    NoValue,
    evaluate,
    in_scale,
    meets,
    with_minus_for_star,
)
from services.compute.recognition.statement import StatedFormula, Statement
from services.compute.rules.agreement import agreement_of, likeliest
from services.compute.rules.rule import Finding, Outcome, Rule, subject_of
from services.compute.rules.wording import percent, printed
from shared.report import Text

RULE = Rule(
    id="formula-mismatch",
    version=2,
    severity="error",
    title=Text(es="Valor que su fórmula no da", en="Value that its formula does not give"),
    why=Text(
        es="El valor de un indicador debe salir de su fórmula y sus variables; si no sale, algo de ello está mal.",
        en="An indicator's value must come from its formula and its variables; if it does not, one of them is wrong.",
    ),
    source=Text(
        es="Aritmética; CONEVAL, manual para el diseño de indicadores: un valor es el resultado del método que declara",
        en="Arithmetic; CONEVAL, manual for the design of indicators: a value is the result of its stated method",
    ),
    fails=Text(
        es="(Variable1 / Variable2) * 100 con 10 y 40, informado 40%",
        en="(Variable1 / Variable2) * 100 over 10 and 40, reported 40%",
    ),
    passes=Text(
        es="(Variable1 / Variable2) * 100 con 10 y 40, informado 25%",
        en="(Variable1 / Variable2) * 100 over 10 and 40, reported 25%",
    ),
)


def check(statement: Statement, policy: Policy) -> Outcome:
    """One case a stated formula."""
    outcome = Outcome()
    rows = {row["subject_row"]: row for row in statement.subjects.iter_rows(named=True)} if statement.formulas else {}
    units = statement.facts["unit"]
    for formula in statement.formulas:
        row = rows.get(formula.subject_row)
        if row is None or row.get(formula.reported) is None:
            outcome.does_not_apply("no reported value")
            continue
        reported = reported_by(formula, row, units)
        if reported is None:
            outcome.does_not_apply("reported in units, not as the formula's result")
            continue
        bound = bound_to(formula, row)
        if isinstance(bound, str):
            outcome.does_not_apply(bound)
            continue
        _judge(statement, formula, bound, row, reported, outcome)
    return outcome


def _judge(
    statement: Statement,
    formula: StatedFormula,
    bound: Bound,
    row: Mapping[str, Any],
    reported: Figure,
    outcome: Outcome,
) -> None:
    parts = tuple(dict.fromkeys(bound.concepts.values()))
    figures = {name: Figure(row[code], row[f"{code}.half"]) for name, code in bound.concepts.items()}
    readings = [*with_minus_for_star(bound.expression), bound.expression]
    try:
        results = [(expression, evaluate(expression, figures)) for expression in readings]
    except NoValue:
        outcome.does_not_apply("divides by zero")
        return
    facts = tuple(row[f"{code}.fact"] for code in (formula.reported, *parts))
    outcome.checked.update(facts)
    if any(meets(expression, result, reported) for expression, result in results):
        outcome.passed += 1
        return

    def mends(fact: str, value: Decimal) -> bool:
        said = reported._replace(value=value) if fact == facts[0] else reported
        others = {
            name: figures[name]._replace(value=value) if row[f"{code}.fact"] == fact else figures[name]
            for name, code in bound.concepts.items()
        }
        try:
            return any(meets(expression, evaluate(expression, others), said) for expression in readings)
        except NoValue:
            return False

    scaled = in_scale(*results[0], reported)
    gives = percent(scaled.value) if reported.percent else f"{round(scaled.value, 4):f}"
    said = printed(statement, facts[0])
    outcome.findings.append(
        Finding(
            subject=subject_of(row),
            message=Text(
                es=f"La fórmula da {gives}; el informe dice {said}.",
                en=f"The formula gives {gives}; the report says {said}.",
            ),
            facts=likeliest(agreement_of(statement), facts, mends),
            expected=scaled.value.quantize(Decimal("0.0001"), ROUND_HALF_UP),
            observed=reported.value,
            tolerance=(round(scaled.low, 8), round(scaled.high, 8)),
        )
    )
