"""What labels of places tell, in many languages, and what only sounds like it."""

from __future__ import annotations

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightlatch.risk import places
from nightlatch.risk._wording import folded, parts_of

NAMES = {at: kind.name for at, kind in enumerate(places.KINDS, 1)}


def told(label: str) -> str:
    return NAMES.get(int(places.kinds(pa.array([label], pa.large_string()))[0]), "")


TELLING = {
    "religion": """
        mosque; Grand Mosque; place_of_worship; St. Mary's Church; Church Street Mosque; Mosque, Church Street 12;
        Marienkirche; Neue Synagoge; Mosquée de Paris; eglise; ÉGLISE; Mezquita Central; igreja matriz; Chiesa Madre;
        moskee; meczet; kościół; kostel; Мечеть; в мечети; церковь; Ulu Camii; المسجد الكبير; والمسجد; جامع; کلیسا;
        مەسچىت; جامەسى; мешіті; masjid; मंदिर; মসজিদ; בית הכנסת; gereja; nhà thờ; มัสยิด; 清真寺; 教堂; 教堂路12号清真寺;
        モスク; 교회; Mosque 清真寺; مسجد (mosque); 清真寺/مەسچىت; 이슬람 사원; τζαμί; biserică; templom; crkva
    """,
    "health": """
        hospital; City Clinic; dialysis unit; Krankenhaus Nord; Uniklinik; hôpital; clínica; ospedale; szpital; больница;
        Детская поликлиника; лікарня; hastanesi; مستشفى; العيادة; بیمارستان; دوختۇرخانا; ауруханасы; kasalxona; अस्पताल;
        בית חולים; rumah sakit; bệnh viện; โรงพยาบาล; 医院; 人民医院; 病院; 병원; νοσοκομείο; spital; kórház; bolnica
    """,
    "trade-union": """
        trade union; Union Hall; Gewerkschaftshaus; bourse du travail; sede sindical; sindacato; vakbond; профсоюзы; sendikası;
        نقابة العمال; кәсіподақ; công đoàn; 总工会; 労働組合; 노동조합; szakszervezet; sindicat
    """,
    "political-opinion": """
        political party; Parteibüro; siège du parti; sede del partido; избирательный штаб; parti binası; مقر الحزب; 政党; 정당
    """,
    "sexual-orientation": "Gay Bar Blue; LGBT centre; Schwulenberatung; bar gay; гей-клуб; centro LGTB; 同志酒吧; ゲイバー; 게이바",
    "minors": """
        school; Kindergarten; Grundschule Nord; école maternelle; guardería; asilo nido; basisschool; przedszkole; školka;
        Детский сад № 5; anaokulu; مدرسة; مهدکودک; مەكتەپ; мектебі; विद्यालय; בית ספר; sekolah; trường mầm non; โรงเรียน;
        小学; 幼稚園; 초등학교; óvoda; grădiniță
    """,
    "shelter": """
        women's shelter; Frauenhaus; foyer d'accueil; casa de acogida; refugee camp; Flüchtlingsheim; кризисный центр;
        kadın sığınma evi; مخيم اللاجئين; 庇护所; 쉼터
    """,
    "criminal-justice": """
        prison; Crown Court; Amtsgericht; JVA; palais de justice; cárcel; tribunale; gevangenis; тюрьма; районный суд;
        adliyesi; سجن; المحكمة; زندان; تۈرمە; түрме; न्यायालय; בית משפט; pengadilan; tòa án; เรือนจำ; 监狱; 人民法院; 裁判所; 교도소
    """,
}
NOTHING = """
    hotel; internet cafe; police station; restaurant; park; tourist spot; 宾馆; 酒店; 派出所; 便民警务站; 网吧; 饭店; 公园; 景区;
    ساقچىخانا; مېھمانخانا; تورخانا; Church Street 12; Temple Street; Hospital Road; Mosque Road, gate 3; Kirchstraße; Kirchstr. 5;
    Kirchplatz; Am Kirchweg 3; rue de l'église; Place de la Mosquée; calle Iglesia 4; Via della Chiesa; ulica Kościelna;
    улица Церковная 5; Церковная улица; Kilise Sokak; شارع المسجد; خیابان مسجد; 教堂路; 教堂街5号; 清真寺站; 医院路; 学校前駅; 교회로 5; jalan masjid;
    Union Station; Union Square; Western Union; credit union; Temple Bar; Temple Hotel; Church Inn; Kloster Hotel; 医院宾馆; Mosque Kebab;
    Christchurch; Churchill; Kirchner; Neunkirchen; Whitechapel; Haltestelle Klinikum; Hospital bus stop; gare de l'hôpital;
    animal hospital; Tierklinik; 动物医院; ветеринарная клиника; clinique vétérinaire; phone hospital;
    driving school; Fahrschule Meyer; Hochschule; 驾校; Автошкола; dance school; school of medicine;
    animal shelter; bus shelter; Tierheim; tennis court; food court; Hampton Court; Gericht des Tages;
    birthday party room; Gay Street; Gay-Lussac; gate_03; camera 1039; Kashgar; Akita; Sud; 39.4704,75.9898; ; 12
"""


@pytest.mark.parametrize(
    ("label", "kind"),
    [(label.strip(), kind) for kind, labels in TELLING.items() for label in labels.split(";")],
)
def test_labels_that_tell(label: str, kind: str) -> None:
    """In whatever language, with endings, in compounds, with the article in one: each tells its category."""
    assert told(label) == kind


@pytest.mark.parametrize("label", [label.strip() for label in NOTHING.split(";")])
def test_labels_that_tell_nothing(label: str) -> None:
    """Streets, stops and businesses called after such a place, other words that contain it, and bare coordinates."""
    assert told(label) == ""


def test_twenty_languages_at_least_for_each() -> None:
    """Each category is told in at least twenty languages, Arabic, Chinese, Kazakh and Uyghur for religion among them."""
    languages = {kind.name: set(kind.languages) for kind in places.KINDS}
    assert all(len(known) >= 20 for known in languages.values())
    assert languages["religion"] >= {"ug", "ar", "zh", "kk", "fa", "tr"}
    assert set(languages) == set(TELLING)


def test_no_term_is_of_two_categories() -> None:
    """Nor does a street word by itself tell anything."""
    seen: dict[str, str] = {}
    for name, rows in places._lexicon().items():
        for language, text in rows.items():
            if len(language) == 2:
                for term in (one.strip() for one in text.split(",")):
                    assert term and seen.setdefault(folded(term), name) == name, term


@given(st.text(max_size=200))
def test_no_label_is_too_odd(label: str) -> None:
    """Mixed scripts, control characters, endless ones: an answer, and the same for the label folded twice."""
    assert told(label) in ("", *NAMES.values())
    assert all(part.words is not None for part in parts_of(label))


def test_a_hostile_label_costs_nothing() -> None:
    """Only the beginning of a long one is looked at."""
    assert told("x" * 1_000_000 + " mosque") == ""
    assert told("mosque" + " " * 1_000_000) == "religion"
