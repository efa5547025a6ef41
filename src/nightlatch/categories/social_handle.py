"""Accounts in social networks and messengers: ``@name`` and ``@name@server`` (weight 5), WhatsApp and XMPP ids, and,
where the field name says which network, anything in one piece."""

from nightlatch.categories import Category
from nightlatch.headings import named
from nightlatch.survey.checks import both, length_between, mail, regex, without

_LABEL = "accounts in social networks"
_NAMES = named(
    "social-handle",
    """
    social handle, handle, handles, twitter, twitter handle, twitter username, twitter name, twitter id,
    twitter account, x handle, tweeter, instagram, instagram handle, instagram username, insta, ig handle,
    ig username, instagram account, facebook, facebook id, facebook username, facebook account, fb id,
    fb username, fbid, tiktok, tiktok handle, tiktok username, snapchat, snapchat username, snap, telegram,
    telegram id, telegram username, telegram handle, tg id, tg username, skype, skype id, skype name, skypeid,
    discord, discord id, discord tag, discord username, whatsapp id, wa id, wechat, wechat id, weixin,
    wechat openid, wx openid, openid, unionid, wx id, viber, viber id, line id, kakao id, kakaotalk id,
    signal username, jabber, jabber id, jid, xmpp, icq, icq number, aim, msn, yahoo id, github username,
    github login, github handle, linkedin id, linkedin username, youtube username, reddit username, reddit user,
    mastodon, mastodon handle, steam id, steamid, xbox gamertag, psn id, vk id, vkontakte, odnoklassniki, qq,
    qq号, qq号码, 微信, 微信号, 微信id, 微信昵称, 微博, 微博账号, 微博id, 抖音号, 抖音, 支付宝账号, 陌陌号, qqhm,
    wxh, wxid, instagram konto, facebook konto, konto instagram, compte instagram, compte facebook,
    compte twitter, cuenta de instagram, cuenta twitter, cuenta de facebook, conta instagram, conta do twitter,
    account instagram, profilo instagram, instagram account naam, konto twitter, инстаграм, инстаграмм, фейсбук,
    телеграм, телеграмм, скайп, вконтакте, вк, аська, вайбер, інстаграм, instagram hesabı, twitter hesabı,
    حساب تويتر, تويتر, انستقرام, انستغرام, فيسبوك, سناب شات, تلجرام, اینستاگرام, تلگرام, ツイッター,
    インスタグラム, lineのid, ライン id, 인스타그램, 트위터, 페이스북, 카카오톡, 카카오톡id, facebook profiili,
    facebookkonto, twitterkonto, facebook účet, zalo, zalo id, akun instagram, ไลน์, ไอดีไลน์, เฟซบุ๊ก,
    इंस्टाग्राम, फेसबुक, אינסטגרם, פייסבוק, ινσταγκραμ""",
)
_AT = regex(r"^\s*@(?:[A-Za-z0-9_][\w.-]{1,38})(?:@(?:[a-z0-9-]+\.)+[a-z]{2,24})?\s*$")
_MESSENGER = regex(
    r"^\s*(?:[0-9]{6,20}@(?:s\.whatsapp\.net|c\.us|g\.us|lid)|live:[\w.]{3,40}|wxid_[a-z0-9]{12,22})\s*$"
)
_TAGGED = regex(r"^[^\s#@][^#@\n]{0,31}#[0-9]{4}$")
_PIECE = without(
    both(length_between(2, 64), regex(r"^[@\p{L}0-9_][\p{L}\p{M}0-9_.#:-]+$")),
    mail,
    regex(r"^[0-9]{1,4}$|^[0-9]{4}-[0-9]{2}-[0-9]{2}|^(?i)(?:true|false|yes|no|none|null)$"),
)
CATEGORY = (
    Category(
        id="social-handle",
        label=_LABEL,
        group="online",
        check=_MESSENGER,
        chance=1e-6,
        weight=8.0,
        identifies=5,
        names=_NAMES,
        find=r"\b[0-9]{6,20}@(?:s\.whatsapp\.net|c\.us|g\.us|lid)\b|\bwxid_[a-z0-9]{12,22}\b",
    ),
    Category(
        id="social-handle",
        label=_LABEL,
        group="online",
        check=without(_AT, regex(r"^\s*@[a-z-]+/")),
        chance=0.005,
        weight=5.0,
        identifies=5,
        names=_NAMES,
    ),
    Category(
        id="social-handle",
        label=_LABEL,
        group="online",
        check=lambda values: _PIECE(values) | _TAGGED(values) | _MESSENGER(values),
        chance=0.4,
        weight=0.5,
        identifies=5,
        kinds=frozenset({"text", "integer"}),
        names=_NAMES,
    ),
)
