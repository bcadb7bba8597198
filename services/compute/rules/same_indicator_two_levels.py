"""One indicator measures two levels of the same programme."""

from collections import defaultdict

from services.compute.policy import Policy
from services.compute.recognition.statement import Statement
from services.compute.rules.quality import Described, described_in
from services.compute.rules.quality.programmes import level_of, level_printed, programme_of
from services.compute.rules.rule import Finding, Outcome, Rule
from shared.report import Text

RULE = Rule(
    id="same-indicator-two-levels",
    version=1,
    severity="warning",
    title=Text(es="El mismo indicador en dos niveles", en="The same indicator at two levels"),
    why=Text(
        es="Si lo que se hace y lo que se logra se miden igual, no se sabe si lo hecho sirvió.",
        en="If what is done and what comes of it are measured alike, whether it was of use is unknown.",
    ),
    source=Text(
        es="SHCP y CONEVAL, guía para la matriz de indicadores (cada nivel tiene indicadores propios)",
        en="SHCP and CONEVAL, guide for the matrix of indicators (each level has indicators of its own)",
    ),
    fails=Text(
        es="«Usuarios atendidos» en Propósito y en Componente",
        en="“Usuarios atendidos” at Propósito and at Componente",
    ),
    passes=Text(
        es="«Usuarios atendidos» en Componente, «Usuarios con mejora» en Propósito",
        en="“Usuarios atendidos” at Componente, “Usuarios con mejora” at Propósito",
    ),
)


def check(statement: Statement, policy: Policy) -> Outcome:
    """One case a name of an indicator within a programme."""
    outcome = Outcome()
    named: dict[tuple[str, str], list[Described]] = defaultdict(list)
    for one in described_in(statement):
        if not one.name:
            outcome.does_not_apply("no name")
        elif level_of(one) is None:
            outcome.does_not_apply("no level")
        else:
            named[programme_of(one), one.name].append(one)
    for alike in named.values():
        levels = {level: level_printed(statement, one) for one in alike if (level := level_of(one))}
        if len(levels) == 1:
            outcome.passed += 1
            continue
        said = ", ".join(levels.values())
        outcome.findings.append(
            Finding(
                subject=alike[0].labels,
                message=Text(
                    es=f"El mismo indicador está en {len(levels)} niveles: {said}.",
                    en=f"The same indicator stands at {len(levels)} levels: {said}.",
                ),
                facts=tuple(fact for one in alike if (fact := one.subject.fact("mir_level"))),
            )
        )
    return outcome
