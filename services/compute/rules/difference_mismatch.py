"""A figure is not what its own form says it is made of.

Forms state their arithmetic: a row of column numbers under the headings (``3 = (1 + 2)``, ``6 = (3 - 4)``), letters in
the labels (``V = A1 + A3.1 - B1 + C1``). It is worked out row by row and column by column, within the digits printed.
Where what is taken away is printed as a negative figure, the form is read so that most of its rows hold.
"""

from services.compute.policy import Policy
from services.compute.recognition.statement import Statement
from services.compute.rules.form import Case, column_cases, label_cases
from services.compute.rules.rule import Finding, Outcome, Rule
from services.compute.rules.wording import money
from shared.report import Text

RULE = Rule(
    id="difference-mismatch",
    version=1,
    severity="error",
    title=Text(es="Cifra que su propia fórmula no da", en="Figure that its own formula does not give"),
    why=Text(
        es="El formato dice de qué se compone cada cifra; si la suma o la resta no la da, una de sus cifras está mal.",
        en="The form says what each figure is made of; where sum or difference do not give it, one figure is wrong.",
    ),
    source="The form itself; CONAC, Manual de Contabilidad Gubernamental, chapter VII; LDF, annexes 1 to 6",
    fails="aprobado (1) 100.00, ampliaciones (2) 20.00, modificado (3 = 1 + 2) 130.00",
    passes="aprobado (1) 100.00, ampliaciones (2) 20.00, modificado (3 = 1 + 2) 120.00",
)


def check(statement: Statement, policy: Policy) -> Outcome:
    """One case an equation that a form states, for each row or column in which all its figures stand."""
    outcome = Outcome()
    for case in (*column_cases(statement), *label_cases(statement)):
        outcome.checked.update((case.stated.fact, *(figure.fact for figure in case.parts)))
        if abs(case.expected - case.stated.value) <= case.slack:
            outcome.passed += 1
        else:
            outcome.findings.append(_finding(case))
    if not outcome.passed and not outcome.findings:
        outcome.does_not_apply("the form states no arithmetic")
    return outcome


def _finding(case: Case) -> Finding:
    sums = " ".join(
        f"{'-' if sign < 0 else '+'} {money(figure.value)}" if number or sign < 0 else money(figure.value)
        for number, (sign, figure) in enumerate(zip(case.signs, case.parts, strict=True))
    )
    expected, stated = money(case.expected), money(case.stated.value)
    return Finding(
        subject=case.subject,
        message=Text(
            es=f"{case.says}: {sums} = {expected}; el informe dice {stated}.",
            en=f"{case.says}: {sums} = {expected}; the report says {stated}.",
        ),
        facts=(case.stated.fact, *(figure.fact for figure in case.parts)),
        expected=case.expected,
        observed=case.stated.value,
        tolerance=(case.expected - case.slack, case.expected + case.slack),
        stake=abs(case.expected - case.stated.value),
    )
