"""User agents of HTTP (RFC 9110, 10.1.5): ``Mozilla/5.0 (...)`` and product/version with a comment. They stand alone
(weight 8): a browser's exact version and platform help to single people out."""

from nightlatch.categories import Category
from nightlatch.survey.checks import phrases, regex

_CLIENTS = (
    "curl|Wget|okhttp|Dalvik|python-requests|python-httpx|Python-urllib|aiohttp|Go-http-client|PostmanRuntime|Opera|Java|axios"
    "|node-fetch|Apache-HttpClient|libwww-perl|GuzzleHttp|Lynx|Links|Googlebot|bingbot|facebookexternalhit|CFNetwork|WhatsApp"
    "|Instagram|Outlook|Thunderbird|insomnia|HTTPie|Ruby|Faraday|Scrapy|PHP|Symfony|undici|got|reqwest|hyper|Darwin|SogouMSE"
)
_PRODUCT = r"[A-Za-z][\w.-]{1,40}/[0-9][\w.-]* \([^()]{4,}\)\s*(?:$|[A-Z][\w.-]*/)"  # name/version (comment)
CATEGORY = Category(
    id="user-agent",
    label="user agents",
    group="online",
    check=regex(rf"^\s*(?:Mozilla/[1-5]\.[0-9]+ \(|(?:{_CLIENTS})/[0-9]+\.[0-9]|{_PRODUCT})"),
    chance=1e-5,
    weight=8.0,
    names=phrases("""
    user agent, useragent, user agent string, http user agent, ua, ua string, browser agent, agent string,
    browser string, client agent, browserkennung, agent utilisateur, agente de usuario, agente usuario, navegador,
    agente do usuário, agente utente, gebruikersagent, klient użytkownika, identyfikator przeglądarki, юзер агент,
    агент пользователя, браузер, агент користувача, kullanıcı aracısı, tarayıcı bilgisi, وكيل المستخدم,
    عامل کاربر, 用户代理, 浏览器标识, 浏览器信息, ユーザーエージェント, ユーザエージェント, 사용자 에이전트,
    유저에이전트, användaragent, brukeragent, käyttäjäagentti, uživatelský agent, felhasználói ügynök,
    agent utilizator, παράγοντας χρήστη, tác nhân người dùng, agen pengguna, ตัวแทนผู้ใช้, उपयोगकर्ता एजेंट,
    סוכן משתמש"""),
)
