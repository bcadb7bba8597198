"""``cotejo rules``: the catalogue."""

from pathlib import Path

import click
from click.shell_completion import CompletionItem

from cotejo.commands import options
from shared.problems import Language


def _ids(context: click.Context, parameter: click.Parameter, begun: str) -> list[CompletionItem]:
    """The rules whose ids go on from what was `begun`, with their titles where a shell shows them."""
    from services.compute.policy import load_policy
    from services.compute.rules import rule_parts

    language: Language = context.params.get("language") or "es"
    rules = (rule for rule in rule_parts(load_policy()) if rule.id.startswith(begun))
    return [CompletionItem(rule.id, help=str(getattr(rule.title, language))) for rule in rules]


@click.command()
@click.argument("rule_id", metavar="[ID]", required=False, shell_complete=_ids)
@options.policy
@options.language
def command(rule_id: str | None, policy_path: Path | None, language: Language) -> None:
    """List the rules, or explain the one named ID."""
    from services.compute.policy import BadPolicy, load_policy
    from services.compute.rules import rule_parts
    from shared.words import words

    try:
        rules = {rule.id: rule for rule in rule_parts(load_policy(policy_path))}
    except BadPolicy as error:
        raise click.UsageError(str(error)) from error
    if rule_id is None:
        width = max(map(len, rules), default=0)
        for rule in rules.values():
            click.echo(f"{rule.id:<{width}} {words(language, rule.severity):<12} {getattr(rule.title, language)}")
        return
    if rule_id not in rules:
        raise click.UsageError(f"no rule {rule_id!r}; `cotejo rules` lists them")
    rule = rules[rule_id]
    told = f"{words(language, 'version')} {rule.version}, {words(language, rule.severity)}"
    click.echo(f"{rule.id} ({told})\n{getattr(rule.title, language)}\n")
    click.echo(getattr(rule.why, language) + "\n")
    for name, value in rule.thresholds.items():
        click.echo(f"{words(language, 'threshold'):<11}{name} {value}")
    for key, text in {"fires": rule.fails, "not-fires": rule.passes, "source": rule.source}.items():
        click.echo(f"{words(language, key).lower():<11}{getattr(text, language)}")
