"""Parts of a report that are made when they are looked at: a filing may have a million of them."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Generic, TypeVar, overload

from pydantic import BaseModel, SerializationInfo, SerializerFunctionWrapHandler, ValidatorFunctionWrapHandler

Part = TypeVar("Part", bound=BaseModel)
Plain = dict[str, Any]
"""A part as JSON has it, all its fields in their order."""
AT_ONCE = 1000


class Parts(Sequence[Part], Generic[Part]):
    """`count` parts of one `kind`; `plain` gives those from one place to before another."""

    def __init__(self, kind: type[Part], count: int, plain: Callable[[int, int], Iterator[Plain]]) -> None:
        self._kind, self._count, self._plain = kind, count, plain

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


def as_they_are(parts: Any, validate: ValidatorFunctionWrapHandler) -> Any:
    """Validates a field of parts: those that are made when looked at are taken as they are."""
    return parts if isinstance(parts, Parts) else validate(parts)


def as_plain(parts: Any, dump: SerializerFunctionWrapHandler, info: SerializationInfo) -> Any:
    """Serialises a field of parts."""
    if not isinstance(parts, Parts):
        return dump(parts)
    return list(parts.plain()) if info.mode == "json" else dump(list(parts))
