"""Ids of telephones and their cards: IMEI and IMEISV (3GPP TS 23.003), ICCID (ITU-T E.118), IMSI, MEID, vendor ids.

An IMEI has 15 digits: the reporting body (2), the rest of the type (6), a serial number (6), Luhn. Chance 1.3 % of
random digits; a column stands alone. An ICCID begins with 89 and has Luhn (chance 0.1 %). The others only have shapes.
"""

from nightlatch.categories import Category
from nightlatch.headings import named
from nightlatch.survey.checkdigits import AnyOf, Mask, Number, Rows, code_set, luhn, one_of
from nightlatch.survey.checks import either, regex

_LABEL = "device ids"
# GSMA TS.06: reporting bodies that have issued numbers, 00 (test) and 99 (several radio techniques) among them
_BODIES = code_set(1, 35, 44, 45, range(49, 55), 86, 91, 98, 99)
_NAMES = named(
    "device-id",
    """
    imei, imei number, imei no, imei1, imei 1, imei2, imei 2, imeisv, device imei, phone imei, meid, esn, iccid,
    sim id, sim number, sim serial, sim serial number, sim card number, simcard, imsi, subscriber identity,
    device id, deviceid, device uuid, device identifier, device uid, device guid, device fingerprint,
    device serial, device serial number, idfv, identifier for vendor, vendor id device, android id, androidid,
    ssaid, udid, hardware id, hwid, machine id, machineid, installation id, install id, terminal id, handset id,
    geräte id, gerätekennung, gerätenummer, geräte imei, imei nummer, id appareil, identifiant appareil,
    numéro imei, identifiant terminal, id dispositivo, id de dispositivo, identificador de dispositivo,
    número imei, id aparelho, id do dispositivo, numero imei, identificativo dispositivo, apparaat id, toestel id,
    id urządzenia, numer imei, identyfikator urządzenia, ид устройства, идентификатор устройства, id устройства,
    имей, номер имей, ідентифікатор пристрою, cihaz id, cihaz kimliği, imei numarası, معرف الجهاز, رقم الجهاز,
    شناسه دستگاه, 设备id, 设备号, 设备编号, 设备标识, 设备码, 串号, 手机串号, sbid, sbh, 端末id, デバイスid,
    端末識別番号, 기기id, 디바이스id, 단말기번호, enhets id, enhets imei, enhetsid, laite id, laitetunnus,
    id zařízení, eszközazonosító, id dispozitiv, αναγνωριστικό συσκευής, mã thiết bị, id perangkat, nomor imei,
    รหัสอุปกรณ์, डिवाइस आईडी, מזהה מכשיר""",
)


def _body(row: Rows) -> Mask:
    return one_of(row.number(0, 2), _BODIES)


_IMEI = Number("9{15}", luhn, _body)
_ICCID = AnyOf(Number("[8][9]9{17}", luhn), Number("[8][9]9{18}", luhn))
_SHAPES = either(
    regex(r"^\s*[0-9]{14,16}\s*$"),  # without check digit, IMEISV, IMSI
    regex(r"^(?i)\s*\{?[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}\}?\s*$"),  # IDFV
    regex(
        r"^(?i)\s*(?:[0-9a-f]{16}|[0-9a-f]{40}|[0-9a-f]{64}|[a-f][0-9a-f]{13}|89[0-9]{17}f?)\s*$"
    ),  # Android, UDID, MEID
    regex(r"^\s*[0-9A-F]{8}-[0-9A-F]{16}\s*$"),  # UDID since 2018
)
CATEGORY = (
    Category(
        id="device-id",
        label=_LABEL,
        group="online",
        check=_IMEI,
        chance=0.0135,
        weight=7.0,
        tier="proved",
        identifies=8,
        kinds=frozenset({"text", "integer"}),
        names=_NAMES,
        find=r"\b[0-9]{15}\b|\b[0-9]{2}-[0-9]{6}-[0-9]{6}-[0-9]\b",
    ),
    Category(
        id="device-id",
        label=_LABEL,
        group="online",
        check=_ICCID,
        chance=0.001,
        weight=7.5,
        tier="proved",
        identifies=8,
        names=_NAMES,
    ),
    Category(
        id="device-id",
        label=_LABEL,
        group="online",
        check=either(_IMEI, _ICCID, _SHAPES),
        chance=0.3,
        weight=1.0,
        identifies=8,
        kinds=frozenset({"text", "integer"}),
        names=_NAMES,
    ),
)
