"""Diagnoses: codes of ICD-10, ICD-11, ICD-9 and SNOMED CT, names of diseases, and pregnancy, vaccination, test results.

A single code ("I10") is any short code; a column of them has points and many chapters. SNOMED CT ids have a check digit
(Verhoeff) and the partition of concepts before it. Sources: WHO ICD-10 (2019),
ICD-11 reference guide, SNOMED CT TIG 6.2.
"""

import numpy as np
import pyarrow.compute as pc

from nightlatch.categories import Category
from nightlatch.categories._worded import worded
from nightlatch.headings import named
from nightlatch.survey.checkdigits import AnyOf, Number, verhoeff
from nightlatch.survey.checks import Bools, Together, always, either, length_between, phrases, regex, vocabulary
from nightlatch.survey.lexicon import beginnings, words
from nightlatch.survey.values import Values

_NAMES = """
    diagnosis, diagnoses, diagnosis code, diagnosis description, primary diagnosis, secondary diagnosis,
    admitting diagnosis, discharge diagnosis, dx, dx code, dx1, dx2, icd, icd10, icd 10, icd9, icd 9, icd11, icd 11,
    icd code, icd10 code, icd10cm, snomed, snomed code, snomed ct, loinc, loinc code, disease, diseases, illness,
    condition name, medical condition, medical conditions, health condition, health conditions, chronic condition,
    chronic disease, comorbidity, comorbidities, symptom, symptoms, complaint chief, chief complaint,
    reason for visit, medical history, patient history, health status, health issue, health problem, allergy,
    allergies, allergen, disorder, pathology, finding clinical, clinical finding, clinical diagnosis,
    cause of death, injury, hiv status, covid status, covid result, test result covid, mental health, pregnancy,
    pregnant, is pregnant, pregnancy status, gestational age, due date pregnancy, vaccine, vaccination, vaccinated,
    vaccination status, vaccine name, immunization, immunisation, smoker, smoking status, lab result, diagnose,
    diagnosen, hauptdiagnose, nebendiagnose, erkrankung, krankheit, vorerkrankung, befund, symptome, allergien,
    schwangerschaft, schwanger, impfung, impfstatus, impfstoff, diagnostic, diagnostic principal, maladie,
    pathologie, antécédents médicaux, motif de consultation, symptôme, allergie, grossesse, enceinte, vaccin,
    diagnóstico, diagnostico, enfermedad, padecimiento, síntoma, sintomas, síntomas, antecedentes médicos, alergia,
    alergias, embarazo, embarazada, vacuna, cie10, cie 10, cid, cid10, cid 10, doença, doenças, gravidez, gestante,
    vacina, diagnosi, malattia, patologia, sintomi, gravidanza, incinta, vaccino, vaccinazione, ziekte, aandoening,
    klacht, zwangerschap, zwanger, inenting, rozpoznanie, diagnoza, choroba, objawy, ciąża, szczepienie, диагноз,
    диагнозы, мкб, мкб10, мкб 10, код мкб, заболевание, болезнь, симптомы, аллергия, беременность, прививка,
    вакцина, діагноз, захворювання, вагітність, tanı, teşhis, hastalık, şikayet, alerji, gebelik, hamilelik, aşı,
    التشخيص, تشخيص, المرض, امراض, الاعراض, الحساسيه, الحمل, تطعيم, تشخیص, بیماری, علائم, بارداری, واکسن, 诊断,
    诊断名称, 诊断编码, 主要诊断, 疾病, 病名, 病种, 病情, 病史, 既往史, 症状, 主诉, 过敏史, 怀孕, 孕周, 疫苗, 接种,
    核酸结果, 診断, 診断名, 傷病名, 疾患, 既往歴, 主訴, アレルギー, 妊娠, ワクチン, 予防接種, 진단, 진단명, 질병,
    상병명, 상병코드, 증상, 병력, 알레르기, 임신, 백신, 예방접종, diagnos, sjukdom, allergi, graviditet,
    vaccin status, diagnosekode, sykdom, sygdom, vaksine, diagnoosi, sairaus, raskaus, rokotus, diagnóza,
    onemocnění, nemoc, alergie, těhotenství, očkování, ochorenie, diagnózis, betegség, bno, bno kód, terhesség,
    oltás, diagnostic medical, boală, afecțiune, sarcină, διάγνωση, ασθένεια, αλλεργία, εγκυμοσύνη, εμβόλιο,
    диагноза, заболяване, бременност, dijagnoza, bolest, trudnoća, cijepljenje, chẩn đoán, bệnh, triệu chứng,
    dị ứng, mang thai, vắc xin, tiêm chủng, diagnosis penyakit, penyakit, gejala, kehamilan, vaksin, imunisasi,
    วินิจฉัย, โรค, อาการ, แพ้ยา, ตั้งครรภ์, วัคซีน, निदान, बीमारी, रोग, गर्भावस्था, टीका, রোগ, নির্ণয়, நோய், אבחנה, מחלה,
    הריון, חיסון"""
_FLAGS = """
    pregnant, is pregnant, pregnancy, pregnancy status, hiv status, hiv positive, covid status, covid positive,
    vaccinated, vaccination status, is vaccinated, smoker, is smoker, smoking status, diabetic, has diabetes,
    diabetes, hypertension, asthma, cancer, depression, stroke, heart disease, obesity, hiv, hepatitis,
    tuberculosis, gestational age, gestation weeks, schwanger, raucher, geimpft, enceinte, fumeur, vacciné,
    embarazada, fumador, vacunado, gestante, fumante, vacinado, incinta, fumatore, zwanger, roker, gevaccineerd,
    w ciąży, palacz, беременность, курит, привит, gebe, sigara, hamile, حامل, مدخن, 怀孕, 是否怀孕, 是否接种, 吸烟,
    妊娠, 喫煙, 임신여부, 흡연여부"""
_DISEASES = beginnings("""
    diabet, hypertens, hypotens, asthma, copd, pneumonia, bronchitis, influenza, covid, coronavirus, sars-cov,
    tubercul, hepatitis, cirrhosis, syphilis, gonorrh, chlamydia, herpes, malaria, dengue, measles, sepsis, cancer,
    carcinoma, tumour, tumor, melanoma, lymphoma, leukami, leukemi, sarcoma, neoplasm, metasta, anami, anemi,
    hamophilia, hemophilia, thrombo, stroke, infarct, angina, arrhythmi, fibrillation, atrial fib, heart failure,
    cardiomyopath, coronary, atheroscl, hyperlipid, hypercholest, obesity, gout, hypothyroid, hyperthyroid, thyroid,
    goit, cushing, addison's, osteopor, osteoarthr, arthrit, rheumat, lupus, fibromyalg, sciatica, scoliosis,
    fracture, sprain, hernia, gastritis, gastroent, gastro-, ulcer, colitis, crohn, irritable bowel, appendic,
    appendec, pancreatit, cholecyst, gallst, reflux, cystitis, urinary tract, kidney, renal failure, nephr,
    dialysis, prostat, endometr, preeclamps, pregnan, miscarriage, eczema, psoriasis, dermatit, acne, urticaria,
    allerg, anaphyla, migraine, epilep, seizure, alzheimer, dementia, parkinson, multiple sclerosis, neuropath,
    mening, encephal, concussion, depress, anxiety, bipolar, schizo, psychosis, psychotic, ptsd, post-traumatic,
    adhd, attention deficit, autis, anorexia, bulimia, insomnia, alcohol depend, alcohol use, opioid use,
    substance use, substance abuse, addiction, suicid, glaucoma, cataract, macular, conjunctiv, otitis, tinnitus,
    hearing loss, sinusitis, tonsill, pharyngit, sleep apn, down syndrome, cystic fib, sickle cell, muscular dys,
    cerebral palsy, typ 2-diab, typ 2 diab, typ 2diab, typ2-diab, typ2 diab, bluthochdruck, herzinfarkt, herzinsuff,
    schlaganfall, krebs, grippe, lungenentz, arthrose, rückenschm, kopfschm, angststör, schuppenfl, demenz,
    hypertonie, vorhofflimm, niereninsuff, asthme, hypertension art, dépress, insuffisance, accident vasc,
    infarctus, diabète, hépatite, tuberculose, lombalgie, anxiété, démence, épilep, hipertens, cáncer, câncer,
    depresi, ansiedad, ansiedade, neumon, infarto, artritis, artrite, gripe, migraña, enxaqueca, obesidad,
    insuficiencia, insuficiência, epileps, tubercol, ipertens, diabete, cancro, tumore, polmonite, depressione,
    ictus, emicrania, beroerte, longontst, griep, hoge bloeddr, kanker, hartfalen, suikerz, cukrzyc, nadciśn, astma,
    zapalen, nowotw, depresj, padaczk, udar, zawał, гипертон, диабет, сахарный диабет, астма, бронхит, пневмон,
    грипп, инфаркт, инсульт, онколог, туберкул, гепатит, депресс, шизофрен, эпилепс, гастрит, язв, артрит, артроз,
    остеохондроз, цирроз, анемия, мигрень, аллерг, орви, цукровий, гіпертон, şeker hast, diyabet, hipertansiyon,
    kanser, astım, zatürre, depresyon, epilepsi, felç, verem, migren, سكري, ضغط الدم, ربو, سرطان, اكتئاب, التهاب,
    صرع, دیابت, فشار خون, آسم, افسردگی, 糖尿病, 高血压, 高血壓, 高血圧, 冠心病, 心脏病, 心臟病, 心筋梗塞, 心肌梗,
    脑梗, 脑卒中, 脳卒中, 脳梗塞, 中风, 哮喘, 喘息, 肺炎, 肺结核, 结核, 支气管炎, 感冒, 流感, 新冠, 肝炎, 乙肝,
    肝硬化, 艾滋, 梅毒, 癌, 肿瘤, 腫瘍, 白血病, 贫血, 抑郁, うつ病, うつ, 焦虑, 不安障害, 精神分裂, 統合失調, 双相,
    癫痫, てんかん, 胃炎, 胃溃疡, 肾炎, 尿毒症, 腎不全, 肾病, 关节炎, 関節炎, 骨折, 颈椎病, 腰椎, 甲状腺, 痛风,
    痛風, 阿尔茨海默, 認知症, 帕金森, 偏头痛, 湿疹, 过敏, 妊娠, 早孕, 近视, 白内障, 당뇨, 고혈압, 천식, 폐렴, 결핵,
    간염, 암, 우울증, 불안장애, 조현병, 뇌전증, 뇌졸중, 심근경색, 관절염, 위염, 감기, 독감, 코로나, 치매, 아토피,
    골절, เบาหวาน, ความดันโลหิตสูง, มะเร็ง, โรค, मधुमेह, उच्च रक्तचाप, कैंसर, अस्थमा, तपेदिक, ডায়াবেটিস, உயர் இரத்த,
    סוכרת, יתר לחץ דם, סרטן, אסתמה, דיכאון""")
_SHORT_NAMES = words("""
    flu, hiv, aids, uti, sida, рак, вич, copd, als, chf""")
_VACCINES = vocabulary("""
    pfizer, pfizer-biontech, biontech, comirnaty, moderna, spikevax, astrazeneca, vaxzevria, covishield, covaxin,
    janssen, sinovac, coronavac, sinopharm, sputnik v, novavax, nuvaxovid, mmr, dtap, tdap, bcg, hpv vaccine,
    gardasil, cervarix, mmr vaccine, prevenar, fully vaccinated, partially vaccinated, unvaccinated, not vaccinated,
    vollständig geimpft, ungeimpft, not pregnant, pregnant, first trimester, second trimester, third trimester,
    hiv positive, hiv negative, covid positive, covid negative, current smoker, former smoker, never smoker,
    non-smoker, no known allergies, nkda, nka, penicillin allergy, 已接种, 未接种, 新冠疫苗""")
_ICD10 = r"^\s*(?i)[A-TV-Z][0-9][0-9AB](?:\.[0-9A-TV-Z]{1,4})?[*+†!]?\s*$"
_POINTED = r"^\s*(?i)[A-TV-Z][0-9][0-9AB]\.[0-9A-TV-Z]{1,4}[*+†!]?\s*$"
_ICD11 = regex(r"^\s*[0-9A-HJ-NP-V][A-HJ-NP-V][0-9][0-9A-HJ-NP-Z](?:\.[0-9A-HJ-NP-Z]{1,2})?(?:[&/][0-9A-Z.]{4,7})*\s*$")
_ICD9 = regex(r"^\s*(?i)(?:[0-9]{3}(?:\.[0-9]{1,2})?|V[0-9]{2}(?:\.[0-9]{1,2})?|E[0-9]{3}(?:\.[0-9])?)\s*$")
_LOINC = regex(r"^\s*[0-9]{1,5}-[0-9]\s*$")
_TITLED = regex(r"^\s*[A-TVW-Za-tvw-z][0-9][0-9AB](?:\.[0-9A-Za-z]{1,4})?[ :-]{1,3}[^0-9 :-]{3}")


@Together
def _chapters(values: Values) -> Bools:
    """Codes of ICD-10 where at least a third have a point and the letters are those of four chapters or more."""
    found, pointed = values.matches(_ICD10), values.matches(_POINTED)
    if pointed.sum() < max(4, found.sum() / 3) or found.mean() < 0.6:
        return np.zeros(len(values), np.bool_)
    letters = pc.utf8_slice_codeunits(pc.utf8_ltrim_whitespace(values.text.filter(found)), 0, 1)
    return found if pc.count_distinct(letters).as_py() >= 4 else np.zeros(len(values), np.bool_)


_SPOKEN = named("diagnosis", _NAMES)
CATEGORY = (
    *worded(
        "diagnosis",
        "diagnoses",
        "health",
        names=_NAMES,
        words=either(_DISEASES, _SHORT_NAMES, _VACCINES, _TITLED),
        also="condition, conditions, diag, problem, problems, finding, findings, health",
        chance=3e-3,
        weight=4.8,
        under_name=length_between(1, 400),
    ),
    Category(
        id="diagnosis",
        label="diagnoses",
        group="health",
        check=_chapters,
        chance=0.01,
        weight=3.9,
        names=_SPOKEN,
        find=r"\b[A-TV-Z][0-9][0-9AB]\.[0-9A-TV-Z]{1,4}\b",
    ),
    Category(
        id="diagnosis",
        label="diagnoses",
        group="health",
        check=either(regex(_ICD10), _ICD11, _ICD9, _LOINC),
        chance=0.3,
        weight=1.5,
        names=_SPOKEN,
    ),
    Category(
        id="diagnosis",
        label="diagnoses",
        group="health",
        chance=0.003,
        weight=3.9,
        names=_SPOKEN,
        tier="proved",
        check=AnyOf(*(Number(f"[1-9]9{{{width}}}[01][0]9", verhoeff) for width in range(2, 15))),
        kinds=frozenset({"text", "integer"}),
    ),
    Category(  # yes or no, weeks
        id="diagnosis",
        label="diagnoses",
        group="health",
        check=always,
        chance=0.5,
        weight=0.1,
        names=phrases(_FLAGS),
        kinds=frozenset({"integer", "bool"}),
        tier="name",
    ),
)
