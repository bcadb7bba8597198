"""The words that filings use, read from ``words/*.toml``, folded so that accents, case and marks do not matter."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any, Literal

from services.compute.recognition.folding import fold, squash

Kind = Literal["amount", "target", "ratio", "count", "category", "role", "other"]


@dataclass(frozen=True, slots=True)
class Concept:
    """What a column of figures states. `quotient` names numerator and denominator of a reported rate.

    `terms` are squashed: folded, and without blanks, which a narrow column may break a word by. `subject` is what the
    rows are that a column of names names; `phrases` are the terms with their blanks, as running text has them.
    """

    code: str
    kind: Kind
    terms: frozenset[str] = frozenset()
    under: tuple[str, ...] = ()
    quotient: tuple[str, str] | None = None
    subject: str | None = None
    phrases: tuple[str, ...] = ()

    @property
    def any_label(self) -> bool:
        """Whether any heading under its group means it, so that several columns may."""
        return "" in self.terms


@dataclass(frozen=True, slots=True)
class Identity:
    """What a row is by law of others, each with its sign; `whole` and the terms are how their labels may read, folded,
    with "*" for anything.
    """

    whole: tuple[str, ...]
    terms: tuple[tuple[tuple[str, ...], int], ...]


@dataclass(frozen=True, slots=True, eq=False)
class StatementKind:
    """A kind of statement: the phrases of its titles, folded, and the concepts of its columns.

    `terms` gives by squashed column heading the concept that it means here alone; `own` gives by squashed heading
    those that keep their label. `money` says that figures under unknown headings are amounts, `figures` of which
    concept they are, each heading a category of its own; `across` is the category whose words its headings are.
    `balances`: its figures are balances of accounts. `mixes_revenue`: revenue and spending stand in the same columns.
    `stands_alone`: its accounts are no parts of each other. `identities` are what the law makes of its rows.
    """

    code: str
    family: str
    titles: tuple[tuple[str, ...], ...]
    without: tuple[str, ...]
    columns: frozenset[str]
    all_columns: frozenset[str]
    or_columns: tuple[frozenset[str], ...]
    terms: dict[str, str]
    own: dict[str, str]
    money: bool
    subject: str | None
    figures: str | None
    across: str | None
    balances: bool
    mixes_revenue: bool
    stands_alone: bool
    identities: tuple[Identity, ...]


Terms = tuple[tuple[str, int], ...]
"""The concepts of a sum, each with its sign."""


@dataclass(frozen=True, slots=True)
class Family:
    """A family told by phrases of its titles, all of them, beside a statement of one of the kinds `statements`, if any
    are named.
    """

    code: str
    phrases: tuple[str, ...]
    statements: frozenset[str]


@dataclass(frozen=True, slots=True)
class Announcement:
    """What a line above a table says of its rows: a `concept`, naming a subject of `kind`; those of a greater `rank`
    stand under it.
    """

    concept: str
    kind: str
    rank: int


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Everything in ``words/*.toml``, with terms folded."""

    concepts: tuple[Concept, ...]
    groups: dict[str, tuple[str, ...]]
    statements: tuple[StatementKind, ...]
    families: tuple[Family, ...]
    institution_words: frozenset[str]
    institution_beginnings: tuple[str, ...]
    institution_labels: tuple[str, ...]
    institution_stops: tuple[tuple[str, ...], ...]
    institution_wholes: frozenset[str]
    printers: tuple[str, ...]
    no_institutions: tuple[str, ...]
    honours: tuple[str, ...]
    connectives: frozenset[str]
    no_acronyms: frozenset[str]
    no_names_alone: frozenset[str]
    months: dict[str, int]
    month_marks: dict[str, int]
    plans: tuple[str, ...]
    dated_otherwise: frozenset[str]
    heads_names: frozenset[str]
    running: tuple[str, ...]
    quarters: dict[str, int]
    quarter_numerals: dict[str, int]
    own_period: frozenset[str]
    year_before: frozenset[str]
    to_date: frozenset[str]
    whole_year: frozenset[str]
    of_period: frozenset[str]
    time_endings: dict[str, int]
    absent: frozenset[str]
    not_applicable: frozenset[str]
    nothing_to_state: tuple[str, ...]
    totals: tuple[str, ...]
    remarks: tuple[str, ...]
    page_words: frozenset[str]
    may_be_negative: tuple[str, ...]
    forms: dict[str, tuple[str, ...]]
    categories: dict[str, tuple[str, ...]]
    changes: dict[str, tuple[tuple[str, str], ...]]
    beside: dict[str, str]
    turns: tuple[str, ...]
    sums: dict[str, tuple[Terms, ...]]
    parted: dict[str, tuple[str, str]]
    beside_concepts: dict[str, tuple[frozenset[str], str]]
    company: dict[str, frozenset[str]]
    announced: dict[str, Announcement]
    progress: frozenset[str]
    progress_values: frozenset[str]
    progress_of: dict[str, str]
    against: tuple[str, ...]
    planned: frozenset[str]
    done: frozenset[str]
    units_of_parts: frozenset[str]
    target_words: frozenset[str]
    moments: dict[str, str]
    abbreviated: dict[str, tuple[str, ...]]
    around_before: tuple[str, ...]
    around_behind: tuple[str, ...]
    told_by_cells: dict[str, frozenset[str]]

    def quotients(self) -> dict[str, tuple[str, str]]:
        """Numerator and denominator by the code of each reported rate."""
        return {concept.code: concept.quotient for concept in self.concepts if concept.quotient}

    def concept(self, code: str) -> Concept:
        """The first concept of this code."""
        return next(concept for concept in self.concepts if concept.code == code)

    def name_of(self, subject: str) -> Concept:
        """What columns that name subjects of this kind are of."""
        return next(one for one in self.concepts if (one.code, one.subject) == ("name", subject))


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary that comes with the product."""
    content: dict[str, Any] = {"concept": [], "statement": [], "family": [], "announced": [], "groups": {}}
    for path in sorted((Path(__file__).parent / "words").glob("*.toml")):
        for name, part in tomllib.loads(path.read_text(encoding="utf-8")).items():
            if isinstance(part, list):
                content[name] += part
            else:
                content[name] = content.get(name, {}) | part
    months = {name: number for number, name in enumerate(content["months"]["names"], 1)}
    return Vocabulary(
        concepts=tuple(_concept(entry, content["money"]) for entry in content["concept"]),
        groups={name: tuple(terms) for name, terms in content["groups"].items()},
        statements=tuple(map(_statement, content["statement"])),
        families=tuple(
            Family(entry["code"], tuple(entry["phrases"]), frozenset(entry["statements"]))
            for entry in content["family"]
        ),
        institution_words=frozenset(content["institution"]["words"]),
        institution_beginnings=tuple(f"{words} " for words in content["institution"]["beginnings"]),
        institution_labels=tuple(content["institution"]["labels"]),
        institution_stops=tuple(tuple(stop.split()) for stop in content["institution"]["stops"]),
        institution_wholes=frozenset(content["institution"]["wholes"]),
        printers=tuple(content["institution"]["printers"]),
        no_institutions=(*content["institution"]["printers"], *content["institution"]["no_names"]),
        honours=tuple(f" {words} " for words in content["institution"]["honours"]),
        connectives=frozenset(content["institution"]["connectives"]),
        no_acronyms=frozenset(content["institution"]["no_acronyms"]),
        no_names_alone=frozenset(content["institution"]["no_names_alone"]),
        months=months | content["months"]["also"],
        month_marks={mark: number for number, mark in enumerate(content["months"]["marks"], 1)},
        plans=tuple(content["plans"]["titles"]),
        heads_names=frozenset(content["heads_names"]["words"]),
        dated_otherwise=frozenset(content["dated_otherwise"]["words"]),
        running=tuple(content["running"]["words"]),
        quarters=content["quarters"]["names"],
        quarter_numerals={numeral: number for number, numeral in enumerate(content["quarters"]["numerals"], 1)},
        own_period=frozenset(content["relative"]["own"]),
        year_before=frozenset(content["relative"]["before"]),
        to_date=frozenset(content["relative"]["to_date"]),
        whole_year=frozenset(content["relative"]["whole_year"]),
        of_period=frozenset(content["relative"]["of_period"]),
        time_endings=content["relative"]["endings"],
        absent=frozenset(content["absent"]["marks"]),
        not_applicable=frozenset(content["absent"]["not_applicable"]),
        nothing_to_state=tuple(content["absent"]["statements"]),
        totals=tuple(word + " " for word in content["totals"]["words"]),
        remarks=tuple(content["remarks"]["begin"]),
        page_words=frozenset(content["pages"]["words"]),
        may_be_negative=tuple(content["balances"]["may_be_negative"]),
        forms={kind: tuple(order) for kind, order in content["forms"].items()},
        categories={code: tuple(words) for code, words in content["categories"].items()},
        changes={code: tuple((old, new) for old, new in pairs) for code, pairs in content["changes"].items()},
        beside=content["beside"],
        turns=tuple(content["turns"]["codes"]),
        sums={whole: tuple(map(_terms, ways)) for whole, ways in content["sums"].items()},
        announced={
            fold(label): Announcement(entry["concept"], entry["kind"], entry["rank"])
            for entry in content["announced"]
            for label in entry["labels"]
        },
        progress=frozenset(content["progress"]["labels"]),
        progress_values=frozenset(content["progress"]["values"]),
        progress_of=content["progress"]["of"],
        against=tuple(sorted(content["progress"]["against"], key=len, reverse=True)),
        planned=frozenset(content["done_of"]["planned"]),
        done=frozenset(content["done_of"]["done"]),
        target_words=frozenset(content["progress"]["targets"]),
        moments={
            fold(phrase): entry["code"]
            for entry in content["concept"]
            for phrase in _of_money(entry.get("told_of_money", ()), content["money"])
        },
        abbreviated={word: tuple(said) for word, said in content["abbreviated"].items()},
        around_before=tuple(content["around_headings"]["before"]),
        around_behind=tuple(content["around_headings"]["behind"]),
        told_by_cells={code: frozenset(map(squash, words)) for code, words in content["told_by_cells"].items()},
        units_of_parts=frozenset(content["units"]["of_parts"]),
        beside_concepts={
            term: (frozenset(said["beside"]), said["is"]) for term, said in content["beside_concepts"].items()
        },
        company={group: frozenset(codes) for group, codes in content["company"].items()},
        parted={code: (said["beside"], said["is"]) for code, said in content["parted"].items()},
    )


def _terms(codes: Sequence[str]) -> Terms:
    return tuple((code.removeprefix("-"), -1 if code.startswith("-") else 1) for code in codes)


def _concept(entry: dict[str, Any], money: Mapping[str, Sequence[str]]) -> Concept:
    terms = [*entry["terms"], *_of_money(entry.get("told_of_money", ()), money)]
    return Concept(
        entry["code"],
        entry["kind"],
        frozenset(map(squash, terms)),
        tuple(entry.get("under", ())),
        (entry["quotient"][0], entry["quotient"][1]) if "quotient" in entry else None,
        entry.get("subject"),
        tuple(filter(None, map(fold, terms))),
    )


def _of_money(adjectives: Sequence[str], money: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Each of the words for money, in singular and plural, with each of `adjectives` as it agrees with it."""
    for gender, nouns in money.items():
        for noun, adjective in product(nouns, adjectives):
            agreeing = f"{adjective[:-1]}a" if gender == "feminine" and adjective.endswith("o") else adjective
            first, *rest = noun.split()
            many = f"{first}s" if first[-1] in "aeiou" else f"{first}es"
            yield f"{noun} {agreeing}"
            yield f"{' '.join((many, *rest))} {agreeing}s"


def _statement(entry: dict[str, Any]) -> StatementKind:
    return StatementKind(
        code=entry["code"],
        family=entry["family"],
        titles=tuple(tuple(phrases) for phrases in entry["titles"]),
        without=tuple(entry.get("without", ())),
        columns=frozenset(entry.get("columns", ())),
        all_columns=frozenset(entry.get("all_columns", ())),
        or_columns=tuple(map(frozenset, entry.get("or_columns", ()))),
        terms={squash(term): code for code, terms in entry.get("terms", {}).items() for term in terms},
        own={squash(label): label for label in entry.get("own", ())},
        money=entry.get("money", True),
        subject=entry.get("subject"),
        figures=entry.get("figures"),
        across=entry.get("across"),
        balances=entry.get("balances", False),
        mixes_revenue=entry.get("mixes_revenue", False),
        stands_alone=entry.get("stands_alone", False),
        identities=tuple(map(_identity, entry.get("identities", ()))),
    )


def _identity(entry: dict[str, Any]) -> Identity:
    signed = (("plus", 1), ("less", -1))
    return Identity(
        tuple(entry["whole"]), tuple((tuple(labels), sign) for side, sign in signed for labels in entry.get(side, ()))
    )
