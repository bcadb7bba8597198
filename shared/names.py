"""What families, kinds of statement, indicators and concepts are called, read from ``names.toml``."""

import re
import tomllib
from functools import cache
from pathlib import Path

from shared.media_types import READABLE, misnamed, usual_suffix
from shared.problems import Language
from shared.report import FilingPart
from shared.words import words

_MOST_NAMED = 2
_SIGNS = ((" ** 2", "²"), (" * ", " × "), (" / ", " ÷ "), (" - ", " − "))
_NAME = re.compile(r"[a-z][a-z0-9_]*")


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


def concept_name(code: str, language: Language) -> str:
    """The name of a concept, or of what stands in a formula; without words of its own, its code with blanks."""
    said = words(language, code)
    if said == code:
        said = indicator_name(code, language)
    return said.replace("_", " ") if said == code else said[0].lower() + said[1:]


def formula_in_words(formula: str, language: Language) -> str:
    """``accrued / modified`` as ``devengado ÷ modificado``."""
    said = _NAME.sub(lambda found: concept_name(found[0], language), formula)
    for sign, shown in _SIGNS:
        said = said.replace(sign, shown)
    return said


def policy_name(name: str, language: Language) -> str:
    """What a policy is called: Cotejo's own is called the default one."""
    key = f"policy-{name}"
    said = words(language, key)
    return name if said == key else said


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
