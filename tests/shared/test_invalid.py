"""What a request says that cannot be used is told in the terms of who sent it, in both languages."""

import string
from enum import StrEnum
from typing import Annotated, Literal

import pytest
from fastapi import FastAPI, Query
from fastapi.testclient import TestClient
from pydantic import BaseModel, Field

from shared.invalid import _SAID, malformed, unusable
from shared.problems import render_problem
from shared.web import answer_alike


class Kind(StrEnum):
    """A choice."""

    ONE, OTHER = "one", "other"


class Body(BaseModel):
    """A body."""

    note: str = Field(max_length=5)
    verdict: Literal["confirmed", "dismissed"] = "confirmed"


def _client() -> TestClient:
    app = FastAPI()
    answer_alike(app, dict)

    @app.get("/v1/x")
    def get(
        limit: Annotated[int, Query(ge=1, le=10)] = 1,
        wait: Annotated[float, Query(gt=0, lt=60)] = 1,
        kind: Kind | None = None,
        form: Annotated[Literal["json", "csv"] | None, Query(alias="format")] = None,
        code: Annotated[str, Query(pattern="^[0-9]+$", max_length=9)] = "1",
        asked: bool = False,
    ) -> None: ...

    @app.put("/v1/x")
    def put(body: Body) -> None: ...

    return TestClient(app)


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ("limit=0", "limit: «0» es demasiado poco: ha de ser 1 o más."),
        ("limit=11", "limit: «11» es demasiado: ha de ser 10 o menos."),
        ("limit=muchos", "limit: «muchos» no es un número entero."),
        ("wait=x", "wait: «x» no es un número."),
        ("wait=0", "wait: «0» es demasiado poco: ha de ser más de 0.0."),
        ("kind=dire", "kind: «dire» no es una de las opciones: one, other."),
        ("format=docx", "format: «docx» no es una de las opciones: json, csv."),
        ("code=x", "code: «x» no tiene la forma de lo que aquí se pide."),
        ("code=1234567890", "code: Es demasiado largo: caben 9 caracteres."),
        ("asked=quizas", "asked: «quizas» no es ni «true» ni «false»."),
        (
            "limit=0&kind=dire",
            "limit: «0» es demasiado poco: ha de ser 1 o más. kind: «dire» no es una de las opciones: one, other.",
        ),
    ],
)
def test_a_parameter_that_cannot_be_used(asked: str, says: str) -> None:
    answer = _client().get(f"/v1/x?{asked}")
    assert (answer.status_code, answer.json()["detail"]) == (422, says)
    english = _client().get(f"/v1/x?{asked}", headers={"accept-language": "en"}).json()["detail"]
    assert not set("«»áéíóúñ") & set(english), "in English"
    assert "Input should" not in english and "Input should" not in says, "and not in the words of a framework"


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"{", "El cuerpo de la petición no es JSON bien formado."),
        (b"{}", "note: Falta."),
        (b'{"note": 5}', "note: Ha de ser texto."),
        (b'{"note": "demasiado"}', "note: Es demasiado largo: caben 5 caracteres."),
        (b"[]", "No se entiende «[]»."),
    ],
)
def test_a_body_that_cannot_be_used(body: bytes, says: str) -> None:
    answer = _client().put("/v1/x", content=body, headers={"content-type": "application/json"})
    assert (answer.status_code, answer.json()["detail"]) == (422, says)


def test_what_we_ourselves_find_is_told_in_both_languages() -> None:
    for problem in (unusable("period", "period", "2019-t3"), malformed("too_many_bytes", "password", limit=9)):
        spanish, english = (
            render_problem(problem.slug, problem.params, language)["detail"] for language in ("es", "en")
        )
        assert spanish != english


@pytest.mark.parametrize("kind", _SAID)
def test_both_languages_name_the_same(kind: str) -> None:
    named = [{name for _, name, _, _ in string.Formatter().parse(words) if name} for words in _SAID[kind].values()]
    assert len(named) == 2 and named[0] == named[1]
