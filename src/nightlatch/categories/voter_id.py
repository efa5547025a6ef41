"""Voters' numbers: any under a telling name, and Mexico's key of 18 places (name letters, birth date, state, sex).

India's EPIC, which has a check digit, is with its country.
"""

from nightlatch.categories import Category
from nightlatch.categories._government import government_id
from nightlatch.headings import named
from nightlatch.survey.checkdigits import Number
from nightlatch.survey.checks import regex

CATEGORY = (
    government_id(
        "voter-id.mx",
        "Mexican voters' keys",
        Number("A{6}9{8}[HM]9{3}", lambda row: row.has_date("yymmdd", 6)),
        chance=0.0028,
        tier="pattern",
        names="clave de elector, clave elector, credencial de elector, ine, ife, clave ine",
        generic=(),
    ),
    Category(
        id="voter-id",
        label="voter numbers",
        group="government-id",
        check=regex(r"^\s*(?i)[A-Z]{0,6}[ -]?[0-9][A-Z0-9 ./-]{2,18}\s*$"),
        chance=0.5,
        weight=0.7,
        identifies=2,
        kinds=frozenset({"text", "integer"}),
        tier="name",
        names=named(
            "voter-id",
            """
    voter id, voter id number, voter number, voter no, voter card, voter card number, voter registration,
    voter registration number, voter reg no, voter reg num, voterid, elector number, elector id, electoral number,
    electoral roll number, electoral id, electoral register number, elector photo id, polling number, wählernummer,
    wählerverzeichnis nummer, wahlscheinnummer, carte d'électeur, numéro électeur, numéro d'électeur,
    carte électorale, número de elector, credencial para votar, carnet electoral, padrón electoral,
    título de eleitor, titulo eleitor, número do título de eleitor, zona eleitoral, tessera elettorale,
    numero tessera elettorale, kiesnummer, stempasnummer, numer wyborcy, избирательный номер, номер избирателя,
    номер виборця, seçmen no, seçmen numarası, رقم الناخب, بطاقه الناخب, شماره رای دهنده, 选民证号, 选民号,
    选民编号, 選民登記, 選挙人名簿番号, 投票整理番号, 선거인번호, 선거인명부번호, röstkort nummer, valgkort nummer,
    valgkortnummer, äänestäjänumero, číslo voliče, číslo voliča, választói azonosító, număr alegător,
    carte de alegător, αριθμός εκλογέα, ειδικός εκλογικός αριθμός, избирателен номер, birački broj, broj birača,
    rinkėjo numeris, vēlētāja numurs, valija number, số cử tri, thẻ cử tri, nomor pemilih, kartu pemilih,
    no pengundi, เลขประจำตัวผู้มีสิทธิเลือกตั้ง, मतदाता पहचान पत्र, मतदाता संख्या, ভোটার আইডি, ভোটার নম্বর, வாக்காளர் எண்,
    ووٹر نمبر, מספר בוחר, kadi ya mpiga kura""",
        ),
    ),
)
