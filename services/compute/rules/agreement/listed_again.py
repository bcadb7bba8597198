"""What a list printed again, as in thousands beside pesos, says of the figures that it says again."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from services.compute.recognition.listed_again import figures_again
from services.compute.recognition.statement import Statement
from services.compute.rules.agreement.equation import Equation
from services.compute.rules.agreement.known import Known


def again_equations(
    statement: Statement, known: Mapping[str, Known], carried: Iterable[tuple[str, str]] = ()
) -> Iterator[Equation]:
    """Each figure printed twice, or `carried` from one table into another, as one that is the other, that of fewer
    digits by that of more; `known` by fact.
    """
    again: Iterable[tuple[str, str]] = ()
    if len(statement.tables) > 1:
        again = figures_again(statement.facts).select("fact", "fact_before").iter_rows()
    for fact, before in dict.fromkeys((*again, *carried)):
        if fact in known and before in known:
            finer, coarser = sorted((known[before], known[fact]), key=lambda figure: figure.half)
            tolerance = finer.half + coarser.half
            yield Equation(
                "Sum", coarser, (finer,), (1,), finer.value, tolerance, False, finer.value != Decimal(0), "again"
            )
