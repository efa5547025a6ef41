"""Measurements: speed and memory, side by side with the floor on the same machine."""
