"""The words that filings use, read from ``words/*.toml``, folded so that accents, case and marks do not matter."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

from services.compute.recognition.concepts import (
    Announcement,
    Balanced,
    Concept,
    Family,
    Identity,
    StatementKind,
    Terms,
    Vocabulary,
)
from services.compute.recognition.folding import fold, squash


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
        acronyms=frozenset(content["institution"]["acronyms"]),
        honour_words=frozenset(content["institution"]["honour_words"]),
        numbered=frozenset(content["institution"]["numbered"]),
        connectives=frozenset(content["institution"]["connectives"]),
        no_acronyms=frozenset(content["institution"]["no_acronyms"]),
        no_names_alone=frozenset(content["institution"]["no_names_alone"]),
        months=months | content["months"]["also"],
        month_marks={mark: number for number, mark in enumerate(content["months"]["marks"], 1)},
        months_over=frozenset(content["months"]["over"]),
        plans=tuple(content["plans"]["titles"]),
        heads_names=frozenset(content["heads_names"]["words"]),
        heads_years=frozenset(content["heads_years"]["words"]),
        unit_rows=frozenset(content["unit_rows"]["words"]),
        heads_keys=frozenset(content["keys"]["heads"]),
        heads_meanings=frozenset(content["keys"]["meanings"]),
        short_for=content["keys"]["short_for"],
        heads_money=frozenset(content["heads_money"]["words"]),
        dated_balances=frozenset(content["dated_balances"]["words"]),
        speaks_of_money=frozenset(content["speaks_of_money"]["words"]),
        units_of_money=frozenset(content["speaks_of_money"]["units"]),
        counting=tuple(f"{words} " for words in content["counting"]["words"]),
        counted_things=frozenset(content["counting"]["things"]),
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
        letters={code: dict(words) for code, words in content["letters"].items()},
        papers=frozenset(content["codes"]["of_papers"]),
        orders=tuple(map(tuple, content["orders"]["measures"])),
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
        in_percent=tuple(content["in_percent"]["words"]),
        around_before=tuple(content["around_headings"]["before"]),
        around_behind=tuple(content["around_headings"]["behind"]),
        told_by_cells={code: frozenset(map(squash, words)) for code, words in content["told_by_cells"].items()},
        units_of_parts=frozenset(content["units"]["of_parts"]),
        beside_concepts={
            term: (frozenset(said["beside"]), said["is"]) for term, said in content["beside_concepts"].items()
        },
        bare_budget={name: frozenset(words) for name, words in content["bare_budget"].items()},
        company={group: frozenset(codes) for group, codes in content["company"].items()},
        parted={
            code: (said["beside"], said["is"], frozenset(said["unless"])) for code, said in content["parted"].items()
        },
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
        compares_years=entry.get("compares_years", False),
        identities=tuple(map(_identity, entry.get("identities", ()))),
        begins_with=tuple((tuple(one["row"]), tuple(one["before"])) for one in entry.get("begins_with", ())),
        balanced=_balanced(entry["balanced"]) if "balanced" in entry else None,
    )


def _balanced(entry: dict[str, Any]) -> Balanced:
    first, second = entry["columns"]
    return Balanced((first, second), tuple(map(tuple, entry["rows"])))


def _identity(entry: dict[str, Any]) -> Identity:
    signed = (("plus", 1), ("less", -1))
    return Identity(
        tuple(entry["whole"]),
        tuple((tuple(labels), sign) for side, sign in signed for labels in entry.get(side, ())),
        entry.get("instead", False),
        entry.get("nearest", False),
    )
