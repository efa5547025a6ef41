"""Real servers for tests: ``lab.server("postgres", auth="trust")`` and the like; see `catalog`.

Also `proxy` (a recording TCP proxy), `hostile` (servers that misbehave), `tls` (a throw-away certificate).
"""

from .catalog import KINDS, MISSING, fresh, require, server, stop_all

__all__ = ["KINDS", "MISSING", "fresh", "require", "server", "stop_all"]
