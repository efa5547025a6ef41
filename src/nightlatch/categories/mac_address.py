"""Hardware addresses of network interfaces (IEEE 802 EUI-48 and EUI-64).

In pairs of hexadecimal digits between colons, hyphens or blanks, or in fours between dots, they stand alone (weight 7);
twelve bare hexadecimal digits need a field name. Measured: 9 M values/s.
"""

from nightlatch.categories import Category
from nightlatch.headings import named
from nightlatch.survey.checks import regex, without

_LABEL = "hardware addresses (MAC)"
_NAMES = named(
    "mac-address",
    """
    mac, mac address, macaddress, mac addr, macaddr, hwaddr, hw addr, hardware address, physical address mac,
    ethernet address, wifi mac, wlan mac, bluetooth mac, bluetooth address, bt mac, bssid, eui, eui48, eui64,
    station mac, client mac, device mac, ap mac, src mac, dst mac, source mac, nic address, mac adresse,
    hardwareadresse, physische adresse, adresse mac, adresse physique, dirección mac, direccion física,
    endereço mac, endereço físico, indirizzo mac, indirizzo fisico, mac adres, hardwareadres, adres mac,
    adres fizyczny, mac адрес, мак адрес, физический адрес, мас адреса, mac adresi, donanım adresi, عنوان mac,
    العنوان الفيزيائي, آدرس مک, آدرس فیزیکی, mac地址, 物理地址, 硬件地址, macアドレス, 物理アドレス, mac주소,
    맥주소, 물리주소, mac adress, fysisk adress, fysisk adresse, mac osoite, mac adresa, fyzická adresa, mac cím,
    fizikai cím, adresă mac, διεύθυνση mac, địa chỉ mac, alamat mac, ที่อยู่แมค, मैक पता, כתובת mac""",
)
_PAIR = "[0-9A-Fa-f]{2}"
_FORMS = "|".join(
    [f"{_PAIR}(?:{mark}{_PAIR}){{{times}}}" for mark in (":", "-", " ") for times in (5, 7)]
    + [rf"[0-9A-Fa-f]{{4}}(?:\.[0-9A-Fa-f]{{4}}){{{times}}}" for times in (2, 3)]
)
_NO_DEVICE = regex(r"^[\s0:.-]+$|^(?i)[\sf:.-]+$")  # unset, broadcast
CATEGORY = (
    Category(
        id="mac-address",
        label=_LABEL,
        group="online",
        check=regex(rf"^\s*(?:{_FORMS})\s*$"),
        chance=1e-4,
        weight=7.0,
        names=_NAMES,
        find=rf"\b{_PAIR}(?::{_PAIR}){{5}}(?:(?::{_PAIR}){{2}})?\b|\b{_PAIR}(?:-{_PAIR}){{5}}\b",
    ),
    Category(
        id="mac-address",
        label=_LABEL,
        group="online",
        check=without(regex(r"^\s*(?:[0-9A-Fa-f]{12}|[0-9A-Fa-f]{16})\s*$"), _NO_DEVICE),
        chance=0.3,
        weight=1.0,
        names=_NAMES,
    ),
)
