"""What holds, asked by fact: it speaks for the figures in it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property

from services.compute.rules.agreement.alike import AlikeRows
from services.compute.rules.agreement.equation import Equation


class Witnesses:
    """The `equations` that hold, to be asked by fact: a value that they do not allow is none that it should have.

    Most filings of many rows have none that fails, and there nobody asks. The rows that are `alike` say what they say
    when they are asked.
    """

    def __init__(
        self, equations: Sequence[Equation], alike: AlikeRows | None = None, beside: "Witnesses | None" = None
    ) -> None:
        self._equations, self._alike, self._beside = equations, alike, beside

    @cached_property
    def _by_fact(self) -> Mapping[str, Sequence[Equation]]:
        found: dict[str, list[Equation]] = defaultdict(list)
        for one in self._equations:
            if one.holds:
                for fact in one.facts:
                    found[fact].append(one)
        return found

    def of(self, fact: str) -> Sequence[Equation]:
        """Those with `fact`."""
        own = self._by_fact.get(fact, ())
        if self._alike:
            own = (*own, *self._alike.of(fact))
        return (*self._beside.of(fact), *own) if self._beside else own

    def and_others(self, more: Sequence[Equation]) -> "Witnesses":
        """These, and `more`."""
        return Witnesses(more, beside=self) if more else self
