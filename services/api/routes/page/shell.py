"""What every page has: its language, its headers, and the words and formats that templates ask for."""

from datetime import timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Annotated, Any

from fastapi import Depends, Query, Request
from fastapi.responses import HTMLResponse
from pydantic import BeforeValidator
from starlette.templating import Jinja2Templates

from services.api.views import charts, wording
from services.api.views.excerpt import alone
from shared.figures import is_figure, stored_number
from shared.headlines import brief
from shared.names import filing_name, policy_name, statement_name, told_otherwise
from shared.problems import Language, render_problem
from shared.report import SEVERITIES, CoveragePart
from shared.review_part import VERDICTS
from shared.summary_words import covered, of_the_whole, prose_covered, without
from shared.wording import change, day, short_money, span, with_minus

FOLDER = Path(__file__).parents[2]

_templates = Jinja2Templates(FOLDER / "templates")
_templates.env.trim_blocks = _templates.env.lstrip_blocks = True
_COOKIE = "cotejo-language"
_YEAR = int(timedelta(days=365).total_seconds())
_POLICY = "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
_HEADERS = {
    "content-security-policy": _POLICY,
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "cache-control": "no-store",
}


def _language(request: Request, lang: Annotated[Language | None, Query()] = None) -> Language:
    """The one asked for in the address, else the one chosen before, else Spanish."""
    chosen = lang or request.cookies.get(_COOKIE)
    return "en" if chosen == "en" else "es"


def problem_page(request: Request, slug: str, params: dict[str, Any], status: int) -> HTMLResponse:
    """A problem told to a person, in the page's language."""
    asked: Any = request.query_params.get("lang")
    language = _language(request, asked)
    answer = render(
        request, "problem.html", language, problem=render_problem(slug, params | {"path": request.url.path}, language)
    )
    answer.status_code = status
    return answer


EmptyIsNone = BeforeValidator(lambda value: value or None)
"""For a field of a form that was left empty."""

PageLanguage = Annotated[Language, Depends(_language)]


def render(request: Request, template: str, language: Language, **context: Any) -> HTMLResponse:
    """The page; a language in the address is remembered."""
    other = "es" if language == "en" else "en"
    context |= {
        "language": language,
        "other": other,
        "other_url": str(request.url.include_query_params(lang=other).replace(scheme="", netloc="")),
        "t": partial(wording.say, language),
        "many": partial(wording.many, language),
        "short_money": partial(short_money, language=language),
        "of_the_whole": partial(of_the_whole, language=language),
        "without": partial(without, language=language),
        "day": partial(day, language=language),
        "span": partial(span, language=language),
        "axis_money": partial(wording.axis_money, language=language),
        "short_span": partial(wording.short_span, language=language),
        "is_figure": is_figure,
        "alone": alone,
        "place": partial(wording.place, language=language),
        "why": partial(wording.why, language=language),
        "statement_name": partial(statement_name, language=language),
        "filing_name": partial(filing_name, language=language),
        "told_otherwise": partial(told_otherwise, language=language),
        "decimal": Decimal,
        "figure": wording.figure,
        "in_points": partial(wording.points, language=language),
        "margin": wording.margin,
        "threshold": partial(wording.threshold, language),
        "policy_name": partial(policy_name, language=language),
        "change": change,
        "stored_number": stored_number,
        "rate": wording.rate,
        "bar": charts.bar,
        "brief": brief,
        "with_minus": with_minus,
        "figures_covered": lambda coverage: covered(CoveragePart.model_validate(coverage), language),
        "prose_covered": partial(prose_covered, language=language),
        "severities": SEVERITIES,
        "verdicts": VERDICTS,
    }
    answer = _templates.TemplateResponse(request, template, context, headers=_HEADERS)
    if "lang" in request.query_params:
        answer.set_cookie(_COOKIE, language, max_age=_YEAR, samesite="lax", httponly=True)
    return answer
