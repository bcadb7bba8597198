"""Walking through XML by its events, without ever resolving an entity: a document type declaration ends the walk."""

from collections.abc import Callable
from typing import NoReturn
from xml.parsers import expat

from services.compute.reading.errors import UnreadableFiling

Start = Callable[[str, dict[str, str]], None]
Word = Callable[[str], None]


def walk(content: bytes, start: Start, end: Word | None = None, text: Word | None = None) -> None:
    """Call `start` (name, attributes), `end` (name) and `text` through `content`. Names keep their prefixes.

    Raises `UnreadableFiling`: damaged-file where it is not well-formed, entities-declared where it has a DTD, which
    the formats read here forbid.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise UnreadableFiling("damaged-file") from error


def local(name: str) -> str:
    """`name` without its prefix."""
    return name.rpartition(":")[2]


def by_local_name(attributes: dict[str, str]) -> dict[str, str]:
    """`attributes` under their names without prefixes."""
    return {name.rpartition(":")[2]: value for name, value in attributes.items()}


def number(text: str | None, otherwise: int = 0) -> int:
    """The whole number in an attribute; `otherwise` where there is none."""
    try:
        return int(text) if text else otherwise
    except ValueError:
        return otherwise


def _refuse(*_: object) -> NoReturn:
    raise UnreadableFiling("entities-declared")
