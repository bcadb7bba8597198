"""Which lines of the grid a relation speaks of: a run of parts has in it lines that hold no figures."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from services.compute.arithmetic.lines import Lines
from services.compute.arithmetic.numerals import Grid
from services.compute.arithmetic.relation import Pattern

_FEWEST = 3
_SPACED = 0.8
"""Of the gaps between the parts of a run, those with a blank column in them where these are there to space it."""


@dataclass
class Runs:
    """The runs that `patterns` between `lines` are made of; `texts` are those of all lines of the grid. The lines are
    columns where `across` is true.
    """

    lines: Lines
    texts: Grid
    patterns: Sequence[Pattern]
    across: bool
    _totals: set[int] = field(init=False)
    _with_figures: set[int] = field(init=False)

    def __post_init__(self) -> None:
        self._totals = {one.aggregate for one in self.patterns if one.operator == "Sum"}
        self._with_figures = set(self.lines.index)

    def of(self, pattern: Pattern) -> Sequence[int]:
        """The grid's lines that the parts of `pattern` are.

        A run has in it the lines that are left blank, but for those at its ends that look like none of it. Where one of
        its parts is a total, blank lines beside it part blocks; blank columns between all parts space them.
        """
        if pattern.operator not in ("Sum", "Average"):
            return [self.lines.index[part] for part in pattern.parts]
        parts = sorted(pattern.parts)
        standing = [part for part in parts if self.lines.known[part, pattern.begin : pattern.end].any()]
        if parts[-1] - parts[0] + 1 != len(parts):
            return [self.lines.index[part] for part in parts if standing[0] <= part <= standing[-1]]
        if len(standing) < _FEWEST or self._totals & set(standing):
            return [self.lines.index[part] for part in standing]
        first, last = self.lines.index[standing[0]], self.lines.index[standing[-1]]
        while self._goes_on(first, first - 1):
            first -= 1
        while self._goes_on(last, last + 1):
            last += 1
        run = range(first, last + 1)
        blank = sum(line not in self._with_figures for line in run)
        spaced = self.across and blank >= _SPACED * (len(standing) - 1)
        return [self.lines.index[part] for part in standing] if spaced else run

    def _goes_on(self, line: int, blank: int) -> bool:
        """Whether the line `blank` holds no figures but is named like `line`, as ``Quiz 8`` is like ``Quiz 7``."""
        if not 0 <= blank < len(self.texts) or blank in self._with_figures:
            return False
        pairs = zip(self.texts[line], self.texts[blank], strict=False)
        return any(one != other and (name := _name(one)) and name == _name(other) for one, other in pairs)


def _name(text: str) -> str:
    """The letters of a numbered name."""
    return "".join(filter(str.isalpha, text)).lower() if any(map(str.isdigit, text)) else ""
