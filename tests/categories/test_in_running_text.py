"""What stands between words is found there: keys, addresses, numbers; and words alone are nothing."""

from __future__ import annotations

import pyarrow as pa
import pytest

from nightlatch.categories import all_categories
from nightlatch.survey import prose
from nightlatch.survey.values import Values

_JWT = "eyJhbGciOiJIUzI1NiJ9.eyJhIjoxfQ.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U"


def _found(text: str) -> set[str]:
    looked = prose.look(Values(pa.array([text])), all_categories())
    return {category.id for category, contained in looked.items() if contained.hits.any()}


@pytest.mark.parametrize(
    ("category", "text"),
    [
        ("email", "please write to testa.b+shop@mail.example.org, thank you"),
        ("email", "from <testa@example.org> to the list"),
        ("phone", "call me at +49 30 23125 000 after six"),
        ("phone", "tel: (202) 555-0143 or write"),
        ("phone", "Phone: 555 0143 until six, thank you"),
        ("phone", "请拨打座机010-12345678联系"),
        ("vehicle-plate", "车辆京A12345于昨日离开停车场"),
        ("social-handle", "the account is wxid_abcdefghijkl22 there"),
        ("payment-card", "my card 4111 1111 1111 1111 was charged twice"),
        ("iban", "transfer it to DE89 3704 0044 0532 0130 00 today"),
        ("crypto-wallet", "send it to 1MUz4VMYui5qY1mxUiG8BQ1Luv6tqkvaiL now"),
        ("crypto-wallet", "or to bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4."),
        ("crypto-wallet", "my wallet is 0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed, thanks"),
        ("api-key.aws", "export AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE"),
        ("api-key.github", "git clone https://testa: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@git.example.org/x"),
        ("api-key.stripe", 'stripe.api_key = "sk_live_4eC39HqLyjWDarjtT1zdp7dc";'),
        ("api-key.slack", "the bot has xoxb-123456789012-123456789012-abcdefghijklmnopqrstuvwx."),
        ("api-key.telegram", "bot token 123456789:AAabcdefghijklmnopqrstuvwxyz1234567 works"),
        ("private-key", "here it is: -----BEGIN RSA PRIVATE KEY-----\nMIIE"),
        ("jwt", f"Authorization: Bearer {_JWT}"),
        ("connection-string", "DATABASE_URL=postgres://app:hunter2@db.example.org:5432/app and more"),
        ("session-token", "Cookie: lang=en; PHPSESSID=298zf09hf012fh2a298zf09h; theme=dark"),
        ("ip-address", "login from 198.51.100.23 at noon"),
        ("ip-address", "login from 2001:db8::1:2 at noon"),
        ("mac-address", "dhcp: 00:00:5e:00:53:01 got a lease"),
        ("device-id", "the phone with IMEI 490154203237518 was stolen"),
        (
            "password-hash.bcrypt",
            "hash is $2b$12$" + "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0" + " in the dump",
        ),
    ],
)
def test_is_found_between_words(category: str, text: str) -> None:
    """One that stands in running text is found."""
    assert category in _found(text)


@pytest.mark.parametrize(
    "text",
    [
        "the quick brown fox jumps over the lazy dog, 12 times in 2023",
        "released version 1.2.3 of react@1.2.3-beta.rc on 2023-01-02 at 12:34:56",
        "see https://www.example.org/docs/sk_test_mode?x=1 for the api-key and the private key",
        "order 4006381333931 shipped, tracking 00340434161094042557, total 1,234.56 EUR",
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36",
        "commit 0123456789abcdef0123456789abcdef01234567 by the build, uuid 550e8400-e29b-41d4-a716-446655440000",
        "postgres://db.example.org/app without a password, postgres://app:${PASSWORD}@db.example.org/app",
    ],
)
def test_words_alone_are_nothing(text: str) -> None:
    """Text that only speaks of such things, or holds what looks alike, contains none."""
    kinds = ("api-key", "email", "jwt", "private-key", "connection", "session", "ip-", "mac-", "device", "crypto", "password",
             "payment", "iban", "phone")  # fmt: skip
    assert {identifier for identifier in _found(text) if identifier.startswith(kinds)} == set()


def test_the_host_of_a_connection_string_is_no_mail_address() -> None:
    """What stands before the @ of an address with a password is the password."""
    assert _found("use redis://app:hunter2@cache.example.org for it") == {"connection-string"}
    assert _found("use mailto:testa@example.org for it") == {"email"}
