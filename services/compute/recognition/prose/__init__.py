"""Figures in running text: which numbers a sentence states, and what it claims about them that can be checked.

Pure. Imports `arithmetic`, the numbers and the vocabulary's folding, nothing else of the services.
"""

from services.compute.recognition.prose.assertions import Assertion, find_assertions
from services.compute.recognition.prose.claim import Claim
from services.compute.recognition.prose.claims import find_claims
from services.compute.recognition.prose.goals import find_goals
from services.compute.recognition.prose.mentions import Mention, find_mentions
from services.compute.recognition.prose.money import StatedAmount, StatedShare, find_money, instead_of
from services.compute.recognition.prose.naming import subject_in, year_of
from services.compute.recognition.prose.quantities import Quantified, find_quantified
from services.compute.recognition.prose.sentences import Sentence, sentences_of
from services.compute.recognition.prose.statements import Stated, coded_in, find_stated, says_programme

__all__ = [
    "Assertion",
    "Claim",
    "Mention",
    "Quantified",
    "Sentence",
    "Stated",
    "StatedAmount",
    "StatedShare",
    "coded_in",
    "find_assertions",
    "find_claims",
    "find_goals",
    "find_mentions",
    "find_money",
    "find_quantified",
    "find_stated",
    "instead_of",
    "says_programme",
    "sentences_of",
    "subject_in",
    "year_of",
]
