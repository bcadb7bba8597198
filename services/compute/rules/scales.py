"""The unit of a message's amounts, where its table prints them in thousands or millions."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import islice

from services.compute.recognition.statement import Statement, place_of
from services.compute.rules.wording import print_scale, printed
from shared.report import Text

_UNITS = {
    Decimal(100): ("cientos", "hundreds"),
    Decimal(1000): ("miles", "thousands"),
    Decimal(100_000): ("cientos de miles", "hundreds of thousands"),
    Decimal(1_000_000): ("millones", "millions"),
    Decimal(10**9): ("miles de millones", "thousands of millions"),
}
_MOST_ASKED = 6


def in_its_unit(statement: Statement, message: Text, facts: Sequence[str]) -> Text:
    """`message`, and in what its amounts are, where it prints such of `facts` as stand in thousands or millions."""
    amounts = (fact for fact in facts if statement.facts["unit"][place_of(fact)] == statement.currency)
    said = [fact for fact in islice(amounts, _MOST_ASKED) if printed(statement, fact) in message.es]
    scales = {print_scale(statement, (fact,)) for fact in said if statement.facts["exact"][place_of(fact)]}
    unit = _UNITS.get(scales.pop()) if len(scales) == 1 else None
    if unit is None:
        return message
    return Text(es=f"{message.es} Cifras en {unit[0]}.", en=f"{message.en} Figures in {unit[1]}.")
