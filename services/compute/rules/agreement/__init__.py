"""Which figures of a statement agree with each other and which do not, found from them and from what forms say."""

from services.compute.rules.agreement.contradictions import Contradiction
from services.compute.rules.agreement.statement import Agreement, agreement_of, likeliest

__all__ = ["Agreement", "Contradiction", "agreement_of", "likeliest"]
