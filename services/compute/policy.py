"""The policy: thresholds, ratings and switches, with a name and a version that every report carries."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from shared.report import SEVERITIES, Severity

_DEFAULT = Path(__file__).with_suffix(".toml")


class BadPolicy(Exception):
    """The policy file cannot be used; the message says why."""


@dataclass(frozen=True, slots=True)
class Band:
    """A band of the traffic light: rates under `below` (None: any) that no earlier band took."""

    below: Decimal | None
    rating: str


@dataclass(frozen=True)
class Score:
    """How far something may be off for each grade, best first: within a limit of `up_to`, under one of `below`."""

    up_to: dict[str, Decimal] = field(default_factory=dict)
    below: dict[str, Decimal] = field(default_factory=dict)

    def grade(self, off: Decimal) -> str:
        """The best grade whose limit `off` keeps, D where it keeps none."""
        within = (grade for grade, limit in self.up_to.items() if off <= limit)
        under = (grade for grade, limit in self.below.items() if off < limit)
        return next(within, None) or next(under, "D")


@dataclass(frozen=True, slots=True)
class Policy:
    """What a filing is judged under; `own_rule` is the file of a rule that the user adds.

    `classes` name how far along a target is, `scores` how far an outturn may be off for each grade, best first.
    """

    name: str
    version: str
    currency: str
    traffic_light: dict[str, tuple[Band, ...]]
    rules: dict[str, dict[str, Any]]
    classes: dict[str, tuple[Band, ...]] = field(default_factory=dict)
    scores: dict[str, Score] = field(default_factory=dict)
    own_rule: Path | None = None

    def threshold(self, rule: str, name: str) -> Decimal:
        """The threshold `name` of `rule`. Raises `BadPolicy` where the policy has none."""
        try:
            return Decimal(str(self.rules[rule][name]))
        except (KeyError, ArithmeticError) as error:
            raise BadPolicy(f"{self.name}: rule {rule} needs a number {name!r}") from error

    def enabled(self, rule: str) -> bool:
        """Whether `rule` is to be run."""
        return bool(self.rules.get(rule, {}).get("enabled", True))

    def severity(self, rule: str, default: Severity) -> Severity:
        """The severity of `rule` where the policy changes it, else `default`."""
        severity: Severity = self.rules.get(rule, {}).get("severity", default)
        return severity

    def thresholds(self, rule: str) -> dict[str, str]:
        """The thresholds of `rule` by name."""
        said = self.rules.get(rule, {})
        return {name: str(value) for name, value in said.items() if name not in ("enabled", "severity")}

    def rating(self, light: str, rate: Decimal) -> str | None:
        """The rating of `rate` in the traffic light `light`."""
        return _band(self.traffic_light.get(light, ()), rate)

    def class_of(self, name: str, value: Decimal) -> str | None:
        """The class of `value` among the classes `name`."""
        return _band(self.classes.get(name, ()), value)

    def score(self, name: str, off: Sequence[Decimal], years: int = 3, within: int = 2) -> str | None:
        """The grade of `name` by how far each of the last `years` was off, `within` of which must keep a grade's limit;
        None where there are fewer.
        """
        if len(off) < years:
            return None
        kept = sorted(off[-years:])[within - 1]
        return self.scores[name].grade(kept)


def _band(bands: Sequence[Band], value: Decimal) -> str | None:
    return next((band.rating for band in bands if band.below is None or value < band.below), None)


def load_policy(path: Path | None = None) -> Policy:
    """The default policy, with what the TOML file at `path` says instead. Raises `BadPolicy`."""
    content = tomllib.loads(_DEFAULT.read_text(encoding="utf-8"))
    if path is not None:
        try:
            own = tomllib.loads(path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise BadPolicy(f"{path}: {error}") from error
        if "name" not in own or "version" not in own:
            raise BadPolicy(f"{path}: a policy of your own needs a name and a version")
        content = _merged(content, own)
    try:
        lights, classes = _bands(content["traffic_light"]), _bands(content["classes"])
        scores = {
            name: Score(
                **{side: {grade: Decimal(limit) for grade, limit in limits.items()} for side, limits in said.items()}
            )
            for name, said in content["scores"].items()
        }
    except (ArithmeticError, KeyError, TypeError, AttributeError) as error:
        raise BadPolicy(
            f"{path}: a band of a traffic light or class needs a number `below` and a `rating`, a score limits "
            "`up_to` or `below`"
        ) from error
    for rule, said in content["rules"].items():
        if said.get("severity", SEVERITIES[0]) not in SEVERITIES:
            raise BadPolicy(f"{path}: the severity of {rule} is one of {', '.join(SEVERITIES)}")
    own_rule = path.parent / content["own_rule"] if path is not None and "own_rule" in content else None
    if own_rule is not None and not own_rule.is_file():
        raise BadPolicy(f"{path}: there is no file {own_rule} with a rule")
    return Policy(
        content["name"],
        str(content["version"]),
        content["currency"],
        lights,
        content["rules"],
        classes,
        scores,
        own_rule,
    )


def _bands(content: Mapping[str, Any]) -> dict[str, tuple[Band, ...]]:
    return {
        name: tuple(Band(Decimal(band["below"]) if "below" in band else None, band["rating"]) for band in bands)
        for name, bands in content.items()
    }


def _merged(base: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    merged = dict(base)
    for key, value in own.items():
        both = isinstance(value, dict) and isinstance(merged.get(key), dict)
        merged[key] = _merged(merged[key], value) if both else value
    return merged
