"""Residence permits and visas: any number under a telling name; no form is common, and none is proved."""

from nightlatch.categories import Category
from nightlatch.headings import named
from nightlatch.survey.checks import regex

CATEGORY = Category(
    id="residence-permit",
    label="residence permit numbers",
    group="government-id",
    check=regex(r"^\s*(?i)[A-Z]{0,4}[ -]?[0-9][A-Z0-9 ./-]{4,18}\s*$"),
    chance=0.5,
    weight=0.7,
    identifies=2,
    kinds=frozenset({"text", "integer"}),
    tier="name",
    names=named(
        "residence-permit",
        """
    residence permit, residence permit number, residence permit no, residence card, residence card number,
    resident permit, green card number, green card, alien number, alien registration number, a number uscis,
    uscis number, arc number, visa number, visa no, visa id, work permit, work permit number, immigration number,
    brp, brp number, permanent resident card, refugee number, asylum number, asylum id, unhcr number,
    aufenthaltstitel, aufenthaltstitelnummer, aufenthaltserlaubnis, azr nummer, visumnummer, titre de séjour,
    numéro titre de séjour, carte de séjour, numéro de séjour, numéro étranger, permiso de residencia,
    tarjeta de residencia, número de visado, autorização de residência, título de residência, rne, rnm,
    permesso di soggiorno, numero permesso di soggiorno, verblijfsvergunning, verblijfsdocument, v nummer,
    karta pobytu, numer karty pobytu, вид на жительство, номер вида на жительство, рвп, номер визы,
    посвідка на проживання, ikamet, ikamet izni, ikamet izni no, oturma izni, الاقامه, رقم الاقامه, تصريح الاقامه,
    رقم التاشيره, اقامت, شماره اقامت, 居留证, 居留证号, 居留許可, 居留證, 居留證號, 永久居留证, 签证号, 港澳通行证,
    台胞证, 回乡证, 在留カード, 在留カード番号, 在留資格番号, 外国人登録番号, ビザ番号, 외국인등록,
    외국인등록증번호, 비자번호, 체류자격번호, uppehållstillstånd, uppehållstillståndskort, oppholdstillatelse,
    oppholdskort, opholdstilladelse, opholdskort, oleskelulupa, oleskelulupanumero, povolení k pobytu,
    číslo povolení k pobytu, povolenie na pobyt, tartózkodási engedély, permis de ședere, număr permis de ședere,
    άδεια διαμονής, αριθμός άδειας διαμονής, разрешение за пребиваване, dozvola boravka, boravišna dozvola,
    dovoljenje za prebivanje, leidimas gyventi, uzturēšanās atļauja, elamisluba, thẻ tạm trú, số thẻ tạm trú,
    thị thực, izin tinggal, kitas, no kitas, permit kerja, ใบอนุญาตพำนัก, เลขที่วีซ่า, निवास परमिट, वीज़ा नंबर,
    ভিসা নম্বর, விசா எண், אשרת שהייה, מספר ויזה, kibali cha makazi""",
    ),
)
