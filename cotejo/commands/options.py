"""Options that several commands share."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from shared.problems import Language, render_problem
from shared.words import words

if TYPE_CHECKING:
    from services.compute.reading import UnreadableFiling

language = click.option(
    "--lang", "language", type=click.Choice(["es", "en"]), default="es", show_default=True, help="Language of messages."
)
port = click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="Port of its address; 0: a free one."
)
data = click.option(
    "--data",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(".cotejo"),
    show_default=True,
    help="Folder for all that it keeps.",
)
server = click.option(
    "--server",
    callback=lambda _context, _option, address: address if "://" in address else f"http://{address}",
    default="http://127.0.0.1:8000",
    show_default=True,
    envvar="COTEJO_SERVER",
    help="Address of the server (COTEJO_SERVER).",
)
show_all = click.option("--all", "show_all", is_flag=True, help="Show every anomaly, not the first of each rule.")
fail_on = click.option(
    "--fail-on",
    type=click.Choice(["error", "warning"]),
    help="Exit with status 1 if there is an anomaly of this severity or a graver one.",
)
password = click.option(
    "--password", envvar="COTEJO_PASSWORD", show_envvar=True, help="Opens encrypted PDFs; better set than typed."
)
policy = click.option(
    "--policy",
    "policy_path",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    envvar="COTEJO_POLICY_PATH",
    show_envvar=True,
    help="Policy of your own, over the default one.",
)
filings = click.argument(
    "paths", metavar="FILE...", nargs=-1, required=True, type=click.Path(dir_okay=False, path_type=str)
)


def say_unread(shown: str, name: str, error: "UnreadableFiling", language: Language = "es") -> None:
    """Say in one line on standard error why a filing could not be read."""
    problem = render_problem(error.problem, {**error.params, "filename": name}, language)
    click.echo(f"cotejo: {shown}: {problem['title']}. {problem['detail']}", err=True)


_NOT_OPENED: dict[type[OSError], str] = {
    FileNotFoundError: "no-such-file",
    PermissionError: "may-not-be-read",
    IsADirectoryError: "is-a-folder",
}


def not_opened(error: OSError, language: Language = "es") -> str:
    """Why a file could not be opened: in `language` where it is one of the common reasons, else as the system says."""
    for kind, word in _NOT_OPENED.items():
        if isinstance(error, kind):
            return words(language, word)
    return error.strerror or str(error)


def met(severities: set[str], fail_on: str | None) -> bool:
    """Whether `fail_on` was asked for and met."""
    return fail_on is not None and ("error" in severities or (fail_on == "warning" and "warning" in severities))
