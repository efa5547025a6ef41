"""Nightlatch: finds data stores left open, proves read-only what a stranger could do, says whose data is exposed."""

__version__ = "0.1.0"
