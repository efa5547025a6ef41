"""S3-compatible stores: how they are told by protocol, and how they are closed. Sends nothing."""

from __future__ import annotations

import re

from nightlatch.stores import Page, Remedy, Seen, Signs
from nightlatch.stores._xml import Node, NoXml, parsed

_SERVERS = ((r"^MinIO", "MinIO"), (r"^AmazonS3", "Amazon S3"), (r"^Ceph|^Rados", "Ceph RADOS Gateway"), (r"SeaweedFS", "SeaweedFS"), (r"^UploadServer", "Google Cloud Storage"), (r"^garage", "Garage"))  # fmt: skip
_CODES = frozenset(
    {
        "AccessDenied", "MissingAuthenticationToken", "MissingSecurityHeader", "InvalidAccessKeyId", "NoSuchBucket",
        "SignatureDoesNotMatch", "InvalidRequest", "MethodNotAllowed", "NotImplemented", "AllAccessDisabled",
        "AuthorizationHeaderMalformed", "InvalidBucketName", "NoSuchKey", "PermanentRedirect",
    }
)  # fmt: skip
_SPEAKS = ("x-amz-request-id", "x-amz-id-2", "x-minio-deployment-id", "x-amz-bucket-region")


def document(page: Page) -> Node | None:
    """The body as XML, None where it is none."""
    if b"<" not in page.body[:64]:
        return None
    try:
        return parsed(page.body)
    except NoXml:
        return None


def seen(page: Page) -> Seen | None:
    """The list of buckets, or an error in the form of S3; Azure's errors look alike and carry x-ms-request-id."""
    if page.path != "/" or any(name.startswith("x-ms-") for name in page.headers):
        return None
    found = document(page)
    is_list = found is not None and found.name == "ListAllMyBucketsResult"
    is_error = found is not None and found.name == "Error" and found.told("Code") in _CODES
    if not (is_list or is_error):
        return None
    return Seen(product=product_of(page))


def product_of(page: Page) -> str:
    """Which one, from its Server header."""
    server = page.headers.get("server", "")
    told = next((product for pattern, product in _SERVERS if re.search(pattern, server, re.I)), None)
    if told is None and "x-minio-deployment-id" in page.headers:
        return "MinIO"
    return told or "S3-compatible store"


SIGNS = Signs(ports=(9000, 443, 80, 7480, 3900, 8333, 9001), page=seen)

REMEDIES = (
    Remedy(
        steps=(
            "Block public access for the whole account or server, then open single buckets only where a page or a "
            "download really needs it.",
            "Remove AllUsers and AuthenticatedUsers from the ACL of the bucket and of its objects, and statements for "
            'the principal "*" from its policy. MinIO: mc anonymous set none; Ceph: the same ACLs and policies.',
            "Turn on access logs, and look who has listed and fetched since when.",
        ),
        file="policy.json",
        text='{\n  "Version": "2012-10-17",\n  "Statement": [{\n    "Effect": "Deny", "Principal": "*", "Action": "s3:*",\n'
        '    "Resource": ["arn:aws:s3:::BUCKET", "arn:aws:s3:::BUCKET/*"],\n'
        '    "Condition": {"StringNotEquals": {"aws:PrincipalAccount": "ACCOUNT"}}\n  }]\n}\n',
        command="aws s3api put-public-access-block --bucket BUCKET --public-access-block-configuration "
        "BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true",
        terraform='resource "aws_s3_bucket_public_access_block" "this" {\n  bucket                  = aws_s3_bucket.this.id\n'
        "  block_public_acls       = true\n  block_public_policy     = true\n  ignore_public_acls      = true\n"
        "  restrict_public_buckets = true\n}\n",
        source="Amazon S3 User Guide: Blocking public access to your Amazon S3 storage; MinIO: mc anonymous",
    ),
)
