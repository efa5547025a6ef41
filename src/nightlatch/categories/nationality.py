"""Nationality or citizenship. A country by itself is no person's (weight 2), so a field name must agree."""

from nightlatch.categories import Category
from nightlatch.categories._countries import CODES, DEMONYMS, NAMES_OF_COUNTRIES
from nightlatch.headings import named
from nightlatch.survey.checks import both, either, length_between, regex, vocabulary

_NAMES = named(
    "nationality",
    """
    nationality, nationalities, citizenship, citizen of, nationality code, country of citizenship,
    country of origin, passport country, country of birth, birth country, nat, staatsangehörigkeit,
    staatsbürgerschaft, nationalität, nationalité, citoyenneté, pays de naissance, nacionalidad, ciudadanía,
    país de nacimiento, nacionalidade, cidadania, nazionalità, cittadinanza, nationaliteit, narodowość,
    obywatelstwo, гражданство, национальность гражданство, громадянство, uyruk, uyruğu, vatandaşlık, الجنسيه,
    تابعیت, ملیت, 国籍, 国籍代码, 國籍, gj, guoji, 국적, nationalitet, medborgarskap, statsborgerskap, kansalaisuus,
    státní příslušnost, občanství, állampolgárság, cetățenie, naționalitate, εθνικότητα, υπηκοότητα, quốc tịch,
    kewarganegaraan, สัญชาติ, राष्ट्रीयता, אזרחות""",
)
CATEGORY = (
    Category(
        id="nationality",
        label="nationalities",
        group="identity",
        weight=3.0,
        chance=0.02,
        names=_NAMES,
        check=either(vocabulary(CODES), vocabulary(NAMES_OF_COUNTRIES), vocabulary(DEMONYMS)),
    ),
    Category(
        id="nationality",
        label="nationalities",
        group="identity",
        weight=3.9,
        chance=0.005,
        names=_NAMES,
        check=vocabulary(DEMONYMS),
    ),
    Category(  # spellings that no list has, in any language
        id="nationality",
        label="nationalities",
        group="identity",
        weight=0.3,
        chance=0.5,
        names=_NAMES,
        check=both(length_between(2, 60), regex(r"^[\p{L}][\p{L}\p{M} .'()-]+$")),
    ),
)
