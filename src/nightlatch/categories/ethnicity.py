"""Ethnicity (GDPR Art. 9): the 56 peoples of the Chinese registers and the words of other censuses.

"...族" stands alone (no other vocabulary has it); census words ("Hispanic", "White British") nearly do.
"""

from nightlatch.categories import Category
from nightlatch.headings import named
from nightlatch.survey.checks import both, either, length_between, regex, vocabulary

_NAMES = named(
    "ethnicity",
    """
    ethnicity, ethnic group, race, racial origin, ethnic origin, ethnic, ethnicity code, race ethnicity,
    nationality ethnic, minzu, mz, 民族, 族别, 民族名称, 民族代码, mzdm, 種族, 族群, ethnie, origine ethnique,
    ethnische zugehörigkeit, volksgruppe, etnia, raza, origen étnico, raça, cor raça, raça cor, etnische afkomst,
    etniciteit, pochodzenie etniczne, национальность, этнос, этническая принадлежность, etnik köken, العرق, القوميه,
    قومیت, 인종, 민족, etnicitet, etnisk, kansallisuus, národnost, etnikum, etnie, dân tộc, suku, suku bangsa,
    เชื้อชาติ""",
)
_MINZU = """
汉, 汉族, 壮族, 满族, 回族, 苗族, 维吾尔族, 维吾尔, 维族, 土家族, 彝族, 蒙古族, 藏族, 布依族, 侗族, 瑶族,
朝鲜族, 白族, 哈尼族, 哈萨克族, 哈萨克, 黎族, 傣族, 畲族, 傈僳族, 仡佬族, 东乡族, 高山族, 拉祜族, 水族, 佤族,
纳西族, 羌族, 土族, 仫佬族, 锡伯族, 柯尔克孜族, 达斡尔族, 景颇族, 毛南族, 撒拉族, 布朗族, 塔吉克族, 阿昌族,
普米族, 鄂温克族, 怒族, 京族, 基诺族, 德昂族, 保安族, 俄罗斯族, 裕固族, 乌孜别克族, 门巴族, 鄂伦春族, 独龙族,
塔塔尔族, 赫哲族, 珞巴族, 穿青人, 漢族, 滿族, 壯族
"""
_CENSUS = """
white, black, asian, hispanic, latino, latina, latinx, hispanic or latino, not hispanic or latino, non-hispanic,
african american, black or african american, american indian or alaska native, american indian, alaska native,
native american, native hawaiian or other pacific islander, native hawaiian, pacific islander,
two or more races, more than one race, multiracial, mixed, mixed race, caucasian, white british, white irish,
white other, black british, black african, black caribbean, asian british, south asian, east asian,
southeast asian, middle eastern, arab, roma, gypsy or irish traveller, traveller, other white,
any other white background, white and asian, white and black caribbean, white and black african, maori, māori,
pasifika, pakeha, aboriginal, torres strait islander, first nations, inuit, métis, metis, indigenous, bengali,
punjabi, tamil, sinhalese, kurdish, kurd, uyghur, uighur, han, han chinese, hui, tibetan, kazakh, zulu, xhosa,
coloured, yoruba, hausa, igbo, kikuyu, malay, javanese, sundanese, batak, betawi, jewish, romani, mestizo,
mestiza, indígena, afrodescendiente, mulato, blanco, branca, parda, preta, amarela, branco, pardo, preto,
русский, русская, украинец, татарин, татары, чеченец, башкир, казах, узбек, kinh, tày, uygur, kürt, çerkes, laz
"""
CATEGORY = (
    Category(
        id="ethnicity",
        label="ethnicities",
        group="special",
        check=vocabulary(_MINZU),
        chance=1e-4,
        weight=7.0,
        names=_NAMES,
    ),
    Category(  # "white" and "black" are colours as well
        id="ethnicity",
        label="ethnicities",
        group="special",
        check=vocabulary(_CENSUS),
        chance=0.03,
        weight=3.5,
        names=_NAMES,
    ),
    Category(
        id="ethnicity",
        label="ethnicities",
        group="special",
        weight=0.3,
        chance=0.5,
        names=_NAMES,
        check=either(both(length_between(1, 60), regex(r"^[\p{L}][\p{L}\p{M} /.'()-]+$")), regex("^[0-9]{1,2}$")),
    ),
)
