"""What the words of indicators say of them, for the rules that judge these as evaluators do. Imports `indicators`."""

from services.compute.rules.quality.described import Described, described_in

__all__ = ["Described", "described_in"]
