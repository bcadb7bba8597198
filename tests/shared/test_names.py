"""What families and kinds of statement are called."""

import tomllib
from pathlib import Path

from services.compute.recognition.vocabulary import vocabulary
from shared import names


def test_every_kind_of_statement_and_every_family_has_a_name_in_both_languages() -> None:
    content = tomllib.loads(Path(names.__file__).with_suffix(".toml").read_text("utf-8"))
    kinds = {kind.code for kind in vocabulary().statements}
    families = {kind.family for kind in vocabulary().statements} | {family.code for family in vocabulary().families}
    assert kinds == set(content["statements"])
    assert families <= set(content["families"])
    assert all(len(set(pair)) == 2 for part in content.values() for pair in part.values())
