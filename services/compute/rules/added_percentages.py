"""A total row adds up the rates of its rows; the rate of its own totals is another."""

from services.compute.policy import Policy
from services.compute.recognition.statement import Statement, place_of
from services.compute.rules.agreement import agreement_of
from services.compute.rules.agreement.wording import named
from services.compute.rules.rule import Finding, Outcome, Rule, subject_of
from services.compute.rules.wording import percent, printed
from shared.report import Text

RULE = Rule(
    id="added-percentages",
    version=1,
    severity="error",
    title=Text(es="Porcentajes sumados", en="Rates added up"),
    why=Text(
        es="Los porcentajes no se suman: el del total es el cociente de los totales, y su suma dice otra cosa.",
        en="Rates do not add up: the rate of a total is the quotient of the totals, and their sum says something else.",
    ),
    source=Text(es="Aritmética", en="Arithmetic"),
    fails=Text(
        es="tres renglones con 56.3 %, el del total con 168.9 %",
        en="three rows at 56.3 %, the total row at 168.9 %",
    ),
    passes=Text(
        es="tres renglones con 56.3 %, el del total con 56.3 %",
        en="three rows at 56.3 %, the total row at 56.3 %",
    ),
)


def check(statement: Statement, policy: Policy) -> Outcome:
    """One case a rate that the figures beside it are to give."""
    outcome = Outcome()
    agreement = agreement_of(statement)
    for one, cases in agreement.cases():
        if one.operator == "Division" and one.across:
            for facts in cases:
                outcome.passed += one.holds
                outcome.checked.update(facts)
    for added in agreement.added:
        equation = added.equation
        rate = equation.aggregate
        stated, right = printed(statement, rate.fact), percent(equation.made / equation.scale)
        name, count = named(statement, rate), len(added.rates)
        outcome.findings.append(
            Finding(
                subject=subject_of(statement.facts.row(place_of(rate.fact), named=True)),
                message=Text(
                    es=f"{name} dice {stated}, que es la suma de {count} porcentajes; sus propios totales dan {right}.",
                    en=f"{name} says {stated}, which adds up {count} rates; its own totals give {right}.",
                ),
                facts=(*equation.facts, *(one.fact for one in added.rates)),
                expected=equation.made,
                observed=rate.value,
            )
        )
    return outcome
