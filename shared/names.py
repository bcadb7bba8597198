"""What families, kinds of statement and indicators are called, read from ``names.toml``."""

import tomllib
from functools import cache
from pathlib import Path

from shared.media_types import READABLE, misnamed, usual_suffix
from shared.problems import Language
from shared.report import FilingPart
from shared.words import words

_MOST_NAMED = 2


def family_name(code: str, language: Language) -> str:
    """The name of a family; its code where it has none."""
    return _name("families", code, language)


def statement_name(code: str, language: Language) -> str:
    """The name of a kind of statement; its code where it has none."""
    return _name("statements", code, language)


def statement_order() -> tuple[str, ...]:
    """The kinds of statement in the order in which they are told."""
    return tuple(_names()["statements"])


def indicator_name(code: str, language: Language) -> str:
    """The name of an indicator; its code where it has none."""
    return _name("indicators", code, language)


def filing_name(filing: FilingPart, language: Language) -> str:
    """What a filing is: the statement or two that it holds, its family where it holds more; its file's name else."""
    if 1 <= len(filing.statements) <= _MOST_NAMED:
        return " / ".join(statement_name(code, language) for code in filing.statements)
    return family_name(filing.family, language) if filing.family else filing.filename


def told_otherwise(filing: FilingPart, language: Language) -> str | None:
    """What is said of a filing whose file's name says that it is of another type than it is; None where it does not."""
    if not misnamed(filing.filename, filing.media_type) or filing.media_type not in READABLE:
        return None
    name = usual_suffix(filing.media_type) or getattr(READABLE[filing.media_type], language)
    return words(language, "misnamed").format(name)


def _name(part: str, code: str, language: Language) -> str:
    pair = _names()[part].get(code)
    return code if pair is None else pair[language == "en"]


@cache
def _names() -> dict[str, dict[str, list[str]]]:
    content: dict[str, dict[str, list[str]]] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    return content
