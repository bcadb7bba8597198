"""How far a command is, as a bar on standard error while that is a terminal; nothing where it is not."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from shared.problems import Language
from shared.words import words

Step = Callable[[str, int, int], None]
"""Told a stage, and how much of it is done of how much."""


@contextmanager
def progress_bars(files: int, language: Language) -> Iterator[Callable[[str], Step]]:
    """Give a function from a file's name to what is told of its steps; with several files they are counted."""
    if not sys.stderr.isatty():
        yield lambda _: lambda *_: None
        return
    from rich.console import Console  # imported here: only terminals need it
    from rich.progress import BarColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(bar_width=24), TextColumn("{task.fields[stage]}"))
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        begun = 0

        def follow(name: str) -> Step:
            nonlocal begun
            begun += 1
            for task in bar.task_ids:
                bar.remove_task(task)
            count = f" ({begun}/{files})" if files > 1 else ""
            shown = bar.add_task(name + count, total=1, stage="")

            def step(stage: str, done: int, total: int) -> None:
                within = f" {done}/{total}" if total > 1 else ""
                bar.update(shown, total=total, completed=done, stage=f"{words(language, stage)}{within}")

            return step

        yield follow
