"""Facts of a report in process are held in columns, and made when they are looked at."""

import cotejo
from shared.parts import parts_with_ids
from tests.conftest import SAMPLES


def test_facts_are_found_by_their_ids_without_looking_at_all() -> None:
    facts = cotejo.analyse(SAMPLES / "programas-2024.txt").facts
    asked = {facts[5].id, facts[2].id, "f0"}
    assert [one.id for one in parts_with_ids(facts, asked)] == [facts[2].id, facts[5].id]
    assert list(parts_with_ids(facts, asked)) == [one for one in facts if one.id in asked]
    assert not list(parts_with_ids(facts, ()))
