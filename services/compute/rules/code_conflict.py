"""The code of a row contradicts the programme that the row says it belongs to.

A code begins with that of its programme; it is checked where most codes of the filing do.
"""

from collections import defaultdict

from services.compute.policy import Policy
from services.compute.recognition.folding import fold
from services.compute.recognition.statement import StatedText, Statement
from services.compute.rules.rule import Finding, Outcome, Rule
from shared.report import Text

RULE = Rule(
    id="code-conflict",
    version=1,
    severity="warning",
    title=Text(es="Clave que se contradice", en="Code that contradicts itself"),
    why=Text(
        es="Con una clave equivocada las cifras se suman al programa de otro.",
        en="Under a wrong code figures are added to another's programme.",
    ),
    source=Text(
        es="CONAC, clasificación programática (la clave de un programa comienza las de sus partes)",
        en="CONAC, classification by programme (the code of a programme begins those of its parts)",
    ),
    fails=Text(
        es="programa M000, clave M007GC1419, donde las demás claves empiezan con la de su programa",
        en="programme M000, code M007GC1419, where other codes begin with that of their programme",
    ),
    passes=Text(es="programa M000, clave M000GC1419", en="programme M000, code M000GC1419"),
)

_MOSTLY = 2


def check(statement: Statement, policy: Policy) -> Outcome:
    """One case a row with a code and that of its programme."""
    outcome = Outcome()
    texts: dict[int, dict[str, StatedText]] = defaultdict(dict)
    for text in statement.texts:
        if text.concept in ("code", "branch"):
            texts[text.subject_row].setdefault(text.concept, text)
    pairs = [(said["branch"], said["code"]) for said in texts.values() if len(said) > 1]
    begins = [fold(code.text).startswith(fold(branch.text)) for branch, code in pairs]
    if sum(begins) * _MOSTLY <= len(pairs):
        outcome.does_not_apply("codes that do not begin with their programme's", len(pairs))
        return outcome
    outcome.passed = sum(begins)
    apart: dict[tuple[str, str], list[StatedText]] = defaultdict(list)
    for (branch, code), agrees in zip(pairs, begins, strict=True):
        if not agrees:
            apart[branch.text, code.text[: len(branch.text)]].append(code)
    outcome.findings += [_finding(branch, beginning, codes) for (branch, beginning), codes in apart.items()]
    return outcome


def _finding(branch: str, beginning: str, codes: list[StatedText]) -> Finding:
    rows, bear = ("renglones", "llevan claves") if len(codes) > 1 else ("renglón", "lleva una clave")
    one = len(codes) == 1
    return Finding(
        subject=("programme", branch, None),
        message=Text(
            es=f"{len(codes)} {rows} del programa {branch} {bear} que no comienza{'' if one else 'n'} así, sino con "
            f"{beginning}.",
            en=f"{len(codes)} row{'' if one else 's'} of programme {branch} "
            f"{'bears a code that does' if one else 'bear codes that do'} not begin so, but with {beginning}.",
        ),
        cells=tuple(cell for code in codes for cell in code.cells),
        table=codes[0].table,
    )
