"""Keys of services by vendor (``api-key.<vendor>``), and of nobody in particular (``api-key``).

A vendor's own prefix or mark stands alone: hardly anything else has it (chance below 1e-6, weight 12). Digests and
UUIDs are keys only where the field name says whose. To add a vendor is one line in ``_token_forms``.
"""

from typing import cast

from nightlatch.categories import Category, Check
from nightlatch.categories._token_forms import NAMED
from nightlatch.categories._tokens import has_checksum, issued_by, marked, prefixed, quoted, vendors
from nightlatch.model import Tier
from nightlatch.survey.checks import Bools, both, length_between, phrases, regex, without
from nightlatch.survey.values import Values

_FORM = 1e-7
_LABEL = "keys of services"
_REST = r"[\w.~+/=-]{11,}[\w=]"  # what may follow a prefix in running text
_NAMES = phrases("""
    api key, apikey, api keys, api token, api secret, api secret key, api access key, access key, access key id,
    secret access key, access token, auth token, authentication token, secret key, client secret, consumer secret,
    consumer key, app secret, app key, application key, bearer token, bearer, personal access token, pat, oauth token,
    oauth secret, secret token, secret, service key, service token, deploy key, deploy token, webhook secret,
    signing secret, signing key, encryption key, license secret, integration key, account key, subscription key,
    private token, credential, credentials, api schlüssel, schlüssel, geheimschlüssel, zugangstoken, zugriffstoken,
    zugriffsschlüssel, clé api, clé d'api, clé secrète, jeton, jeton d'accès, clave api, clave de api, clave secreta,
    token de acceso, chave api, chave de api, chave secreta, token de acesso, chiave api, chiave segreta,
    token di accesso, api sleutel, geheime sleutel, toegangstoken, klucz api, klucz tajny, token dostępu, ключ api,
    api ключ, апи ключ, секретный ключ, токен, токен доступа, ключ доступа, ключ апі, секретний ключ, api anahtarı,
    gizli anahtar, erişim anahtarı, مفتاح api, مفتاح الواجهه, المفتاح السري, رمز الوصول, کلید api, کلید مخفی,
    توکن دسترسی, api密钥, 密钥, 秘钥, 访问令牌, 访问密钥, 令牌, 接口密钥, apiキー, アクセストークン, アクセスキー,
    シークレットキー, 秘密鍵, api키, 액세스 토큰, 비밀키, 인증키, api nyckel, hemlig nyckel, åtkomsttoken, api nøgle,
    api nøkkel, api avain, salainen avain, api klíč, tajný klíč, api kulcs, titkos kulcs, cheie api, cheie secretă,
    κλειδί api, μυστικό κλειδί, khóa api, khoá bí mật, kunci api, kunci rahasia, คีย์ api, एपीआई कुंजी, מפתח api,
    מפתח סודי""")
_USES = ("api key", "apikey", "api token", "token", "key", "secret", "api secret", "secret key", "access token",
         "access key", "auth token", "client secret", "app key", "application key", "license key")  # fmt: skip


def _candidates() -> str:
    """Candidates of all vendors as one pattern, so that running text is searched once for all."""
    prefixes = sorted(
        {form.prefix for form in prefixed()} - {"https://", "//"}, key=lambda prefix: (-len(prefix), prefix)
    )
    marks = "|".join(form.rest for form in marked() if "+/" not in form.rest)  # base64 would be searched anew and anew
    return rf"\b(?:(?:{'|'.join(map(quoted, prefixes))}){_REST}|{marks})"


_FIND = _candidates()


def _category(
    vendor: str, check: Check, *, chance: float, weight: float, tier: Tier,
    names: tuple[str, ...] = (), find: str = "",
) -> Category:  # fmt: skip
    return Category(
        id=f"api-key.{vendor}",
        label=_LABEL,
        group="credential",
        check=check,
        chance=chance,
        weight=weight,
        names=names,
        tier=tier,
        find=find,
    )


def _shaped(pattern: str) -> Check:
    """As :func:`regex`; several vendors' keys have one shape, which is looked at once."""

    def check(values: Values) -> Bools:
        if pattern not in values.memo:
            values.memo[pattern] = values.matches(pattern)
        return cast(Bools, values.memo[pattern])

    return check


def _named() -> list[Category]:
    found = []
    for line in NAMED.strip().splitlines():
        vendor, spoken, pattern = line.split('"') if '"' in line else ("", "", "")
        names = [f"{name} {use}" for name in phrases(spoken) for use in _USES]
        whole = [name for name in phrases(spoken) if " " in name]
        check = _shaped(rf"^\s*(?:{pattern.strip()})\s*$")
        found.append(_category(vendor.strip(), check, chance=0.1, weight=0.5, tier="pattern", names=(*whole, *names)))
    return found


_WITH_CHECKSUM = tuple(
    _category(vendor, both(issued_by(vendor), has_checksum), chance=1e-12, weight=14.0, tier="proved", find=_FIND)
    for vendor in ("github", "npm")
)
_BY_FORM = tuple(
    _category(vendor, issued_by(vendor), chance=_FORM, weight=12.0, tier="proved", find=_FIND) for vendor in vendors()
)
_RANDOM = without(
    both(length_between(12, 512), regex(r"^[\w.~+/=:!-]+$"), regex("[0-9]"), regex("[A-Za-z]")),
    regex(r"^(?i)[a-z]+[-_ ]?[0-9]{1,6}$"),  # word and counter
    regex(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}"),  # a time
    regex(r"^(?i)[a-z][a-z0-9+.-]*://"),  # an address
    regex(r"^[0-9.:-]+[TZ]?$"),
)
CATEGORY = (
    *_WITH_CHECKSUM,
    *_BY_FORM,
    *_named(),
    Category(
        id="api-key",
        label=_LABEL,
        group="credential",
        check=_RANDOM,
        chance=0.3,
        weight=2.0,
        names=_NAMES,
    ),
)
