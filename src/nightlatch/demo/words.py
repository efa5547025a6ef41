"""What the people of the synthetic leak are made of: common names, invented streets and companies, reserved numbers.

A name is one very common given name beside one very common family name, drawn independently. City, streets and
companies are invented: every company carries the city's name, which no real register knows. Phone numbers come only
from blocks that a regulator keeps for fiction (ARCEP: six blocks of 10,000; Ofcom: 07700 900000 to 900999), which is
why many people share one. The county part 99 of the area codes has never been assigned (GB/T 2260).
"""

# ruff: noqa: E501 - lists of words in scripts that ruff counts as twice as wide

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """One way to write names and addresses in the city; *weight* in a hundred.

    *heads* and *tails*: first and second part of a name, of women and of men; the blank between belongs to the head.
    *address*: what stands before the street, after the house number, and after the flat.
    """

    weight: int
    heads: tuple[tuple[str, ...], tuple[str, ...]]
    tails: tuple[tuple[str, ...], tuple[str, ...]]
    streets: tuple[str, ...]
    address: tuple[str, str, str]
    companies: tuple[str, ...]
    trades: tuple[str, ...]
    ethnicities: tuple[str, ...]
    nationalities: tuple[str, ...]


def _words(text: str, end: str = "") -> tuple[str, ...]:
    return tuple(word.replace("_", " ") + end for word in text.split())


_UYGHUR_MEN = "ئەلى ئەخمەت مەمەت ئۆمەر ئوسمان ئابدۇللا ئىبراھىم يۈسۈپ داۋۇت تۇرسۇن روزى ھەسەن ھۈسەيىن قادىر كېرىم تۇرغۇن ئادىل ئەركىن ئىلھام پەرھات ياسىن تاھىر"
_UYGHUR_WOMEN = "ئايگۈل گۈلنار ئامىنە پاتىمە زەينەپ رەنا مېھرىگۈل نۇرگۈل پەرىدە ئايشە رىزۋانگۈل تۇنساگۈل مەريەم زۆھرە دىلنۇر ھۆرنىسا"
_LATIN_MEN = (
    "Ali Ahmet Memet Omer Osman Abdulla Ibrahim Yusup Dawut Tursun Rozi Hesen Qadir Kerim Adil Erkin Tahir Yasin"
)
_LATIN_WOMEN = "Aygul Gulnar Amine Patime Zeynep Rena Mehrigul Nurgul Peride Ayshe Meryem Zohre Dilnur Ayzada Gulbahar"
_ARABIC_MEN = "محمد أحمد علي حسن حسين عمر يوسف إبراهيم خالد محمود مصطفى سعيد كريم سليم طارق حمزة ياسر عادل"

SCRIPTS = (
    Script(  # Uyghur, in Arabic letters: given name and father's name
        weight=40,
        heads=(_words(_UYGHUR_WOMEN, " "), _words(_UYGHUR_MEN, " ")),
        tails=(_words(_UYGHUR_MEN), _words(_UYGHUR_MEN)),
        streets=_words(
            "توغراق جىگدە ئايدىڭ بۇلاق قۇم_يۇلتۇز تال_دەرەخ كۆك_ئاسمان نىلۇپەر قارلىغاچ كەپتەر ئالتۇن_كۈز باھار",
            " كوچىسى ",
        ),
        address=("قۇمتال شەھىرى، ", "-نومۇر، ", "-ئۆي"),
        companies=_words("توغراق جىگدە ئايدىڭ بۇلاق كەپتەر قارلىغاچ باھار نىلۇپەر يۇلتۇز شامال", " "),
        trades=_words(
            "توقۇمىچىلىق_شىركىتى قۇرۇلۇش_شىركىتى سودا_شىركىتى ماشىنىسازلىق_زاۋۇتى دېھقانچىلىق_كوپىراتىپى توشۇش_شىركىتى"
        ),
        ethnicities=_words("维吾尔族"),
        nationalities=_words("CHN"),
    ),
    Script(  # Han: family name first, nothing between
        weight=28,
        heads=(_words("王 李 张 刘 陈 杨 赵 黄 周 吴 徐 孙 胡 朱 高 林 何 郭 马 罗 梁 宋 郑 谢 韩 唐 冯 于 董 萧"),)
        * 2,
        tails=(
            _words("芳 娜 敏 静 丽 艳 娟 霞 秀英 桂英 玉兰 秀兰 婷婷 丹丹 雪 玲 梅 琳 欣怡 梓涵 淑珍 红梅 海燕 小红"),
            _words("伟 强 磊 军 洋 勇 杰 涛 明 超 刚 平 建国 建军 志强 海涛 浩然 宇轩 子豪 文博 国强 建华 鹏 斌 辉"),
        ),
        streets=_words("胡杨路 沙枣街 月泉巷 晨星路 驼铃街 白杨巷 清渠路 红柳街 葡萄架巷 金秋路 雪莲街 飞燕巷"),
        address=("沙柳市", "号", "室"),
        companies=_words("胡杨 沙枣 月泉 晨星 驼铃 白杨 清渠 红柳 雪莲 飞燕"),
        trades=_words(
            "纺织有限公司 建筑工程有限公司 商贸有限公司 机械厂 农业合作社 运输有限公司 食品有限公司 电子科技有限公司"
        ),
        ethnicities=_words("汉族 汉族 汉族 汉族 回族"),
        nationalities=_words("CHN"),
    ),
    Script(  # Uyghur and Turkish names, in Latin letters
        weight=10,
        heads=(_words(_LATIN_WOMEN, " "), _words(_LATIN_MEN, " ")),
        tails=(_words(_LATIN_MEN), _words(_LATIN_MEN)),
        streets=_words(
            "Poplar Oleaster Moonspring Starling Camelbell Willow Clearwater Tamarisk Vineyard Snowlotus", " Street "
        ),
        address=("", ", Flat ", ", Kumtal City"),
        companies=_words("Poplar Oleaster Moonspring Starling Camelbell Willow Tamarisk Snowlotus", " "),
        trades=_words(
            "Textiles_Ltd Construction_Ltd Trading_Ltd Machine_Works Farming_Cooperative Transport_Ltd Foods_Ltd"
        ),
        ethnicities=_words("维吾尔族 维吾尔族 维吾尔族 乌孜别克族"),
        nationalities=_words("CHN CHN CHN CHN CHN CHN CHN TUR UZB"),
    ),
    Script(  # Kazakh and Russian, in Cyrillic letters
        weight=9,
        heads=(
            _words(
                "Айгуль Гульнара Динара Алия Сауле Жанар Анна Мария Елена Ольга Наталья Татьяна Ирина Светлана", " "
            ),
            _words(
                "Ерлан Нурлан Бауыржан Серик Марат Асхат Иван Сергей Андрей Алексей Дмитрий Николай Михаил Павел", " "
            ),
        ),
        tails=(
            _words("Ахметова Омарова Ибраева Сулейменова Иванова Смирнова Кузнецова Попова Петрова Соколова Волкова"),
            _words("Ахметов Омаров Ибраев Сулейменов Иванов Смирнов Кузнецов Попов Петров Соколов Волков"),
        ),
        streets=_words("Тополиная Лунная Ивовая Караванная Родниковая Звёздная Виноградная Осенняя Песчаная", ", д. "),
        address=("г. Кумтал, ул. ", ", кв. ", ""),
        companies=_words("Тополь Родник Караван Ласточка Звезда Тамариск Ива Барханы", " "),
        trades=_words("Текстиль_ООО Строй_ООО Торг_ООО Агро_ТОО Транс_ТОО Продукт_ООО"),
        ethnicities=_words("哈萨克族 哈萨克族 哈萨克族 柯尔克孜族 俄罗斯族"),
        nationalities=_words("CHN CHN CHN CHN CHN KAZ KGZ RUS"),
    ),
    Script(  # Arabic
        weight=6,
        heads=(
            _words("فاطمة عائشة مريم خديجة زينب سارة نور هدى ليلى سلمى أمينة ياسمين رنا هناء", " "),
            _words(_ARABIC_MEN, " "),
        ),
        tails=(_words(_ARABIC_MEN), _words(_ARABIC_MEN)),
        streets=_words("شارع_الحور شارع_القمر شارع_النبع شارع_القافلة شارع_الصفصاف شارع_النجمة شارع_الكروم", " "),
        address=("مدينة قمتال، ", "، شقة ", ""),
        companies=_words("شركة_الحور شركة_النبع شركة_القافلة شركة_النجمة شركة_الصفصاف شركة_السنونو", " "),
        trades=_words("للنسيج للبناء للتجارة للزراعة للنقل للأغذية"),
        ethnicities=_words("塔吉克族 乌孜别克族 回族"),
        nationalities=_words("CHN CHN CHN CHN PAK EGY"),
    ),
    Script(  # Korean
        weight=4,
        heads=(_words("김 이 박 최 정 강 조 윤 장 임 한 오 서 신"),) * 2,
        tails=(
            _words("지은 수진 민지 서연 영희 은주 미영 혜진 유진 정숙 순자 하은"),
            _words("민수 지훈 성민 영수 철수 준호 현우 동현 정호 상철 재현 도윤"),
        ),
        streets=_words("버들로 달샘로 은하로 포플러길 낙타길 제비길 포도길 모래길", " "),
        address=("쿰탈시 ", ", ", "호"),
        companies=_words("버들 달샘 은하 제비 포도 모래"),
        trades=_words("섬유_주식회사 건설_주식회사 상사_주식회사 농업협동조합 운수_주식회사 식품_주식회사"),
        ethnicities=_words("朝鲜族"),
        nationalities=_words("CHN CHN CHN KOR"),
    ),
    Script(  # Tibetan
        weight=3,
        heads=(
            _words("བཀྲ་ཤིས་ བསྟན་འཛིན་ ཚེ་རིང་ པད་མ་ ཉི་མ་ ཟླ་བ་ བསོད་ནམས་ རིན་ཆེན་ སྐལ་བཟང་"),
            _words("བཀྲ་ཤིས་ བསྟན་འཛིན་ ཚེ་རིང་ པད་མ་ ཉི་མ་ ཟླ་བ་ བསོད་ནམས་ རིན་ཆེན་ སྐལ་བཟང་"),
        ),
        tails=(_words("སྒྲོལ་མ ལྷ་མོ དབྱངས་ཅན མཚོ་མོ ཆོས་སྒྲོན"), _words("རྡོ་རྗེ ནོར་བུ དོན་གྲུབ དབང་འདུས ཕུན་ཚོགས")),
        streets=_words("ཉི་མ་ལམ ཟླ་བ་ལམ སྐར་མ་ལམ ལྕང་མ་ལམ ཆུ་མིག་ལམ", " ཨང་ "),
        address=("ཁུམ་ཐལ་གྲོང་ཁྱེར། ", " ཁང་མིག་ ", ""),
        companies=_words("ཉི་མ་ ཟླ་བ་ སྐར་མ་ ལྕང་མ་ ཆུ་མིག་"),
        trades=_words("ཐགས་ལས་ཀུང་སི འཛུགས་སྐྲུན་ཀུང་སི ཚོང་ལས་ཀུང་སི ཞིང་ལས་མཉམ་ལས་ཁང"),
        ethnicities=_words("藏族"),
        nationalities=_words("CHN"),
    ),
)

# The city's name in front of a company's: this is what keeps an invented company from being a real one.
CITY = ("قۇمتال ", "沙柳", "Kumtal ", "Кумтал-", "قمتال ", "쿰탈", "ཁུམ་ཐལ་")

SEXES = ("女", "男")  # index 1 is odd in the 17th digit of the id number

# Blocks of numbers that a regulator keeps for fiction, and how many digits follow.
FICTION_PHONES = (
    ("+3319900", 4), ("+3326191", 4), ("+3335301", 4), ("+3346571", 4), ("+3353649", 4), ("+3363998", 4),
    ("+447700900", 3),
)  # fmt: skip

# Real provinces (GB/T 2260) with the prefectures used of each, so that a check of province, date and digit accepts;
# the county part is always UNASSIGNED.
_OTHERS = _words("11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64")
PROVINCES = {"65": 98} | dict.fromkeys(_OTHERS, 2)
UNASSIGNED = "99"

# What stands beside each tracker, and how many of the 1,039 trackers.
PLACES = {
    "mosque": 58, "hotel": 142, "internet cafe": 96, "police station": 74, "restaurant": 168, "park": 61,
    "hospital": 47, "school": 103, "tourist spot": 39, "market": 88, "bus stop": 127, "gas station": 36,
}  # fmt: skip

# South-west and north-east corner of the city, in degrees: dunes where nobody lives.
BOX = (39.20, 82.60, 39.44, 82.94)

# Points by hour of the day in the city, which keeps UTC+6: people are seen on their way to work and back.
UTC_OFFSET_HOURS = 6
HOURS = (4, 2, 2, 1, 2, 6, 18, 52, 96, 58, 40, 44, 56, 50, 42, 40, 46, 66, 98, 74, 44, 30, 18, 9)
