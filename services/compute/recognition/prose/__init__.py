"""Figures in running text: which numbers a sentence states, and what it claims about them that can be checked.

Pure. Imports `arithmetic`, the numbers and the vocabulary's folding, nothing else of the services.
"""

from services.compute.recognition.prose.assertions import Assertion, find_assertions
from services.compute.recognition.prose.claim import Claim
from services.compute.recognition.prose.claims import find_claims
from services.compute.recognition.prose.goals import StatedCount, find_done, find_goals, of_one_stem
from services.compute.recognition.prose.mentions import Mention, find_mentions
from services.compute.recognition.prose.money import StatedAmount, StatedShare, difference_of, find_money, instead_of
from services.compute.recognition.prose.naming import subject_in, year_of
from services.compute.recognition.prose.quantities import Quantified, find_quantified
from services.compute.recognition.prose.rates import (
    StatedGrowth,
    StatedOfRow,
    adds_nothing,
    find_rates,
    is_of_money,
    names_one,
)
from services.compute.recognition.prose.sentences import Sentence, sentences_of
from services.compute.recognition.prose.statements import Stated, coded_in, find_stated, says_programme

Said = StatedAmount | StatedShare | StatedGrowth | StatedOfRow | StatedCount
"""What a sentence states and tables may decide."""

__all__ = [
    "Assertion",
    "Claim",
    "Mention",
    "Quantified",
    "Said",
    "Sentence",
    "Stated",
    "StatedAmount",
    "StatedCount",
    "StatedGrowth",
    "StatedOfRow",
    "StatedShare",
    "adds_nothing",
    "coded_in",
    "difference_of",
    "find_assertions",
    "find_claims",
    "find_done",
    "find_goals",
    "find_mentions",
    "find_money",
    "find_quantified",
    "find_rates",
    "find_stated",
    "instead_of",
    "is_of_money",
    "names_one",
    "of_one_stem",
    "says_programme",
    "sentences_of",
    "subject_in",
    "year_of",
]
