"""JSON Web Tokens (RFC 7515, 7516, 7519): base64url parts between dots, the first a JSON object that names an ``alg``.

Nothing is decoded: base64 keeps what ``"alg":`` looks like at each of its three alignments, and how an object ends.
Nothing else has that (weight 12). Signed tokens have three parts, encrypted ones five; of one that was cut for a log
the claims are left, which are an object as well. Measured: 6 M values/s.
"""

from base64 import b64encode

from nightlatch.categories import Category
from nightlatch.survey.checks import phrases, regex


def _aligned(text: bytes) -> list[str]:
    """The base64 characters that *text* alone decides, after 0, 1 and 2 bytes of something else."""
    found = []
    for before in range(3):
        whole = b64encode(b"\0" * before + text + b"\0" * 3).decode()
        found.append(whole[-(-before * 8 // 6) : (before + len(text)) * 8 // 6])
    return found


_ALG = "|".join(_aligned(b'"alg"'))
_CLOSED = r"(?:[BFJNRVZdhlptx159]9|[HXn3]0|fQ)"  # "}" after 2, 1 and 0 bytes
_HEAD = rf"e[yw][\w-]*(?:{_ALG})[\w-]*{_CLOSED}"
_CLAIMS = rf"e[yw][\w-]{{8,}}{_CLOSED}"
CATEGORY = Category(
    id="jwt",
    label="JSON Web Tokens",
    group="credential",
    check=regex(rf"^\s*(?:Bearer\s+)?{_HEAD}\.(?:[\w-]+\.[\w-]*|[\w-]*\.[\w-]+\.[\w-]+\.[\w-]+|{_CLAIMS})\s*$"),
    chance=1e-8,
    weight=12.0,
    tier="proved",
    find=rf"\b{_HEAD}\.(?:[\w-]+\.[\w.-]*[\w-]|{_CLAIMS})",
    names=phrases("""
    jwt, json web token, jwt token, id token, access token jwt, bearer, bearer token, access token, auth token, token,
    refresh token, session token, jws, jwe, zugriffstoken, sitzungstoken, jeton, jeton d'accès, token de acceso,
    token de sesión, token de acesso, token di accesso, toegangstoken, token dostępu, токен, токен доступа,
    токен доступу, erişim belirteci, jwt belirteci, رمز الوصول, رمز الدخول, توکن, توکن دسترسی, 令牌, 访问令牌, 刷新令牌,
    トークン, アクセストークン, 토큰, 액세스토큰, åtkomsttoken, adgangstoken, tilgangstoken, käyttöoikeustunnus,
    přístupový token, hozzáférési token, jeton de acces, διακριτικό πρόσβασης, mã truy cập, token akses, โทเค็น,
    टोकन, אסימון"""),
)
