"""Loaders of the synthetic leak for the stores that the demo does not offer."""
