"""Parts of a report that are made when they are looked at: a filing may have a million of them."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, overload

from pydantic import BaseModel, SerializationInfo, SerializerFunctionWrapHandler, ValidatorFunctionWrapHandler

Part = TypeVar("Part", bound=BaseModel)
One = TypeVar("One", covariant=True)
Plain = dict[str, Any]
"""A part as JSON has it, all its fields in their order."""
AT_ONCE = 1000
MOST_NAMED = 10_000
"""How many parts are asked for by their ids: of more, all are looked at."""


@dataclass(frozen=True, slots=True)
class Anew(Generic[One]):
    """As many as `count` of what `each` makes anew whenever they are gone through."""

    count: int
    each: Callable[[], Iterator[One]]

    def __len__(self) -> int:
        return self.count

    def __iter__(self) -> Iterator[One]:
        return self.each()


class Parts(Sequence[Part], Generic[Part]):
    """`count` parts of one `kind`; `plain` gives those from one place to before another, `named`, where there is one,
    those of some ids without looking at all.
    """

    def __init__(
        self,
        kind: type[Part],
        count: int,
        plain: Callable[[int, int], Iterator[Plain]],
        named: Callable[[Collection[str]], Iterator[Plain]] | None = None,
    ) -> None:
        self._kind, self._count, self._plain, self._named = kind, count, plain, named

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, place: int) -> Part: ...
    @overload
    def __getitem__(self, place: slice) -> list[Part]: ...
    def __getitem__(self, place: int | slice) -> Part | list[Part]:
        if isinstance(place, slice):
            return [self[at] for at in range(self._count)[place]]
        at = range(self._count)[place]
        return self._kind.model_validate(next(self._plain(at, at + 1)))

    def __iter__(self) -> Iterator[Part]:
        return map(self._kind.model_validate, self.plain())

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Sequence)
            and len(self) == len(other)
            and all(one == another for one, another in zip(self, other, strict=True))
        )

    def batches(self) -> Iterator[list[Plain]]:
        """All of them as JSON has them, so many at a time."""
        for begin in range(0, self._count, AT_ONCE):
            yield list(self._plain(begin, min(begin + AT_ONCE, self._count)))

    def plain(self) -> Iterator[Plain]:
        """All of them as JSON has them."""
        return (part for batch in self.batches() for part in batch)

    def with_ids(self, ids: Collection[str]) -> Iterator[Part]:
        """Those that `ids` name, in their order."""
        if self._named and len(ids) <= MOST_NAMED:
            return map(self._kind.model_validate, self._named(ids))
        return (self._kind.model_validate(part) for part in self.plain() if part["id"] in ids)


def plain_parts(parts: Sequence[BaseModel]) -> Iterator[Plain]:
    """`parts` as JSON has them, however they are held."""
    return parts.plain() if isinstance(parts, Parts) else (part.model_dump(mode="json") for part in parts)


def parts_with_ids(parts: Sequence[Part], ids: Collection[str]) -> Iterator[Part]:
    """Those of `parts`, which have ids, that `ids` name."""
    if isinstance(parts, Parts):
        return parts.with_ids(ids)
    return (part for part in parts if getattr(part, "id") in ids)  # noqa: B009  (not every model has one)


def as_they_are(parts: Any, validate: ValidatorFunctionWrapHandler) -> Any:
    """Validates a field of parts: those that are made when looked at are taken as they are."""
    return parts if isinstance(parts, Parts) else validate(parts)


def as_plain(parts: Any, dump: SerializerFunctionWrapHandler, info: SerializationInfo) -> Any:
    """Serialises a field of parts."""
    if not isinstance(parts, Parts):
        return dump(parts)
    return list(parts.plain()) if info.mode == "json" else dump(list(parts))
