"""Made-up people: given and family names of many countries, put together at random, and what stands beside them.

The lists are written by hand for these tables, common and rare names together; ``fake`` reaches Faker's for more.
"""

from __future__ import annotations

import functools
from random import Random
from typing import Any

import faker

from tests.accuracy.draw import each, mapped
from tests.accuracy.hardtable import Draw

NAMES: dict[str, tuple[str, str]] = {
    "en": (
        "Olivia Harry Poppy Alfie Imogen Callum Freya Nigel Maureen Gareth Siobhan Duncan Beryl Trevor Philippa Rhys Tamsin "
        "Ewan Jemima Barnaby Latoya Tyrone Keisha Marcus Brandy Dwayne Peggy Wade Darlene Chester Mabel Otis Roxanne Cody "
        "Sheila Bryce Lorraine Clifford Wendy Hugh",
        "Hargreaves Bickerstaff Thornton Pemberton Ashworth Llewellyn McAllister O'Donnell Featherstone Winterbottom Okafor "
        "Delacroix Whitfield Sutherland Ramsbottom Castellanos Fitzgerald Blackwood Higginbotham Underhill Nkemelu Vance "
        "Tidwell Pettigrew Stubbs Loomis Crabtree Mayhew Dorsey Finch Prescott Gilchrist Abernathy Kowalczyk Baptiste Yates",
    ),
    "de": (
        "Lieselotte Günther Ursula Hans-Peter Annegret Jürgen Sieglinde Torsten Mareike Detlef Heike Kai-Uwe Friederike Björn "
        "Waltraud Jörg Anneliese Sönke Gudrun Matthias Katrin Ralf Birgit Holger Elfriede Wiebke Dieter Svenja Ruprecht Ilse",
        "Schmidbauer Hoffmeister Köhler Wiedemann Brandstetter Größmann Zimmermann Kirchhoff Oberhauser Lütkemeier Seidel "
        "Vogelsang Hinterberger Jansen Petersen Rosenbaum Stegemann Dröge Achterberg Kuhlmann Pfeiffer Nowotny Yilmaz Thiele",
    ),
    "fr": (
        "Geneviève Thierry Solène Jean-Baptiste Mireille Gaël Clémence Bertrand Océane Maxence Odile Sylvain Éloïse Fabrice "
        "Capucine Guillaume Josiane Loïc Noémie Arnaud Ségolène Yannick Marie-Claude Romain Huguette Étienne Aurélie Cédric",
        "Lefèvre Beaumont Chevallier Delahaye Pelletier Gauthier Marchand Rousselot Vasseur Bourgeois Carpentier Lacroix "
        "Poirier Le\u00a0Goff Guérin d'Aubigny Moulin Perrault Tessier Blanchard Haddad Benali Diallo Fontaine Roussel Maillard",
    ),
    "es": (
        "Consuelo Ignacio Macarena Álvaro Guadalupe Joaquín Rocío Xavier Inmaculada Gonzalo Milagros Rubén Esperanza Emiliano "
        "Ximena Nicolás Soledad Agustín Remedios Íñigo Yolanda Hernán Amparo Ezequiel Dolores Jacinto Maribel Octavio",
        "Echeverría Villanueva Quiñones Zambrano Montoya Iglesias Carrasco Benítez Arriaga Ybarra Espinoza Cárdenas Núñez "
        "Salgado Peñalosa Galindo Urrutia Bustamante Landa Etxeberria Valdés Ocampo Cienfuegos Pizarro Lozano Trujillo",
    ),
    "it": (
        "Giuseppina Salvatore Chiara Gennaro Ornella Ettore Ludovica Pasquale Fiorella Ivano Graziella Manlio Benedetta Ruggero "
        "Donatella Calogero Concetta Alessio Rosalia Umberto",
        "Esposito Colombo Fumagalli Brambilla De\u00a0Santis Cacciatore Bevilacqua Pellegrini Montanari Guidi Santoro Lombardi "
        "Marchetti Bianchini Caruso Quaranta Zanetti Di\u00a0Stefano Battaglia Piras",
    ),
    "pt": (
        "Joaquina Thiago Conceição João Marília Vinícius Raimunda Otávio Jussara Wellington Luciene Caio Iracema Murilo "
        "Terezinha Anderson Fabiana Evandro Neusa Gustavo",
        "Albuquerque Cavalcanti Nascimento Guimarães Vasconcelos Brandão Figueiredo Junqueira Teixeira Drummond Magalhães "
        "Bittencourt Araújo Sampaio Moreira Peixoto Barros Assunção Pimentel Queiroz",
    ),
    "pl": (
        "Bożena Grzegorz Małgorzata Zbigniew Jadwiga Krzysztof Elżbieta Wojciech Agnieszka Mirosław Halina Przemysław Danuta "
        "Bartłomiej Grażyna Sławomir Wiesława Łukasz Stanisława Jarosław",
        "Wiśniewski Kaczmarek Zieliński Szymańska Wójcik Dąbrowska Grabowski Pawłowska Michalski Jabłoński Wróbel Adamczyk "
        "Sikorska Baran Kołodziej Szczepański Gajewska Marciniak Brzęczyszczykiewicz Kubiak",
    ),
    "ru": (
        "Светлана Дмитрий Людмила Вячеслав Галина Аркадий Зинаида Тимофей Оксана Геннадий Ксения Ярослав Нина Всеволод Лариса "
        "Руслан Марфа Степан Анжелика Ефим",
        "Кузнецов Воробьёв Соловьёв Лебедев Щербаков Голубев Фёдоров Мельниченко Цветков Захарчук Панфилов Ермаков Бережной "
        "Гришин Субботин Чернышёв Рыбаков Дьячков Ломоносов Хабибуллин",
    ),
    "uk": (
        "Оксана Тарас Соломія Богдан Уляна Остап Мар'яна Ярема Леся Назар Зоряна Василь",
        "Шевчук Коваленко Бондаренко Ткачук Гончаренко Лисенко Дорошенко Кравець Мороз Пилипенко Онищук Гнатюк",
    ),
    "el": (
        "Αικατερίνη Παναγιώτης Ευαγγελία Σπυρίδων Δέσποινα Χαράλαμπος Στυλιανή Θεόδωρος Βασιλική Αριστείδης Φωτεινή Ηλίας",
        "Παπαδημητρίου Οικονόμου Καραγιάννης Βλάχος Αντωνόπουλος Σταματίου Μαυρίδης Ζαχαρίου Κωστόπουλος Γαλανής Τσακίρης",
    ),
    "tr": (
        "Ayşegül Mehmet Gülşen Oğuzhan Fatma Hüseyin Zeynep Burak Nurhan Çağlar Şule İbrahim Özlem Kadir Emine Serkan",
        "Yıldırım Öztürk Karadağ Çelik Aydoğan Şimşek Kılıçarslan Demirtaş Güneş Bozkurt Erdoğmuş Tekin Uçar Kaplan Sönmez",
    ),
    "ar": (
        "فاطمة محمود نورهان عبدالرحمن سلمى خالد مريم ياسين هدى طارق زينب وليد آمنة حمزة ليلى بلال",
        "الشمري القحطاني الزهراني المصري العتيبي الحربي بن\u00a0سعيد الدوسري الخطيب النجار حداد الغامدي المنصوري السيد",
    ),
    "fa": (
        "فاطمه رضا زهرا حسین مریم امیرعلی نرگس کیوان شیرین بهرام پریسا داریوش",
        "محمدی حسینی کریمی رضایی موسوی احمدی‌نژاد جعفری صادقی گلستانی رستمی نوری شیرازی",
    ),
    "he": (
        "שירה אביגיל יונתן נועם תמר אליהו רחל יצחק מיכל דוד חנה עמית",
        "כהן לוי מזרחי פרידמן אברהמי שפירא גולדשטיין ביטון אוחיון רוזנברג דהן פרץ",
    ),
    "hi": (
        "सुनीता राजेश प्रियंका अमित कविता विकास सरिता मनोज अंजलि दीपक पूजा रमेश",
        "शर्मा वर्मा गुप्ता यादव मिश्रा चौहान त्रिपाठी जोशी अग्रवाल सक्सेना पटेल ठाकुर",
    ),
    "in": (
        "Sunita Rajesh Priyanka Amit Kavitha Venkatesh Lakshmi Gurpreet Farhan Shalini Murugan Debashish Ananya Harpreet Zoya",
        "Chattopadhyay Iyer Reddy Agarwal Banerjee Krishnamurthy Gill Qureshi Patil Deshmukh Nair Mukherjee Bhatt Sandhu Rao",
    ),
    "th": (
        "สมชาย สุดารัตน์ วิชัย พรทิพย์ อนุชา กมลวรรณ ธนากร ปิยะดา ณัฐพล ศิริพร มานพ วราภรณ์",
        "ศรีสุข ทองดี แสงจันทร์ วงศ์ใหญ่ บุญมี รัตนกุล พงษ์พานิช ใจดี สุวรรณศรี จันทร์แก้ว",
    ),
    "ko": (
        "민준 서연 지훈 하은 도윤 수빈 예준 지우 현우 채원 성민 유진 태현 은서 동현 미경",
        "김 이 박 최 정 강 조 윤 장 임 한 오 서 신 권 황 안 송 류 홍",
    ),
    "ja": (
        "翔太 美咲 健一 陽菜 大輔 結衣 拓也 さくら 直樹 恵子 雄大 真由美 達也 由美子 亮 智子",
        "佐藤 鈴木 高橋 渡辺 伊藤 山口 松本 井上 木村 清水 斎藤 小笠原 長谷川 五十嵐 村上 原田",
    ),
    "zh": (
        "伟 芳 秀英 建国 丽华 志强 晓燕 国栋 雨涵 子轩 欣怡 浩然 梓萱 俊杰 桂兰 玉珍 思远 佳琪 文博 海燕",
        "王 李 张 刘 陈 杨 赵 黄 周 吴 徐 孙 胡 朱 高 林 何 郭 马 罗 梁 宋 郑 谢 韩 唐 冯 于 欧阳 司马",
    ),
    "ug": (
        "Abdurehim Patigul Memet Aygul Tursun Rahile Yasin Gulnar Ablikim Zulpiya Eziz Mihrigul",
        "Tohti Kadir Yusup Sawut Ghopur Mamat Abla Hoshur Obul Semet",
    ),
    "vi": (
        "Thị\u00a0Hương Văn\u00a0Minh Thị\u00a0Lan Quốc\u00a0Bảo Thanh\u00a0Tùng Ngọc\u00a0Anh Đức\u00a0Anh Thu\u00a0Hà Minh\u00a0Châu Hữu\u00a0Phước",
        "Nguyễn Trần Lê Phạm Huỳnh Vũ Đặng Bùi Đỗ Hồ Ngô Dương",
    ),
    "id": (
        "Siti Bambang Dewi Agus Ratna Joko Wulandari Eko Fitriani Slamet Ayu Rudi",
        "Wijaya Santoso Hidayat Kusuma Nugroho Simanjuntak Siregar Pratama Suryadi Lestari Halim Gunawan",
    ),
    "nl": (
        "Willemijn Joost Marloes Sjoerd Femke Bram Anneke Gerrit Liesbeth Teun Mirjam Pieter",
        "van\u00a0der\u00a0Meer de\u00a0Vries Hoekstra Bakker Dijkstra van\u00a0Dijk Kuipers ter\u00a0Haar Vermeulen Scholten Brouwer Smits",
    ),
    "sv": (
        "Gunilla Åke Linnéa Göran Maj-Britt Björn Elsa Torbjörn Frida Ragnar Saga Nils",
        "Lindqvist Björklund Åkesson Nyström Hedlund Sjögren Bergkvist Öberg Lundgren Ek Norling Forsberg",
    ),
    "af": (
        "Chinonso Adaeze Babajide Folasade Emeka Ngozi Wanjiru Otieno Achieng Kiprop Thandiwe Sipho Nomvula Kwame Abena Yaw",
        "Okonkwo Adeyemi Balogun Eze Kamau Odhiambo Wambui Kiplagat Dlamini Nkosi Mthembu Mensah Boateng Asante Abubakar",
    ),
    "is": (
        "Guðrún Sigurður Ragnheiður Þorsteinn Ásdís Björgvin Sólveig Hallgrímur Þórunn Ingólfur Eyrún Kjartan Álfheiður Ævar",
        "Jónsdóttir Gunnarsson Þórðardóttir Sigurjónsson Briem Hafsteinsdóttir Ólafsson Magnúsdóttir Thoroddsen Árnason",
    ),
    "sw": (
        "Zuhura Juma Neema Baraka Mwanaidi Hamisi Upendo Rajabu Asha Daudi Rehema Mussa Tatu Salumu Pendo Bakari",
        "Mwakyusa Kimaro Mushi Massawe Ngowi Shirima Mwinyi Lyimo Mollel Chacha Magesa Msuya Kasongo Nyerere",
    ),
    "kk": (
        "Айгерім Нұрсұлтан Әсель Бекзат Гүлнұр Ерлан Жанар Қанат Ләззат Мұрат Сәуле Тимур Шынар Ұлан Ғалымжан Динара",
        "Ахметова Жұмабаев Сейтқали Нұрғалиева Оспанов Қасымова Тілеуберді Әбдіқадыр Смағұлова Байжанов Есімхан Омарова",
    ),
}  # fmt: skip

_TOGETHER = {"zh", "ko", "ja"}  # family name first, nothing between
_FAMILY_FIRST = {"vi"}


def given(language: str) -> Draw:
    names = [name.replace("\u00a0", " ") for name in NAMES[language][0].split(" ")]
    return each(lambda rng: rng.choice(names))


def family(language: str) -> Draw:
    names = [name.replace("\u00a0", " ") for name in NAMES[language][1].split(" ")]
    return each(lambda rng: rng.choice(names))


def names(language: str, form: str = "") -> Draw:
    """Whole names; *form* puts ``{given}`` and ``{family}`` otherwise than that language does."""
    order = form or _order(language)

    def draw(rng: Random, rows: int) -> list[Any]:
        both = zip(given(language)(rng, rows), family(language)(rng, rows), strict=True)
        return [order.format(given=one, family=other) for one, other in both]

    return draw


def _order(language: str) -> str:
    if language in _TOGETHER:
        return "{family}{given}"
    return "{family} {given}" if language in _FAMILY_FIRST else "{given} {family}"


def emails(language: str = "en", domains: str = "gmail.com yahoo.com outlook.com") -> Draw:
    """Addresses made of a name, a number and one of *domains*."""
    places = domains.split()

    def one(rng: Random) -> str:
        first, last = (_plain(draw(rng, 1)[0]) for draw in (given(language), family(language)))
        return f"{first}{rng.choice(('.', '_', ''))}{last}{rng.choice(('', str(rng.randint(1, 999))))}@{rng.choice(places)}"

    return each(one)


def _plain(name: str) -> str:
    kept = "".join(sign for sign in name.lower().replace("ü", "ue").replace("ö", "oe") if "a" <= sign <= "z")
    return kept or "user"


@functools.cache
def _faker(locale: str) -> faker.Faker:
    return faker.Faker(locale)


def fake(locale: str, method: str, **arguments: Any) -> Draw:
    """Values of one of Faker's methods; line breaks become commas."""

    def draw(rng: Random, rows: int) -> list[Any]:
        source = _faker(locale)
        source.seed_instance(rng.getrandbits(32))
        make = getattr(source, method)
        return [make(**arguments) for _ in range(rows)]

    return mapped(draw, lambda value: value.replace("\n", ", ") if isinstance(value, str) else value)
