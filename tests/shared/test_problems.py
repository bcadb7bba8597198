"""Every problem says what happened and what to do, in both languages."""

import string

import pytest

from shared.problems import PROBLEMS, Language, pick_language, render_problem

LANGUAGES: tuple[Language, ...] = ("es", "en")


def _parameters(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("slug", PROBLEMS)
def test_both_languages_name_the_same_parameters(slug: str) -> None:
    kind = PROBLEMS[slug]
    names = [
        {name for _, name, _, _ in string.Formatter().parse(text) if name} for text in (kind.detail.es, kind.detail.en)
    ]
    assert names[0] == names[1]
    for language in ("es", "en"):
        body = render_problem(slug, dict.fromkeys(names[0], "x"), language)
        assert body["title"] and body["detail"] and 400 <= body["status"] < 600
        assert "…" not in body["detail"].replace("meta…", "").replace("https://…", "")


@pytest.mark.parametrize(
    ("header", "language"),
    [(None, "es"), ("en-US,en;q=0.9", "en"), ("fr, en;q=0.5", "en"), ("es-MX,en", "es"), ("fr", "es")],
)
def test_the_callers_language(header: str | None, language: str) -> None:
    assert pick_language(header) == language
