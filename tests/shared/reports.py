"""A report of one programme, as the tests of exports take it."""

from typing import Any

from shared import examples
from shared.report import Report, Text
from shared.rule_part import RulePart


def a_fact(number: str, concept: str, value: str, name: str = "Cobranza") -> dict[str, Any]:
    subject = {"kind": "programme", "code": "E001", "name": name}
    place = dict(zip(examples.ANOMALY["facts"], examples.ANOMALY["evidence"], strict=True))[number]
    return examples.FACT | {"id": number, "concept": concept, "value": value, "subject": subject, "evidence": place}


def a_report(name: str = "Cobranza", value: str = "90318.27") -> Report:
    facts = [
        a_fact("f33", "accrued", value, name),
        a_fact("f32", "modified", "142500.00"),
        a_fact("f38", "share", "0.36"),
    ]
    return Report.model_validate(examples.REPORT | {"facts": facts})


def a_rule(id_: str) -> RulePart:
    return RulePart(
        id=id_, version=1, severity="error", title=Text(es="Título", en="Title"), why=Text(es="Por", en="For"),
        source="LFPRH", fails="", passes="",
    )  # fmt: skip
