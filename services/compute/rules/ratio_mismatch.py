"""A rate that the filing reports is not the quotient of the figures beside it.

Every reported rate is worked out again from the numerator and denominator in its row, with the rounding that the
digits shown allow. Of the three cells, the one that fails in most and holds in fewest of the row's rates comes first,
then the one in which a single wrong digit would explain it. Where sums accuse one of the figures, and with what they
make of it the rate comes out, they tell of the error.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal

import polars as pl

from services.compute.arithmetic import Figure, Verdict, quotient
from services.compute.arithmetic.quotient import Quotient
from services.compute.policy import Policy
from services.compute.recognition.statement import Statement, place_of
from services.compute.recognition.subject_rows import figures_of
from services.compute.recognition.vocabulary import vocabulary
from services.compute.rules.agreement import Agreement, agreement_of, likeliest
from services.compute.rules.agreement.equation import Equation
from services.compute.rules.agreement.findings import finding_of, is_difference, is_rate, shares_in
from services.compute.rules.agreement.wording import main_equation
from services.compute.rules.condition import Row
from services.compute.rules.rule import NAMED, Finding, Outcome, Rule, subject_of
from services.compute.rules.wording import percent, printed
from shared.problems import Language
from shared.report import Text
from shared.words import words

RULE = Rule(
    id="ratio-mismatch",
    version=8,
    severity="error",
    title=Text(es="Porcentaje que sus cifras no dan", en="Rate that its figures do not give"),
    why=Text(
        es="Un porcentaje de avance que no sale de sus propias cifras engaña sobre lo gastado o lo logrado; "
        "una de las tres cifras está mal.",
        en="A rate that its own figures do not give misleads about what was spent or achieved; one of three is wrong.",
    ),
    source=Text(
        es="Aritmética; CONAC, programas y proyectos de inversión (sus columnas de porcentajes)",
        en="Arithmetic; CONAC, statement of programmes and investment projects (its columns of rates)",
    ),
    fails=Text(
        es="devengado 122,489.79, modificado 460,500.00, informado 37%: las cifras dan 26.6 %",
        en="accrued 122,489.79, modified 460,500.00, reported 37%: the figures give 26.6 %",
    ),
    passes=Text(
        es="devengado 122,489.79, modificado 460,500.00, informado 27%",
        en="accrued 122,489.79, modified 460,500.00, reported 27%",
    ),
)


_FALLING = "Descendente"
_BEYOND_MEANING, _NONE = Decimal(2), Decimal(0)
_NOT_SHOWN = "the form prints 0 for rates above those it shows"


def check(statement: Statement, policy: Policy) -> Outcome:
    """Each subject has as many cases as there are kinds of rates that the filing reports."""
    outcome = Outcome()
    told_elsewhere = {one.equation.aggregate.fact for one in agreement_of(statement).added}
    told_elsewhere |= _by_another_figure(statement, policy)
    stated = {column.concept.code for table in statement.tables for column in table.columns if column.concept}
    stated.update(statement.subjects.columns)
    quotients = {rate: pair for rate, pair in vocabulary().quotients().items() if rate in stated}
    parts_of_rates = {part for rate, pair in quotients.items() for part in (rate, *pair)}
    directions = statement.facts.filter(pl.col("concept") == "direction")
    told = set(directions["subject_row"].to_list())
    shown = _Shown(statement, quotients)
    falling = set(directions.filter(pl.col("category") == _FALLING)["subject_row"].to_list())
    for row in statement.subjects.select(
        "subject_row", *NAMED, *figures_of(statement.subjects, parts_of_rates)
    ).iter_rows(named=True):
        failed: dict[str, Quotient] = {}
        blame: Counter[str] = Counter()
        for rate, pair in quotients.items():
            parts = (rate, *pair)
            missing = next((part for part in parts if row.get(part) is None), None)
            if missing:
                outcome.does_not_apply("no reported ratio" if missing == rate else f"no {missing}")
                continue
            numerator, denominator, reported = (Figure(row[part], row[f"{part}.half"]) for part in (*pair, rate))
            worked = quotient(numerator, denominator, reported)
            outcome.checked.update(row[f"{part}.fact"] for part in parts)
            if worked.verdict == Verdict.FAILS and _left_out(shown, rate, reported, worked):
                outcome.does_not_apply(_NOT_SHOWN)
            elif worked.verdict == Verdict.FAILS and _of_a_fall(rate, numerator, denominator, reported):
                if row["subject_row"] in falling:
                    outcome.passed += 1
                elif row["subject_row"] in told:
                    failed[rate] = worked
                    blame.update(parts)
                else:
                    outcome.does_not_apply("may be of an indicator that is to fall")
            elif worked.verdict == Verdict.FAILS:
                failed[rate] = worked
                blame.update(parts)
            else:
                outcome.passed += 1
                blame.subtract(parts if worked.verdict == Verdict.HOLDS else ())
        outcome.findings += [
            _finding(statement, policy, row, rate, worked, blame)
            for rate, worked in failed.items()
            if row[f"{rate}.fact"] not in told_elsewhere
        ]
    return _with_found(statement, policy, outcome)


def _by_another_figure(statement: Statement, policy: Policy) -> set[str]:
    """The rates that come out with what a figure that other relations accuse should be: of these another rule tells."""
    told: set[str] = set()
    for one in agreement_of(statement).contradictions:
        rates = {each.aggregate.fact for each in one.equations if is_rate(each)}
        main, accused = main_equation(one), one.suspects[0].figure.fact
        told_as = "difference-mismatch" if is_difference(main) else "total-mismatch"
        others = len(one.equations) > len(rates) and not is_rate(main) and policy.enabled(told_as)
        if others and one.sure and not one.is_rounding and accused not in rates:
            told |= rates
    return told


class _Shown:
    """The largest of each kind of rates that comes out: one that does not may be larger by its error."""

    def __init__(self, statement: Statement, quotients: Mapping[str, tuple[str, str]]) -> None:
        self._subjects = statement.subjects
        self._quotients = quotients
        self._largest: dict[str, Decimal] = {}

    def largest(self, rate: str) -> Decimal:
        """That of `rate`, 0 where none comes out."""
        if rate not in self._largest:
            parts = (*self._quotients[rate], rate)
            rows = self._subjects.select(figures_of(self._subjects, set(parts))).iter_rows(named=True)
            figures = ([Figure(row[part], row[f"{part}.half"]) for part in parts] for row in rows if _has(row, parts))
            holding = (
                said.value for top, bottom, said in figures if quotient(top, bottom, said).verdict == Verdict.HOLDS
            )
            self._largest[rate] = max(holding, default=Decimal(0))
        return self._largest[rate]


def _has(row: Row, parts: Sequence[str]) -> bool:
    return all(row.get(part) is not None for part in parts)


def _left_out(shown: _Shown, rate: str, reported: Figure, worked: Quotient) -> bool:
    """Whether a form shows 0 for a rate above all those that it does show, as some do for rates without meaning."""
    if reported.value != 0 or worked.low is None or worked.low <= 1:
        return False
    largest = shown.largest(rate)
    return bool(largest) and worked.low > max(largest, _BEYOND_MEANING)


def _of_a_fall(rate: str, achieved: Figure, target: Figure, reported: Figure) -> bool:
    """Whether `reported` is what forms print for an indicator that is to fall: target over achieved, or one and the
    share by which it stays below its target.
    """
    if not rate.startswith("achievement_rate"):
        return False
    turned = Figure(2 - reported.value, reported.half_unit)
    ways = (quotient(target, achieved, reported), quotient(achieved, target, turned))
    return any(worked.verdict == Verdict.HOLDS for worked in ways)


def _with_found(statement: Statement, policy: Policy, outcome: Outcome) -> Outcome:
    """`outcome` and the rates that no concept names: those that the form states and those that the figures show.

    Shares of a whole are another rule's.
    """
    stated = statement.facts.select("fact", "concept")
    rates = stated.filter(pl.col("concept").is_in(list(vocabulary().quotients())))["fact"]
    judged = {fact for finding in outcome.findings for fact in finding.facts} | shares_in(statement)
    of_rates = outcome.checked & set(rates.to_list())
    of_all = frozenset(outcome.checked)

    def is_judged(equation: Equation, fact: str) -> bool:
        """What figures show by chance is no rate of one that a known rate worked with; what a heading says may be."""
        return fact in judged or fact in (of_rates if equation.source == "column" else of_all)

    def is_of_others(equation: Equation) -> bool:
        """Whether figures show a rate to be of others than its heading says, as where a row leaves one blank."""
        concept, *sides = (statement.facts["concept"][place_of(fact)] for fact in equation.facts)
        own = vocabulary().quotients().get(concept)
        return equation.source == "found" and own is not None and not set(sides) <= set(own)

    agreement = agreement_of(statement)
    broken = [one for one in agreement.contradictions if is_rate(main_equation(one))]
    left_out = _left_out_in_columns(statement, agreement, map(main_equation, broken))
    for one, cases in agreement.cases():
        for facts in cases if is_rate(one) else ():
            if not is_judged(one, facts[0]):
                outcome.checked.update(facts)
                outcome.passed += one.holds
    for contradiction in broken:
        equation = main_equation(contradiction)
        if equation.aggregate.fact in left_out:
            outcome.does_not_apply(_NOT_SHOWN)
        elif not is_judged(equation, equation.aggregate.fact) and not is_of_others(equation):
            outcome.findings.append(finding_of(statement, contradiction, policy))
    return outcome


def _left_out_in_columns(statement: Statement, agreement: Agreement, broken: Iterable[Equation]) -> set[str]:
    """The rates among those that `broken` are of which print 0, and would be larger than all of their kind that come
    out, in whichever column.
    """
    concepts = statement.facts["concept"]
    zeros = [one for one in broken if one.aggregate.value == 0 and abs(one.made) > _BEYOND_MEANING * abs(one.scale)]
    kinds = {concepts[place_of(one.aggregate.fact)] for one in zeros}
    largest: dict[str, Decimal] = dict.fromkeys(kinds, _NONE)
    for one, cases in agreement.cases() if kinds else ():
        for facts in cases if is_rate(one) and one.holds else ():
            if (kind := concepts[place_of(facts[0])]) in kinds:
                largest[kind] = max(largest[kind], agreement.known[facts[0]].value)
    return {
        one.aggregate.fact
        for one in zeros
        if one.made - one.tolerance > largest[concepts[place_of(one.aggregate.fact)]] > 0
    }


def _finding(
    statement: Statement, policy: Policy, row: Row, rate: str, worked: Quotient, blame: Counter[str]
) -> Finding:
    numerator, denominator = vocabulary().quotients()[rate]
    concepts = {str(row[f"{part}.fact"]): part for part in (rate, numerator, denominator)}

    def mends(fact: str, value: Decimal) -> bool:
        top, bottom, said = (
            Figure(value if concepts[fact] == part else row[part], row[f"{part}.half"])
            for part in (numerator, denominator, rate)
        )
        return quotient(top, bottom, said).verdict == Verdict.HOLDS

    likely = likeliest(agreement_of(statement), list(concepts), mends)
    suspects = sorted(likely, key=lambda fact: -blame[concepts[fact]])
    top, bottom, said = (printed(statement, row[f"{part}.fact"]) for part in (numerator, denominator, rate))
    rounded = None
    if worked.expected is None:
        result = Text(es="no tiene cociente", en="has no quotient")
    else:
        rounded = worked.expected.quantize(Decimal("0.0001"), ROUND_HALF_UP)
        result = Text(es=f"da {percent(worked.expected)}", en=f"gives {percent(worked.expected)}")
    return Finding(
        subject=subject_of(row),
        message=Text(
            es=f"{_name('es', numerator, denominator)}: {top} ÷ {bottom} {result.es}; el informe dice {said}.",
            en=f"{_name('en', numerator, denominator)}: {top} ÷ {bottom} {result.en}; the report says {said}.",
        ),
        facts=tuple(suspects),
        expected=rounded,
        observed=row[rate],
        tolerance=None if worked.low is None or worked.high is None else (_short(worked.low), _short(worked.high)),
        origin="reading" if _doubtful(statement, suspects, policy) else "filing",
        stake=abs(row[denominator]) if denominator in ("approved", "modified") else Decimal(0),
    )


def _name(language: Language, numerator: str, denominator: str) -> str:
    """What is divided by what: a row may report several rates of equal figures."""
    return f"{words(language, numerator)} ÷ {words(language, denominator)}".capitalize()


def _doubtful(statement: Statement, facts: list[str], policy: Policy) -> bool:
    """Whether OCR was in doubt of one of the figures, so that the reading may be at fault and not the filing."""
    limit = float(policy.threshold("doubtful-figure", "below"))
    confidences = (statement.facts["confidence"][place_of(fact)] for fact in facts)
    return any(confidence is not None and confidence < limit for confidence in confidences)


def _short(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.00000001"), ROUND_HALF_UP)
