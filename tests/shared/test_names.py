"""What families, kinds of statement and concepts are called."""

import tomllib
from pathlib import Path

from services.compute.recognition.vocabulary import vocabulary
from services.compute.ties import wording
from shared import names


def test_every_kind_of_statement_and_every_family_has_a_name_in_both_languages() -> None:
    content = tomllib.loads(Path(names.__file__).with_suffix(".toml").read_text("utf-8"))
    kinds = {kind.code for kind in vocabulary().statements}
    families = {kind.family for kind in vocabulary().statements} | {family.code for family in vocabulary().families}
    assert kinds == set(content["statements"])
    assert families <= set(content["families"])
    assert all(len(set(pair)) == 2 for part in content.values() for pair in part.values())


def test_every_concept_that_figures_are_read_under_has_a_name_in_both_languages() -> None:
    codes = {concept.code for concept in vocabulary().concepts if concept.kind != "role"}
    assert len(codes) > 40
    for called in (names.concept_name, wording.concept_name):
        assert not {code for code in codes if called(code, "es") == called(code, "en") != ""}
        assert not {code for code in codes if "_" in called(code, "en")}
