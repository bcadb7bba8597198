"""Amounts that sentences state of a concept of money, and shares that they state of one concept in another.

``El presupuesto devengado ascendió a $650,025.10``, ``y el pagado a $640,000.00``, ``se ejerció 93.4 % del presupuesto
modificado``: taken where the words between concept and figure say nothing else.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from services.compute.recognition.prose.assertions import narrowing
from services.compute.recognition.prose.cues import level
from services.compute.recognition.prose.mentions import Mention, find_mentions, in_unit
from services.compute.recognition.prose.money_words import words
from services.compute.recognition.prose.sentences import Sentence

_ENDS = re.compile(
    r"[,;.)$\d]|\by (?:el|un|se|de|los?|\w+o)\b|\bmientras\b|\ben tanto\b|\bcontra\b|\b(?:que|se|fue|represent\w+)\b|$"
)
_BEGINS = re.compile(r"[;:]\s|\bmientras que\b|\ben tanto que\b")
_OF_WHICH = re.compile(
    r"\bde (?:l[oa]s? cual(?:es)?"
    r"|(?:es[ea]|est[ea]|dich[oa]|tal) (?:monto|importe|presupuesto|total|cantidad|suma|cifra))\b"
)
_GOES_ON = re.compile(r"(?: pesos| m\.n\.)*,? (?:y|que|lo que|lo cual|los cuales|monto que) ?")
_MOST_COMMAS = 2


@dataclass(frozen=True, slots=True)
class StatedAmount:
    """`mention` is the amount of `concept`; `scope` is what narrows it, empty where nothing does. `lead` is what stands
    before, which may name whose it is. `of_all`: the words call it that of the whole.
    """

    sentence: Sentence
    mention: Mention
    concept: str
    scope: str
    lead: str = ""
    of_all: bool = False


@dataclass(frozen=True, slots=True)
class StatedShare:
    """`mention` is the share that the amount of `part` is of that of `whole`, narrowed by `scope`; where `change` is 1
    or -1, what that is more or less than this. `of_all`: the share that what `lead` names has in the whole of all.
    `stated` are the concepts, as patterns, of columns that may give it; `named`: it is of a row alone.
    """

    sentence: Sentence
    mention: Mention
    part: str
    whole: str
    scope: str
    lead: str = ""
    change: int = 0
    of_all: bool = False
    stated: tuple[str, ...] = ()
    named: bool = False


def find_money(sentence: Sentence, unit: Decimal | None = None) -> Iterator[StatedAmount | StatedShare]:
    """What `sentence` states of concepts of money; `unit` is what its amounts without a sign are multiplied by."""
    leveled = level(sentence.text)
    found = (mention for mention in find_mentions(sentence.text, sentence.start) if not mention.vague)
    mentions = [in_unit(mention, sentence.text, unit) for mention in found]
    last: StatedAmount | None = None
    for place, mention in enumerate(mentions):
        begin = mentions[place - 1].end if place else 0
        above, last = last, None
        if mention.kind == "amount" and (
            amount := _elided(sentence, leveled, mention, above) or _amount(sentence, leveled, mention, begin)
        ):
            last = amount
            yield amount
        elif (
            mention.kind == "percent"
            and not words().apart.search(leveled)
            and (
                share := _change_of(sentence, leveled, mention)
                or _share_of(sentence, leveled, mention, mentions[:place])
                or _share_of_all(sentence, leveled, mention, begin)
            )
        ):
            yield share


def instead_of(concept: str) -> tuple[str, ...]:
    """What may be meant by the word for `concept` where no table states that."""
    return words().instead.get(concept, ())


def difference_of(concept: str) -> tuple[str, str] | None:
    """The two concepts that `concept` is the difference of."""
    return words().differences.get(concept)


def _amount(sentence: Sentence, leveled: str, mention: Mention, begin: int) -> StatedAmount | None:
    begin = max((found.end() for found in _BEGINS.finditer(leveled[: mention.start])), default=begin)
    before = leveled[begin : mention.start]
    found = _last_term(before)
    if found is None or words().elsewhen.search(before):
        return None
    between = before[found.end() :]
    within = left_between(between)
    told = not between.strip() or bool(words().done.fullmatch(found[0]) or words().links.search(between))
    if within is None or not told:
        return None
    first = _before(sentence.text[begin : begin + found.start()], before[: found.start()])
    first = first or (who_of(before[: found.start()]) if words().active.fullmatch(found[0]) else "")
    scope = " ".join(filter(None, (first, within, behind_of(leveled[mention.end :]))))
    lead = sentence.text[begin : begin + found.start()]
    of_all = not scope and bool(words().of_all.search(before))
    return StatedAmount(sentence, mention, _code(found[0]), scope, lead, of_all)


def who_of(before: str) -> str:
    """Who is said to have done something: nobody where only what institutions are called stands there."""
    clause = re.split(r"[,;:]", before)[-1]
    rest = words().institutions.sub(" ", words().harmless.sub(" ", clause))
    return "" if not re.search(r"[a-z]{3}", rest) else " ".join(rest.split())


def _elided(sentence: Sentence, leveled: str, mention: Mention, last: StatedAmount | None) -> StatedAmount | None:
    """The amount of which nothing is said but what was done with it: it is of what the `last` one is, right before."""
    if last is None:
        return None
    between = sentence.text[last.mention.end : mention.start].casefold()
    concept = next((code for pattern, code in words().elided if pattern.fullmatch(between)), None)
    if concept is None or concept == last.concept:
        return None
    scope = " ".join(filter(None, (last.scope, behind_of(leveled[mention.end :]))))
    return StatedAmount(sentence, mention, concept, scope)


def _share_of(sentence: Sentence, leveled: str, share: Mention, earlier: Sequence[Mention]) -> StatedShare | None:
    behind = words().base.match(leveled, share.end)
    bases = [of.span() for one in earlier if one.kind == "percent" and (of := words().base.match(leveled, one.end))]
    terms = (term for term in words().terms.finditer(leveled[: share.start]))
    named = [term for term in terms if not any(start <= term.start() < stop for start, stop in bases)]
    if behind is None or words().elsewhen.search(leveled[: share.start]):
        return None
    if done := words().passive.match(leveled, behind.end()):
        narrowed = (_before(sentence.text[: share.start], leveled[: share.start]), behind_of(leveled[done.end() :]))
        part, whole = _code(done["term"]), _code(behind["term"])
        return StatedShare(sentence, share, part, whole, " ".join(filter(None, narrowed)))
    if not named:
        return None
    found = named[-1]
    taken = [*bases, *((one.start, one.end) for one in earlier)]
    between = "".join(
        char
        for place, char in enumerate(leveled[found.end() : share.start], found.end())
        if not any(start <= place < stop for start, stop in taken)
    )
    within = left_between(words().shares.sub(" ", between))
    if within is None:
        return None
    lead = leveled[: found.start()]
    scope = (_before(sentence.text[: found.start()], lead), within, behind_of(leveled[behind.end() :]))
    return StatedShare(sentence, share, _code(found[0]), _code(behind["term"]), " ".join(filter(None, scope)), lead)


def _change_of(sentence: Sentence, leveled: str, rate: Mention) -> StatedShare | None:
    """``El presupuesto modificado es 14 % mayor que el aprobado``, ``... representa un incremento del 14 % respecto del
    aprobado``.
    """
    told = next((way for way in words().changes if way.before.search(leveled[: rate.start])), None)
    behind = told.behind.match(leveled, rate.end) if told else None
    found = told.before.search(leveled[: rate.start]) if told else None
    if found is None or behind is None:
        return None
    if words().elsewhen.search(leveled[: found.start()]) or words().elsewhen.search(leveled, behind.end()):
        return None
    lead = leveled[: found.start()]
    scope = (_before(sentence.text[: found.start()], lead), behind_of(leveled[behind.end() :]))
    falls = bool({**found.groupdict(), **behind.groupdict()}.get("falls"))
    part, whole = _code(found["term"]), _code(behind["base"])
    return StatedShare(sentence, rate, part, whole, " ".join(filter(None, scope)), lead, -1 if falls else 1)


def _share_of_all(sentence: Sentence, leveled: str, share: Mention, begin: int) -> StatedShare | None:
    """``El capítulo 1000 representa el 45 % del gasto devengado``: a row's share in all."""
    behind = words().base.match(leveled, share.end)
    lead = leveled[begin : share.start]
    found = words().represents.search(lead)
    if behind is None or found is None or words().terms.search(lead) or words().elsewhen.search(lead):
        return None
    if behind_of(leveled[behind.end() :]):
        return None
    code = _code(behind["term"])
    subject = lead[: found.start()]
    if _GOES_ON.fullmatch(subject):  # "E011 devengó $10 y representa el 5 % ...": of what the clause before is of
        subject = leveled[:begin]
    return StatedShare(sentence, share, code, code, "", subject, of_all=True)


def _last_term(text: str) -> re.Match[str] | None:
    return next(iter(reversed(list(words().terms.finditer(text)))), None)


def _code(term: str) -> str:
    named = words().named.get(term)
    return named or next(code for pattern, code in words().codes if pattern.fullmatch(term))


def left_between(between: str) -> str | None:
    """What `between` a concept and its figure narrows it; None where it says anything else."""
    links = words().links
    if re.search(r"[;.]", between) or between.count(",") > _MOST_COMMAS:
        return None
    rest = " ".join(words().harmless.sub(" ", between.replace(",", " ")).split())
    narrowed = words().narrows.search(rest)
    outside = links.sub(" ", rest[: narrowed.start()] if narrowed else rest)
    if outside.strip(" :("):
        return None
    return _without_links(narrowed[0], links) if narrowed else ""


def _without_links(scope: str, links: re.Pattern[str]) -> str:
    """`scope` without the words that lead on to the figure; nothing where there were no others."""
    parts = scope.split()
    for count in range(len(parts)):
        if not links.sub(" ", " ".join(parts[count:])).strip(" :("):
            return " ".join(parts[:count])
    return scope


def _before(text: str, leveled: str) -> str:
    """What of the words before a concept narrows it: a code, a place in a table's order, what it was spent on."""
    last = leveled.rpartition(", ")[2] if leveled.count(", ") > _MOST_COMMAS else leveled
    rest = " ".join(words().harmless.sub(" ", _OF_WHICH.sub(" ", last)).split())
    narrowed = words().narrows.search(rest)
    return narrowing(text, _OF_WHICH.sub(" ", leveled)) or (
        _without_links(narrowed[0], words().links) if narrowed else ""
    )


def behind_of(text: str) -> str:
    """What narrows a figure right behind it, up to the next mark, figure or verb."""
    end = _ENDS.search(text)
    rest = " ".join(words().harmless.sub(" ", text[: end.start() if end else len(text)]).split())
    narrowed = words().narrows.match(rest)
    return narrowed[0] if narrowed else ""
