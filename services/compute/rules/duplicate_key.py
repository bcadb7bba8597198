"""One programme code stands on several rows of the filing, which are not those of one list printed again."""

import polars as pl

from services.compute.policy import Policy
from services.compute.recognition.listed_again import lists_again
from services.compute.recognition.statement import Statement
from services.compute.rules.rule import Finding, Outcome, Rule
from shared.report import Text
from shared.spots import RUNNING_TEXT

RULE = Rule(
    id="duplicate-key",
    version=6,
    severity="warning",
    title=Text(es="Clave repetida", en="Code on several rows"),
    why=Text(
        es="Si una clave está en dos renglones, no se sabe cuál es el programa y sus cifras pueden contarse dos veces.",
        en="Where one code names two rows, which is the programme is unknown and its figures may be counted twice.",
    ),
    source=Text(
        es="CONAC, clasificación programática (una clave identifica un solo programa)",
        en="CONAC, classification by programme (a code identifies one programme)",
    ),
    fails=Text(es="J001PB3119 en dos renglones", en="J001PB3119 on two rows"),
    passes=Text(es="J001PB3119 en un renglón", en="J001PB3119 on one row"),
)


_NUMBERED = r"\d"
"""Numerals and letters only number the rows of a table; accounts of one number stand under different ones."""
_MOSTLY = 0.5
"""Where more rows than this share their code with a row of another name, it is that of what they belong to."""
_KEY = ("subject_code", "parent", "section", "printed")
_TIME = ("starts", "ends")
_FEWEST, _NEARLY_ALL, _LONG = 8, 0.8, 6
"""From so many rows on the codes of a list of no known statement are keys, where nearly all are long and of one row."""


def check(statement: Statement, policy: Policy) -> Outcome:
    """One case a code."""
    outcome = Outcome()
    rows_alone = (pl.col("subject_kind") != "total") & (pl.col("table") != RUNNING_TEXT)
    subjects = statement.subjects.filter(rows_alone)
    is_key = (pl.col("subject_kind") != "account") | _tells_apart()
    coded = subjects.filter(pl.col("subject_code").str.contains(_NUMBERED) & is_key)
    outcome.does_not_apply("no code of its own", subjects.height - coded.height)
    alone = coded.filter(pl.len().over("table") == 1, pl.len().over("subject_code", "subject_name") > 1)
    outcome.does_not_apply("the only code of its table, the same in others", alone.height)
    coded = coded.join(alone.select("subject_row"), on="subject_row", how="anti")
    shared = (pl.col("subject_name").n_unique().over("table", "subject_code") > 1).mean().over("table") > _MOSTLY
    owned = coded.filter(pl.col("subject_kind") == "indicator", shared)
    outcome.does_not_apply("the code of the programme that the indicators are of", owned.height)
    coded = coded.join(owned.select("subject_row"), on="subject_row", how="anti")
    again = [*lists_again(subjects)]
    coded = coded.with_columns(printed=pl.when(pl.col("table").is_in(again)).then("table"))
    several = coded.filter(pl.len().over(_KEY) > 1)
    timed = several.join(_times(statement, several["subject_row"]), on="subject_row", how="left", maintain_order="left")
    again_at_once = timed.filter(pl.len().over(*_KEY, *_TIME) > 1)
    outcome.passed += coded.height - again_at_once.height
    for (code, *_), rows in again_at_once.group_by(*_KEY, *_TIME, maintain_order=True):
        facts = statement.facts.filter(pl.col("subject_row").is_in(rows["subject_row"].to_list()))
        first_facts = facts.unique(subset="subject_row", keep="first", maintain_order=True)
        names = dict.fromkeys(name for name in rows["subject_name"].to_list() if name)
        named = f": {'; '.join(names)}" if names else ""
        outcome.findings.append(
            Finding(
                subject=(rows["subject_kind"][0], str(code), rows["subject_name"][0]),
                message=Text(
                    es=f"La clave {code} está en {rows.height} renglones{named}.",
                    en=f"The code {code} stands on {rows.height} rows{named}.",
                ),
                facts=tuple(first_facts["fact"].to_list()),
            )
        )
    return outcome


def _times(statement: Statement, rows: pl.Series) -> pl.DataFrame:
    """When the first figure of each of `rows` is of: the same programme has a row for each year of a list."""
    first = pl.col("period_start").first().alias("starts"), pl.col("period_end").first().alias("ends")
    facts = statement.facts.filter(pl.col("subject_row").is_in(rows.implode()))
    return facts.group_by("subject_row", maintain_order=True).agg(*first)


def _tells_apart() -> pl.Expr:
    """Whether a row stands in a list of no known statement whose codes, of letters and figures as those of contracts
    are, tell nearly all its rows apart: they are no numbers of accounts.
    """
    code = pl.col("subject_code")
    long = (code.str.contains(r"\pL") & code.str.contains(r"\d") & (code.str.len_chars() >= _LONG)).fill_null(False)
    keys = long.sum().over("table")
    apart = (long & (pl.len().over("table", "subject_code") == 1)).sum().over("table")
    return long & pl.col("statement").is_null() & (keys >= _FEWEST) & (apart >= _NEARLY_ALL * keys)
