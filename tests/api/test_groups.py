"""Anomalies under their causes."""

from dataclasses import replace

from services.api.views.groups import Marked, Told, group


def _marked(rule: str, number: int) -> Marked:
    message = {"es": f"Dice {number}.", "en": f"Says {number}."}
    return Marked(Told(f"a{number}", rule, "error", "programme", f"P{number}", None, message, []), None)


def test_groups_come_in_the_order_of_their_first_anomaly() -> None:
    found = group([_marked("duplicate-key", 1), _marked("outlier", 2), _marked("duplicate-key", 3)], {}, {}, "es")
    assert [(one.rule, len(one.members), one.headline) for one in found] == [
        ("duplicate-key", 2, "2 claves se repiten."),
        ("outlier", 1, "P2: Dice 2."),
    ]


def test_a_group_of_several_severities_says_how_many_there_are_of_each() -> None:
    members = [_marked("statement-mismatch", number) for number in range(3)]
    members[2] = replace(members[2], anomaly=replace(members[2].anomaly, severity="warning"))
    assert [one.count for one in group(members, {}, {}, "es")] == ["2 errores, 1 advertencia"]
    assert [one.count for one in group(members[:2], {}, {}, "en")] == ["2"]
