"""What a record's other fields are about: names of fields only, never values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from nightlatch.survey import fieldnames

_PERSON = fieldnames.vocabulary(
    "person user customer client patient employee student member contact owner passenger guest citizen resident "
    "driver applicant tenant birth birthday birthdate dob sex gender firstname lastname surname fullname givenname "
    "familyname nationality passport ssn idcard email phone mobile father mother spouse xm sfzh csrq geburtsdatum "
    "geschlecht vorname nachname nachnahme prenom nom sexe nombre apellido apellidos sexo cpf dni nascimento "
    "nacimiento naissance cognome nome sesso naam geslacht imie nazwisko pesel plec фамилия имя пол телефон soyad "
    "cinsiyet telefon "
)
_PERSON_JOINED = (
    "姓名", "身份证", "性别", "出生", "手机", "民族", "氏名", "生年月日", "性別",
    "이름", "성별", "생년월일", "الاسم", "الجنس",
)  # fmt: skip
_THING = fieldnames.vocabulary(
    "sku price ean isbn upc barcode stock quantity qty version vendor manufacturer brand colour color weight species "
    "breed os cpu hostname hosts unit dimensions warehouse revision commit build artist album film movie genre "
    "publisher isrc pages edition taxon habitat population capital iso iata icao runtime scientificname genus "
    "featurecode featureclass geonameid humidity precipitation rainfall windspeed azimuth antenna magnitude "
)
_PLACE = fieldnames.vocabulary(
    "lat lon lng latitude longitude location geo gps coordinates coords position place poi camera tracker site venue "
    "checkpoint geom geohash breitengrad längengrad latitud longitud широта долгота lieu lugar luogo ort"
)
_PLACE_JOINED = ("经度", "纬度", "坐标", "位置", "地点", "场所", "卡口", "摄像", "緯度", "経度", "위도", "경도")
PERSONAL = 2  # neighbours about a person that make a record one about a person
_ANIMAL = fieldnames.vocabulary("species breed animal pet cattle herd rasse tierart espece raza especie")


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """What a record's other fields are about; *found*: the categories that they surely hold, *next* the adjoining two.

    *someone*: is any field called after people; *alone*: is there no sign of a person, neither in names nor in values?
    """

    person: bool = False
    someone: bool = False
    alone: bool = False
    thing: bool = False
    animal: bool = False
    place: bool = False
    found: frozenset[str] = frozenset()
    next: frozenset[str] = frozenset()


def around(siblings: Iterable[str]) -> Near:
    """At least two neighbours about a person; any about a thing, an animal, a place."""
    return Around(siblings).without("")


class Around:
    """What all fields of a record are about, so that what is beside each of them is told at once."""

    def __init__(self, paths: Iterable[str]) -> None:
        self._about = {path: _about(path) for path in paths}
        self._counts = [sum(about) for about in zip(*self._about.values(), strict=True)] or [0, 0, 0, 0]

    def without(self, path: str) -> Near:
        """What the fields other than *path* are about."""
        own = self._about.get(path, (False,) * 4)
        person, thing, animal, place = (count - one for count, one in zip(self._counts, own, strict=True))
        return Near(person=person >= PERSONAL, someone=person > 0, thing=thing > 0, animal=animal > 0, place=place > 0)


@lru_cache(maxsize=65536)
def _about(path: str) -> tuple[bool, bool, bool, bool]:
    """Is a field called so about a person, a thing, an animal, a place?"""
    name = fieldnames.read(path)
    words = {name.run, *name.words}
    return (
        bool(words & _PERSON) or _any_in(_PERSON_JOINED, name.text), bool(words & _THING), bool(words & _ANIMAL),
        bool(words & _PLACE) or _any_in(_PLACE_JOINED, name.text),
    )  # fmt: skip


def _any_in(words: tuple[str, ...], text: str) -> bool:
    return not text.isascii() and any(word in text for word in words)
