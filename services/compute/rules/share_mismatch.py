"""A printed share is not its part over its whole.

The part stands in the cell with the share, or in the row; the whole is the total that most shares of the table are of.
"""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from services.compute.arithmetic import Figure, Verdict, quotient
from services.compute.indicators.shares import PrintedShare, printed_shares
from services.compute.policy import Policy
from services.compute.recognition.statement import Statement
from services.compute.rules.agreement import agreement_of, likeliest
from services.compute.rules.agreement.findings import finding_of, is_rate, shares_in
from services.compute.rules.agreement.wording import main_equation
from services.compute.rules.rule import Finding, Outcome, Rule, subject_of
from services.compute.rules.wording import percent
from shared.report import Text

RULE = Rule(
    id="share-mismatch",
    version=2,
    severity="error",
    title=Text(es="Participación que sus cifras no dan", en="Share that its figures do not give"),
    why=Text(
        es="Una participación que no sale de su parte y su todo cambia el peso de cada cosa.",
        en="A share that its part and its whole do not give changes the weight of each thing.",
    ),
    source=Text(es="Aritmética", en="Arithmetic"),
    fails=Text(es="5 de 15 indicadores, impreso como 5, 38%", en="5 of 15 indicators, printed as 5, 38%"),
    passes=Text(es="5 de 15 indicadores, impreso como 5, 33%", en="5 of 15 indicators, printed as 5, 33%"),
)


def check(statement: Statement, policy: Policy) -> Outcome:
    """One case a share whose part and whole are known."""
    outcome = Outcome()
    shares = shares_in(statement)
    printed = list(printed_shares(statement))
    for one in printed:
        outcome.checked.update((one.share["fact"], one.part["fact"], one.whole["fact"]))
        if one.worked.verdict == Verdict.FAILS:
            outcome.findings.append(_finding(statement, one, printed))
        else:
            outcome.passed += 1
    others = shares - outcome.checked
    agreement = agreement_of(statement)
    for equation in agreement.equations:
        if equation.aggregate.fact in others and is_rate(equation):
            outcome.checked.update(equation.facts)
            outcome.passed += equation.holds
    for contradiction in agreement.contradictions:
        equation = main_equation(contradiction)
        if equation.aggregate.fact in others and is_rate(equation):
            outcome.findings.append(finding_of(statement, contradiction, policy))
    outcome.does_not_apply("no part or no whole beside it", len(shares - outcome.checked))
    return outcome


def _holds_with(one: PrintedShare, fact: str, value: Decimal) -> bool:
    """Whether the share would hold with another `value` of one of its facts."""
    top, bottom, share = (
        Figure(value if each["fact"] == fact else each["exact"], each["half_unit"])
        for each in (one.part, one.whole, one.share)
    )
    return quotient(top, bottom, share).verdict == Verdict.HOLDS


def _finding(statement: Statement, one: PrintedShare, printed: Sequence[PrintedShare]) -> Finding:
    facts = (one.share["fact"], one.part["fact"], one.whole["fact"])

    beside = [other for other in printed if other.whole == one.whole and other.worked.verdict == Verdict.HOLDS]

    def mends(fact: str, value: Decimal) -> bool:
        return all(_holds_with(share, fact, value) for share in (one, *beside))

    part, whole, said = one.part["exact"], one.whole["exact"], one.share["text"]
    top, bottom = f"{part.normalize():,f}", f"{whole.normalize():,f}"
    expected = one.worked.expected
    gives = "-" if expected is None else percent(expected)
    return Finding(
        subject=subject_of(one.share),
        message=Text(
            es=f"{top} de {bottom} es {gives}; el informe dice {said}.",
            en=f"{top} of {bottom} is {gives}; the report says {said}.",
        ),
        facts=likeliest(agreement_of(statement), facts, mends),
        expected=None if expected is None else expected.quantize(Decimal("0.0001"), ROUND_HALF_UP),
        observed=one.share["exact"],
        tolerance=None
        if one.worked.low is None or one.worked.high is None
        else (round(one.worked.low, 8), round(one.worked.high, 8)),
    )
