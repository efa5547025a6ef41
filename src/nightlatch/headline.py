"""The one or two sentences that a finding comes down to, and the line that counts a whole run.

Wording rules: "people" only where an identifier told them apart, else "records"; exact numbers as integers, estimates
with their interval; what could not be told is said; never a value, a place or a person.
"""

from __future__ import annotations

from nightlatch.inert import printable
from nightlatch.model import RIGHTS, Access, Finding, Result, Right, RightName, Trails
from nightlatch.reports import _targets, _words

_MOST_LABELS = 10
_MOST_TAGS = 3
_MOST_REASONS = 3
_WRITING: tuple[RightName, ...] = ("create", "update", "delete")
_CUT_SHORT = frozenset({"interrupted", "failed", "over-budget"})
_NOTHING = "A stranger can do nothing there that we could see."


def headline(finding: Finding) -> str:
    """Return who can do what in this store, and whose data is in it."""
    is_file = finding.target.kind == "file"
    sentences = [_file(finding)] if is_file else [_who_can(finding), *_stranger(finding), *_holds(finding)]
    sentences += _made_up(finding)
    if finding.status == "incomplete" or any(surveyed.outcome in _CUT_SHORT for surveyed in finding.surveyed):
        sentences.append("The look at it ended early: the numbers tell only what was read until then.")
    return " ".join(sentences)


def summary_line(result: Result) -> str:
    """Return the line that counts every target: ``3 open (1 muted), 41 closed, 1 skipped (out of scope)``."""
    counted = _targets.tally(result)
    muted = sum(finding.status == "open" and bool(finding.muted) for finding in result.findings)
    parts = [f"{_words.integer(counted['open'])} open" + (f" ({_words.integer(muted)} muted)" if muted else "")]
    for status in _targets.STATUSES[1:]:
        if counted[status]:
            why = _targets.reasons(result, status) if status in ("failed", "skipped") else []
            more = ", ..." if len(why) > _MOST_REASONS else ""
            reasons = f" ({', '.join(why[:_MOST_REASONS])}{more})" if why else ""
            parts.append(f"{_words.integer(counted[status])} {status}{reasons}")
    return ", ".join(parts)


def _where(finding: Finding) -> str:
    return printable(finding.target.url)


def _file(finding: Finding) -> str:
    """``The file /data/dump.jsonl holds names and birth dates of 12 people.``"""
    told = " ".join(_holds(finding)) or "It is empty."
    return f"The file {_where(finding).removeprefix('file://')} {told.removeprefix('It ')}"


def _who_can(finding: Finding) -> str:
    access, where = finding.access, _where(finding)
    if access.principal.anonymous:
        if access.is_open:
            return f"Anyone who can reach {where} {_can(access)}, without a password{_untold(access, 'they')}."
        return f"{where} {_shut(access)}."
    who = f"The account {printable(access.principal.name)}"
    if finding.target.login and finding.target.login.password is not None:
        who += ", with the password that was given,"
    if not access.is_open:
        return f"{who} can do nothing in {where} that we could see{_untold(access, 'it')}."
    return f"{who} {_can(access)} in {where}{_untold(access, 'it')}."


def _shut(access: Access) -> str:
    read = access.rights.get("read", Right())
    was_let_in = read.known_by in ("introspected", "observed")
    if was_let_in:
        return "lets a stranger in without a password, but grants nothing there that we could see" + _untold(access)
    if read.verdict == "unknown":
        return "answers a stranger, and what one may do there could not be told"
    return "asks for a password: a stranger can do nothing there that we could see"


def _stranger(finding: Finding) -> list[str]:
    """What somebody without the login may do, where a login was used."""
    if finding.access.principal.anonymous:
        return []
    if finding.anonymous is None:
        return ["What a stranger can do there was not asked."]
    if not finding.anonymous.is_open:
        return [_NOTHING]
    return [f"Anyone who can reach it {_can(finding.anonymous)}, without a password{_untold(finding.anonymous)}."]


def _can(access: Access) -> str:
    """``can read, and can create and update some of it``."""
    granted = [name for name in RIGHTS if name in access.rights and access.rights[name].verdict == "granted"]
    some = [name for name in granted if access.rights[name].extent == "some"]
    whole = [name for name in granted if name not in some]
    parts = [(_words.listed(whole), whole), (f"{_words.listed(some)} some of it", some)]
    return ", and ".join(f"can {words}" for words, names in parts if names)


def _untold(access: Access, they: str = "they") -> str:
    """``; whether they can write could not be told read-only``, or nothing."""
    unknown: list[str] = [name for name in RIGHTS if access.rights.get(name, Right()).verdict == "unknown"]
    if not unknown:
        return ""
    if set(_WRITING) <= set(unknown):
        unknown = [name for name in ("read", "write", "administer") if name == "write" or name in unknown]
    return f"; whether {they} can {_words.listed(unknown, 'or')} could not be told read-only"


def _holds(finding: Finding) -> list[str]:
    """What is in it, and of how many people."""
    if not (finding.access.is_open or finding.surveyed):
        return []
    if finding.containers_total is None and not finding.surveyed:
        return [_unlisted(finding)] if finding.status == "open" else []
    if finding.containers_total == 0 and not finding.surveyed:
        can_tell = finding.access.rights.get("read", Right()).verdict == "granted"
        return ["It is empty."] if can_tell else []
    told = _words.told_of(finding)
    trails = _words.points(finding)
    data = _data(finding, _words.without_trail(told) if trails else told)
    points = _points(trails, bool(data and finding.people.value)) if trails else ""
    held = ", and ".join(part for part in (data, points) if part)
    if not held:
        return [_size(finding)]
    return [f"It holds {held}" if held.endswith("...") else f"It holds {held}."]


def _made_up(finding: Finding) -> list[str]:
    """Said aloud where most of what looks like personal data looks like test data, too; how sure that is, is apart."""
    personal = [one for told in finding.surveyed for one in told.fields if any(map(_words.is_told, one.categories))]
    synthetic = sum(bool(one.looks_synthetic) for one in personal)
    if 2 * synthetic <= len(personal):
        return []
    return [f"It may be test data: {synthetic} of {len(personal)} fields with personal data look made up."]


def _unlisted(finding: Finding) -> str:
    """Not to have looked is not to have found nothing."""
    if finding.same_as:
        return f"It is the same store as {printable(finding.same_as)}: its contents are told there."
    return "What is in it was not looked at."


def _data(finding: Finding, told: list[str]) -> str:
    """``names and birth dates of 12 people``."""
    labels = list(dict.fromkeys(_words.label(category_id) for category_id in _words.whole(told)))
    if not labels:
        return _words.of_them(finding.people, "person", "people") if finding.people.value else ""
    if len(labels) > _MOST_LABELS:
        rest = len(labels) - _MOST_LABELS + 1
        labels = [*labels[: _MOST_LABELS - 1], f"{rest} more kinds of personal data"]
    if finding.people.value or finding.people.low:
        return f"{_words.listed(labels)} of {_words.of_them(finding.people, 'person', 'people')}"
    records = _words.total(surveyed.records for surveyed in finding.surveyed if _words.told(surveyed))
    return f"{_words.listed(labels)} in {_words.of_them(records, 'record', 'records')}"


def _points(trails: Trails, follows: bool) -> str:
    """``6,680,348 location points of them, all in the 24 hours before ..., at places tagged "mosque" ...``."""
    of_whom = " of them" if follows else f" of {_words.of_them(trails.people, 'person', 'people')}"
    if not follows and not trails.people.value:
        of_whom = ""
    points = _words.of_them(trails.points, "location point", "location points")
    return f"{points}{of_whom}{_when(trails)}{_live(trails)}{_tagged(trails)}"


def _when(trails: Trails) -> str:
    if trails.last is None:
        return ""
    if trails.last_24h is not None and trails.last_24h.value and trails.last_24h.value == trails.points.value:
        every = "all" if trails.points.exact else "all of those read"
        return f", {every} in the 24 hours before {_words.moment(trails.last)}"
    since = f", between {_words.moment(trails.first)} and {_words.moment(trails.last)}" if trails.first else ""
    if trails.last_24h is None or not trails.last_24h.value:
        return since
    return f"{since}, {_words.count(trails.last_24h)} of them in the last 24 hours of that time"


def _live(trails: Trails) -> str:
    return ", still being written" if trails.is_live else ""


def _tagged(trails: Trails) -> str:
    if not trails.tags:
        return ""
    shown = [f'"{printable(tag.tag, 40)}"' for tag in trails.tags[:_MOST_TAGS]]
    more = " ..." if len(trails.tags) > len(shown) or trails.suppressed_tags else ""
    return f", at places tagged {', '.join(shown)}{more}"


def _size(finding: Finding) -> str:
    """How much is there, where no personal data was found or nothing was read."""
    total = finding.containers_total or len(finding.surveyed)
    held = f"{_words.integer(total)} container{'' if total == 1 else 's'}"
    records = _words.total(surveyed.records for surveyed in finding.surveyed)
    if records.value is not None:
        held += f" with {_words.of_them(records, 'record', 'records')}"
    if all(surveyed.outcome == "ransom-note" for surveyed in finding.surveyed):
        return "Nothing but a ransom note is left in it."
    if all(surveyed.outcome == "catalogue" for surveyed in finding.surveyed):
        return f"It lists {held}; what is in them was not read."
    if not any(surveyed.read for surveyed in finding.surveyed):
        return f"It lists {held}; none of them could be read." if records.value != 0 else f"It holds {held}."
    return f"It holds {held}; no personal data was found in what was read."
