"""``cotejo completion``: the script by which a shell completes the command's words."""

import click
from click.shell_completion import BashComplete, add_completion_class, get_completion_class

_VALUE_FOLLOWS = "="


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def command(context: click.Context, shell: str) -> None:
    """Print the script that lets SHELL complete commands and options. For bash: eval "$(cotejo completion bash)"."""
    kind = get_completion_class(shell)
    if kind is None:
        raise click.UsageError(f"no completion for {shell}")
    click.echo(kind(context.find_root().command, {}, "cotejo", "_COTEJO_COMPLETE").source())


def join_values() -> None:
    """Let bash, to which ``=`` is a word of its own, complete ``--format=p`` as it does ``--format p``."""
    add_completion_class(_Bash)


class _Bash(BashComplete):
    def get_completion_args(self) -> tuple[list[str], str]:
        args, incomplete = super().get_completion_args()
        args = [arg for place, arg in enumerate(args) if arg != _VALUE_FOLLOWS or not args[place - 1].startswith("--")]
        return args, "" if incomplete == _VALUE_FOLLOWS else incomplete
