"""For every kind there is a command to see by hand whether a store is shut, and a store's own words are not in it."""

from __future__ import annotations

import re
import shlex
from dataclasses import replace

import pytest

from nightlatch import by_hand
from nightlatch.model import Tls
from nightlatch.reports import _public, all_reports
from nightlatch.stores import all_stores
from tests.reports import samples

BASE = samples.all_results()["rated"].findings[0]


def test_every_kind_has_one() -> None:
    """And no kind that is not in the registry."""
    assert set(by_hand.table()) == set(all_stores())


@pytest.mark.parametrize("kind", sorted(by_hand.table()))
@pytest.mark.parametrize("host", ["db.example.org", "10.0.0.7", "2001:db8::7"])
def test_it_names_the_place_and_is_one_command(kind: str, host: str) -> None:
    """Whatever stands in quotes stays in them; nothing is left to be filled in."""
    found = replace(
        BASE, identity=replace(BASE.identity, kind=kind), endpoint=replace(BASE.endpoint, host=host, port=4711)
    )
    told = by_hand.command(found)
    words = shlex.split(told)
    assert host in told and (kind == "nfs" or "4711" in told) and not re.search(r"\{(web|host|port)\}|;|&&", told)
    assert re.fullmatch(r"[A-Za-z][\w.-]+", words[0])
    if words[0] == "curl" and "://" in words[-1]:
        assert (f"[{host}]" if ":" in host else host) in told


def test_what_speaks_tls_is_asked_by_it() -> None:
    """Its certificate is not the question."""
    found = replace(BASE, identity=replace(BASE.identity, kind="consul", tls=Tls(used=True)))
    assert by_hand.command(found).startswith("curl -ki 'https://")


@pytest.mark.parametrize("host", ["a;reboot", "$(id)", "a b", "", "-x", "x'"])
def test_no_name_becomes_a_command(host: str) -> None:
    """What a shell would take for anything else is left out."""
    assert by_hand.command(replace(BASE, endpoint=replace(BASE.endpoint, host=host))) == ""


def test_only_who_has_to_act_is_told() -> None:
    """In the page, the summary and the JSON report of the restricted form; not for a store that is shut."""
    result = samples.all_results()["rated"]
    told = by_hand.command(result.findings[0])
    assert told and by_hand.command(replace(BASE, status="closed")) == ""
    for name in ("html", "markdown", "json"):
        assert shlex.split(told)[0] in all_reports()[name].render(result)
        assert "by hand" not in all_reports()[name].render(_public.public(result)).replace("by_hand", "")
