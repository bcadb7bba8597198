"""Parts of a report that are made when they are looked at."""

import json
from collections.abc import Iterator
from typing import Any

from shared import examples
from shared.parts import AT_ONCE, Parts
from shared.report import FactPart, Report


def _facts(count: int) -> Parts[FactPart]:
    def plain(begin: int, end: int) -> Iterator[dict[str, Any]]:
        example = FactPart.model_validate(examples.FACT).model_dump(mode="json")
        return (example | {"id": f"f{number}"} for number in range(begin + 1, end + 1))

    return Parts(FactPart, count, plain)


def _report(count: int) -> Report:
    return Report.model_validate(examples.REPORT | {"facts": _facts(count)})


def test_they_are_a_sequence() -> None:
    facts = _facts(2 * AT_ONCE + 1)
    assert [fact.id for fact in facts] == [f"f{number}" for number in range(1, 2 * AT_ONCE + 2)]
    assert (facts[0].id, facts[-1].id) == ("f1", f"f{2 * AT_ONCE + 1}")
    assert [fact.id for fact in facts[1:3]] == ["f2", "f3"]
    assert facts == list(facts)
    assert facts != list(facts)[1:]


def test_the_pieces_are_the_report_in_json() -> None:
    for count in (0, 1, AT_ONCE, 2 * AT_ONCE + 1):
        report = _report(count)
        pieces = b"".join(report.json_pieces())
        assert pieces == report.to_json().encode()
        assert json.loads(pieces) == report.to_dict()


def test_a_report_of_them_is_the_report_of_a_list() -> None:
    lazy, listed = _report(3), Report.model_validate(examples.REPORT | {"facts": list(_facts(3))})
    assert lazy.to_json() == listed.to_json()
    assert lazy.model_dump() == listed.model_dump()
    assert lazy == listed
