"""Kinds of places: mosque, hotel, internet cafe. A place's kind is a person's whereabouts only beside people or points,
so a field name must agree unless nearly every value is a known kind (weight 4.6)."""

import numpy as np

from nightlatch.categories import Category
from nightlatch.survey import wordkernel as w
from nightlatch.survey.checks import Bools, phrases, vocabulary
from nightlatch.survey.values import Values
from nightlatch.survey.wording import wording

_NAMES = phrases("""
    place tag, place, place type, location type, poi, poi type, poi name, place name, location name, site type,
    venue, venue type, place kind, place category, location tag, tracker, tracker name, camera location,
    camera site, camera name, checkpoint, check point, spot, site name, device location, seen at place, where,
    address tag, location label, area type, visited place, last place, place label, ort typ, ortstyp, standort typ,
    platztyp, lieu, type de lieu, nom du lieu, lugar, tipo de lugar, nombre del lugar, tipo de local, luogo,
    tipo di luogo, plaatstype, miejsce, typ miejsca, место, тип места, объект, місце, yer, yer türü, mekan, المكان,
    نوع المكان, مکان, 地点, 场所, 地点类型, 场所类型, 地点标签, 场所名称, 位置名称, 卡口, 卡口名称, 摄像头位置,
    点位名称, dd, cs, csmc, ddmc, 場所, 施設, 地点名, 場所名, 장소, 장소명, 위치유형, plats, sted, paikka, místo,
    hely, loc tip, τόπος, địa điểm, tempat, สถานที่, स्थान, מקום""")
_TAG_NAMES = phrases("tag, tags, bq, 标签")
_KINDS = vocabulary("""
    mosque, hotel, internet cafe, internet café, police station, police, restaurant, park, tourist spot, hospital,
    school, market, bus stop, residence, residential area, church, temple, synagogue, clinic, pharmacy, bank,
    gas station, petrol station, airport, train station, railway station, station, metro station, subway station,
    supermarket, mall, shopping mall, shopping centre, shopping center, cafe, café, bar, pub, nightclub, gym,
    stadium, museum, library, university, college, kindergarten, prison, courthouse, court, embassy, checkpoint,
    border crossing, toll gate, parking, parking lot, car park, cinema, theatre, theater, cemetery, shrine,
    monastery, guesthouse, guest house, hostel, shelter, community centre, community center, office,
    office building, factory, warehouse, gate, entrance, exit, street, square, plaza, bridge, tunnel, highway,
    bazaar, shop, bakery, barber, hair salon, beauty salon, spa, casino, karaoke, teahouse, tea house, post office,
    town hall, city hall, government building, fire station, mine, farm, beach, zoo, playground, swimming pool,
    sports centre, internet_cafe, police_station, bus_stop, train_station, gas_station, shopping_mall, night_club,
    place_of_worship, tourist_spot, tourist attraction, tourist_attraction, moschee, kirche, krankenhaus, schule,
    bahnhof, polizei, polizeiwache, hotel, gaststätte, markt, apotheke, klinik, synagoge, tempel, internetcafé,
    einkaufszentrum, tankstelle, flughafen, bibliothek, rathaus, mosquée, église, hôpital, école, gare,
    commissariat, marché, pharmacie, clinique, aéroport, bibliothèque, mairie, mezquita, iglesia, hospital, escuela,
    estación, comisaría, mercado, farmacia, clínica, aeropuerto, biblioteca, ayuntamiento, parque, restaurante,
    mesquita, igreja, escola, estação, delegacia, farmácia, moschea, chiesa, ospedale, scuola, stazione, mercato,
    albergo, ristorante, moskee, kerk, ziekenhuis, meczet, kościół, szpital, szkoła, dworzec, apteka, мечеть,
    церковь, больница, школа, вокзал, полиция, рынок, гостиница, отель, ресторан, парк, интернет-кафе, аптека,
    клиника, тюрьма, cami, kilise, hastane, okul, polis, karakol, otel, pazar, lokanta, eczane, مسجد, جامع, كنيسة,
    مستشفى, مدرسة, فندق, مطعم, سوق, شرطة, صيدلية, مقهى انترنت, حديقة, هتل, بیمارستان, مدرسه, رستوران, 清真寺, 宾馆,
    酒店, 派出所, 便民警务站, 警务站, 网吧, 饭店, 餐厅, 公园, 景区, 医院, 学校, 市场, 车站, 火车站, 公交站, 地铁站,
    机场, 超市, 商场, 教堂, 寺庙, 银行, 加油站, 小区, 住宅区, 住宅小区, 茶馆, 药店, 诊所, 监狱, 检查站, 卡点, 旅馆,
    巴扎, 广场, 停车场, 电影院, 幼儿园, 大学, 收费站, 便利店, モスク, ホテル, 病院, 駅, 神社, 寺, 公園, 学校, 市場,
    警察署, 交番, 空港, レストラン, カフェ, スーパー, 모스크, 호텔, 병원, 학교, 역, 시장, 공원, 경찰서, 교회, 절,
    성당, 식당, pc방, مەسچىت, جامە, مازار, دوختۇرخانا, ساقچىخانا, مېھمانخانا, تورخانا""")


def _kind(values: Values) -> Bools:
    """A kind of place, with or without a number behind it ("gate_03")."""
    return _KINDS(values)


def _any(values: Values) -> Bools:
    seen = wording(values)
    return np.asarray((seen.letters >= 2) & (seen.letters <= 60) & (seen.units <= 8) & ((seen.signs & w.AT) == 0))


CATEGORY = (
    Category(id="place-tag", label="place tags", group="location", check=_kind, chance=0.005, weight=4.6, names=_NAMES),
    Category(
        id="place-tag", label="place tags", group="location", check=_kind, chance=0.01, weight=4.2, names=_TAG_NAMES
    ),
    Category(id="place-tag", label="place tags", group="location", check=_any, chance=0.5, weight=0.5, names=_NAMES),
)
