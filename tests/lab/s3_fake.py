"""S3 as its documentation has it, as a stranger meets it: buckets are not listed, some are public. An imitation.

Sources: Amazon S3 API Reference, ListObjectsV2 (pages of a token), Error responses (AccessDenied, NoSuchBucket).
"""

from __future__ import annotations

from collections.abc import Mapping
from xml.sax.saxutils import escape

from tests.lab.web import Answer, Asked, Web

_NS = 'xmlns="http://s3.amazonaws.com/doc/2006-03-01/"'
_XML = (("content-type", "application/xml"), ("server", "AmazonS3"), ("x-amz-request-id", "4442587FB7D0A2F9"))


def error(status: int, code: str) -> Answer:
    body = f'<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>{code}</Code><Message>x</Message></Error>'
    return Answer(status=status, body=body.encode(), headers=_XML)


def running(buckets: Mapping[str, Mapping[str, bytes] | None], page: int = 2) -> Web:
    """A running one; a bucket of None is private. So many objects a page, whatever is asked for."""

    def answer(asked: Asked) -> Answer:
        bucket, _, key = asked.path[1:].partition("/")
        if not bucket:
            return error(403, "AccessDenied")
        if bucket not in buckets:
            return error(404, "NoSuchBucket")
        objects = buckets[bucket]
        if objects is None or {"acl", "policy", "policyStatus"} & set(asked.query):
            return error(403, "AccessDenied")
        if key:
            return _object(objects, key, asked)
        start = int(asked.query.get("continuation-token", "0"))
        shown = sorted(objects)[start : start + page]
        is_more = start + page < len(objects)
        listed = "".join(f"<Contents><Key>{escape(one)}</Key><Size>{len(objects[one])}</Size><StorageClass>STANDARD</StorageClass></Contents>" for one in shown)  # fmt: skip
        token = f"<NextContinuationToken>{start + page}</NextContinuationToken>" if is_more else ""
        body = f"<ListBucketResult {_NS}><Name>{bucket}</Name><IsTruncated>{str(is_more).lower()}</IsTruncated>{token}{listed}</ListBucketResult>"  # fmt: skip
        return Answer(body=body.encode(), headers=_XML)

    return Web(answer)


def _object(objects: Mapping[str, bytes], key: str, asked: Asked) -> Answer:
    if key not in objects:
        return error(403, "AccessDenied")
    first, _, last = asked.headers.get("range", "bytes=0-").removeprefix("bytes=").partition("-")
    body = objects[key][int(first) : int(last) + 1 if last else None]
    return Answer(status=206 if "range" in asked.headers else 200, body=body, headers=(("server", "AmazonS3"),))
