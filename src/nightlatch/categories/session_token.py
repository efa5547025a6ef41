"""Session tokens: what a browser shows to stay logged in.

Cookies of well-known frameworks stand alone (weight 9); other random strings are digests or keys of anything, so that a
field name must agree (weight 2).
"""

from nightlatch.categories import Category
from nightlatch.headings import named
from nightlatch.survey.checks import both, length_between, regex, without

_LABEL = "session tokens"
_NAMES = named(
    "session-token",
    """
    session, session token, session id, sessionid, session key, session secret, sid, sess id, sess key,
    session cookie, session hash, phpsessid, jsessionid, connect sid, csrf token, xsrf token, csrf,
    remember token, remember me token, refresh token, refreshtoken, login token, auth cookie, reset token,
    password reset token, reset password token, confirmation token, verification token, activation token,
    invite token, magic link token, rp token, reset key, user activation key, recovery token, unlock token,
    device token, push token, fcm token, apns token, ticket granting ticket,
    sitzungstoken, sitzungs id, sitzungsschlüssel, jeton de session, identifiant de session, clé de session,
    token de sesión, id de sesión, token de sessão, id de sessão, token di sessione, id sessione, sessietoken,
    sessie id, token sesji, identyfikator sesji, id sesji, токен сессии, идентификатор сессии, ид сессии,
    токен сесії, сеанс, oturum belirteci, oturum anahtarı, oturum id, رمز الجلسه, معرف الجلسه, توکن نشست,
    شناسه نشست, 会话令牌, 会话id, 会话标识, 会话密钥, セッショントークン, セッションid, 세션토큰, 세션id, 세션키,
    sessionstoken, sessionsnyckel, sesjonstoken, istuntotunnus, token relace, id relace, munkamenet azonosító,
    token de sesiune, διακριτικό συνεδρίας, mã phiên, token sesi, id sesi, โทเค็นเซสชัน, सत्र टोकन, אסימון הפעלה""",
)
_COOKIE = (
    r"(?:PHPSESSID|JSESSIONID|ASP\.NET_SessionId|ASPSESSIONID[A-Z]{8}|connect\.sid|laravel_session|_gitlab_session"
    r"|ci_session|sessionid|session_id|wordpress_logged_in_[0-9a-f]{32}|\.ASPXAUTH|_session_id|CFTOKEN|sid|SSESS[0-9a-f]{32})"
    r"=[\w%.~+/:|-]{16,}"
)
_RANDOM = without(
    both(length_between(16, 1024), regex(r"^[\w.~+/=:|%-]+$"), regex("[0-9]"), regex("[A-Za-z]")),
    regex(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}"),
    regex(r"^(?i)[a-z][a-z0-9+.-]*://"),
    regex(r"^(?i)(?:[a-z]+[._-]?)+[0-9]{0,4}$"),  # words
    regex(r"^\$[0-9a-z]+\$"),
)
CATEGORY = (
    Category(
        id="session-token",
        label=_LABEL,
        group="credential",
        check=regex(rf"^\s*(?:(?:Set-)?Cookie:\s*)?{_COOKIE}"),
        chance=1e-7,
        weight=9.0,
        names=_NAMES,
        find=rf"\b{_COOKIE}",
    ),
    Category(
        id="session-token",
        label=_LABEL,
        group="credential",
        check=_RANDOM,
        chance=0.3,
        weight=2.0,
        names=_NAMES,
    ),
)
