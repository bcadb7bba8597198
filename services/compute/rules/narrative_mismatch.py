"""What the text claims of its figures is not what those figures give.

A share that its two numbers do not make, a whole that is not its parts, a change that does not lead from the old figure
to the new, an "all" or a "three" that the rows of a table do not bear out, an amount that is near a total and not it:
taken only where the sentence says so in so many words, and where the rows, the column or the total meant are clear.
"""

from decimal import Decimal

from services.compute.policy import Policy
from services.compute.recognition.prose import find_mentions
from services.compute.recognition.statement import QuantifiedClaim, StatedClaim, Statement
from services.compute.rules.rule import Finding, Outcome, Rule, subject_of
from services.compute.rules.wording import money, percent
from shared.figures import decimals
from shared.report import Text

RULE = Rule(
    id="narrative-mismatch",
    version=4,
    severity="warning",
    title=Text(es="El texto no concuerda con sus cifras", en="The text does not agree with its figures"),
    why=Text(
        es="Quien lee el texto se queda con lo que afirma; si sus propias cifras dicen otra cosa, engaña.",
        en="A reader takes from the text what it claims; if its own figures say otherwise, it misleads.",
    ),
    source=Text(es="Aritmética de la frase", en="Arithmetic of the sentence"),
    fails=Text(
        es="De 8,076 solicitudes, 2,311 fueron inexistentes, lo que representa el 39 %",
        en="Of 8,076 requests, 2,311 were of what does not exist, which is 39 %",
    ),
    passes=Text(
        es="De 8,076 solicitudes, 2,311 fueron inexistentes, lo que representa el 29 %",
        en="Of 8,076 requests, 2,311 were of what does not exist, which is 29 %",
    ),
)

_MOST_CHARACTERS = 240
_MOST_PLACES = 6
_SCALES = {Decimal(1000): ("miles", "thousand"), Decimal(1_000_000): ("millones", "million")}


def check(statement: Statement, policy: Policy) -> Outcome:
    """One case a claim."""
    outcome = Outcome()
    for claim in statement.claims:
        outcome.checked.update((claim.stated, *claim.of))
        if claim.holds:
            outcome.passed += 1
        else:
            outcome.findings.append(_finding(statement, claim))
    for said in statement.quantified:
        outcome.checked.update(said.facts)
        if said.holds:
            outcome.passed += 1
        else:
            outcome.findings.append(_of_all(said))
    for why in statement.unheld:
        outcome.does_not_apply(why)
    return outcome


def _of_all(said: QuantifiedClaim) -> Finding:
    count = str(said.least) if said.least == said.most else f"{said.least}-{said.most}"
    return Finding(
        subject=("total", None, None),
        message=Text(
            es=f"El texto dice «{said.words}»; las tablas dan {count} de {said.of}.",
            en=f"The text says “{said.words}”; the tables give {count} of {said.of}.",
        ),
        facts=said.facts,
        said_in=(said.table, said.cell),
    )


def _finding(statement: Statement, claim: StatedClaim) -> Finding:
    row = statement.facts.row(int(claim.stated[1:]) - 1, named=True)
    scaled = _in_its_scale(claim, row["exact"]) if row["unit"] == statement.currency else None
    gives, said = scaled or (
        Text(es=text, en=text)
        for text in (_shown(value, row["unit"], statement.currency) for value in (claim.expected, row["exact"]))
    )
    sentence = claim.sentence[:_MOST_CHARACTERS]
    by = Text(es="sus cifras dan", en="its figures give")
    if claim.kind == "table":
        by = Text(es="las tablas dan", en="the tables give")
    return Finding(
        subject=subject_of(row),
        message=Text(
            es=f"El texto dice {said.es}; {by.es} {gives.es}: «{sentence}»",
            en=f"The text says {said.en}; {by.en} {gives.en}: “{sentence}”",
        ),
        facts=(claim.stated, *claim.of),
        expected=round(claim.expected, 4),
        observed=row["exact"],
        tolerance=(round(claim.bounds[0], 8), round(claim.bounds[1], 8)),
    )


def _in_its_scale(claim: StatedClaim, said: Decimal) -> tuple[Text, Text] | None:
    """What the figures give, and what is said, in the thousands or millions that the sentence says; None where it says
    none.
    """
    stated = next((one for one in find_mentions(claim.sentence) if one.figure.value == said and one.scale > 1), None)
    if stated is None:
        return None
    es, en = _SCALES[stated.scale]
    gives, own = (value / stated.scale for value in (claim.expected, said))
    digits = places = decimals((2 * stated.figure.half_unit / stated.scale).normalize())
    while round(gives, places) == own and places < _MOST_PLACES:
        places += 1
    texts = (f"{gives:,.{places}f}", f"{own:,.{digits}f}")
    first, second = (Text(es=f"{text} {es}", en=f"{text} {en}") for text in texts)
    return first, second


def _shown(value: Decimal, unit: str | None, currency: str) -> str:
    if unit == currency:
        return money(value)
    return percent(value) if unit == "ratio" else f"{round(value, 2).normalize():,f}"
