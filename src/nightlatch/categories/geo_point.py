"""Points on the map: a latitude beside a longitude, GeoJSON, "lat,lon", WKT, WKB, geohash.

A pair of numbers in range is anything, so both names must agree (weight 2.5); pairs without telling names need four
decimals in both fields and a region where people live (weight 4.8). Text forms hardly pass by chance (weight 7).
"""

from typing import cast

import numpy as np
from numpy.typing import NDArray

from nightlatch.categories import Category, Check, Part
from nightlatch.headings import named
from nightlatch.survey.checks import Bools, either, never, phrases, regex, starts_with
from nightlatch.survey.values import Kind, Values

_LATITUDE = named(
    "geo-point.latitude",
    """
    lat, latitude, lat deg, geo lat, gps lat, location lat, y coord, coord lat, breite, breitengrad,
    geografische breite, latitud, latitudine, breedtegraad, szerokość, szerokość geograficzna, широта, enlem,
    خط العرض, عرض جغرافیایی, 纬度, wd, weidu, 緯度, 위도, latitud gps, lat wgs, latitude wgs, breddgrad, leveysaste,
    vĩ độ, lintang, gps latitude, point y, geo y, latt""",
)
_LONGITUDE = named(
    "geo-point.longitude",
    """
    lon, lng, long, longitude, lon deg, geo lon, geo lng, gps lon, gps lng, location lon, location lng, x coord,
    coord lon, coord lng, länge, längengrad, geografische länge, longitud, longitudine, lengtegraad, długość,
    długość geograficzna, долгота, boylam, خط الطول, طول جغرافیایی, 经度, jd, jingdu, 経度, 經度, 경도, lon wgs,
    longitude wgs, longitud gps, geo long, gps long, längdgrad, pituusaste, kinh độ, bujur, gps longitude, point x,
    geo x, longi, lgt""",
)
_NAMES = phrases("""
    coordinates, coordinate, coords, location, geo, geo point, geopoint, lat lon, lat lng, latlng, latlon, lon lat,
    position, gps, gps location, gps position, geo location, geolocation, geom, geometry, point, loc, map point,
    last location, geojson, koordinaten, standort, position gps, coordonnées, emplacement, coordenadas, ubicación,
    localização, coordinate gps, posizione, współrzędne, координаты, местоположение, koordinat, konum, الموقع,
    الاحداثيات, موقعیت, 坐标, 经纬度, 位置, 定位, zb, jwd, 座標, 位置情報, 좌표, 위치, the geom, wkb geometry, wkt,
    plus code, open location code, olc, koordinater, sijainti, souřadnice, tọa độ, lokasi, ewkb""")
_TEXT_PAIR = regex(
    r"^\s*(?i)(?:geo:)?[\[({]?\s*-?(?:[0-9]{1,2}|1[0-7][0-9]|180)\.[0-9]{3,}\s*[,; ]"
    r"\s*-?(?:[0-9]{1,2}|1[0-7][0-9]|180)\.[0-9]{3,}\s*[\])}]?\s*$"
)
_WKT = regex(r"^\s*(?i)(?:SRID=[0-9]+;)?\s*POINT\s*(?:Z|M|ZM)?\s*\(\s*-?[0-9.]+\s+-?[0-9.]+")
_WKB = regex(
    r"^(?i)(?:01(?:01000000|01000020[0-9a-f]{8})|00(?:00000001|20000001[0-9a-f]{8}))"
    r"(?:[0-9a-f]{32}|[0-9a-f]{48})$"
)
_GEOJSON = regex(r'^\s*\{.{0,80}"(?:type"\s*:\s*"Point"|coordinates"\s*:\s*\[\s*-?[0-9]|lat(?:itude)?"\s*:\s*-?[0-9])')
_DEGREES = regex(r"^\s*[0-9]{1,2}°\s*[0-9]{1,2}['′].{0,12}[NS].{1,4}[0-9]{1,3}°\s*[0-9]{1,2}['′].{0,12}[EWO]\s*$")
# Open Location Code (full, 2023) and the Military Grid Reference System (NGA.STND.0037) with five digits or more
_PLUS = regex(r"^\s*[2-9CFGHJMPQRVWX]{8}\+[2-9CFGHJMPQRVWX]{2,7}\s*$")
_GRID = regex(
    r"^\s*(?:[1-9]|[1-5][0-9]|60) ?[C-HJ-NP-X] ?[A-HJ-NP-Z]{2} ?"
    r"(?:[0-9]{3} ?[0-9]{3}|[0-9]{4} ?[0-9]{4}|[0-9]{5} ?[0-9]{5})\s*$"
)
_GEOHASH = regex(r"^[0-9b-hjkmnp-z]{4,12}$")
_WKB_BYTES = starts_with(
    b"\x01\x01\x00\x00\x00", b"\x01\x01\x00\x00\x20", b"\x00\x00\x00\x00\x01", b"\x00\x20\x00\x00\x01", least=21
)


def _within(limit: float) -> Check:
    """Numbers of a plausible size that are not whole."""

    def check(values: Values) -> Bools:
        numbers = values.numbers
        with np.errstate(invalid="ignore"):
            return np.asarray((np.abs(numbers) <= limit) & (numbers != np.round(numbers)))

    return check


Ranges = tuple[tuple[float, float], ...]


def _fine(ranges: Ranges, decimals: int) -> Check:
    """Numbers in one of *ranges* with four decimals or more, and at most so many: what is computed has more."""

    def check(values: Values) -> Bools:
        numbers = _written_finely(values, decimals)
        return np.asarray(np.logical_or.reduce([(low <= numbers) & (numbers <= high) for low, high in ranges]))

    return check


def _written_finely(values: Values, decimals: int) -> NDArray[np.float64]:
    """The numbers with four to so many decimals, NaN for all others; made once for as long as the values live."""
    found = values.memo.get(f"fine {decimals}")
    if found is None:
        numbers = values.numbers
        with np.errstate(invalid="ignore", over="ignore"):
            is_fine = (np.abs(numbers) <= 180) & ~_is_whole(numbers * 1e3, 1e-6)
            is_fine &= _is_whole(numbers * 10.0**decimals, 1e-3)
        found = values.memo[f"fine {decimals}"] = np.where(is_fine, numbers, np.nan)
    return cast("NDArray[np.float64]", found)


def _is_whole(numbers: NDArray[np.float64], within: float) -> Bools:
    return np.asarray(np.abs(numbers - np.round(numbers)) <= within)


def _beyond_latitude(values: Values) -> Bools:
    """Longitudes that are no latitudes."""
    return _within(180)(values) & (np.abs(values.numbers) > 90)


def _in_range(limit: float) -> Check:
    """Every number that such a field may hold, whole ones too."""

    def check(values: Values) -> Bools:
        with np.errstate(invalid="ignore"):
            return np.asarray(np.abs(values.numbers) <= limit)

    return check


def _pair(latitude: Check, longitude: Check) -> tuple[Part, Part]:
    return (
        Part(names=_LATITUDE, check=latitude, counts=_in_range(90)),
        Part(names=_LONGITUDE, check=longitude, counts=_in_range(180)),
    )


_KINDS: frozenset[Kind] = frozenset({"float", "text"})
SWAPPED = Category(  # written the wrong way round: told only where most values leave what a latitude can be
    id="geo-point",
    label="location points",
    group="location",
    check=never,
    chance=0.3,
    weight=2.5,
    kinds=_KINDS,
    parts=(
        Part(names=_LATITUDE, check=_beyond_latitude, counts=_in_range(180)),
        Part(names=_LONGITUDE, check=_within(90), counts=_in_range(90)),
    ),
)
_COMPUTED, _SURVEYED = 15, 10  # decimals
# Where people live, by ranges that logarithms, rates and percentages of two fields hardly fill together: the Americas
# and the far east; Europe and around the Mediterranean; India; inner Asia; Africa south of the equator.
_REGIONS: tuple[tuple[Ranges, Ranges, int], ...] = (
    (((-56, -1), (1, 72)), ((-170, -30), (97, 180)), _COMPUTED),
    (((20, 72),), ((-25, 60),), _SURVEYED),
    (((5, 37),), ((60, 97),), _SURVEYED),
    (((35, 56),), ((72, 97),), _COMPUTED),
    (((-36, -1),), ((10, 60),), _SURVEYED),
)
_BY_VALUES = tuple(
    Category(
        id="geo-point",
        label="location points",
        group="location",
        check=never,
        chance=0.1,
        weight=4.8,
        kinds=_KINDS,
        parts=_pair(_fine(latitudes, decimals), _fine(longitudes, decimals)),
    )
    for latitudes, longitudes, decimals in _REGIONS
)
CATEGORY = (
    Category(
        id="geo-point",
        label="location points",
        group="location",
        check=never,
        chance=0.3,
        weight=2.5,
        kinds=_KINDS,
        parts=_pair(_within(90), _within(180)),
    ),
    Category(
        id="geo-point",
        label="location points",
        group="location",
        names=_NAMES,
        chance=1e-4,
        weight=7.0,
        check=either(_TEXT_PAIR, _WKT, _WKB, _GEOJSON, _DEGREES, _PLUS),
    ),
    Category(
        id="geo-point",
        label="location points",
        group="location",
        names=_NAMES,
        chance=1e-6,
        weight=7.0,
        check=_WKB_BYTES,
        kinds=frozenset({"binary"}),
    ),
    Category(  # the two numbers of GeoJSON as an array, or of a legacy pair
        id="geo-point",
        label="location points",
        group="location",
        names=_NAMES,
        chance=0.3,
        weight=0.4,
        check=_within(180),
        kinds=frozenset({"float"}),
    ),
    Category(  # any short lower-case word without a, i, l, o passes, and many a part number
        id="geo-point",
        label="location points",
        group="location",
        chance=0.2,
        weight=1.5,
        check=either(_GEOHASH, _GRID),
        names=phrases("geohash, geo hash, gh, location hash, mgrs, mgrs grid, grid reference, military grid"),
    ),
    SWAPPED,
    *_BY_VALUES,
)
