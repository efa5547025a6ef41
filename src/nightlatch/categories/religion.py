"""Religion or belief (GDPR Art. 9): the faiths and churches of the world in the words of their registers.

A vocabulary of people's answers: places ("mosque"), feasts and names of saints are not in it.
"""

from nightlatch.categories._worded import worded

CATEGORY = worded(
    "religion",
    "religions",
    "special",
    chance=1e-3,
    weight=6.5,
    names="""
    religion, religious affiliation, religious belief, religious beliefs, religious denomination, denomination,
    faith, belief, church, church membership, confession, creed, religion code, relig, konfession,
    religionszugehörigkeit, glaube, religionsbekenntnis, kirchensteuermerkmal, confession religieuse, croyance,
    culte, religión, creencia, confesión religiosa, religião, crença, religione, credo religioso, confessione,
    godsdienst, geloof, religie, kerkgenootschap, wyznanie, religia, вероисповедание, религия, конфессия,
    віросповідання, релігія, din, inanç, mezhep, الديانه, الدين, ديانه, مذهب, دین, مذهب دین, 宗教, 宗教信仰,
    信仰, zjxy, zongjiao, 宗教団体, 종교, 종교명, religionstillhörighet, trossamfund, trossamfunn, uskonto,
    uskontokunta, náboženství, náboženské vyznání, vyznanie, vallás, felekezet, religie confesiune, θρήσκευμα,
    θρησκεία, вероизповедание, vjera, veroispovest, tôn giáo, agama, kepercayaan, ศาสนา, धर्म, ধর্ম, மதம், مذہب,
    דת, dini inanç, usuluddin, imani""",
    words="""
    christian, christianity, roman catholic, catholic, catholicism, protestant, lutheran, evangelical,
    evangelical lutheran, anglican, church of england, episcopalian, baptist, southern baptist, methodist,
    presbyterian, pentecostal, calvinist, reformed, mormon, latter-day saints, lds, jehovah's witness,
    jehovah's witnesses, seventh-day adventist, adventist, quaker, mennonite, amish, unitarian, orthodox christian,
    eastern orthodox, greek orthodox, russian orthodox, orthodox, coptic, coptic orthodox, maronite,
    armenian apostolic, muslim, moslem, islam, islamic, sunni, sunni muslim, shia, shia muslim, shiite, shi'a,
    alevi, ahmadiyya, ibadi, sufi, druze, alawite, jew, jewish, judaism, hindu, hinduism, buddhist, buddhism,
    zen buddhist, sikh, sikhism, jain, jainism, taoist, taoism, daoist, confucian, shinto, shintoist, zoroastrian,
    parsi, baha'i, bahai, yazidi, rastafarian, pagan, wiccan, animist, atheist, atheism, agnostic, no religion,
    non-religious, not religious, irreligious, secular humanist, humanist, scientologist, spiritist, christlich,
    katholisch, römisch-katholisch, evangelisch, evangelisch-lutherisch, evangelisch-reformiert, freikirchlich,
    altkatholisch, muslimisch, islamisch, jüdisch, buddhistisch, hinduistisch, konfessionslos, ohne bekenntnis,
    atheistisch, ev, rk, röm.-kath., evang., chrétien, chrétienne, catholique, protestante, musulman, musulmane,
    juif, juive, bouddhiste, hindou, hindouiste, athée, agnostique, sans religion, orthodoxe, cristiano, cristiana,
    católico, católica, catolico, catolica, evangélico, evangélica, musulmán, musulmana, judío, judía, budista,
    hindú, ateo, atea, agnóstico, sin religión, testigo de jehová, cristão, cristã, católico romano, espírita,
    umbanda, candomblé, muçulmano, muçulmana, judeu, judia, ateu, ateia, sem religião, cattolico, cattolica,
    musulmano, ebreo, ebrea, buddista, induista, valdese, christen, rooms-katholiek, katholiek, protestants,
    gereformeerd, hervormd, moslim, joods, boeddhist, atheïst, ongelovig, geen religie, rzymskokatolickie, katolik,
    katoliczka, prawosławny, prawosławne, ewangelik, ateista, muzułmanin, żydowskie, православие, православный,
    православная, католик, католичка, католицизм, протестант, мусульманин, мусульманка, ислам, иудаизм, иудей,
    буддист, буддизм, атеист, атеистка, старообрядец, христианство, християнин, православ'я, греко-католик,
    müslüman, hristiyan, musevi, sünni, şii, ateist, deist, budist, مسلم, مسلمه, مسلمة, مسيحي, مسيحيه, مسيحية,
    يهودي, درزي, سني, شيعي, ملحد, مسلمان, مسیحی, زرتشتی, کلیمی, شیعه, سنی, 基督教, 天主教, 佛教, 道教, 伊斯兰教,
    回教, 东正教, 犹太教, 印度教, 无宗教, 无宗教信仰, 无神论, 佛教徒, 基督徒, 穆斯林, 清真, 喇嘛教, 藏传佛教, 仏教,
    神道, キリスト教, カトリック, プロテスタント, イスラム教, 無宗教, 創価学会, 浄土真宗, 曹洞宗, 개신교, 기독교,
    천주교, 불교, 원불교, 이슬람교, 무교, 무신론, 유교, 종교 없음, kristen, jude, svenska kyrkan, kristen protestan,
    buddha, khonghucu, luterilainen, ortodoksi, ev.lut., katolilainen, ateisti, katolík, evangelík, bez vyznání,
    římskokatolická, katolikus, református, evangélikus, izraelita, görögkatolikus, ortodox, romano-catolic,
    greco-catolic, penticostal, χριστιανός ορθόδοξος, ορθόδοξος, χριστιανός, άθεος, православен, мюсюлманин,
    katolička, pravoslavna, muslimanka, công giáo, phật giáo, tin lành, cao đài, hòa hảo, không tôn giáo, พุทธ,
    อิสลาม, คริสต์, ศาสนาพุทธ, हिन्दू, हिंदू, मुस्लिम, ईसाई, सिख, बौद्ध, जैन, হিন্দু, মুসলিম, ইসলাম, বৌদ্ধ, இந்து, முஸ்லிம்,
    கிறிஸ்தவர், ہندو, عیسائی, יהודי, יהודייה, מוסלמי, נוצרי, דרוזי, חילוני, דתי, חרדי, מסורתי""",
)
