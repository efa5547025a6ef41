"""How words of other scripts are written in the Latin letters of field names, and ä, ö, ü, å, ø in plain ones.

Of names of fields only, and only to compare them: all usual ways are given (data_rozhdeniya, data_rozhdenija), none is
called right. Arabic, Hebrew, Indic and East Asian scripts have no such letter by letter; their words are listed.
"""

from __future__ import annotations

from itertools import product

_DIGRAPHS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "đ": "dj"})
_LEAST = 4  # letters of a word in Latin ones; a shorter one may be of any language, and is listed where it is not


def _table(frm: str, to: str) -> dict[str, str]:
    return dict(zip(frm.split(), to.replace("-", "").split(" "), strict=True))


# Russian, and what the other languages add to it: Ukrainian, Belarusian, Serbian, Macedonian, Kazakh, Mongolian, Uzbek.
_CYRILLIC = _table(
    "а б в г д е ж з и й к л м н о п р с т у ф х ц ч ш щ ъ ы ь э ю я і є ґ ј љ њ џ ћ ђ ѓ ќ ѕ ә ғ қ ң ө ұ ү һ ҳ",
    "a b v g d e zh z i y k l m n o p r s t u f kh ts ch sh shch - y - e yu ya i ye g j lj nj dz c dj gj kj dz a g k n "
    "o u u h h",
)
# Letters that are written in several ways, those that one writer writes alike together: what there is beside the first.
_CYRILLIC_WAYS = (
    (_table("х", "h"),),
    (_table("ц", "c"),),
    (_table("щ", "sch"), _table("щ ъ", "sht a"), _table("щ", "sc")),
    (_table("ж ч ш", "z c s"),),  # as scholars and the south Slavs write them
    (_table("й ю я є", "j ju ja je"), _table("й ю я є", "i iu ia ie")),
)
_UKRAINIAN = ((_table("и", "y"),), (_table("г", "h"),))
_GREEK = _table(
    "α β γ δ ε ζ η θ ι κ λ μ ν ξ ο π ρ σ ς τ υ φ χ ψ ω",
    "a v g d e z i th i k l m n x o p r s s t y f ch ps o",
)
_GREEK_WAYS = ((_table("χ", "h"), _table("χ", "x")), (_table("υ", "i"), _table("υ", "u")), (_table("η", "h"),))
_PAIRS = (("ου", "ou"), ("αυ", "av"), ("ευ", "ev"), ("ու", "u"))  # two letters for one sound
_GEORGIAN = _table(
    "ა ბ გ დ ე ვ ზ თ ი კ ლ მ ნ ო პ ჟ რ ს ტ უ ფ ქ ღ ყ შ ჩ ც ძ წ ჭ ხ ჯ ჰ",
    "a b g d e v z t i k l m n o p zh r s t u p k gh q sh ch ts dz ts ch kh j h",
)
_ARMENIAN = _table(
    "ա բ գ դ ե զ է ը թ ժ ի լ խ ծ կ հ ձ ղ ճ մ յ ն շ ո չ պ ջ ռ ս վ տ ր ց ւ փ ք օ ֆ և",
    "a b g d e z e y t zh i l kh ts k h dz gh ch m y n sh o ch p j r s v t r ts u p k o f ev",
)
_SCRIPTS = ((_CYRILLIC, _CYRILLIC_WAYS), (_GREEK, _GREEK_WAYS), (_GEORGIAN, ()), (_ARMENIAN, ()))


# Loan words: who writes them in Latin letters writes English, where they are names of anything.
_ENGLISH = frozenset(
    {"token", "data", "status", "format", "model", "region", "film", "test", "signal", "profil", "stat"}
)


def plainly(text: str) -> str:
    """*text*, in lower case and composed, with two letters for those that have dots, a ring or a stroke."""
    return text.translate(_DIGRAPHS)


def in_latin(run: str) -> frozenset[str]:
    """The ways in which *run*, lower case and without accents, is written in Latin letters; none if it is in them."""
    for table, ways in _SCRIPTS:
        if not table.keys().isdisjoint(run):
            known = (*ways, *_UKRAINIAN) if set(run) & set("іїєґ") else ways
            run = _paired(run)
            met = [({}, *group) for group in known if any(sign in run for way in group for sign in way)]
            both = ({**table, **{sign: to for way in chosen for sign, to in way.items()}} for chosen in product(*met))
            written = {"".join(letters.get(sign, sign) for sign in run) for letters in both}
            return frozenset(one for one in written if one.isascii() and len(one) >= _LEAST) - _ENGLISH
    return frozenset()


def _paired(run: str) -> str:
    for pair, written in _PAIRS:
        run = run.replace(pair, written)
    return run
