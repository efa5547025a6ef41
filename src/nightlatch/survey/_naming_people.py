"""Is a word a person's name, a word of things, or unknown? One word at a time; the neighbours are another module's.

A word is a name if the lists of given and family names have it (those by which the classifier knows columns of names,
and more of the same), and nothing else does: not the vocabulary of field names, not streets, companies and products,
not the words of databases. Nothing here remembers a word it was asked about.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from nightlatch.categories import _cues, all_categories
from nightlatch.survey import _naming_east as east
from nightlatch.survey import fieldnames
from nightlatch.survey import wordkernel as w
from nightlatch.survey._naming_family import FAMILY as _MORE_FAMILY
from nightlatch.survey._naming_given import GIVEN as _MORE_GIVEN
from nightlatch.survey._naming_scripts import NAMES as _MORE_NAMES
from nightlatch.survey._naming_words import HALF as _HALF
from nightlatch.survey._naming_words import ORDINARY, SURELY, TECHNICAL
from nightlatch.survey.fieldnames import vocabulary

GIVEN, FAMILY, WORD, HALF, PARTICLE, SHORT = (1 << bit for bit in range(6))
NAME = GIVEN | FAMILY

_THINGS = w.STREET | w.PLACE | w.COMPANY | w.ORGANISATION | w.STOP | w.PARTICLE | w.TITLE | w.COUNTRY | w.CITY
_FOLD = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ß": "ss",
                       "ς": "σ", "أ": "ا", "إ": "ا", "آ": "ا", "ة": "ه", "ى": "ي", "ک": "ك", "ی": "ي"})  # fmt: skip
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})
_HAN = re.compile("[\u3400-\u9fff\u3005]+")
_HANGUL = re.compile("[\uac00-\ud7a3]+")
_KANA = re.compile("[\u3041-\u30ff]+")

# Endings that family names and patronymics have, with the least letters of such a word.
_ENDINGS = (
    ("ovich", 7), ("evich", 7), ("ovna", 6), ("evna", 6), ("owicz", 7), ("ewicz", 7), ("ovic", 6), ("evic", 6),
    ("enko", 6), ("czyk", 6), ("wski", 6), ("nski", 6), ("lski", 6), ("wska", 6), ("nska", 6), ("lska", 6),
    ("ova", 6), ("ov", 6), ("eva", 7), ("shvili", 8), ("poulos", 7), ("opoulou", 8), ("escu", 6), ("oglu", 6),
    ("sson", 7), ("dottir", 8), ("idis", 7),
    ("ович", 6), ("евич", 6), ("овна", 6), ("евна", 6), ("енко", 6), ("швили", 7), ("цкий", 6), ("цкая", 6),
    ("вский", 7), ("вская", 7), ("ова", 6), ("ева", 6), ("შვილი", 6), ("ძე", 5), ("πουλος", 7), ("ιδης", 6),
    ("ακης", 6), ("οπουλου", 8),
)  # fmt: skip
# Words that only end so; and a family name in "-ов" must be made of a given name, for so do plurals end.
_NO_ENDINGS = vocabulary("""
основа обнова половина корова голова готова подкова столова королева напева посева terranova bossanova supernova
casanova villanova moldova genova padova mantova jeans oscars lambdas approv remov improv
""")
_MADE_OF_GIVEN = (("ов", ""), ("ев", "й"), ("ев", "ь"), ("ин", "а"), ("ин", "я"), ("ина", "а"), ("ина", "я"),
                  ("ін", "а"), ("юк", ""), ("чук", ""))  # fmt: skip
_PINYIN_FAMILIES = ("wang", "zhang", "chen", "yang", "huang", "zhao", "zhou", "liu", "xu", "sun", "zhu", "guo", "luo")
_PINYIN = re.compile(
    "(?:(?:[bpmfdtnlgkhjqxryw]|[zcs]h?)"
    "(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|an|ao|ei|en|er|ia|ie|in|iu|ou|ua|ue|ui|un|uo|a|e|i|o|u)){1,2}"
)
# Words of business in the same letters: account, bill, website, network, photo, period and the like.
_PINYIN_WORDS = vocabulary("""
zhanghao zhanghu zhangdan zhangwu wangzhan wangluo wangzhi wangdian wangye wangka zhaopian zhaopin zhaoshang zhaobiao
yangben yangshi zhouqi zhoubao zhoumo chengji liushui huangye xuke xuqiu xuhao sunshi sunyi zhuce zhuti zhuye zhuanye
zhuangtai zhuangshi zhujian zhuji guoji guojia guoqi guochan guolv luoji yanglao yangche liucheng liulan liuliang
liuyan liupai chenlie chengben chengyuan xuexiao xuesheng xueli
""")


def fold(word: str) -> str:
    """*word* in lower case, without accents and vowel marks."""
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFD", word.lower())
    return unicodedata.normalize("NFC", "".join(c for c in plain if not unicodedata.combining(c))).translate(_FOLD)


@cache
def _names() -> dict[str, int]:
    """Every name of the lists with :data:`GIVEN` or :data:`FAMILY`; spelled without accents, and as Germans do."""
    flags: dict[str, int] = {}
    lists = [(word, (GIVEN if flag & w.GIVEN else 0) | (FAMILY if flag & w.SURNAME else 0))
             for word, flag in _cues.WORDS.items() if flag & (w.GIVEN | w.SURNAME)]  # fmt: skip
    lists += [(word, GIVEN) for word in _MORE_GIVEN] + [(word, FAMILY) for word in _MORE_FAMILY]
    lists += [(word, NAME) for word in _MORE_NAMES]
    for word, flag in lists:
        for form in {fold(word), fold(word.translate(_UMLAUTS))}:
            flags[form] = flags.get(form, 0) | flag
    return flags


@cache
def _accented() -> frozenset[str]:
    """Names that are no words of things if their accents are written: "Trần" is no "tran", "Gül" no "gul"."""
    found = {word for word, flag in _cues.WORDS.items() if flag & (w.GIVEN | w.SURNAME) and not flag & _THINGS}
    things = {name for category in all_categories() for name in category.names}
    return frozenset(word for word in found - things if not word.isascii() and fold(word).isascii())


@cache
def _vocabulary() -> frozenset[str]:
    """Words that things are called by."""
    found = {fold(word) for word, flag in _cues.WORDS.items() if flag & _THINGS and not _is_only_city(flag)}
    for category in all_categories():
        for name in category.names:
            found.update(map(fold, fieldnames.words_of(name)))
    found |= fieldnames._THINGS | fieldnames._BEFORE | fieldnames._AFTER | TECHNICAL | ORDINARY
    return frozenset(found - SURELY)


def _is_only_city(flag: int) -> bool:
    """Jordan and Austin are people before they are places."""
    return bool(flag & w.GIVEN and flag & (w.CITY | w.COUNTRY) and not flag & (_THINGS & ~(w.CITY | w.COUNTRY)))


def is_word(word: str) -> bool:
    """Is a folded *word* one that things are called by, in one number or the other?"""
    known = _vocabulary()
    return word in known or (word.endswith("s") and word[:-1] in known and word not in _names())


def flags_of(word: str) -> int:
    """What *word*, letters of one script, is: :data:`GIVEN`, :data:`FAMILY`, :data:`WORD` ... or 0 for unknown."""
    if _HAN.fullmatch(word):
        return NAME if east.is_han_name(word, is_word) else WORD
    if _HANGUL.fullmatch(word):
        return NAME if east.is_hangul_name(word, is_word) else WORD
    if _KANA.fullmatch(word):
        return NAME if east.is_kana_name(word, _is_kana_reading) else WORD
    if not word.isascii() and word.lower() in _accented():
        return NAME
    return _spelled(fold(word))


def is_name(flags: int) -> bool:
    """A name, wherever it stands?"""
    return bool(flags & NAME) and not flags & (WORD | SHORT)


def _is_kana_reading(read: str) -> bool:
    return bool(_names().get(read))


def _spelled(word: str) -> int:
    flags = _names().get(word, 0)
    if is_word(word):
        flags |= WORD | (HALF if word in _HALF else 0)
        return flags | (PARTICLE if _cues.WORDS.get(word, 0) & w.PARTICLE else 0)
    if flags:
        return flags | (SHORT if len(word) < 3 and word.isascii() else 0)
    return _formed(word)


def _formed(word: str) -> int:
    """By its ending, or as two names run together: "kowalewska", "annas", "annasmith", "jsmith", "wangwei"."""
    if word.endswith("s") and len(word) > 4 and _names().get(word[:-1], 0) & GIVEN and word not in _NO_ENDINGS:
        return GIVEN if not is_word(word[:-1]) else 0
    if word not in _NO_ENDINGS and any(word.endswith(end) and len(word) >= least for end, least in _ENDINGS):
        return FAMILY
    if not word.isascii() and _is_made_of_given(word):
        return FAMILY
    if not word.isascii() or not 6 <= len(word) <= 24:
        return 0
    names = _names()
    for at in range(3, len(word) - 2):
        one, other = names.get(word[:at], 0), names.get(word[at:], 0)
        if one and other and (one | other) & GIVEN and at + 4 <= len(word) and _are_names(word[:at], word[at:]):
            return NAME
    if names.get(word[1:], 0) & FAMILY and len(word) > 5 and not is_word(word[1:]):
        return NAME
    family = next((one for one in _PINYIN_FAMILIES if word.startswith(one)), "")
    is_spelled = family and word not in _PINYIN_WORDS and _PINYIN.fullmatch(word[len(family) :])
    return NAME if is_spelled else 0


def _is_made_of_given(word: str) -> bool:
    """ "Иванов" of "Иван", "Сергеев" of "Сергей"."""
    stems = (word[: -len(end)] + given for end, given in _MADE_OF_GIVEN if word.endswith(end))
    return len(word) >= 5 and any(_names().get(stem, 0) & GIVEN for stem in stems)


def _are_names(one: str, other: str) -> bool:
    """Two names that are no words of things either, the longer of at least five letters."""
    return max(len(one), len(other)) >= 5 and not is_word(one) and not is_word(other)
