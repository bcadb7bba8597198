"""Long tables are looked at in places before they are gone through."""

from services.compute.some_of import MANY, some_of


def test_what_is_short_is_looked_at_whole() -> None:
    every = list(range(MANY))
    assert some_of(every) is every


def test_of_what_is_long_neighbours_are_looked_at_all_along() -> None:
    some = some_of(range(100 * MANY))
    assert len(some) < MANY
    assert some[:3] == [0, 1, 2]
    assert all(any(begin <= one < begin + 10 * MANY for one in some) for begin in range(0, 100 * MANY, 10 * MANY))
