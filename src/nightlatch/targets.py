"""From what a user typed to a :class:`Target`: a URL whose scheme says the kind, or ``host:port`` of a default port.

Sends nothing, resolves nothing. A password in a URL is refused and never shown again, not in an error either.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple, NoReturn
from urllib.parse import parse_qsl, quote, unquote

from nightlatch import addresses, stores
from nightlatch.model import Failed, Failure, Login, Target
from nightlatch.stores import Store

_MAX_LENGTH = 2048
_MAX_SHOWN = 200
_URL = re.compile(
    r"(?P<scheme>[a-z][a-z0-9+.-]*)://(?P<authority>[^/?#]*)(?P<path>/[^?#]*)?(\?(?P<query>[^#]*))?(?P<rest>#.*)?", re.I
)
_HOST_PORT = re.compile(r"(?:\[(?P<six>[^\[\]]*)\]|(?P<name>[^:\[\]]*))(?::(?P<port>[0-9]*))?")
_TLS_YES = {("tls", "true"), ("ssl", "true")} | {("sslmode", mode) for mode in ("require", "verify-ca", "verify-full")}
_TLS_NO = {("tls", "false"), ("ssl", "false")} | {("sslmode", mode) for mode in ("disable", "allow", "prefer")}
_ALREADY_SO = {("directconnection", "true")}  # what we do anyway
_PASSWORD_HINT = "name its file with --password-file, or its environment variable with --password-env"  # noqa: S105


class _Typed(NamedTuple):
    """A target as typed, for messages: *shown* is without anything that may be a password."""

    text: str
    shown: str

    def refuse(self, what: str, hint: str = "") -> NoReturn:
        raise Failed(Failure(kind="bad-target", target=self.shown, what=what, hint=hint))


def parse(
    text: str,
    login: Login | None = None,
    *,
    by_scheme: Mapping[str, Store] | None = None,
    tags: tuple[tuple[str, str], ...] = (),
) -> Target:
    """Take *text* apart; *login* is the one given beside it, its password read from a file or a named variable.

    Errors: ``Failed`` with bad-target: what is wrong, and what to write instead.
    """
    typed = _Typed(text, shown(text))
    known = stores.by_scheme() if by_scheme is None else by_scheme
    if len(text) > _MAX_LENGTH:
        typed.refuse(f"is longer than {_MAX_LENGTH} characters")
    if not text.isprintable() or " " in text or "\\" in text:
        typed.refuse("holds a control character, a space or a backslash")
    if "://" not in text:
        return _bare(typed, login, known, tags)
    if (url := _URL.fullmatch(text)) is None:
        typed.refuse("is no URL", "write SCHEME://HOST:PORT, such as redis://127.0.0.1:6379")
    store = _store(typed, url["scheme"].lower(), known)
    tls = _tls(typed, url, store)
    user, host, port = _authority(typed, url["authority"], store.port)
    database = _database(typed, url["path"] or "")
    return _target(store, host, port, tls=tls, database=database, login=_login(typed, user, login), tags=tags)


def shown(text: str) -> str:
    """*text* as it may be printed: all before the last ``@``, odd ports, queries and control characters hidden.

    Works on what is no URL as well, and then rather hides too much.
    """
    scheme, separator, rest = text.partition("://")
    if not separator:
        scheme, rest = "", text
    _, at, host = rest.rpartition("@")
    rest = f"***@{host}" if at else _without_odd_port(rest)
    rest = rest.split("?", 1)[0].split("#", 1)[0]
    cut = f"{scheme}{separator}{rest}"
    return "".join(char if char.isprintable() else "?" for char in cut[:_MAX_SHOWN]) + "..." * (len(cut) > _MAX_SHOWN)


def _without_odd_port(rest: str) -> str:
    """What follows a colon and is no port may be a password whose ``@host`` was forgotten."""
    authority, slash, path = rest.partition("/")
    name, colon, port = authority.partition(":")
    is_six = re.fullmatch(r"\[?[0-9a-f.]*:[0-9a-f.]*:[0-9a-f.:]*(\](:[0-9]{0,5})?)?", authority, re.I)
    if not colon or is_six or re.fullmatch(r"[0-9]{0,5}", port):
        return f"{authority}{slash}{path}"
    return f"{name}:***"


def _bare(
    typed: _Typed, login: Login | None, known: Mapping[str, Store], tags: tuple[tuple[str, str], ...]
) -> Target:
    """``host:port``, if the port is the default of exactly one kind."""
    user, host, port = _authority(typed, typed.text, 0)
    kinds = {store.kind: store for store in known.values() if store.port == port}
    if len(kinds) != 1:
        what = "names no port" if not port else f"port {port} does not say which kind of store is meant"
        typed.refuse(what, f"write SCHEME://HOST:PORT; schemes: {', '.join(sorted(known))}")
    (store,) = kinds.values()
    return _target(store, host, port, login=_login(typed, user, login), tags=tags)


def _store(typed: _Typed, scheme: str, known: Mapping[str, Store]) -> Store:
    if scheme.endswith("+srv"):
        typed.refuse("SRV look-ups are not followed: they lead to hosts that nobody named", "name each host by itself")
    if (store := known.get(scheme)) is None:
        typed.refuse("is of an unknown kind", f"schemes: {', '.join(sorted(known))}")
    return store


def _tls(typed: _Typed, url: re.Match[str], store: Store) -> bool:
    """Whether TLS is asked for, by scheme or option; any other option of the URL is refused rather than overlooked."""
    if url["rest"]:
        typed.refuse("ends in a fragment (#...)", "leave it out")
    tls = url["scheme"].lower() in store.tls_schemes
    for name, value in parse_qsl(url["query"] or "", keep_blank_values=True):
        option = (name.lower(), value.lower())
        if option[0] in {"password", "passwd", "pwd"}:
            typed.refuse("has a password in the URL, where others can see it", _PASSWORD_HINT)
        if option not in _TLS_YES | _TLS_NO | _ALREADY_SO:
            typed.refuse("has an option that is not taken", "leave out all after the ?, but for tls=true or tls=false")
        if option in _TLS_NO and tls:
            typed.refuse("asks for TLS and for none")
        tls = tls or option in _TLS_YES
    return tls


def _authority(typed: _Typed, authority: str, default: int) -> tuple[str | None, str, int]:
    """``(user, host, port)``."""
    userinfo, at, place = authority.rpartition("@")
    user, colon, _ = userinfo.partition(":")
    if colon:
        typed.refuse("has a password in the URL, where others can see it", _PASSWORD_HINT)
    if "," in place:
        typed.refuse("names several hosts", "give each host a URL of its own")
    if (found := _HOST_PORT.fullmatch(place)) is None:
        typed.refuse("has no host and port that can be told apart", "an IPv6 address goes in brackets: [::1]:6379")
    host = _host(typed, found["six"], found["name"])
    return (_plain(typed, user, "user name") if at else None), host, _port(typed, found["port"], default)


def _host(typed: _Typed, six: str | None, name: str | None) -> str:
    try:
        if six is not None:
            return _written(typed, six)
        if not name:
            typed.refuse("names no host")
        if name.replace(".", "").isdigit():
            return str(addresses.normal(name))
        return addresses.host_name(name)
    except ValueError as error:
        typed.refuse(f"the host {error}")


def _written(typed: _Typed, six: str) -> str:
    if ":" not in six:
        typed.refuse("has something in brackets that is no IPv6 address")
    return str(addresses.normal(six))


def _port(typed: _Typed, digits: str | None, default: int) -> int:
    if not digits:
        return default
    if len(digits) > 5 or not 0 < int(digits) < 65536:
        typed.refuse("the port is not between 1 and 65535")
    return int(digits)


def _database(typed: _Typed, path: str) -> str | None:
    name = path.removeprefix("/").removesuffix("/")
    if "/" in name:
        typed.refuse("has a path of more than one part", "only a database may follow the host: SCHEME://HOST:PORT/NAME")
    return _plain(typed, name, "database") if name else None


def _plain(typed: _Typed, quoted: str, what: str) -> str:
    try:
        text = unquote(quoted, errors="strict")
    except UnicodeDecodeError:
        typed.refuse(f"the {what} is not UTF-8")
    if not text.isprintable() or not text or len(text) > 255:
        typed.refuse(f"the {what} is empty, too long or holds a control character")
    return text


def _login(typed: _Typed, user: str | None, login: Login | None) -> Login | None:
    if user is None:
        return login
    if login is None or login.password is None:
        typed.refuse("has a user name but no password comes with it", f"{_PASSWORD_HINT}; an empty file is no password")
    if login.user and login.user != user:
        typed.refuse("names another user than the one given beside it")
    return Login(user=user, password=login.password)


def _target(
    store: Store,
    host: str,
    port: int,
    *,
    tls: bool = False,
    database: str | None = None,
    login: Login | None = None,
    tags: tuple[tuple[str, str], ...] = (),
) -> Target:
    scheme = (store.tls_schemes if tls and store.tls_schemes else store.schemes)[0]
    place = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    url = f"{scheme}://{place}" + (f"/{quote(database, safe='')}" if database else "")
    return Target(url=url, kind=store.kind, host=host, port=port, tls=tls, database=database, login=login, tags=tags)
