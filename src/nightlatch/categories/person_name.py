"""Names of people, in full. Shape and small lists of common names tell that a field holds names, nothing else.

Weights: words in capitals are names, but also products, places and titles (1 in 4), so a field name must agree;
common given and family names of many languages, or a Han or Hangul surname in front, stand alone.
Measured: 9 M Latin, 17 M Han names a second (one walk that addresses and employers share).
"""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from nightlatch.categories import Category, _cues
from nightlatch.headings import named
from nightlatch.survey import wordkernel as w
from nightlatch.survey.checks import Bools, phrases
from nightlatch.survey.values import Values
from nightlatch.survey.wording import wording

NAMES = named(
    "person-name",
    """
    name, full name, fullname, person name, personal name, customer name, client name, user full name, real name,
    patient name, employee name, student name, teacher name, contact name, contact person, holder name, card holder,
    cardholder, cardholder name, account holder, holder, owner name, passenger, passenger name, guest name,
    member name, recipient, recipient name, addressee, applicant, applicant name, beneficiary, insured, spouse,
    spouse name, father, father name, mother, mother name, guardian, display name, legal name, author, signer,
    person, names, display name, employee, patient, cust name, emp name, name full, owner, doctor,
    physician, driver name, sender, sender name, vollständiger name, kundenname, vor und nachname, name vorname,
    ansprechpartner, inhaber, kontoinhaber, patientenname, nom complet, nom prénom, nom et prénom, nom client,
    titulaire, destinataire, nom usuel, nombre completo, nombre y apellidos, nombre cliente, nombre del cliente,
    titular, destinatario, nombre paciente, nome completo, nome cliente, nome do cliente, nome do titular,
    nome paciente, destinatário, nome e cognome, nominativo, intestatario, volledige naam, naam, klantnaam,
    imię i nazwisko, nazwa klienta, imie nazwisko, фио, полное имя, имя фамилия, имя клиента, клиент, сотрудник,
    піб, пацієнт, владелец, пациент, ad soyad, adı soyadı, isim soyisim, müşteri adı, isim, adsoyad, الاسم,
    الاسم الكامل, اسم العميل, اسم المريض, نام, نام و نام خانوادگی, اسم, 姓名, 名字, 真实姓名, 客户姓名, 人员姓名,
    用户姓名, 联系人, 收件人, 收货人, 持卡人, 户名, 户主, 患者姓名, 员工姓名, 中文名, 英文名, xm, xingming, mingzi,
    lxr, 氏名, お名前, 名前, 顧客名, 患者名, 担当者, 이름, 성명, 고객명, 성함, 환자명, 담당자, namn,
    fullständigt namn, navn, nimi, jméno, jméno a příjmení, név, teljes név, nume complet, ονοματεπώνυμο, họ tên,
    họ và tên, nama, nama lengkap, ชื่อ, ชื่อ นามสกุล, नाम, शम, שם, שם מלא""",
) + phrases("""
    director, manager, judge, referee, player, coach, trainer, pilot, captain, lawyer, attorney, solicitor, plaintiff,
    defendant, witness, seller, buyer, tenant, landlord, salesperson, sales rep, cashier, clerk, supervisor, instructor,
    lecturer, professor, teacher, tutor, reviewer, signatory, contractor, technician, inspector, surgeon, therapist,
    nurse, dentist, midwife, curator, candidate, nominee, trustee, claimant, complainant, suspect, victim, prisoner,
    inmate, godfather, godmother, godparents, bride, groom, deceased, heir, composer, singer, actor, actress, speaker,
    chairman, chairperson, president, secretary, treasurer, account manager, case worker, caseworker, assigned to,
    reported by, prepared by, approved by, signed by, received by, next of kin, emergency contact, payee, payer, lessee,
    fahrer, arzt, hausarzt, sachbearbeiter, betreuer, leiter, geschäftsführer, vermieter, mieter, verkäufer, käufer,
    zeuge, kläger, beklagter, richter, anwalt, schiedsrichter, spieler, vater, mutter, ehemann, ehefrau, schüler,
    lehrer, bearbeiter, empfänger, absender, mitarbeiter, versicherter, médecin, élève, professeur, enseignant,
    directeur, gérant, locataire, propriétaire, vendeur, acheteur, avocat, juge, arbitre, joueur, entraîneur, père,
    mère, conjoint, passager, chauffeur, conducteur, expéditeur, salarié, médico, alumno, profesor, docente, gerente,
    inquilino, propietario, vendedor, comprador, abogado, juez, árbitro, jugador, entrenador, padre, madre, cónyuge,
    padrino, padrinos, madrina, pasajero, conductor, chofer, goleador, remitente, empleado, paciente, afiliado,
    beneficiario, asegurado, demandante, testigo, aluno, professor, diretor, proprietário, advogado, juiz, jogador, pai,
    mãe, cônjuge, motorista, passageiro, remetente, funcionário, colaborador, segurado, beneficiário, alunno, studente,
    professore, direttore, proprietario, venditore, avvocato, giudice, giocatore, coniuge, autista, passeggero,
    mittente, dipendente, assicurato, paziente, huisarts, leerling, docent, huurder, eigenaar, verkoper, koper,
    advocaat, rechter, scheidsrechter, speler, vader, moeder, medewerker, verzekerde, afzender, patiënt, lekarz, uczeń,
    nauczyciel, dyrektor, najemca, właściciel, sprzedawca, nabywca, sędzia, zawodnik, ojciec, matka, małżonek, kierowca,
    pasażer, nadawca, odbiorca, pracownik, ubezpieczony, pacjent, zgłaszający, врач, ученик, учитель, преподаватель,
    директор, арендатор, продавец, покупатель, адвокат, судья, игрок, тренер, отец, мать, супруг, водитель, пассажир,
    отправитель, получатель, работник, абонент, плательщик, лікар, учень, водій, отримувач, відправник, працівник,
    hasta adı, doktor, hekim, öğrenci, öğretmen, müdür, kiracı, satıcı, alıcı, avukat, hakim, hakem, oyuncu, baba, anne,
    sürücü, şoför, yolcu, gönderen, çalışan, sigortalı, yakını, المريض, الطبيب, الطالب, المعلم, المدير, المستاجر,
    المالك, البائع, المشتري, المحامي, القاضي, الاب, الام, الزوج, السائق, الراكب, المرسل, المستلم, الموظف, المستفيد,
    医生, 老师, 教师, 法人代表, 房东, 租客, 律师, 法官, 教练, 父亲, 母亲, 配偶,
    司机, 乘客, 寄件人, 经办人, 负责人, 审核人,
    医師, 運転手, 受取人, 配偶者, 氏名カナ, フリガナ, ふりがな, シメイ, shimei, simei, kana mei, 의사, 대표자, 임차인,
    판매자, 구매자, 변호사, 기사, 승객, 보내는분, 받는분, 보호자, 라이더, läkare, förare, lege, kuljettaja, lääkäri""")

_NOT = w.STREET | w.COMPANY | w.ORGANISATION | w.STOP | w.COUNTRY | w.CITY
_SIGNS = w.AT | w.SLASH | w.COLON | w.UNDERSCORE | w.AMPERSAND | w.SIGN | w.NEWLINE | w.PAREN


@cache
def surname_marks() -> NDArray[np.uint8]:
    """``uint8[65536]``: 1 for a Han character, 2 for a Hangul syllable that commonly begins a person's name."""
    marks = np.zeros(0x10000, np.uint8)
    marks[[ord(char) for char in _cues.HAN_SURNAMES]] = 1
    marks[[ord(char) for char in _cues.HANGUL_SURNAMES]] = 2
    return marks


def is_plain(values: Values) -> Bools:
    """No digits, no signs but those of names, no word that belongs to streets, companies or things."""
    seen = wording(values)
    known = (seen.cues & (w.GIVEN | w.SURNAME)) != 0
    vetoed = ((seen.cues & (w.STOP | w.ORGANISATION | w.COMPANY)) != 0) | (((seen.cues & _NOT) != 0) & ~known)
    vetoed |= (seen.last & _NOT != 0) & (seen.last & (w.GIVEN | w.SURNAME) == 0)  # "James Street"
    plain = (seen.numbers == 0) & (seen.mixed == 0) & ((seen.signs & _SIGNS) == 0)
    return np.asarray(plain & ~vetoed & (seen.letters >= 1) & (seen.letters <= 60))


def is_cased(values: Values, least: int, most: int) -> Bools:
    """*least* to *most* words in a script with capitals, each capitalised, an initial, a title or a particle."""
    seen = wording(values)
    cased = (seen.scripts & (w.LATIN | w.CYRILLIC | w.GREEK | w.OTHER)) != 0
    one = (seen.scripts & (seen.scripts - 1)) == 0
    whole = seen.capital + seen.joined + seen.initials == seen.units
    size = (seen.units >= least) & (seen.units <= most) & (seen.capital >= 1) & (seen.longest >= 3)
    return np.asarray(cased & one & whole & size & (seen.longest <= 20))


def _uncased(values: Values) -> Bools:
    """Two to five words of a script without capitals, or a Thai, Kana or mixed Japanese name of fitting length."""
    seen = wording(values)
    words = (seen.scripts & (w.ARABIC | w.HEBREW | w.INDIC | w.OTHER)) != 0
    several = words & (seen.units >= 2) & (seen.units <= 5) & (seen.letters <= 45)
    japanese = (
        ((seen.scripts & (w.KANA | w.THAI)) != 0) & (seen.letters >= 3) & (seen.letters <= 32) & (seen.units <= 3)
    )
    return np.asarray(several | japanese)


def has_han_surname(values: Values) -> Bools:
    """Two to four Han characters (more with a middle dot) behind a common surname, or a Japanese surname."""
    seen = wording(values)
    only = seen.scripts == w.HAN
    fits = (seen.letters >= 2) & (seen.letters <= 4) & (seen.units <= 2)
    dotted = ((seen.signs & w.MIDDOT) != 0) & (seen.letters >= 4) & (seen.letters <= 14)
    front = surname_marks()[np.minimum(seen.head >> 16, 0xFFFF)] == 1
    listed = (seen.cues & w.SURNAME) != 0
    place = (seen.cues & (w.COMPANY | w.ORGANISATION)) != 0
    tail = seen.admin + seen.street >= 2
    return np.asarray(only & ~place & ~tail & ((fits & (front | listed)) | dotted) & (seen.letters <= 14))


def _hangul(values: Values) -> Bools:
    seen = wording(values)
    front = surname_marks()[np.minimum(seen.head >> 16, 0xFFFF)] == 2
    return np.asarray(
        (seen.scripts == w.HANGUL) & front & (seen.letters >= 3) & (seen.letters <= 4) & (seen.units <= 2)
    )


def _by_shape(values: Values) -> Bools:
    seen = wording(values)
    known = (seen.cues & (w.GIVEN | w.SURNAME)) != 0
    han = (seen.scripts == w.HAN) & (seen.letters >= 2) & (seen.letters <= 6) & (seen.units <= 2)
    hangul = (seen.scripts == w.HANGUL) & (seen.letters >= 2) & (seen.letters <= 5)
    shape = is_cased(values, 2, 6) | (is_cased(values, 1, 1) & known) | _uncased(values) | han | hangul
    return np.asarray(shape & is_plain(values))


def _by_list(values: Values) -> Bools:
    seen = wording(values)
    known = (seen.cues & (w.GIVEN | w.SURNAME)) != 0
    arabic = ((seen.scripts & (w.ARABIC | w.HEBREW)) != 0) & (seen.units >= 2) & (seen.units <= 6)
    cased = is_cased(values, 2, 6) | arabic
    both = (is_plain(values) & cased & known) | _japanese(values)
    return np.asarray(both)


def _japanese(values: Values) -> Bools:
    seen = wording(values)
    fits = (seen.scripts == w.HAN) | (seen.scripts == (w.HAN | w.KANA))
    listed = ((seen.cues & w.SURNAME) != 0) & ((seen.cues & (w.COMPANY | w.ORGANISATION)) == 0)
    return np.asarray(fits & listed & (seen.letters >= 3) & (seen.letters <= 6) & (seen.admin + seen.street <= 1))


def _by_front(values: Values) -> Bools:
    return np.asarray((has_han_surname(values) | _hangul(values)) & is_plain(values))


CATEGORY = (
    Category(id="person-name", label="names", group="identity", check=_by_shape, chance=0.25, weight=2.5, names=NAMES),
    Category(id="person-name", label="names", group="identity", check=_by_list, chance=0.025, weight=6.0, names=NAMES),
    Category(id="person-name", label="names", group="identity", check=_by_front, chance=0.1, weight=5.5, names=NAMES),
)
