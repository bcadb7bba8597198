"""Options that several commands share."""

import click

language = click.option(
    "--lang", "language", type=click.Choice(["es", "en"]), default="es", show_default=True, help="Language of messages."
)
server = click.option(
    "--server",
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
filings = click.argument(
    "paths", metavar="FILE...", nargs=-1, required=True, type=click.Path(dir_okay=False, path_type=str)
)


def met(severities: set[str], fail_on: str | None) -> bool:
    """Whether `fail_on` was asked for and met."""
    return fail_on is not None and ("error" in severities or (fail_on == "warning" and "warning" in severities))
