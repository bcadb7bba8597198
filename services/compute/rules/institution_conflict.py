"""Titles of one filing name institutions that are not the same."""

from services.compute.policy import Policy
from services.compute.recognition.statement import Said, Statement
from services.compute.rules.notes import conflict_outcome
from services.compute.rules.rule import Outcome, Rule
from shared.report import Text

RULE = Rule(
    id="institution-conflict",
    version=1,
    severity="warning",
    title=Text(es="Instituciones que se contradicen", en="Institutions that contradict each other"),
    why=Text(
        es="Una página de otra institución trae cifras que no son de quien informa.",
        en="A page of another institution brings in figures that are not those of whoever files.",
    ),
    source=Text(
        es="LGCG, artículo 44 (información veraz, comparable y verificable)",
        en="LGCG, article 44 (truthful, comparable, verifiable statements)",
    ),
    fails=Text(
        es="página 1: Instituto de Cultura; página 3: Universidad Tecnológica",
        en="page 1: Instituto de Cultura; page 3: Universidad Tecnológica",
    ),
    passes=Text(
        es="Instituto de Cultura del Estado en una página, Instituto de Cultura en otra",
        en="Instituto de Cultura del Estado on one page, Instituto de Cultura on another",
    ),
)


def check(statement: Statement, policy: Policy) -> Outcome:
    """One case a filing that names its institution."""
    named = statement.institution is not None
    return conflict_outcome(statement, RULE.id, named, "no institution in the titles", _say)


def _say(own: Said, other: Said) -> Text:
    return Text(
        es=f"Un título es de «{other.what}»; el informe es de «{own.what}».",
        en=f"A title is of “{other.what}”; the filing is of “{own.what}”.",
    )
