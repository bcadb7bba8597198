"""The ``cotejo`` command. Each of its commands is a module of `cotejo.commands`, loaded when it is asked for."""

import atexit
import gc
import importlib
import os
from typing import Any

import click

# What a command loads stays until it ends: to look for cycles in it, on the way and again at the end, took a sixth of a
# short one.
gc.set_threshold(50_000, 20, 50)
atexit.register(gc.freeze)

INTERRUPTED = 130
"""The exit status of a command that Ctrl-C ended."""

COMMANDS = {
    "analyse": "Read filings and show what does not add up, without any service.",
    "annotate": "Write files again with what does not add up marked in them.",
    "tables": "Show the tables of a filing as they were read.",
    "up": "Run the whole stack on this machine until it is told to stop.",
    "demo": "Start the stack, hand in the sample filings, show what comes of them, stop.",
    "upload": "Hand in filings to a running server.",
    "jobs": "List the jobs of a running server.",
    "trace": "Print one job's way through the logs of all services.",
    "rules": "List the rules, or explain one.",
    "completion": "Print the script by which a shell completes commands and options.",
    "settings": "Print every setting, its value and what it means.",
}


class _Lazy(click.Group):
    """A group that knows its commands by name and loads only the one that is run."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"cotejo.commands.{cmd_name}").command
        return command

    def main(self, *args: Any, **more: Any) -> Any:
        if "_COTEJO_COMPLETE" in os.environ:
            importlib.import_module("cotejo.commands.completion").join_values()
        return super().main(*args, **more)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (KeyboardInterrupt, click.Abort):
            click.echo("\ncotejo: interrumpido · interrupted", err=True)
            ctx.exit(INTERRUPTED)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="cotejo")
def main() -> None:
    """Cotejo reads the reports that public institutions file and shows where they contradict themselves."""
