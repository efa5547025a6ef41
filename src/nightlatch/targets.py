"""From what a user typed to a :class:`Target`: a URL whose scheme says the kind, or ``host:port`` of a default port.

Sends nothing, resolves nothing. A password in a URL is refused and never shown again, not in an error either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import NamedTuple, NoReturn
from urllib.parse import parse_qsl, quote, unquote

from nightlatch import addresses, stores
from nightlatch.inventory import Row
from nightlatch.model import Coverage, Failed, Failure, Login, Target
from nightlatch.scope import Scope
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
_AUTH_SOURCE = re.compile(r"[A-Za-z0-9_.-]{1,64}")  # MongoDB: the database that holds the user; stays in the URL
_ALL_SCHEMES = "`nightlatch stores` lists all schemes"
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
    tls, source = _options(typed, url, store)
    user, host, port = _authority(typed, url["authority"], store.port)
    database = _database(typed, url["path"] or "")
    login = _login(typed, user, login)
    return _target(store, host, port, tls=tls, database=database, login=login, tags=tags, source=source)


def shown(text: str) -> str:
    """*text* as it may be printed: all up to the last ``@``, odd ports, queries and control characters hidden.

    Works on what is no URL as well, and then rather hides too much.
    """
    scheme, separator, rest = text.partition("://")
    if not separator:
        scheme, rest = "", text
    kept = re.split(r"[?#]", rest, maxsplit=1)[0]
    is_torn = "@" in rest[len(kept) :]  # then the ? or # may be part of a password
    cut = f"{scheme}{separator}{'***' if is_torn else _without_login(kept)}"
    return "".join(char if char.isprintable() else "?" for char in cut[:_MAX_SHOWN]) + "..." * (len(cut) > _MAX_SHOWN)


def _without_login(rest: str) -> str:
    """What follows a colon and is no port may be a password whose ``@host`` was forgotten."""
    _, at, host = rest.rpartition("@")
    if at:
        return f"***@{host}"
    authority, slash, path = rest.partition("/")
    name, colon, port = authority.partition(":")
    is_six = re.fullmatch(r"\[?[0-9a-f.]*:[0-9a-f.]*:[0-9a-f.:]*(\](:[0-9]{0,5})?)?", authority, re.I)
    if not colon or is_six or re.fullmatch(r"[0-9]{0,5}", port):
        return f"{authority}{slash}{path}"
    return f"{name}:***"


def host_of(text: str) -> str:
    """An address or a name in its normal form. Errors: ``ValueError`` says what is wrong with it."""
    try:
        if ":" in text or text.replace(".", "").isdigit():
            return str(addresses.normal(text.removeprefix("[").removesuffix("]")))
        return addresses.host_name(text)
    except ValueError as error:
        raise ValueError(f"the host {error}") from None


def port_of(row: Row, by_scheme: Mapping[str, Store] | None = None) -> int | None:
    """The port of an inventory line, else the default one of its kind, else None. Errors: ``ValueError``."""
    if row.port:
        if not re.fullmatch(r"[0-9]{1,5}", row.port) or not 0 < int(row.port) < 65536:
            raise ValueError("the port is not between 1 and 65535")
        return int(row.port)
    store = (stores.by_scheme() if by_scheme is None else by_scheme).get(row.kind.lower())
    return store.port if store else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Expanded:
    """What a scope lists as targets; *skipped* says aloud what it lists and this cannot make a target of."""

    targets: tuple[Target, ...]
    skipped: tuple[Coverage, ...]


def expand(scope: Scope, by_scheme: Mapping[str, Store] | None = None) -> Expanded:
    """Targets of what *scope* lists with a kind: its URLs, and lines of its inventory that name one.

    All else that it lists, networks, hosts, names, is for a sweep to find and for the protocol to tell. A target that
    an exclusion names is skipped here already; what its name leads to is held to the scope when it is dialled.
    """
    known = stores.by_scheme() if by_scheme is None else by_scheme
    found: dict[tuple[str, str, int, str], Target] = {}
    skipped: dict[str, str] = {}
    for item in _named(scope, known):
        if (why := scope.excludes_target(item.host, item.port)) is not None:
            skipped[item.url] = why
        else:
            found.setdefault((item.kind, item.host, item.port, item.database or ""), item)
    return Expanded(
        targets=tuple(found.values()),
        skipped=tuple(
            Coverage(target=target, stage="scope", outcome="skipped", detail=why) for target, why in skipped.items()
        ),
    )


def _named(scope: Scope, known: Mapping[str, Store]) -> Iterator[Target]:
    for row in scope.rows:  # before the URLs: an inventory knows owner and team
        if row.url:
            yield parse(row.url, by_scheme=known, tags=row.tags)
        elif (store := known.get(row.kind.lower())) is not None:
            yield _target(store, host_of(row.host), port_of(row, known) or store.port, tags=row.tags)
    for url in scope.urls:
        yield parse(url, by_scheme=known)


def place(host: str, port: int) -> str:
    """``host:port``, an IPv6 address in brackets."""
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def _bare(typed: _Typed, login: Login | None, known: Mapping[str, Store], tags: tuple[tuple[str, str], ...]) -> Target:
    """``host:port``, if the port is the default of exactly one kind."""
    user, host, port = _authority(typed, typed.text, 0)
    kinds = {store.kind: store for store in known.values() if store.port == port}
    if len(kinds) != 1:
        nothing = "names no port, and there is no file of that name"
        what = f"port {port} does not say which kind of store is meant" if port else nothing
        these = f"{' or '.join(sorted(kinds))}; " if kinds and port else ""
        a_file = "" if port else ", or the path of a file"
        typed.refuse(what, f"write SCHEME://HOST:PORT{a_file}; {these}{_ALL_SCHEMES}")
    (store,) = kinds.values()
    return _target(store, host, port, login=_login(typed, user, login), tags=tags)


def _store(typed: _Typed, scheme: str, known: Mapping[str, Store]) -> Store:
    if scheme.endswith("+srv"):
        typed.refuse("SRV look-ups are not followed: they lead to hosts that nobody named", "name each host by itself")
    if (store := known.get(scheme)) is None:
        near = [f"{one}://" for one in get_close_matches(scheme, known)]
        typed.refuse("is of an unknown kind", (f"{' or '.join(near)}? " if near else "") + _ALL_SCHEMES)
    return store


def _options(typed: _Typed, url: re.Match[str], store: Store) -> tuple[bool, str]:
    """Is TLS asked for, by scheme or option, and the authSource. Other options are refused rather than overlooked."""
    if url["rest"]:
        typed.refuse("ends in a fragment (#...)", "leave it out")
    tls, source = url["scheme"].lower() in store.tls_schemes, ""
    for name, value in parse_qsl(url["query"] or "", keep_blank_values=True):
        option = (name.lower(), value.lower())
        if option[0] in {"password", "passwd", "pwd"}:
            typed.refuse("has a password in the URL, where others can see it", _PASSWORD_HINT)
        if option[0] == "authsource" and _AUTH_SOURCE.fullmatch(value):
            source = value
            continue
        if option not in _TLS_YES | _TLS_NO | _ALREADY_SO:
            typed.refuse("has an option that is not taken", "leave out all after the ?, but for tls=true or tls=false")
        if option in _TLS_NO and tls:
            typed.refuse("asks for TLS and for none")
        tls = tls or option in _TLS_YES
    return tls, source


def _authority(typed: _Typed, authority: str, default: int) -> tuple[str | None, str, int]:
    """``(user, host, port)``."""
    userinfo, at, place = authority.rpartition("@")
    user, colon, _ = userinfo.partition(":")
    if colon:
        typed.refuse("has a password in the URL, where others can see it", _PASSWORD_HINT)
    if "," in place:
        typed.refuse("names several hosts", "give each host a URL of its own")
    if (found := _HOST_PORT.fullmatch(place)) is None:
        typed.refuse("host and port cannot be told apart", "an IPv6 address goes in brackets: [::1]:6379")
    host = _host(typed, found["six"], found["name"])
    return (_plain(typed, user, "user name") if at else None), host, _port(typed, found["port"], default)


def _host(typed: _Typed, six: str | None, name: str | None) -> str:
    try:
        if six is not None and ":" not in six:
            typed.refuse("has something in brackets that is no IPv6 address")
        return host_of(six or name or typed.refuse("names no host"))
    except ValueError as error:
        typed.refuse(str(error))


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


def at(store: Store, host: str, port: int, *, tls: bool = False, tags: tuple[tuple[str, str], ...] = ()) -> Target:
    """The target of a *store* that was recognised at *host*:*port*; its URL says how to come back."""
    found = _target(store, host, port, tls=tls, tags=tags)
    return replace(found, url=f"{found.url}?tls=true") if tls and not store.tls_schemes else found


def _target(
    store: Store,
    host: str,
    port: int,
    *,
    tls: bool = False,
    database: str | None = None,
    login: Login | None = None,
    tags: tuple[tuple[str, str], ...] = (),
    source: str = "",
) -> Target:
    scheme = (store.tls_schemes if tls and store.tls_schemes else store.schemes)[0]
    url = f"{scheme}://{place(host, port)}" + (f"/{quote(database, safe='')}" if database else "")
    url += f"?authSource={source}" if source else ""
    return Target(url=url, kind=store.kind, host=host, port=port, tls=tls, database=database, login=login, tags=tags)
