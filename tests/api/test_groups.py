"""Anomalies under their causes."""

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
