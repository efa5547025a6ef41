"""Addresses of people's pages in social networks: a host of one and a path that names an account. They stand alone
(weight 8). Home pages, posts, groups, companies and repositories are none. Of another host a field name must tell.
"""

import numpy as np

from nightlatch.categories import Category
from nightlatch.survey.checks import Bools, phrases, regex, url, without
from nightlatch.survey.values import Values

_LABEL = "addresses of profile pages"
_NAMES = phrases("""
    profile, profil, perfil, profilo, профиль, profile url, profile link, profile page, profileurl, profile uri,
    social url, social link, social profile, facebook url, facebook link, facebook profile, linkedin url,
    linkedin profile, linkedin link, instagram url, instagram link, twitter url, twitter link, github url,
    github profile, youtube channel, tiktok url, xing url, vk link, html url, avatar url, gravatar, profil url,
    profil link, profiladresse, profilseite, url du profil, lien profil, page de profil, url de perfil,
    enlace de perfil, url del perfil, link do perfil, url do perfil, link profilo, url profilo, profiel url,
    profielpagina, adres profilu, link do profilu, ссылка на профиль, профиль url, страница вк,
    посилання на профіль, profil adresi, profil linki, رابط الملف الشخصي, رابط الحساب, لینک پروفایل, آدرس پروفایل,
    个人主页, 主页链接, 主页地址, 个人主页地址, プロフィールurl, プロフィールページ, 프로필링크, 프로필url,
    프로필주소, profillänk, profillenke, profiilin osoite, odkaz na profil, profil linkje, link profil,
    σύνδεσμος προφίλ, liên kết hồ sơ, tautan profil, ลิงก์โปรไฟล์, प्रोफ़ाइल लिंक, קישור לפרופיל""")
_NAME = r"@?[\w.%-]{2,60}"
# host and path of one network a line; NAME stands for an account
_NETWORKS = r"""
(?:m\.|[a-z]{2}-[a-z]{2}\.)?facebook\.com/(?:NAME|profile\.php\?id=[0-9]+|people/[^/]+/[0-9]+)
(?:instagram|twitter|x|pinterest|tumblr|threads|soundcloud|vimeo|dailymotion|behance|dribbble)\.com/NAME
(?:twitch\.tv|threads\.net|behance\.net|keybase\.io|codeberg\.org)/NAME
(?:[a-z]{2}\.)?linkedin\.com/(?:in|pub)/[^/\s]+
(?:tiktok|medium|threads)\.com/@NAME
youtube\.com/(?:@|user/|channel/UC)NAME
reddit\.com/u(?:ser)?/NAME
(?:t\.me|bsky\.app/profile|wa\.me)/NAME
(?:github|gitlab)\.com/NAME
bitbucket\.org/NAME
snapchat\.com/add/NAME
flickr\.com/(?:people|photos)/NAME
(?:vk\.com|ok\.ru(?:/profile)?|xing\.com/profile|steamcommunity\.com/(?:id|profiles))/NAME
weibo\.(?:com|cn)/(?:u/)?NAME
space\.bilibili\.com/[0-9]+
(?:zhihu\.com/people|douyin\.com/user)/NAME
orcid\.org/[0-9X-]{19}
gravatar\.com/(?:avatar/[0-9a-f]{32,64}|NAME)
mastodon\.social/@NAME
open\.spotify\.com/user/NAME
(?:researchgate\.net/profile|last\.fm/user|quora\.com/profile)/NAME
scholar\.google\.[a-z.]+/citations\?user=[\w-]+
"""
_HOSTS = "|".join(_NETWORKS.split()).replace("NAME", _NAME)
_PAGES = (
    r"\.com/(?i)(?:login|signup|share|sharer|sharer\.php|intent|search|explore|home|hashtag|about|help|settings|privacy|terms|"
    r"groups|events|watch|marketplace|pages|tr|plugins|features|pricing|topics|trending|orgs|sponsors|accounts|p|reel|tv)"
    r"(?:[/?#]|$)"
)
_ADDRESS = r"^\s*(?:[A-Za-z]+://)?(?:[\w-]+\.){1,4}[a-z]{2,4}/[\w@%-]"  # quick to compile: most columns end here
_PROFILE = rf"^(?i)\s*(?:https?://)?(?:www\.)?(?:{_HOSTS})/?(?:[?#]\S*)?\s*$"


def _profile(values: Values) -> Bools:
    passed = values.matches(_ADDRESS)
    for pattern, wanted in ((_PROFILE, True), (_PAGES, False)):
        if passed.any():
            passed &= values.matches(pattern) == wanted
    return np.asarray(passed)


CATEGORY = (
    Category(
        id="url-profile",
        label=_LABEL,
        group="online",
        check=_profile,
        chance=1e-4,
        weight=8.0,
        identifies=5,
        names=_NAMES,
    ),
    Category(
        id="url-profile",
        label=_LABEL,
        group="online",
        check=without(url("http", "https"), regex(_PAGES)),
        chance=0.3,
        weight=0.8,
        identifies=5,
        names=_NAMES,
    ),
)
