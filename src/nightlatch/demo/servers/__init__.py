"""Throw-away servers on loopback, for the demo and the tests: real programs, unprivileged, removed afterwards.

Only the standard library is needed to import this.
"""

from .identity import Identity, Unavailable, unprivileged
from .mongodb import User, start_mongodb
from .postgres import start_postgres
from .process import Server, free_port, wait_port
from .redis import start_redis

__all__ = [
    "Identity",
    "Server",
    "Unavailable",
    "User",
    "free_port",
    "start_mongodb",
    "start_postgres",
    "start_redis",
    "unprivileged",
    "wait_port",
]
