"""Disabilities: kinds, degrees and marks of severely disabled persons' passes, and the need of care or of aids."""

from nightlatch.categories import Category
from nightlatch.categories._worded import worded
from nightlatch.headings import named
from nightlatch.survey.checks import always

_NAMES = """
    disability, disabilities, disability type, disability status, disability code, disabled, is disabled,
    has disability, handicap, handicapped, impairment, special needs, accessibility needs, wheelchair,
    wheelchair user, pwd, pwd id, behinderung, behinderungsgrad, grad der behinderung, gdb, schwerbehindert,
    schwerbehinderung, merkzeichen, schwerbehindertenausweis, pflegegrad, handicap type, situation de handicap,
    taux d'invalidité, invalidité, rqth, discapacidad, tipo de discapacidad, grado de discapacidad, discapacitado,
    deficiência, tipo de deficiência, deficiente, pcd, disabilità, invalidità, percentuale invalidità, legge 104,
    handicap soort, beperking, arbeidsbeperking, niepełnosprawność, stopień niepełnosprawności,
    orzeczenie o niepełnosprawności, инвалидность, группа инвалидности, инвалид, інвалідність, engel durumu,
    engelli, engel türü, engellilik, الاعاقه, نوع الاعاقه, ذوي الاحتياجات الخاصه, معلولیت, نوع معلولیت, 残疾,
    残疾类型, 残疾等级, 残疾人, 残疾证, 残疾证号, 残障, 障害, 障害種別, 障害等級, 障害者手帳, 障がい, 장애,
    장애등급, 장애유형, 장애인, 장애여부, funktionsnedsättning, funksjonshemming, handicap grad, vamma, vammaisuus,
    zdravotní postižení, invalidita, ztp, zdravotné postihnutie, fogyatékosság, rokkantság, dizabilitate,
    grad de handicap, αναπηρία, ποσοστό αναπηρίας, увреждане, инвалидитет, invaliditet, invalidnost, neįgalumas,
    invaliditāte, puue, khuyết tật, dạng khuyết tật, disabilitas, penyandang disabilitas, oku, ความพิการ,
    ประเภทความพิการ, दिव्यांगता, विकलांगता, প্রতিবন্ধী, மாற்றுத்திறன், נכות, אחוזי נכות, מוגבלות"""
CATEGORY = (
    *worded(
        "disability",
        "disabilities",
        "health",
        names=_NAMES,
        words="""
        disabled, severely disabled, not disabled, no disability, physical disability, intellectual disability,
        learning disability, mental disability, developmental disability, visual impairment, visually impaired,
        blind, legally blind, partially sighted, hearing impairment, hearing impaired, deaf, hard of hearing,
        deafblind, deaf-blind, speech impairment, mobility impairment, wheelchair, wheelchair user, paraplegic,
        paraplegia, quadriplegic, tetraplegia, hemiplegia, amputee, dyslexia, dyspraxia, dyscalculia, autism,
        autism spectrum disorder, asd, aspergers, down syndrome, cerebral palsy, multiple disabilities,
        locomotor disability, person with disability, pwd, schwerbehindert, gehbehindert, sehbehindert,
        hörbehindert, gehörlos, taub, rollstuhlfahrer, geistige behinderung, körperliche behinderung,
        lernbehinderung, keine behinderung, merkzeichen g, merkzeichen ag, pflegegrad 1, pflegegrad 2, pflegegrad 3,
        pflegegrad 4, pflegegrad 5, handicap moteur, handicap mental, handicap visuel, handicap auditif, malvoyant,
        aveugle, sourd, malentendant, fauteuil roulant, travailleur handicapé, discapacidad física,
        discapacidad visual, discapacidad auditiva, discapacidad intelectual, discapacidad motriz, ciego, sordo,
        silla de ruedas, sin discapacidad, deficiência física, deficiência visual, deficiência auditiva,
        deficiência intelectual, surdo, cego, cadeirante, disabilità motoria, disabilità intellettiva, non vedente,
        ipovedente, invalido civile, slechthorend, slechtziend, doof, rolstoelgebruiker, verstandelijke beperking,
        lichamelijke beperking, niewidomy, głuchy, niepełnosprawny, stopień znaczny, stopień umiarkowany,
        stopień lekki, инвалид i группы, инвалид ii группы, инвалид iii группы, 1 группа, 2 группа, 3 группа,
        ребенок-инвалид, слепой, глухой, görme engelli, işitme engelli, ortopedik engelli, zihinsel engelli,
        bedensel engelli, اعاقه حركيه, إعاقة حركية, إعاقة بصرية, إعاقة سمعية, اعاقه بصريه, اعاقه سمعيه, معاق,
        کم بینا, ناشنوا, نابینا, معلول جسمی, 视力残疾, 听力残疾, 言语残疾, 肢体残疾, 智力残疾, 精神残疾, 多重残疾,
        一级残疾, 二级残疾, 三级残疾, 四级残疾, 盲人, 聋哑, 身体障害, 知的障害, 精神障害, 発達障害, 視覚障害,
        聴覚障害, 1級, 2級, 車椅子, 지체장애, 시각장애, 청각장애, 지적장애, 자폐성장애, 뇌병변장애, 정신장애,
        언어장애, 비장애인, synskadad, hörselskadad, rörelsehindrad, døv, sokea, kuuro, liikuntavammainen, nevidomý,
        neslyšící, ztp/p, ztp, vak, siket, mozgássérült, nevăzător, surd, handicap grav, handicap accentuat, τυφλός,
        κωφός, κινητική αναπηρία, khuyết tật vận động, khuyết tật nhìn, khuyết tật nghe, tuna netra, tunanetra,
        tuna rungu, tunarungu, tuna daksa, tunadaksa, พิการทางการเห็น, พิการทางการได้ยิน, พิการทางการเคลื่อนไหว,
        दृष्टिबाधित, श्रवण बाधित, लोकोमोटर, עיוור, חירש, נכה""",
        also="condition, needs",
        chance=2e-3,
        weight=5.0,
    ),
    Category(  # degrees, yes or no
        id="disability",
        label="disabilities",
        group="health",
        check=always,
        chance=0.5,
        weight=0.1,
        names=named("disability", _NAMES),
        kinds=frozenset({"integer", "bool", "float"}),
        tier="name",
    ),
)
