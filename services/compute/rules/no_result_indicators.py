"""All indicators of a programme measure what is done, and none what comes of it."""

from collections import defaultdict

from services.compute.policy import Policy
from services.compute.recognition.statement import Statement
from services.compute.rules.quality import Described, described_in
from services.compute.rules.quality.programmes import is_support, level_of, measures_results, programme_of
from services.compute.rules.rule import Finding, Outcome, Rule
from shared.report import Text

RULE = Rule(
    id="no-result-indicators",
    version=1,
    severity="warning",
    title=Text(es="Programa sin indicadores de resultados", en="Programme without indicators of results"),
    why=Text(
        es="Si todo lo que se mide es gestión, el programa puede cumplirlo todo sin resolver nada.",
        en="If all that is measured is management, a programme can meet it all and solve nothing.",
    ),
    source=Text(
        es="SHCP y CONEVAL, guía para la matriz de indicadores (Fin y Propósito tienen indicadores); CONAC, "
        "clasificación programática (los programas de apoyo no los necesitan)",
        en="SHCP and CONEVAL, guide for the matrix of indicators (Fin and Propósito have indicators); CONAC, "
        "classification by programme (programmes of support need none)",
    ),
    fails=Text(
        es="E024: cinco indicadores, todos de Componente o Actividad",
        en="E024: five indicators, all at Componente or Actividad",
    ),
    passes=Text(
        es="E024: uno de Propósito, cuatro de Componente o Actividad",
        en="E024: one at Propósito, four at Componente or Actividad",
    ),
)


def check(statement: Statement, policy: Policy) -> Outcome:
    """One case a programme whose indicators state their levels."""
    outcome = Outcome()
    programmes: dict[str, list[Described]] = defaultdict(list)
    for one in described_in(statement):
        if level_of(one) is None:
            outcome.does_not_apply("no level")
        else:
            programmes[programme_of(one)].append(one)
    if not any(measures_results(one) for all_of in programmes.values() for one in all_of):
        outcome.does_not_apply("the filing lists no level of results", len(programmes))
        return outcome
    for code, indicators in programmes.items():
        if is_support(code):
            outcome.does_not_apply("a programme of support")
        elif any(measures_results(one) for one in indicators):
            outcome.passed += 1
        else:
            outcome.findings.append(_finding(code, indicators))
    return outcome


def _finding(code: str, indicators: list[Described]) -> Finding:
    texts = indicators[0].texts
    name = texts["programme_name"].text if "programme_name" in texts else None
    count = len(indicators)
    return Finding(
        subject=("programme", code or None, name),
        message=Text(
            es=f"Sus {count} indicadores miden gestión y ninguno resultados."
            if count > 1
            else "Su único indicador mide gestión y no resultados.",
            en=f"Its {count} indicators measure management and none results."
            if count > 1
            else "Its only indicator measures management and no results.",
        ),
        facts=tuple(fact for one in indicators if (fact := one.subject.fact("mir_level"))),
    )
