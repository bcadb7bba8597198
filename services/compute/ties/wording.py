"""How anomalies between filings are told: statements by their names, moments by theirs."""

from collections.abc import Collection, Sequence
from decimal import Decimal

from services.compute.ties.hold import Held
from services.compute.ties.law import law
from services.compute.ties.stated import Stated
from services.compute.ties.voices import Heard
from shared import names
from shared.figures import figure
from shared.names import statement_name
from shared.problems import Language

_MOST_NAMED = 4


def mismatch(held: Held, odd: Sequence[Heard], language: Language) -> str:
    """A tie that does not hold: what `odd` say, and what the others do."""
    judgement, spanish = held.judgement, language == "es"
    what = getattr(held.tie.says, language)
    row = f"«{odd[0].parts[0].label}»" if held.row else ""
    year = ("año anterior" if spanish else "the year before") if held.time == "previous" else ""
    aside = ", ".join(word for word in (row, concept_name(held.concept, language), year) if word)
    said = "; ".join(f"{named([one], language)}{_made(one, language)}: {amount(one.value)}" for one in odd)
    head = f"{what} ({aside})" if aside else what
    if judgement.expected is None:
        return f"{head}: {said}."
    rest = named(judgement.agreeing, language, {one.statement for one in odd})
    verb = ("da" if len(judgement.agreeing) == 1 else "dan") if spanish else "give"
    return f"{head}. {said}; {rest} {verb} {amount(judgement.expected)}."


def _made(one: Heard, language: Language) -> str:
    """That a figure is no printed total."""
    words = "la suma de sus {} renglones" if language == "es" else "the sum of its {} rows"
    return f" ({words.format(len(one.parts))})" if one.added else ""


def concept_name(concept: str, language: Language) -> str:
    """What a concept is called where statements are held together; elsewhere as everywhere else."""
    said = law().concepts.get(concept)
    return said[language == "en"] if said else names.concept_name(concept, language)


def named(voices: Sequence[Heard], language: Language, besides: Collection[str] = ()) -> str:
    """The statements that speak, the first of them by name."""
    kinds = [part for one in voices for part in one.statement.split(" + ")]
    return statements_named(kinds, language, _MOST_NAMED, besides)


def statements_named(
    kinds: Sequence[str], language: Language, most: int | None = None, besides: Collection[str] = ()
) -> str:
    """Kinds of statement by their names, at most `most` of them; another table of one that is told of `besides` is
    called so.
    """
    another = "otro cuadro de {}" if language == "es" else "another table of {}"

    def called(kind: str) -> str:
        return (another if kind in besides else "{}").format(statement_name(kind, language))

    names = list(dict.fromkeys(map(called, kinds)))
    more = len(names) - (most or len(names))
    if more > 0:
        word = "y {} más" if language == "es" else "and {} more"
        return ", ".join(names[:most]) + " " + word.format(more)
    return ", ".join(names)


def value_of(stated: Stated) -> str:
    """A figure as its kind is read: an amount to the centavo, a ratio in percent, a count without decimals it lacks."""
    if stated.money:
        return amount(stated.value)
    return f"{figure(stated.value * 100)}\N{NO-BREAK SPACE}%" if stated.unit == "ratio" else figure(stated.value)


def amount(value: Decimal) -> str:
    """An amount to the centavo; a number with more decimals than that as it stands."""
    return f"{value:,.2f}" if value == round(value, 2) or abs(value) > 1 else f"{value.normalize():,f}"
