"""``cotejo settings``: every setting, its value and what it means."""

import click

from shared.settings import Settings, settings


@click.command()
def command() -> None:
    """Print every setting as the environment variable that sets it. Passwords in addresses are hidden."""
    for name, field in Settings.model_fields.items():
        value = str(getattr(settings(), name))
        if "://" in value and "@" in value:
            value = value.split("://")[0] + "://…@" + value.rpartition("@")[2]
        click.echo(f"COTEJO_{name.upper()}={value}\n    {field.description}")
