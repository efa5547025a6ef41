"""Technical: URLs, host names, digests, versions, stock codes, colours, units; not to be taken for people."""

import numpy as np

from nightlatch.categories import Category
from nightlatch.survey import kernels
from nightlatch.survey.checks import either, instants, phrases, regex, vocabulary, without

_NAMES = phrases("""
    url, uri, link, website, href, host, hostname, host name, domain, server, server name, fqdn, path, file path,
    sha256, sha1, md5, checksum, digest, etag, fingerprint, version, app version, firmware, build, revision, sku,
    stock code, color, colour, farbe, couleur, status, state, type, kind, size, unit, currency, language, locale,
    price, amount, quantity, qty, weight, score, rating, level, temperature, humidity, sensor, value, category,
    hash, mime type, content type, user agent, os, platform, browser, timezone, time zone, page, section, name type,
    email verified, phone verified, is active, enabled, age group, age range, comment, note""")
_URL = regex(r"^(?i)[a-z][a-z0-9+.-]{1,11}://\S+$")
_HOST = regex(r"^(?i)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{1,23}(?::[0-9]+)?$")
_DIGEST = regex(r"^(?i)(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64}|[0-9a-f]{128})$")
_VERSION = regex(r"^(?i)v?[0-9]+\.[0-9]+(?:\.[0-9]+){1,2}(?:[-+.]?[a-z]+[0-9a-z.-]*)?$")
_NUMBERED = without(_VERSION, lambda values: np.asarray(instants(values) != kernels.MISSING))  # 08.11.1978 is a date
_CODE = regex(r"^[A-Z]{2,8}[-_/][A-Z0-9][A-Z0-9_/-]{2,24}$")
_WORDS = vocabulary("""
    new, paid, shipped, returned, cancelled, pending, active, inactive, open, closed, done, failed, success, error,
    warning, info, debug, true, false, yes, no, on, off, low, medium, high, critical, draft, published, archived,
    red, green, blue, black, white, yellow, orange, purple, pink, brown, grey, gray, s, m, l, xl, xxl, xs, usd, eur,
    gbp, cny, jpy, kg, g, cm, mm, pcs, get, post, put, delete, en, de, fr, es, zh, ja, a, b, c, processing,
    refunded, delivered, completed, approved, rejected, enabled, disabled""")
CATEGORY = Category(
    id="technical-text",
    label="technical text",
    group="technical",
    is_personal=False,
    chance=0.01,
    weight=4.5,
    names=_NAMES,
    check=either(_URL, _HOST, _DIGEST, _NUMBERED, _CODE, _WORDS),
)
