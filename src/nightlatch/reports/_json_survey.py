"""The JSON report's words for what was counted: containers, fields, categories, people and trails."""

from __future__ import annotations

from typing import Any

from nightlatch.inert import printable
from nightlatch.model import Count, Field, FieldCategory, Hour, Land, Reveal, Surveyed, Tag, Trails, Unicity
from nightlatch.reports._json_access import LONG
from nightlatch.reports._words import timestamp

Json = dict[str, Any]
SUPPRESSED: Json = {"value": None, "suppressed": True}  # fewer than ten, or it would tell another group that is


def count(number: Count, *, with_method: bool = False) -> Json:
    """A number with its interval; *with_method* also where nothing is said of how it was counted."""
    told: Json = {"value": number.value, "low": number.low, "high": number.high, "exact": number.exact}
    return {**told, "method": printable(number.method, LONG)} if with_method or number.method else told


def few(number: Count | None) -> Json:
    """A number of people in one group, which may be suppressed."""
    return dict(SUPPRESSED) if number is None else count(number)


def container(surveyed: Surveyed) -> Json:
    """One container and its fields."""
    held = surveyed.container
    listed_only = () if surveyed.fields else held.fields
    return {
        "name": printable(held.name),
        "records": count(surveyed.records),
        "bytes": held.bytes,
        "system": held.is_system,
        "outcome": surveyed.outcome,
        "read": surveyed.read,
        "read_bytes": surveyed.read_bytes,
        "undecodable": surveyed.undecodable,
        "oldest": timestamp(surveyed.oldest),
        "newest": timestamp(surveyed.newest),
        "fields": [
            *(_field(field) for field in surveyed.fields),
            *({"path": printable(path), "values": None, "types": [], "categories": []} for path in listed_only),
        ],
    }


def _field(field: Field) -> Json:
    return {
        "path": printable(field.path),
        "values": field.values,
        "types": [printable(type_) for type_ in field.types],
        "looks_synthetic": printable(field.looks_synthetic, LONG) or None,
        "categories": [_category(category) for category in field.categories],
    }


def _category(category: FieldCategory) -> Json:
    return {
        "id": printable(category.id),
        "share": None if category.share is None else round(category.share, 6),
        "confidence": round(category.confidence, 4),
        "values": category.values,
        "at_least": category.at_least,
        "tier": category.tier,
        "whose": category.whose,
        "why": printable(category.why, LONG),
    }


def land(one: Land) -> Json:
    """People of one country."""
    return {"country": printable(one.country), "people": few(one.people), "told_by": printable(one.told_by)}


def trails(found: Trails) -> Json:
    """Location points that belong to people, and what they give away."""
    return {
        "points": found.points.value,
        "points_count": count(found.points),
        "people": found.people.value,
        "people_count": count(found.people, with_method=True),
        "from": timestamp(found.first),
        "to": timestamp(found.last),
        "last_24h": None if found.last_24h is None else found.last_24h.value,
        "last_24h_count": None if found.last_24h is None else count(found.last_24h),
        "future": None if found.future is None else count(found.future),
        "live": found.is_live,
        "tags": [_tag(tag) for tag in found.tags],
        "suppressed_tags": found.suppressed_tags,
        "hours": [_hour(hour) for hour in found.hours],
        "days": found.days,
        "unmeasured": printable(found.unmeasured, LONG) or None,
        "unicity": [_unicity(one) for one in found.unicity],
        "reveals": [_reveal(one) for one in found.reveals],
    }


def _tag(tag: Tag) -> Json:
    return {
        "tag": printable(tag.tag),
        "points": tag.points.value,
        "points_count": count(tag.points),
        "people": tag.people.value,
        "people_count": count(tag.people),
    }


def _hour(hour: Hour) -> Json:
    points = hour.points
    return {
        "start": timestamp(hour.start),
        "points": None if points is None else points.value,
        "points_count": None if points is None else count(points),
        "suppressed": points is None,
    }


def _unicity(one: Unicity) -> Json:
    return {
        "place": printable(one.place),
        "minutes": one.minutes,
        "points": one.points,
        "share": round(one.share, 6),
        "low": round(one.low, 6),
        "high": round(one.high, 6),
        "few": None if one.few is None else round(one.few, 6),
        "eligible": count(one.eligible),
        "basis": one.basis,
    }


def _reveal(one: Reveal) -> Json:
    return {
        "category": printable(one.category),
        "article": printable(one.article) or None,
        "labels": one.labels,
        "points": count(one.points),
        "people": few(one.people),
        "often": few(one.often),
    }
