"""Free text about people: notes, remarks, biographies. Told by a name that says whose ("patient notes"), and prose.

"Notes" or "description" by themselves are of products as often: beside other fields about a person they are possible.
"""

from nightlatch.categories import Category
from nightlatch.categories.private_message import is_prose
from nightlatch.headings import named

CATEGORY = Category(
    id="free-text",
    label="free text about people",
    group="content",
    check=is_prose,
    chance=0.3,
    weight=0.7,
    tier="name",
    names=named(
        "free-text",
        """
    free text, freetext, patient notes, clinical notes, clinical note, doctor notes, doctors notes, nurse notes,
    nursing notes, progress notes, discharge summary, case notes, case note, caseworker notes, customer notes,
    client notes, user notes, member notes, agent notes, support notes, call notes, interview notes, employee notes,
    performance review, performance notes, hr notes, internal notes, personal notes, private notes, counselor notes,
    therapy notes, session notes, incident description, incident report, statement of witness, testimony,
    witness statement, diary, journal entry, bio, biography, about me, about user, profile text, self description,
    self introduction, cover letter, resume text, cv text, motivation letter, personal statement, patientennotiz,
    arztbrief, anamnese, verlaufsnotiz, kundennotiz, bemerkungen kunde, freitext, lebenslauf, anschreiben,
    texte libre, notes patient, notes client, compte rendu, biographie, lettre de motivation,
    observations médicales, texto libre, notas del paciente, notas del cliente, observaciones médicas, biografía,
    historia personal, carta de presentación, texto livre, anotações do paciente, observações do cliente, biografia,
    evolução clínica, testo libero, note paziente, note cliente, note cliniche, vrije tekst, patiëntnotities,
    klantnotities, biografie, tekst swobodny, notatki pacjenta, notatki klienta, życiorys, заметки о пациенте,
    анамнез, характеристика, биография, автобиография, о себе, примечание клиента, вільний текст, біографія,
    про себе, serbest metin, hasta notları, müşteri notu, özgeçmiş, hakkımda, ملاحظات المريض, ملاحظات العميل,
    السيره الذاتيه, نبذه, نص حر, شرح حال, بیوگرافی, درباره من, 病程记录, 病历内容, 客户备注, 个人简介, 个人简历,
    自我介绍, 个人说明, 自由文本, 谈话记录, 備考患者, 自己紹介, 経歴, 自由記述, 所見, 相談内容, 자기소개, 환자메모,
    고객메모, 상담내용, 경력사항, 소견, fritext, patientanteckningar, journalanteckning, fritekst, pasientnotat,
    patientnotat, omtale, vapaa teksti, potilasmerkinnät, volný text, poznámky pacienta, životopis, voľný text,
    szabad szöveg, betegjegyzet, önéletrajz, text liber, note pacient, biografie personală, ελεύθερο κείμενο,
    σημειώσεις ασθενούς, βιογραφικό, свободен текст, бележки за пациента, slobodan tekst, bilješke o pacijentu,
    văn bản tự do, ghi chú bệnh nhân, tiểu sử, teks bebas, catatan pasien, biodata singkat, tentang saya,
    ข้อความอิสระ, บันทึกผู้ป่วย, ประวัติส่วนตัว, रोगी टिप्पणी, जीवनी, জীবনী, குறிப்புகள், טקסט חופשי, הערות מטופל,
    קורות חיים""",
    ),
)
