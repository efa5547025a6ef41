"""What a user types, taken apart; what cannot be is a clear line, and a password in it is never seen again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightlatch import targets
from nightlatch.model import Failed, Failure, Login, Target

from .kinds import BY_SCHEME

LOGIN = Login(user="", password="s3cret")


def parse(text: str, login: Login | None = None) -> Target:
    """The target of *text*, by the kinds of these tests."""
    return targets.parse(text, login, by_scheme=BY_SCHEME)


def refused(text: str, login: Login | None = None) -> Failure:
    """Why *text* is not taken."""
    with pytest.raises(Failed) as caught:
        parse(text, login)
    failure = caught.value.failure
    assert failure.kind == "bad-target" and failure.what
    return failure


@pytest.mark.parametrize(
    ("text", "url", "host", "port"),
    [
        ("redis://127.0.0.1", "redis://127.0.0.1:6379", "127.0.0.1", 6379),
        ("REDIS://LocalHost:7000/", "redis://localhost:7000", "localhost", 7000),
        ("rediss://[::1]", "rediss://[::1]:6379", "::1", 6379),
        ("redis://[0:0::1]:1", "redis://[::1]:1", "::1", 1),
        ("redis://[::ffff:10.0.0.1]", "redis://10.0.0.1:6379", "10.0.0.1", 6379),
        ("postgres://db.example.org./crm", "postgresql://db.example.org:5432/crm", "db.example.org", 5432),
        ("postgresql://h:65535/a%20b", "postgresql://h:65535/a%20b", "h", 65535),
        ("mongodb://bücher.example", "mongodb://xn--bcher-kva.example:27017", "xn--bcher-kva.example", 27017),
        ("mongodb://h/crm?authSource=Admin", "mongodb://h:27017/crm?authSource=Admin", "h", 27017),
        ("mongodb://h/?directConnection=true", "mongodb://h:27017", "h", 27017),
        ("127.0.0.1:27017", "mongodb://127.0.0.1:27017", "127.0.0.1", 27017),
        ("[::1]:5432", "postgresql://[::1]:5432", "::1", 5432),
        ("redis://h:", "redis://h:6379", "h", 6379),
    ],
)
def test_taken(text: str, url: str, host: str, port: int) -> None:
    """A URL or a default port says kind, host and port; the printed form is always the same."""
    target = parse(text)
    assert (target.url, target.host, target.port, target.login) == (url, host, port, None)
    assert parse(target.url) == target


@pytest.mark.parametrize(
    ("text", "tls"),
    [
        ("redis://h", False), ("rediss://h", True), ("redis://h?tls=true", True), ("mongodb://h/?ssl=true", True),
        ("postgresql://h?sslmode=require", True), ("postgresql://h?sslmode=prefer", False),
        ("redis://h?tls=false", False),
    ],
)  # fmt: skip
def test_tls(text: str, tls: bool) -> None:
    """TLS is asked for by scheme or by option."""
    assert parse(text).tls is tls


def test_database() -> None:
    """The path is a database, decoded."""
    assert parse("postgresql://h/%D0%B1%D0%B0%D0%B7%D0%B0").database == "база"
    assert parse("postgresql://h/").database is None


@pytest.mark.parametrize(
    ("text", "what", "hint"),
    [
        ("", "names no host", ""),
        (
            "redis",
            "names no port, and there is no file",
            "write SCHEME://HOST:PORT, or the path of a file; `nightlatch",
        ),
        ("h:1234", "port 1234 does not say which kind", "write SCHEME://HOST:PORT"),
        ("gopher://h", "is of an unknown kind", "`nightlatch stores` lists all schemes"),
        ("redos://h", "is of an unknown kind", "redis://"),
        ("mongodb+srv://h", "SRV look-ups are not followed", "name each host"),
        ("://h", "is no URL", "write SCHEME://"),
        ("redis://", "names no host", ""),
        ("redis:///0", "names no host", ""),
        ("redis://h:0", "the port is not between", ""),
        ("redis://h:65536", "the port is not between", ""),
        ("redis://h:99999999999999999999", "the port is not between", ""),
        ("redis://h:６379", "cannot be told apart", ""),
        ("redis://h:+1", "cannot be told apart", ""),
        ("redis://::1", "cannot be told apart", "goes in brackets"),
        ("redis://[::1", "cannot be told apart", ""),
        ("redis://[::1]x", "cannot be told apart", ""),
        ("redis://[127.0.0.1]", "no IPv6 address", ""),
        ("redis://[::1%25lo]", "the host names a network interface", ""),
        ("redis://[v1.x:y]", "the host is not a numeric address", ""),
        ("redis://h1,h2:6379", "names several hosts", "a URL of its own"),
        ("redis://a b", "a control character, a space", ""),
        ("redis://a\x1b[2J", "a control character, a space", ""),
        ("redis://a\nb", "a control character, a space", ""),
        ("redis://h\\@x", "a backslash", ""),
        ("redis://%31%32%37.0.0.1", "is not a host name", ""),
        ("redis://127.1", "the host is not a numeric address", ""),
        ("redis://2130706433", "the host is not a numeric address", ""),
        ("redis://0x7f000001", "in an unusual form", ""),
        ("redis://0.0.0.0", "means this machine", ""),
        ("redis://-h", "is not a host name", ""),
        ("redis://h..x", "is not a host name", ""),
        ("redis://" + "a" * 64, "is not a host name", ""),
        ("redis://" + "a." * 1500, "is longer than 2048", ""),
        ("postgresql://h/a/b", "more than one part", ""),
        ("postgresql://h/a%0Ab", "control character", ""),
        ("postgresql://h/%ff", "is not UTF-8", ""),
        ("postgresql://h?options=-c", "an option that is not taken", "leave out all after the ?"),
        ("postgresql://h?host=192.0.2.1", "an option that is not taken", ""),
        ("postgresql://h?hostaddr=192.0.2.1", "an option that is not taken", ""),
        ("mongodb://h?authSource=a%0Ab", "an option that is not taken", ""),
        ("rediss://h?tls=false", "asks for TLS and for none", ""),
        ("redis://h#x", "ends in a fragment", ""),
        ("postgresql://app@h", "no password comes with it", "--password-file"),
        ("redis://@h", "the user name is empty", ""),
    ],
)
def test_refused(text: str, what: str, hint: str) -> None:
    """What cannot be told apart, or would be overlooked, is refused, with what to write instead."""
    failure = refused(text)
    assert what in failure.what and hint in failure.hint
    assert failure.target.isprintable() and len(failure.target) < 210


@pytest.mark.parametrize(
    "text",
    [
        "postgresql://app:s3cret@h/db",
        "postgresql://:s3cret@h",
        "postgresql://app:s3cret@h:bad",
        "postgresql://app:a/s3cret@h",
        "postgresql://app:a?s3cret@h",
        "postgresql://app:a#s3cret@h",
        "postgresql://app:a@s3cret@h",
        "postgresql://app:s3cret",
        "postgresql://:s3cret",
        "postgresql://h?password=s3cret",
        "postgresql://h?user=x&password=s3cret",
        "postgresql://h/?passwd=a@s3cret#",
        "gopher://app:s3cret@h",
        "app:s3cret@h:5432",
        "app:s3cret",
        "app:s3cret/x",
        "postgresql:/app:s3cret@h",
        "postgresql://app:s3cret@h\x1b[2J",
        "postgresql://app:s3cret@" + "h" * 3000,
        "postgresql://" + "u" * 300 + ":s3cret@h",
    ],
)
def test_password_is_never_shown(text: str) -> None:
    """A password in a URL, wherever it slipped, is refused and in no part of what is said."""
    failure = refused(text)
    assert "s3cret" not in f"{failure}"


def test_password_hint() -> None:
    """Who writes a password into a URL is told where it may come from."""
    failure = refused("redis://app:s3cret@h")
    assert failure.what == "has a password in the URL, where others can see it"
    assert "--password-file" in failure.hint


def test_user_in_url() -> None:
    """A user name in the URL goes with the password from elsewhere, and neither is printed."""
    target = parse("postgresql://app%40x@h", LOGIN)
    assert target.login == Login(user="app@x", password="s3cret")
    assert target.url == "postgresql://h:5432" and "s3cret" not in repr(target)
    assert parse("postgresql://h", Login(user="app", password="s3cret")).login == Login(user="app", password="s3cret")
    assert "another user" in refused("postgresql://app@h", Login(user="root", password="s3cret")).what


@given(st.text(max_size=60) | st.from_regex(r"[a-z]{1,12}://[ -~]{0,40}", fullmatch=True))
def test_any_text(text: str) -> None:
    """Any text at all is a target or a bad target, never a crash, and its printed form is printable."""
    try:
        target = parse(text)
    except Failed as failed:
        assert failed.failure.kind == "bad-target" and failed.failure.target.isprintable()
    else:
        assert parse(target.url) == target


@given(st.text(st.characters(min_codepoint=33, max_codepoint=126, exclude_characters="@"), min_size=8, max_size=20))
def test_any_password(password: str) -> None:
    """Whatever the password between colon and host, it is not shown."""
    assert password not in refused(f"postgresql://app:{password}@db.example.org/crm").target
