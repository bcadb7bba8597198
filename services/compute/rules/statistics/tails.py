"""How likely chance alone gives as much: the tails of three distributions. Floats; these are no figures of a filing."""

import math


def normal_tail(distance: float) -> float:
    """The chance that a normal deviate lies as far from the middle as `distance`, on either side."""
    return math.erfc(abs(distance) / math.sqrt(2))


def chi_square_tail(statistic: float, degrees: int) -> float:
    """The chance of a chi-square over `statistic`, by Wilson and Hilferty: good to 0.001 from 10 degrees."""
    if statistic <= 0:
        return 1.0
    spread = 2 / (9 * degrees)
    deviate = ((statistic / degrees) ** (1 / 3) - 1 + spread) / math.sqrt(spread)
    return 0.5 * math.erfc(deviate / math.sqrt(2))


def binomial_tail(hits: int, trials: int, chance: float) -> float:
    """The chance of `hits` or more of `trials`, each with `chance` (over 0, under 1): the exact sum."""
    if hits <= 0:
        return 1.0
    term = math.exp(
        math.lgamma(trials + 1)
        - math.lgamma(hits + 1)
        - math.lgamma(trials - hits + 1)
        + hits * math.log(chance)
        + (trials - hits) * math.log1p(-chance)
    )
    total = 0.0
    for count in range(hits, trials + 1):
        total += term
        term *= (trials - count) / (count + 1) * chance / (1 - chance)
    return min(total, 1.0)


def printed_chance(chance: float) -> str:
    """A p-value as messages print it."""
    return "p < 0.0001" if chance < 0.0001 else f"p = {chance:.4f}"
