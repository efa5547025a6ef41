"""A draft of the letter to the people concerned (GDPR Art. 34), in plain language and in Markdown, one a store.

It says what happened, which data, what may follow, what is done and what one can do oneself, as Art. 34(2) asks, and
has neither an address nor a name of the store: those are nobody's business but the operator's. Whether people have to
be told (a likely high risk, and none of the exceptions of Art. 34(3)) is for the controller to decide.

Tested: by a golden file, that what Art. 34(2) asks for is in it, and that no address is; there is no schema for it.
"""

from __future__ import annotations

from collections.abc import Iterator

from nightlatch.model import Finding, Result
from nightlatch.reports import Format, _facts, _letters
from nightlatch.reports._markdown import bullets, document, prose


def render(result: Result) -> str:
    """Return the draft."""
    return document(_blocks(result))


def _blocks(result: Result) -> Iterator[str]:
    found = _letters.personal(_facts.open_findings(result))
    yield f"TLP:{result.run.tlp} until it is sent. A draft: take out this line and fill the square brackets."
    if not found:
        yield "No open store with data of people was found: there is nobody to write to from this run."
    for number, finding in enumerate(found, 1):
        yield from _letter(finding, number if len(found) > 1 else 0)


def _letter(finding: Finding, number: int) -> Iterator[str]:
    yield f"# Letter {number}: your data was open" if number else "# Your data was open"
    yield prose(
        f"From {_letters.since(finding)} data that we keep {_letters.exposed_to(finding)} on the network who knew "
        f"where to look, without a password. {_letters.gap('when it was shut')}"
    )
    yield "## What data"
    yield prose(f"It concerns {_letters.people(finding)}. It held {_letters.data(finding)}.")
    yield prose(_letters.gap("which of it about the person you write to"))
    if _facts.intrusions(finding):
        yield prose("There are signs that somebody else was there. We cannot say that nothing was copied.")
    else:
        yield prose("We have found no sign that somebody took it. We cannot rule it out either.")
    yield "## What may follow"
    yield bullets(prose(one) for one in _letters.consequences_for_you(finding))
    yield "## What we do"
    yield prose(_letters.gap("what was done to shut it, and what is done so that it does not happen again"))
    yield "## What you can do"
    yield bullets([*map(prose, _letters.advice(finding)), "Ask us: we tell you what of yours was in it."])
    yield "## Whom you can ask"
    yield prose(_letters.gap("name and contact details of the data protection officer or another contact point"))


REPORT = Format(
    name="art34",
    suffixes=(".art34.md",),
    description="for the data protection officer: a draft to the people concerned (GDPR Art. 34)",
    renderer=render,
)
