"""The tests that rules about many figures rest on, in a few lines each: tails, robust distances, digits."""
