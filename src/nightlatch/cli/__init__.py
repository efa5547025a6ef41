"""The command line: one file per command; the only place of the program that prints and exits.

``main`` makes the environment clean before anything that could use it is imported; ``run`` is what ``check`` and
``demo`` share. Data goes to stdout, progress and the counting line to stderr.
"""
