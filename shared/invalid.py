"""What a request says that cannot be used, told in the terms of who sent it, in both languages."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from shared.problems import Problem
from shared.report import Text

_SAID: dict[str, dict[str, str]] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
_NAMED_ALIKE = {
    **{"int_type": "int_parsing", "int_from_float": "int_parsing", "float_type": "float_parsing"},
    **{"bool_type": "bool_parsing", "enum": "literal_error", "string_sub_type": "string_type"},
}
_MOST_SHOWN = 60


def unusable(name: str, kind: str, given: object = "", **told: object) -> Problem:
    """That the parameter `name` cannot be `given`: `kind` is a key of ``invalid.toml``, `told` what its words name."""
    return Problem("invalid-parameter", reason=_named(name, _said(kind, given, told)))


def malformed(kind: str, name: str = "", **told: object) -> Problem:
    """That the body of a request cannot be taken; `name` is the part of it that is to blame, if one is."""
    return Problem("bad-request", reason=_named(name, _said(kind, "", told)))


def reasons(errors: Iterable[Mapping[str, Any]]) -> Text:
    """What pydantic found wrong with a request, one sentence each."""
    told = [_reason(error) for error in errors]
    return Text(es=" ".join(one.es for one in told), en=" ".join(one.en for one in told))


def _reason(error: Mapping[str, Any]) -> Text:
    kind, told = str(error["type"]), dict(error.get("ctx", {}))
    kind = _NAMED_ALIKE.get(kind, kind)
    if kind == "json_invalid":
        return _said(kind, "", {})
    name = ".".join(str(part) for part in error["loc"][1:])
    return _named(name, _said(kind, error.get("input", ""), told))


def _said(kind: str, given: object, told: Mapping[str, object]) -> Text:
    sentences = _SAID.get(kind, _SAID["other"])
    shown = str(given)
    shown = shown if len(shown) <= _MOST_SHOWN else f"{shown[:_MOST_SHOWN]}…"
    choices = ", ".join(re.findall(r"'([^']*)'", str(told.get("expected", ""))))
    return Text(**{lang: words.format(given=shown, choices=choices, **told) for lang, words in sentences.items()})


def _named(name: str, said: Text) -> Text:
    return Text(es=f"{name}: {said.es}", en=f"{name}: {said.en}") if name else said
