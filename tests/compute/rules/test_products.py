"""Counts and prices that make costs: where they do to the last digit in other rows, they tell which cost is wrong."""

from collections.abc import Sequence

from services.compute.policy import load_policy
from services.compute.reading import read
from services.compute.recognition import recognise
from services.compute.rules import Finding, catalogue

_POSTS = (("Jueza", 3, 84_150), ("Secretario", 46, 31_420), ("Actuario", 112, 22_730), ("Archivista", 58, 13_960))
_WRONG = 2_554_760
"""For 112 posts at 22,730 are 2,545,760."""


def _found(*, cost: int = 112 * 22_730, total: int | None = None, by_year: bool = False) -> list[Finding]:
    """What is told of posts, what each costs and all of a kind do; of the third kind that is `cost`, of all `total`."""
    costs = [cost if name == "Actuario" else count * each for name, count, each in _POSTS]
    whole = sum(count * each for _, count, each in _POSTS) if total is None else total
    rows: list[Sequence[object]] = [(*post, one, 12 * one) for post, one in zip(_POSTS, costs, strict=True)]
    rows.append(("Auxiliar", 27, 11_080, 27 * 11_080, 12 * 27 * 11_080))
    whole += 27 * 11_080
    rows.append(("Total", 246, "", whole, 12 * (sum(costs) + 27 * 11_080)))
    headings = ("Puesto", "Número de plazas", "Sueldo mensual", "Costo mensual", "Costo anual")
    width = 5 if by_year else 4
    shown = ("\t".join(f"{one:,}" if isinstance(one, int) else str(one) for one in row[:width]) for row in rows)
    lines = ["Tribunal de Prueba, plazas de 2025", "\t".join(headings[:width]), *shown]
    return _told("\n".join(lines))


def _told(text: str) -> list[Finding]:
    statement = recognise(read(text.encode()), "MXN")
    rules = ("total-mismatch", "difference-mismatch", "ratio-mismatch")
    return [finding for rule in rules for finding in catalogue()[rule][1](statement, load_policy()).findings]


def test_a_cost_that_is_not_its_product_is_the_one_in_doubt() -> None:
    assert not _found() and not _found(by_year=True)
    (finding,) = _found(cost=_WRONG)
    assert finding.observed == _WRONG and finding.expected == 112 * 22_730
    assert "Número de plazas × Sueldo mensual, 112 × 22,730, da 2,545,760" in finding.message.es
    assert finding.stake == 9_000


def test_a_total_that_carries_it_on_does_not_hide_it() -> None:
    correct = sum(count * each for _, count, each in _POSTS)
    (finding,) = _found(cost=_WRONG, total=correct + 9_000)
    assert finding.observed in (_WRONG, 112, 22_730)
    assert "112 × 22,730, da 2,545,760" in finding.message.es


def test_a_right_total_is_not_accused_for_what_is_worked_out_of_the_wrong_cost() -> None:
    of_the_row, of_the_total = sorted(_found(cost=_WRONG, by_year=True), key=lambda finding: finding.observed or 0)
    assert of_the_row.observed == _WRONG and of_the_row.expected == 112 * 22_730
    assert of_the_total.expected is None and "Puede estar mal una de estas" in of_the_total.message.es


def test_quotients_that_are_rounded_are_no_counts() -> None:
    rows = ((5_310_118, 62), (2_904_377, 41), (1_777_010, 23), (903_515, 17), (640_333, 9))
    lines = ["Gasto por habitante", "Zona\tGasto\tFamilias\tPor familia"]
    lines += [f"Zona {cost % 97}\t{cost:,}\t{count}\t{round(cost / count):,}" for cost, count in rows]
    assert not _told("\n".join(lines))
