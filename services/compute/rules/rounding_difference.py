"""A total differs from the sum of its parts by no more than their rounding."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import chain

from services.compute.policy import Policy
from services.compute.recognition.statement import Statement, place_of
from services.compute.rules.agreement import Contradiction, agreement_of
from services.compute.rules.agreement.equation import Equation
from services.compute.rules.agreement.findings import finding_of
from services.compute.rules.agreement.style import Style
from services.compute.rules.agreement.wording import main_equation, named
from services.compute.rules.rule import Finding, Outcome, Rule, subject_of
from shared.report import Text

RULE = Rule(
    id="rounding-difference",
    version=4,
    severity="information",
    title=Text(es="Diferencia de redondeo", en="Rounding difference"),
    why=Text(
        es="Las cifras redondeadas no siempre suman exacto: no es un error, pero explica diferencias pequeñas.",
        en="Rounded figures do not always add up exactly: no error, but it explains small differences.",
    ),
    source=Text(es="Aritmética de los dígitos impresos", en="Arithmetic of the digits shown"),
    fails=Text(
        es="partes de 10.4 y 10.4 impresas como 10 y 10, total impreso como 21",
        en="parts 10.4 and 10.4 printed as 10 and 10, total printed as 21",
    ),
    passes=Text(es="10 y 10, total 20", en="10 and 10, total 20"),
)

_MOST = 4
_DUST = Decimal("1e-6")
"""What workbooks leave in a sum by reckoning in binary: no reader is shown it, and it says nothing."""


def check(statement: Statement, policy: Policy) -> Outcome:
    """One case a sum; one finding a table, for the widest difference. Where the other sums of a table come out to the
    last digit, its figures are not rounded: there each sum is named, and a single one with the figures in doubt.
    """
    outcome = Outcome()
    agreement = agreement_of(statement)
    rounded: dict[str, list[Equation]] = defaultdict(list)
    for one, cases in agreement.cases():
        if one.operator != "Sum" or not one.holds:
            continue
        of_each = list(cases)
        outcome.checked.update(chain.from_iterable(of_each))
        if abs(one.off) <= max(one.aggregate.half, _DUST) or _holds_without_a_part(one):
            outcome.passed += len(of_each)
        elif one.aggregate.table not in agreement.exact:
            rounded[one.aggregate.table].append(one)
    outcome.findings = [_of_table(statement, equations) for equations in rounded.values()]
    closer = [one for one in agreement.contradictions if one.is_rounding]
    told = [one for one in closer if any(abs(e.off) > _DUST and not _holds_without_a_part(e) for e in one.equations)]
    outcome.passed += len(closer) - len(told)
    exact: dict[str, list[Contradiction]] = defaultdict(list)
    for each in told:
        exact[each.equations[0].aggregate.table].append(each)
    outcome.findings += [
        _of_sums(statement, [main_equation(one) for one in together])
        if len(together) > 1
        else finding_of(statement, _without_zeros(together[0]), policy)
        for together in exact.values()
    ]
    return outcome


def _holds_without_a_part(equation: Equation) -> bool:
    """Whether a sum that the figures suggest comes out without a part that is as small as what it is off by: a balance
    of a centavo below what nearly cancels out is none of it.
    """
    parts = zip(equation.signs, equation.parts, strict=True)
    return equation.source == "found" and any(sign * part.value == -equation.off for sign, part in parts)


def _without_zeros(one: Contradiction) -> Contradiction:
    """`one` without the suspects that state nothing, which no rounding makes of a figure, where others do."""
    suspects = tuple(suspect for suspect in one.suspects if suspect.figure.value)
    return replace(one, suspects=suspects or one.suspects)


def _of_sums(statement: Statement, equations: Sequence[Equation]) -> Finding:
    """The one finding of several sums of a table that are off by little, the widest first."""
    by_width = sorted(equations, key=lambda one: -abs(one.off))
    off = [Style.of(statement, one).shown(abs(one.off), one.aggregate) for one in by_width]
    listed = "; ".join(
        f"{named(statement, one.aggregate)}: {shown}" for one, shown in list(zip(by_width, off, strict=True))[:_MOST]
    )
    count, widest = len(by_width), by_width[0]
    more = ("", "") if count <= _MOST else (f"; y {count - _MOST} más", f"; and {count - _MOST} more")
    return Finding(
        subject=subject_of(statement.facts.row(place_of(widest.aggregate.fact), named=True)),
        message=Text(
            es=f"{count} sumas difieren por poco donde las demás salen exactas: {listed}{more[0]}.",
            en=f"{count} sums differ by little where the others come out exactly: {listed}{more[1]}.",
        ),
        facts=tuple(dict.fromkeys(one.aggregate.fact for one in by_width)),
        expected=widest.made,
        observed=widest.aggregate.value,
        stake=abs(widest.off),
    )


def _of_table(statement: Statement, equations: Sequence[Equation]) -> Finding:
    widest = max(equations, key=lambda one: abs(one.off))
    total, count = widest.aggregate, len(equations)
    name, off = named(statement, total), Style.of(statement, widest).shown(abs(widest.off), widest.aggregate)
    differ = ("suma difiere", "sum differs") if count == 1 else ("sumas difieren", "sums differ")
    return Finding(
        subject=subject_of(statement.facts.row(place_of(total.fact), named=True)),
        message=Text(
            es=f"{count} {differ[0]} por redondeo; a lo más {off}, en {name}.",
            en=f"{count} {differ[1]} by rounding; at most {off}, in {name}.",
        ),
        facts=tuple(dict.fromkeys(one.aggregate.fact for one in equations)),
        expected=widest.made,
        observed=total.value,
        stake=abs(widest.off),
    )
