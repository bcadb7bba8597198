"""What the words of filings mean: concepts, kinds of statements, families, and all of them together."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Kind = Literal["amount", "target", "ratio", "count", "category", "role", "other"]

TIMES_OF_ROWS = frozenset({"row_year", "row_part", "row_from", "row_until"})
"""Roles of columns that say of when the figures of each row are."""


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
    with "*" for anything. `instead` says that it is one only where the one before is none, `nearest` that it is one of
    each row that is a whole, with the nearest terms above it.
    """

    whole: tuple[str, ...]
    terms: tuple[tuple[tuple[str, ...], int], ...]
    instead: bool = False
    nearest: bool = False


@dataclass(frozen=True, slots=True)
class Balanced:
    """Rows, each as its label may read, that come to as much under the one as under the other of two headings."""

    columns: tuple[str, str]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, eq=False)
class StatementKind:
    """A kind of statement: the phrases of its titles, folded, and the concepts of its columns.

    `terms` gives by squashed column heading the concept that it means here alone; `own` gives by squashed heading
    those that keep their label. `money` says that figures under unknown headings are amounts, `figures` of which
    concept they are, each heading a category of its own; `across` is the category whose words its headings are.
    `balances`: its figures are balances of accounts. `mixes_revenue`: revenue and spending stand in the same columns.
    `stands_alone`: its accounts are no parts of each other. `compares_years`: its columns are years, that of its title
    among them. `identities` are what the law makes of its rows, `begins_with` which rows begin a year with what others
    ended the year before with, `balanced` which rows come to the same in two columns.
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
    compares_years: bool
    identities: tuple[Identity, ...]
    begins_with: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    balanced: Balanced | None = None


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
    acronyms: frozenset[str]
    honour_words: frozenset[str]
    numbered: frozenset[str]
    connectives: frozenset[str]
    no_acronyms: frozenset[str]
    no_names_alone: frozenset[str]
    months: dict[str, int]
    month_marks: dict[str, int]
    months_over: frozenset[str]
    plans: tuple[str, ...]
    dated_otherwise: frozenset[str]
    heads_names: frozenset[str]
    heads_years: frozenset[str]
    unit_rows: frozenset[str]
    heads_keys: frozenset[str]
    heads_meanings: frozenset[str]
    short_for: Mapping[str, str]
    heads_money: frozenset[str]
    dated_balances: frozenset[str]
    speaks_of_money: frozenset[str]
    units_of_money: frozenset[str]
    counting: tuple[str, ...]
    counted_things: frozenset[str]
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
    letters: dict[str, dict[str, str]]
    papers: frozenset[str]
    orders: tuple[tuple[str, ...], ...]
    categories: dict[str, tuple[str, ...]]
    changes: dict[str, tuple[tuple[str, str], ...]]
    beside: dict[str, str]
    turns: tuple[str, ...]
    sums: dict[str, tuple[Terms, ...]]
    parted: dict[str, tuple[str, str, frozenset[str]]]
    beside_concepts: dict[str, tuple[frozenset[str], str]]
    company: dict[str, frozenset[str]]
    bare_budget: dict[str, frozenset[str]]
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
    in_percent: tuple[str, ...]
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
