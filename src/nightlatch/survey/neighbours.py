"""What a record's other fields are about: names of fields only, never values."""

from __future__ import annotations

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
    "publisher isrc pages edition taxon habitat population capital iso iata icao runtime "
)
_PLACE = fieldnames.vocabulary(
    "lat lon lng latitude longitude location geo gps coordinates coords position place poi camera tracker site venue "
    "checkpoint geom geohash breitengrad längengrad latitud longitud широта долгота lieu lugar luogo ort"
)
_PLACE_JOINED = ("经度", "纬度", "坐标", "位置", "地点", "场所", "卡口", "摄像", "緯度", "経度", "위도", "경도")
_ANIMAL = fieldnames.vocabulary("species breed animal pet cattle herd rasse tierart espece raza especie")


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """What a record's other fields are about."""

    person: bool = False
    thing: bool = False
    animal: bool = False
    place: bool = False


@lru_cache(maxsize=4096)
def around(siblings: tuple[str, ...]) -> Near:
    """At least two neighbours about a person; any about a thing, an animal, a place."""
    names = [fieldnames.read(path) for path in siblings[:200]]
    runs = [{name.run, *name.words} for name in names]
    text = [name.text for name in names]
    person = sum(bool(run & _PERSON) or _any_in(_PERSON_JOINED, word) for run, word in zip(runs, text, strict=True))
    place = any(run & _PLACE for run in runs) or any(_any_in(_PLACE_JOINED, word) for word in text)
    thing, animal = (any(run & words for run in runs) for words in (_THING, _ANIMAL))
    return Near(person=person >= 2, thing=thing, animal=animal, place=place)


def _any_in(words: tuple[str, ...], text: str) -> bool:
    return not text.isascii() and any(word in text for word in words)
