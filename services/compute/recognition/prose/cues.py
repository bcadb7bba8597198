"""The cue words in ``cues.toml``, as patterns over folded text of the same length."""

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path

CODE = re.compile(r"(?<![\w\-])[A-Z]{1,4}\d{2,}[A-Z0-9]*(?![\w\-])")
"""A programme's code in running text."""


@dataclass(frozen=True, slots=True)
class Cues:
    """What ``cues.toml`` says, compiled."""

    reference: re.Pattern[str]
    tail: re.Pattern[str]
    vague: re.Pattern[str]
    name_ends: re.Pattern[str]
    programme: re.Pattern[str]
    against: re.Pattern[str]
    made_of: re.Pattern[str]
    of_whole: re.Pattern[str]
    when: re.Pattern[str]
    subject_verbs: re.Pattern[str]
    no_noun: re.Pattern[str]
    article: re.Pattern[str]
    in_no_name: re.Pattern[str]
    ends_no_name: frozenset[str]
    parts_clause: re.Pattern[str]
    begins_clause: re.Pattern[str]
    heads_clauses: tuple[str, ...]
    scales: tuple[tuple[re.Pattern[str], Decimal], ...]
    claims: dict[str, re.Pattern[str]]
    counted: dict[str, str]
    quantifiers: dict[str, tuple[Decimal, Decimal]]
    quantified: dict[str, tuple[str, str]]
    all_but: dict[str, tuple[str, ...]]


@cache
def cues() -> Cues:
    """The cues that come with the product."""
    content = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    return Cues(
        reference=re.compile(rf"(?<![a-z])(?:{'|'.join(content['references'])})\s*$"),
        tail=re.compile(rf"\s*(?:{'|'.join(content['tails'])})"),
        vague=re.compile(rf"(?<![a-z])(?:{'|'.join(content['vague'])})\s*$"),
        name_ends=re.compile(rf"(?<!\w)(?:{'|'.join(content['name_ends'])})(?!\w)"),
        programme=re.compile(rf"(?<!\w)(?:{'|'.join(content['programme'])})[ \"“*(]*$"),
        against=re.compile(content["against"]),
        made_of=re.compile("|".join(content["made_of"])),
        of_whole=re.compile(content["of_whole"]),
        when=re.compile(content["when"]),
        subject_verbs=re.compile(rf"(?<!\w)(?:{'|'.join(content['subject_verbs'])})(?!\w)"),
        no_noun=re.compile("|".join(content["no_noun"])),
        article=re.compile(rf"(?:^|, )(?:{'|'.join(content['articles'])}) (?=[a-z])"),
        in_no_name=re.compile(rf"[\d,;:()«»\"“•]|\b(?:{'|'.join(content['in_no_name'])})\b"),
        ends_no_name=frozenset(content["ends_no_name"]),
        parts_clause=re.compile(rf"[,;:()]|\b(?:{'|'.join(content['parts_clauses'])})\b"),
        begins_clause=re.compile(rf"(?:^|[,;:] |\b(?:{'|'.join(content['parts_clauses'])}) )$"),
        heads_clauses=tuple(content["heads_clauses"]),
        scales=tuple((re.compile(rf"\s*{entry['words']}\b"), Decimal(entry["factor"])) for entry in content["scales"]),
        claims={name: re.compile("|".join(words)) for name, words in content["cues"].items()},
        counted=content["counted"],
        quantifiers={words: (Decimal(low), Decimal(high)) for words, (low, high) in content["quantifiers"].items()},
        quantified={noun: (kind, concept) for noun, (kind, concept) in content["quantified"].items()},
        all_but={predicate: tuple(marks) for predicate, marks in content["all_but"].items()},
    )


@lru_cache(maxsize=1 << 10)
def level(text: str) -> str:
    """`text` without accents and case, every character in its place."""
    return text.lower() if text.isascii() else "".join(map(_plain, text))


@cache
def _plain(char: str) -> str:
    bare = "".join(part for part in unicodedata.normalize("NFKD", char.casefold()) if not unicodedata.combining(part))
    return bare if len(bare) == 1 else char
