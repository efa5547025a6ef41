"""How a field's name is read: taken apart into words, and compared with the words a category goes by.

Sends nothing; sees names of fields only, never values. Words are compared whole ("tel" is not in "hotel"); scripts
written without blanks (Han, Kana, Hangul, Thai) and Arabic, where the article is joined on, are compared as substrings.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import permutations

from nightlatch.survey import _glossary
from nightlatch.survey.spelling import in_latin, plainly

EXACT, TRANSLATED, PARTIAL, FORMED = 1.0, 0.8, 0.7, 0.6
_MOST_WORDS = 24  # of a field's name that are looked at

_UPPER, _LOWER = "A-ZÀ-ÖØ-ÞА-ЯЁΑ-Ω", "a-zß-öø-ÿа-яёα-ω"
_CAMEL = re.compile(f"(?<=[{_LOWER}0-9])(?=[{_UPPER}])|(?<=[{_UPPER}])(?=[{_UPPER}][{_LOWER}])")
_WORD = re.compile(r"(?:[^\W_]|[\u0900-\u109f\u1780-\u17d3])+")  # vowel signs of India, Thailand, Burma are no letters
_MARKS = re.compile("[\u0300-\u036f\u064b-\u065f\u0640]")  # Latin, Greek, Cyrillic accents; Arabic vowels, tatweel
_FOLD = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ə": "e",
                       "ɗ": "d", "ɓ": "b", "ƙ": "k", "ħ": "h", "ʻ": "", "ʼ": "",
                       "أ": "ا", "إ": "ا", "آ": "ا", "ة": "ه", "ى": "ي"})  # fmt: skip
_JOINED = re.compile("[\u0590-\u06ff\u0900-\u0fff\u1100-\u11ff\u3040-\u30ff\u3130-\u318f\u3400-\u9fff\uac00-\ud7af]")


def vocabulary(text: str) -> frozenset[str]:
    """The words of *text*."""
    return frozenset(text.split())


_SHORT = frozenset({"ip", "id"})  # the only two-letter words that count inside a longer name

# Words that turn a name into something about the thing, not the thing: "email_verified", "has_phone", "age_group".
_BEFORE = vocabulary(
    "has is can num count total avg max min nb use allow enable enabled disable show hide need needs require should "
    "verify verified validate valid invalid send sent did was update updated masked hashed encrypted "
)
_AFTER = vocabulary(
    "verified type count status flag format template length len enabled disabled valid validated confirmed required "
    "optional changed updated created deleted at sent opt optin id ids group range class category kind level rank "
    "score source provider index idx total sum avg min max rate ratio percent pct size width height color colour "
    "version label prefix suffix subject body domain preference pref consent bounced clicks opens key token hash code "
    "pattern regex mask visible ok error errors attempts quality accuracy precision field column list "
    "set typ anzahl geprueft tipo cantidad contagem quantidade verificado typu "
)
_JOINED_NOT = (
    "是否", "类型", "数量", "状态", "个数", "次数", "统计", "格式",
    "種類", "件数", "フラグ", "여부", "유형", "نوع", "عدد",
)  # fmt: skip
# Owners that are no person: what they are called, where they stand and how they are reached says nothing of people.
_THINGS = vocabulary(
    "product item sku brand file filename host hostname server domain table column field db database schema app "
    "application package module class function method event job queue topic task process service device model machine "
    "sensor font color colour theme template layer category campaign project song album film movie book game team "
    "league plan tier feature step stage rule policy role permission group channel menu page site website metric "
    "variable parameter param config setting bucket container animal pet breed species plant vehicle car ship vessel "
    "airport airline currency language lang drug chemical gene protein planet tournament cluster node instance "
    "namespace repo repository company companies firm organisation organization org vendor supplier merchant shop "
    "store hotel restaurant school bank agency agencies department dept warehouse business businesses publisher "
    "manufacturer producer factory branch station stop country city cities state region province district place poi "
    "venue facility facilities asset component part material article artikel produkt producto produit prodotto firma "
    "unternehmen empresa societe entreprise azienda datei recipe ingredient dish course provider carrier attribute "
    "browser os program programme script plugin extension library workflow pipeline dataset report dashboard widget "
    "church iglesia eglise parroquia parish chiesa igreja kirche cinema catalogue catalog "
    "insurer krankenkasse kostentrager kostentraeger versicherer assureur aseguradora ubezpieczyciel "
    "compound element mineral road market exchange fund portfolio series episode genre band "
)
# What things have as well as people; an applicant or a birth date is a person's, whoever owns the field.
_UNSPECIFIC = vocabulary(
    "name names title label code number no nr num id uid uuid key ref address addr adresse location place position "
    "phone telephone tel mobile fax email mail city town street postcode zip postal country region state photo picture "
    "image img avatar owner contact status type description age sex gender weight height user username login account "
    "display full first last short long legal home work main primary default date time created updated "
    "nom nome nombre naam namn navn nimi jmeno nev isim ad adi bezeichnung telefon telefono telephone telefone ort "
    "ville ciudad citta cidade strasse rue calle via rua plz cep cap cp"
)


def _written_out(text: str) -> dict[str, str]:
    """``{short form: full}`` of entries such as ``nm nam: name``."""
    entries = (entry.partition(":") for entry in text.split(","))
    return {short: full.strip().replace(" ", "_") for shorts, _, full in entries for short in shorts.split()}


# What database columns are shortened to; written out only where the short form says nothing by itself.
_SHORTENED = _written_out("""
    nm nam nme: name, fnam: first name, lnam: last name, frst fst: first, lst: last, sur: surname, mid: middle,
    adr addr ad: address, strt str: street, cty: city, cntry ctry: country, zp: zip, ph phn fon: phone,
    mob mbl: mobile, cel: cell, eml em: email, ml: mail, dt dte dat: date, brth bth: birth,
    bd bdt bdate dofb: birth date, gndr gdr gen: gender, sx: sex, natl natnlty: nationality, cust cst: customer,
    clnt: client, emp empl: employee, pat ptnt: patient, stu std: student, mbr: member, acct acc: account,
    nbr num nr: number, cd: code, crd: card, pymt: payment, sal sly: salary, jobttl: job title, ttl: title,
    occ: occupation, cmpy comp co: company, org: organisation, dept: department, lic lcns: licence, drvr: driver,
    psprt ppt: passport, natid: national id, soc: social, sec: security, ins: insurance, diag dx: diagnosis,
    rx med: medication, lat: latitude, usr: user, pwd pw: password, inc: income, yr: year, dist: district,
    vrtr: voter, regn: registration, reg: registration, res: residence, ctzn: citizen, relgn rlgn: religion,
    ethn ethnic: ethnicity, prty: party, hsp hosp: hospital, recip rcpt: recipient, benef bnf: beneficiary,
    pers prs: person, kund kd kdn: kunden, mitgl: mitglieds, vers: versicherung, ans: ansatt, klnt: klant,
    med: medewerker, dtnasc: dt nasc, func: funcionario, matric: matricula, cli clte: cliente, prov: proveedor
""")
_ENDS = ("nbr", "num", "name", "code", "date", "nr", "no", "id", "nm", "cd", "dt")
_ENDS_ALWAYS = frozenset({"nbr", "num", "nr", "cd", "dt"})  # no word ends so
# The only names of at most three letters that mean one thing wherever they stand.
_UNMISTAKABLE = vocabulary(
    "age dob sex tel ssn zip plz cep cpf rut dni nie cuit nif nir bsn bvn nin ahv avs cnp egn hkid imei mac mrn iban "
    "bic pan cvv cvc ip dn ddn mob gsm fax lat lng lon jwt tin ein sin sdt nom fio ort gps pin cnh rfc rg tc xm xb "
    "exp sal sj mz zn sr gj cp tk yb nc dh plec"
)
_ENGLISH = vocabulary(
    "number no code id customer employee patient student member person user date birth year place name first last "
    "maiden address street city phone mobile email salary account bank insurance policy passport expiry issue religion "
    "doctor child emergency card home work full contact private"
)
# Letters that a word has at least to be looked for inside of others: where blanks part words it seldom need be.
_WITHIN = ((re.compile("[\u0e00-\u109f\u1780-\u17ff]"), 3), (re.compile("[\u0590-\u0dff]"), 4))
_OPAQUE = re.compile(r"^(col|column|field|val|value|var|attr|attribute|unnamed|data|str|string|text)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A path taken apart: *words* of the leaf, *parents* (words of the nearest named parent), *text* of the leaf."""

    words: tuple[str, ...]
    parents: tuple[str, ...]
    text: str

    @property
    def run(self) -> str:
        """The words run together: "id_card", "idCard" and "IDCARD" are all "idcard"."""
        return "".join(self.words)


@lru_cache(maxsize=65536)
def read(path: str) -> Name:
    """Take *path* apart; the leaf of ``visits[].lat`` is ``lat``, its parent ``visits``."""
    steps = [step for step in path[-300:].replace("[]", "").split(".") if step]
    leaf, parent = (steps[-1] if steps else ""), (steps[-2] if len(steps) > 1 else "")
    words = words_of(leaf)
    return Name(words=words, parents=words_of(parent), text="".join(words))


@lru_cache(maxsize=65536)
def words_of(text: str) -> tuple[str, ...]:
    """Lower-case words of *text*: camelCase, snake_case and kebab-case taken apart, accents and end digits dropped."""
    spaced = _CAMEL.sub(" ", unicodedata.normalize("NFKC", text))
    marked = unicodedata.normalize("NFD", spaced.casefold()) if not _JOINED.search(spaced) else spaced.casefold()
    folded = unicodedata.normalize("NFC", _MARKS.sub("", marked)).translate(_FOLD)
    whole = _WORD.findall(folded)
    bare = [word.rstrip("0123456789") for word in whole]
    return tuple(word for word in bare if word) or tuple(whole)


def tokens(path: str) -> tuple[str, ...]:
    """The words of the leaf of *path*."""
    return read(path).words


def is_opaque(path: str) -> bool:
    """Does the name say nothing at all ("c12", "field_7", "")?"""
    words = read(path).words
    return all(_OPAQUE.match(word) or word.isdigit() or len(word) == 1 for word in words)


def is_short(path: str) -> bool:
    """Are three Latin letters or fewer all there is, a word of many languages?"""
    run = read(path).run
    return len(run) <= 3 and run.isascii() and run not in _UNMISTAKABLE


def match(path: str, names: tuple[str, ...]) -> float:
    """How well *path* says one of *names*: 1.0 the whole leaf, 0.7 whole words of it, 0.6 with its parent, 0.0 not."""
    return matched(path, names)[0]


@lru_cache(maxsize=32768)
def matched(path: str, names: tuple[str, ...], heeds_owner: bool = True) -> tuple[float, str]:
    """Score and the name of *names* that made it ("" for none), so that a reason can be given without the path."""
    name, index = read(path), _index(names)
    owned = heeds_owner and set(name.words) <= _UNSPECIFIC and any(_is_thing(word) for word in name.parents)
    if name.run in index.runs:
        return _formed(name, index) if owned else (EXACT, index.runs[name.run])
    best = _inside(name, index, heeds_owner) if not owned else (0.0, "")
    return max(best, _formed(name, index), _substring(name, index))


def _inside(name: Name, index: _Index, heeds_owner: bool) -> tuple[float, str]:
    words = name.words[:_MOST_WORDS]
    n = len(words)
    for size in range(min(n - 1, index.longest), 0, -1):
        for at in range(n - size, -1, -1):
            run = "".join(words[at : at + size])
            if run not in index.runs or (len(run) <= 2 and run.isascii() and run not in _SHORT):
                continue
            before, after = words[:at], words[at + size :]
            if not _is_denied(before, after, heeds_owner):
                return (PARTIAL if not after else FORMED), index.runs[run]
    return 0.0, ""


def _is_denied(before: tuple[str, ...], after: tuple[str, ...], heeds_owner: bool) -> bool:
    if any(word in _BEFORE for word in before) or any(word in _AFTER for word in after):
        return True
    return heeds_owner and any(_is_thing(word) for word in (*before, *after))


def _formed(name: Name, index: _Index) -> tuple[float, str]:
    for at in range(len(name.parents)):
        for parents in (name.parents[at:], (*name.parents[at:-1], _singular(name.parents[-1]))):
            run = "".join(parents) + name.run
            if run in index.runs:
                return FORMED, index.runs[run]
    return 0.0, ""


def _substring(name: Name, index: _Index) -> tuple[float, str]:
    if not _JOINED.search(name.text) or any(word in name.text for word in _JOINED_NOT):
        return 0.0, ""
    found = [run for run in index.joined if run in name.text]
    return (PARTIAL, index.runs[max(found, key=len)]) if found else (0.0, "")


class Lists:
    """The lists of names of all categories, asked together: which of them may speak for a path, told by its words."""

    def __init__(self, lists: Iterable[tuple[str, ...]]) -> None:
        self._runs: dict[str, tuple[tuple[str, ...], ...]] = {}
        self._joined: dict[str, tuple[tuple[str, ...], ...]] = {}
        for names in dict.fromkeys(lists):
            index = _index(names)
            for run in index.runs:
                self._runs[run] = (*self._runs.get(run, ()), names)
            for run in index.joined:
                self._joined[run] = (*self._joined.get(run, ()), names)
        for once in (words_of, _also_written):  # tens of thousands of names, and none of them is asked again
            once.cache_clear()

    def claims(self, path: str) -> dict[tuple[str, ...], tuple[float, str]]:
        """Which lists speak for *path*: their score, and the name that matched."""
        name = read(path)
        likely: set[tuple[str, ...]] = set()
        for run in _runs_of(name):
            likely.update(self._runs.get(run, ()))
        if _JOINED.search(name.text):
            for run, lists in self._joined.items():
                if run in name.text:
                    likely.update(lists)
        found = {names: matched(path, names) for names in likely}
        claims = {names: claim for names, claim in found.items() if claim[0]}
        if any(score == EXACT for score, _ in claims.values()):
            return claims
        if longer := _in_full(path, name):
            told = self.claims(longer).items()
            claims = {names: (min(score, PARTIAL), word) for names, (score, word) in told} | claims
        return claims | self._translated(name)

    def _translated(self, name: Name) -> dict[tuple[str, ...], tuple[float, str]]:
        """Which lists have all that *name* says, in English."""
        for run in _in_english(name.words):
            if lists := self._runs.get(run):
                return {names: (TRANSLATED, _index(names).runs[run]) for names in lists}
        return {}


def _in_full(path: str, name: Name) -> str:
    """*path* with its abbreviations written out, those run together too ("patnr"); "" if it has none."""
    words = [_SHORTENED.get(word) or _parted(word) or word for word in name.words]
    parent, dot, _ = path.rpartition(".")
    return f"{parent}{dot}{'_'.join(words)}" if tuple(words) != name.words else ""


_OWNERS = vocabulary("customer employee patient student member person user child")
_MOST_TRANSLATED = 4


@cache
def _meanings() -> dict[str, str]:
    return _glossary.meanings(words_of)


@lru_cache(maxsize=65536)
def _in_english(words: tuple[str, ...]) -> tuple[str, ...]:
    """What *words* say together in English, run together, in any order; and without whom it is about."""
    told = [_meaning(word) for word in words[: _MOST_TRANSLATED + 1]]
    is_plain = all(word in _SHORTENED or word in _ENGLISH for word in words)
    if is_plain or len(words) > _MOST_TRANSLATED or not all(told):
        return ()
    parts = [part for meaning in told for part in meaning.split("_")]
    bare = [part for part in parts if part not in _OWNERS]
    wholes = (parts, bare) if 0 < len(bare) < len(parts) else (parts,)
    return tuple("".join(order).replace(" ", "") for whole in wholes for order in permutations(whole))


def _meaning(word: str) -> str:
    """*word* in English, several words with ``_`` between them; "" where it is not known."""
    known = _meanings()
    if meaning := known.get(word) or _SHORTENED.get(word):
        return meaning
    for at in range(2, len(word) - 1):
        head, tail = known.get(word[:at]) or known.get(word[:at].removesuffix("s")), known.get(word[at:])
        if (
            head
            and tail
            and (at > 2 or head in ("number", "date"))
            and (len(word) - at > 2 or tail in ("number", "id"))
        ):
            return f"{head}_{tail}"
    return word if word in _ENGLISH else ""


@lru_cache(maxsize=65536)
def _parted(word: str) -> str:
    """ "pat nr" of "patnr", written out; "" where *word* is not a short form and one of numbers, names and dates."""
    for end in _ENDS:
        head = word.removesuffix(end)
        if head != word and (head in _SHORTENED or (end in _ENDS_ALWAYS and len(head) > 3)):
            return f"{_SHORTENED.get(head, head)}_{_SHORTENED.get(end, end)}"
    return ""


def _runs_of(name: Name) -> set[str]:
    """All that :func:`matched` may look up for *name*."""
    words = name.words[:_MOST_WORDS]
    runs = {"".join(words[at:end]) for at in range(len(words)) for end in range(at + 1, len(words) + 1)}
    runs.add(name.run)
    for at in range(len(name.parents)):
        runs.add("".join(name.parents[at:]) + name.run)
        runs.add("".join((*name.parents[at:-1], _singular(name.parents[-1]))) + name.run)
    return runs


def is_of_things(path: str) -> bool:
    """Is the owner of the field *path* a thing, as in ``film.title``?"""
    return any(_is_thing(word) for word in read(path).parents)


def _is_thing(word: str) -> bool:
    return word in _THINGS or _singular(word) in _THINGS


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and len(word) > 3 else word


@dataclass(frozen=True, slots=True, kw_only=True)
class _Index:
    runs: dict[str, str]
    joined: tuple[str, ...]
    longest: int


@lru_cache(maxsize=4096)
def _index(names: tuple[str, ...]) -> _Index:
    parts = {name: words_of(name) for name in names}
    runs: dict[str, str] = {}
    for name, words in parts.items():
        runs.setdefault("".join(words), name)
    for name, words in parts.items():
        for run in _also_written(name, "".join(words)):
            runs.setdefault(run, name)
    runs.pop("", None)
    joined = tuple(run for run in runs if _JOINED.search(run) and len(run) >= _least(run))
    return _Index(runs=runs, joined=joined, longest=max((len(words) for words in parts.values()), default=0) + 1)


@lru_cache(maxsize=65536)
def _also_written(name: str, run: str) -> frozenset[str]:
    """*run*, all of *name*, as it is written where only plain Latin letters may be."""
    if name.isascii():
        return frozenset()
    plain = "".join(words_of(plainly(unicodedata.normalize("NFC", name.casefold()))))
    return frozenset(one for one in {plain, *in_latin(run)} if not _OPAQUE.match(one))


def _least(run: str) -> int:
    return next((least for script, least in _WITHIN if script.search(run)), 2)
