"""S3: ACLs, policies and errors as the documentation has them; lists in pages; XML that means harm."""

from __future__ import annotations

import csv
import gzip
import io
import json
import zipfile
from typing import Any

import pyarrow as pa
import pyarrow.parquet
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightlatch.model import Failed, Login
from nightlatch.stores import Page, Reading
from nightlatch.stores import _s3_access as rights
from nightlatch.stores._files import OPENED_BYTES, File, Listing, Shelf
from nightlatch.stores._http import Reply
from nightlatch.stores._s3_about import seen
from nightlatch.stores._xml import NoXml, parsed
from nightlatch.stores.s3 import S3, guard
from tests.lab import s3_fake
from tests.lab.web import Answer, Web
from tests.stores.cases._files import people, tree
from tests.stores.looking import session, short, values

_GROUP = '<Grant><Grantee xmlns:xsi="x" xsi:type="Group"><URI>http://acs.amazonaws.com/groups/global/{}</URI></Grantee><Permission>{}</Permission></Grant>'


def reply(body: str, status: int = 200) -> Reply:
    return Reply(status=status, headers={}, body=body.encode())


def acl(*grants: tuple[str, str]) -> Reply:
    listed = "".join(_GROUP.format(*one) for one in grants)
    return reply(f"<AccessControlPolicy><Owner/><AccessControlList>{listed}</AccessControlList></AccessControlPolicy>")


def told(add: Any, *replies: Reply) -> rights.Facts:
    facts = rights.Facts(name="b")
    for one in replies:
        add(facts, one)
    return facts


def test_grants_to_everybody_are_rights() -> None:
    """WRITE on a bucket is putting, overwriting and deleting; other accounts are no strangers, and are told."""
    facts = told(
        rights.add_acl, acl(("AllUsers", "READ"), ("AllUsers", "WRITE"), ("AuthenticatedUsers", "FULL_CONTROL"))
    )
    assert set(facts.granted) == {"read", "create", "update", "delete"} and facts.acl
    assert facts.notes == ["grants FULL_CONTROL to any account of the provider (AuthenticatedUsers)"]
    assert set(told(rights.add_acl, acl(("AllUsers", "FULL_CONTROL"))).granted) == {
        "create",
        "read",
        "update",
        "delete",
        "administer",
    }
    assert not told(rights.add_acl, reply("<Error><Code>AccessDenied</Code></Error>", 403)).acl


@pytest.mark.parametrize(
    "statements, granted, is_told",
    [
        ([{"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject"}], {"read"}, True),
        ([{"Effect": "Allow", "Principal": {"AWS": ["*"]}, "Action": ["s3:PutObject", "s3:DeleteObject"]}], {"create", "update", "delete"}, True),
        ([{"Effect": "Allow", "Principal": "*", "Action": "s3:*"}], {"create", "read", "update", "delete", "administer"}, True),
        ([{"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::1:root"}, "Action": "*"}], set(), True),
        ([{"Effect": "Allow", "Principal": "*", "Action": "*", "Condition": {"IpAddress": {}}}], set(), False),
        ([{"Effect": "Allow", "Principal": "*", "Action": "s3:*"}, {"Effect": "Deny", "Principal": "*", "Action": "s3:Put*"}], {"read", "delete"}, True),
        ({"Effect": "Allow", "Principal": "*", "NotAction": "s3:PutObject"}, set(), False),
        (["what", None], set(), True),
    ],
)  # fmt: skip
def test_statements_for_everybody_are_rights(statements: Any, granted: set[str], is_told: bool) -> None:
    """What hangs on a condition stays unknown, and a denial takes away what a permission gave."""
    facts = told(rights.add_policy, reply(json.dumps({"Statement": statements})))
    assert (set(facts.granted), facts.policy) == (granted, is_told)


def test_what_neither_acl_nor_policy_grants_is_denied() -> None:
    """Both have to be known for that."""
    facts = rights.Facts(name="b", list_status=403)
    rights.add_acl(facts, acl())
    one = rights.derived(rights.Principal(name="anonymous", anonymous=True), [facts], (403, "AccessDenied"))
    assert short(one) == "C=? R=no U=? D=? A=?"
    rights.add_status(facts, reply("<PolicyStatus><IsPublic>false</IsPublic></PolicyStatus>"))
    one = rights.derived(rights.Principal(name="anonymous", anonymous=True), [facts], (403, "AccessDenied"))
    assert short(one) == "C=no R=no U=no D=no A=no"


def test_lists_come_in_pages() -> None:
    """All of them are read; objects in cold storage and folders are none."""
    objects = {f"{n}.txt": b"one\n" for n in range(11)} | {"a/": b""}
    with s3_fake.running({"b": objects}) as web, session("s3", web.port, database="b") as one:
        (found,) = one.containers()
        assert (found.records.value, found.bytes) == (11, 44)
        assert len(values(one.read(found, Reading(full=True)))["line"]) == 11


def _packed(rows: list[dict[str, str]]) -> dict[str, bytes]:
    """The same records three times: as Parquet, as compressed JSON lines, and as CSV in an archive."""
    table, archive, columns = io.StringIO(newline=""), io.BytesIO(), io.BytesIO()
    writer = csv.DictWriter(table, rows[0])
    writer.writeheader()
    writer.writerows(rows)
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as opened:
        opened.writestr("export/people.csv", table.getvalue())
    pyarrow.parquet.write_table(pa.Table.from_pylist(rows), columns)
    lines = b"".join(json.dumps(row).encode() + b"\n" for row in rows)
    return {"a.parquet": columns.getvalue(), "b.jsonl.gz": gzip.compress(lines), "c.zip": archive.getvalue()}


@pytest.mark.parametrize("name", ["a.parquet", "b.jsonl.gz", "c.zip"])
@pytest.mark.parametrize("is_full", [True, False])
def test_what_is_packed_is_read_as_well(name: str, is_full: bool) -> None:
    """Parquet, compressed files and archives in a bucket become the records that are in them."""
    rows = people()
    content = _packed(rows)[name]
    with s3_fake.running({"b": {f"x/{name}": content}}) as web, session("s3", web.port, database="b") as one:
        (found,) = one.containers()
        assert one.count(found).value == len(rows)
        assert values(one.read(found, Reading(full=is_full)))["id_number"] == [row["id_number"] for row in rows]


def test_what_is_too_large_to_be_held_is_counted() -> None:
    """An archive that is longer than is held in memory is asked for 16 bytes; a full survey says that it is cut."""
    listing = Listing(files=[File("a.zip", OPENED_BYTES + 1)])
    asked: list[int] = []

    def head(one: File, most: int) -> bytes:
        asked.append(most)
        return b"PK\3\4".ljust(most, b"\0")

    read = Shelf(listing=listing, head=head, seconds=5.0, url="s3://x").read(Reading(full=True, records=1 << 60))
    assert next(read).records == 1 and set(asked) == {16}
    with pytest.raises(Failed) as failed:
        list(read)
    assert failed.value.failure.kind == "over-budget"


def test_objects_are_read_by_ranges() -> None:
    """Of photos 16 bytes; a server that sends more than it was asked for is cut off."""
    with s3_fake.running({"b": dict(tree())}) as web, session("s3", web.port, database="b") as one:
        (found,) = one.containers()
        list(one.read(found, Reading()))
        ranges = {asked.headers["range"] for asked in web.asked if asked.path.endswith(".jpg")}
        assert ranges == {"bytes=0-15"}
    whole = {"x.bin": bytes(5 << 20)}

    def answer(asked: Any) -> Answer:
        if asked.path == "/b/x.bin":
            return Answer(body=whole["x.bin"])
        listed = "<ListBucketResult><Contents><Key>x.bin</Key><Size>5242880</Size></Contents></ListBucketResult>"
        return Answer(body=listed.encode(), headers=(("content-type", "application/xml"),))

    with Web(answer) as web, session("s3", web.port, database="b") as one:
        (found,) = one.containers()
        assert sum(batch.bytes for batch in one.read(found, Reading())) == 16


@pytest.mark.parametrize(
    "body, headers, is_s3",
    [
        ("<ListAllMyBucketsResult/>", {}, True),
        ("<?xml version='1.0'?><Error><Code>AccessDenied</Code></Error>", {"server": "MinIO"}, True),
        ("<Error><Code>AuthenticationFailed</Code></Error>", {"x-ms-request-id": "1"}, False),
        ("<Error><Code>AccessDenied</Code></Error>", {"x-ms-request-id": "1"}, False),
        ("<Error><Code>Whatever</Code></Error>", {}, False),
        ("<html><body>AccessDenied</body></html>", {}, False),
        ("{}", {}, False),
    ],
)
def test_s3_is_told_by_its_answers(body: str, headers: dict[str, str], is_s3: bool) -> None:
    """By the list of buckets or an error of its own; Azure's errors look alike."""
    found = seen(Page(path="/", status=403, headers=headers, body=body.encode()))
    assert (found is not None) == is_s3
    assert found is None or found.product in ("MinIO", "S3-compatible store")


def test_nothing_but_what_is_declared_goes_out() -> None:
    """GET alone, and no other sub-resource: ?torrent, ?uploads, ?versions are not ours."""
    assert all(one.startswith("GET ") for one in S3.reads)
    assert (
        guard("GET /{bucket}", {"uploads": ""}, b"")
        and guard("GET /{bucket}", {}, b"x")
        and not guard("GET /", {}, b"")
    )
    with pytest.raises(Failed) as failed, session("s3", 1, login=Login(user="a", password="b")):
        pass
    assert failed.value.failure.kind == "bad-target"


@pytest.mark.parametrize(
    "data",
    [
        b'<!DOCTYPE a [<!ENTITY b "' + b"b" * 100 + b'">]><a>&b;</a>',
        b'<!DOCTYPE a SYSTEM "http://192.0.2.1/x"><a/>',
        b"<a>" * 100_000,
        b"<a><b></a>",
        b"",
        b"<a>&x;</a>",
        b"\xff\xfe<",
        b"<a>" + b"<b/>" * 500_000 + b"</a>",
    ],
)
def test_xml_that_means_harm_is_none(data: bytes) -> None:
    """DTDs and entities, depth, breadth, broken documents."""
    with pytest.raises(NoXml):
        parsed(data)


@given(st.one_of(st.binary(max_size=100), st.text(alphabet='<>/a&;!"= x:', max_size=60).map(str.encode)))
def test_any_xml_is_read_or_none(data: bytes) -> None:
    """Nothing else comes of it."""
    try:
        parsed(data)
    except NoXml:
        return


@given(st.recursive(st.none() | st.text(max_size=5), lambda x: st.lists(x, max_size=3) | st.dictionaries(st.sampled_from(["Statement", "Effect", "Principal", "Action", "AWS"]), x, max_size=4), max_leaves=10))  # fmt: skip
def test_any_policy_is_read(policy: Any) -> None:
    """Of any shape; it grants nothing that it does not say."""
    facts = told(rights.add_policy, reply(json.dumps(policy)))
    assert not facts.granted or facts.policy
