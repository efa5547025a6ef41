"""Medication: international nonproprietary names by their stems, common brands, codes of ATC and NDC, doses.

Stems are WHO's (INN stem book 2018): "-olol", "-pril", "-statin", "-mab"; the shorter ones need a dose or a field name.
"""

from nightlatch.categories import Category
from nightlatch.categories._worded import short_text, worded
from nightlatch.headings import named
from nightlatch.survey.checks import Bools, both, either, length_between, regex, vocabulary
from nightlatch.survey.lexicon import endings
from nightlatch.survey.values import Values

_NAMES = """
    medication, medications, medication name, medication code, current medication, current medications, drug,
    drug name, drug code, drug class, medicine, medicine name, medicines, prescription, prescriptions,
    prescribed drug, prescribed medication, rx, rx name, rxnorm, rxnorm code, rxcui, ndc, ndc code, atc, atc code,
    active ingredient, active substance, pharmaceutical, treatment drug, therapy drug, medikament, medikamente,
    medikation, arzneimittel, wirkstoff, pzn, verordnung, rezept, médicament, médicaments, traitement,
    prescription médicale, substance active, principe actif, code cip, medicamento, medicamentos, medicación,
    fármaco, receta, principio activo, medicação, remédio, receita, prescrição, farmaco, farmaci, medicinale,
    terapia farmacologica, principio attivo, ricetta, medicijn, medicijnen, medicatie, geneesmiddel, recept, lek,
    leki, lekarstwo, nazwa leku, recepta, substancja czynna, лекарство, лекарства, препарат, препараты, медикамент,
    рецепт, назначение, ліки, препарати, ilaç, ilaç adı, ilaçlar, reçete, etken madde, الدواء, ادويه, اسم الدواء,
    الوصفه الطبيه, دارو, نام دارو, نسخه, 药品, 药品名称, 药名, 用药, 处方, 药物, 西药, 中药, ypmc, 薬剤, 薬品名,
    処方, 処方薬, 医薬品, 服薬, 약품, 약품명, 처방, 처방약, 투약, 복용약, 약물, läkemedel, medicin, legemiddel,
    medisin, lægemiddel, lääke, lääkkeet, lääkitys, lék, léky, léčivo, medikace, liek, lieky, gyógyszer,
    gyógyszerek, hatóanyag, medicament, medicamente, tratament, rețetă, φάρμακο, φάρμακα, συνταγή, лекарствo,
    медикаменти, lijek, lijekovi, lek naziv, zdravilo, vaistas, zāles, ravim, thuốc, tên thuốc, đơn thuốc, obat,
    nama obat, resep, ยา, ชื่อยา, ใบสั่งยา, दवा, दवाई, औषधि, ঔষধ, மருந்து, תרופה, תרופות, מרשם"""
_STEMS = endings("""
    statin, sartan, prazole, formin, gliptin, gliflozin, glutide, tidine, olol, dipine, cillin, mycin, micin,
    oxacin, cycline, azole, ciclovir, cyclovir, vudine, navir, tegravir, previr, buvir, oxetine, traline, pramine,
    triptyline, azepam, zolam, apine, idone, peridol, barbital, caine, codone, morphone, orphine, triptan, setron,
    denafil, steride, osin, terol, lukast, sone, solone, onide, profen, coxib, fenac, mab, tinib, ciclib, parib,
    rubicin, platin, taxel, xaban, gatran, parin, grel, thiazide, semide, actone, pril, thyroxine""")
_DOSE = r"(?i)[0-9] ?(?:mg|mcg|µg|iu|мг|мкг|毫克|ملغ)"
_KNOWN = vocabulary("""
    aspirin, acetylsalicylic acid, paracetamol, acetaminophen, ibuprofen, naproxen, diclofenac, metamizole,
    tramadol, morphine, fentanyl, oxycodone, hydrocodone, codeine, methadone, buprenorphine, naloxone, insulin,
    insulin glargine, insulin lispro, metformin, glimepiride, gliclazide, sitagliptin, empagliflozin, dapagliflozin,
    semaglutide, liraglutide, levothyroxine, liothyronine, atorvastatin, simvastatin, rosuvastatin, pravastatin,
    ezetimibe, amlodipine, nifedipine, lisinopril, ramipril, enalapril, losartan, valsartan, candesartan,
    metoprolol, bisoprolol, atenolol, carvedilol, propranolol, hydrochlorothiazide, furosemide, torasemide,
    spironolactone, warfarin, phenprocoumon, apixaban, rivaroxaban, dabigatran, edoxaban, clopidogrel, heparin,
    enoxaparin, digoxin, amiodarone, omeprazole, pantoprazole, esomeprazole, lansoprazole, ranitidine, famotidine,
    ondansetron, metoclopramide, loperamide, salbutamol, albuterol, budesonide, fluticasone, montelukast,
    tiotropium, prednisone, prednisolone, dexamethasone, hydrocortisone, methylprednisolone, amoxicillin,
    penicillin, ampicillin, cefalexin, ceftriaxone, azithromycin, clarithromycin, doxycycline, ciprofloxacin,
    levofloxacin, metronidazole, nitrofurantoin, vancomycin, fluconazole, aciclovir, acyclovir, valacyclovir,
    oseltamivir, sertraline, fluoxetine, citalopram, escitalopram, paroxetine, venlafaxine, duloxetine, mirtazapine,
    bupropion, amitriptyline, trazodone, lithium, lithium carbonate, quetiapine, olanzapine, risperidone,
    aripiprazole, haloperidol, clozapine, diazepam, lorazepam, alprazolam, clonazepam, zolpidem, zopiclone,
    methylphenidate, lisdexamfetamine, amphetamine, atomoxetine, gabapentin, pregabalin, levetiracetam, lamotrigine,
    carbamazepine, valproate, valproic acid, topiramate, phenytoin, levodopa, donepezil, memantine, sumatriptan,
    allopurinol, colchicine, methotrexate, hydroxychloroquine, azathioprine, adalimumab, etanercept, infliximab,
    rituximab, trastuzumab, pembrolizumab, tamoxifen, anastrozole, letrozole, finasteride, tamsulosin, sildenafil,
    tadalafil, estradiol, progesterone, testosterone, levonorgestrel, ethinylestradiol, folic acid, vitamin d,
    vitamin b12, ferrous sulfate, cetirizine, loratadine, fexofenadine, diphenhydramine, epinephrine, isotretinoin,
    tretinoin, tenofovir, emtricitabine, dolutegravir, efavirenz, truvada, lipitor, plavix, nexium, humira, xarelto,
    eliquis, prozac, zoloft, xanax, valium, ativan, adderall, ritalin, viagra, cialis, ozempic, wegovy, januvia,
    lantus, humalog, ventolin, advair, symbicort, synthroid, euthyrox, l-thyroxin, lasix, tylenol, advil, aleve,
    voltaren, panadol, augmentin, zithromax, vicodin, oxycontin, percocet, dolo 650, concor, novalgin, marcumar,
    dolormin, ass 100, doliprane, efferalgan, levothyrox, spasfon, kardegic, nolotil, tachipirina, аспирин,
    парацетамол, ибупрофен, метформин, эналаприл, лизиноприл, аторвастатин, амоксициллин, омепразол, анальгин,
    но-шпа, инсулин, лозартан, бисопролол, 阿司匹林, 二甲双胍, 胰岛素, 阿莫西林, 布洛芬, 对乙酰氨基酚, 阿托伐他汀,
    硝苯地平, 氨氯地平, 头孢, 奥美拉唑, 左氧氟沙星, 缬沙坦, 阿奇霉素, アスピリン, インスリン, ロキソニン,
    カロナール, メトホルミン, アムロジピン, 타이레놀, 아스피린, 인슐린, 메트포르민, باراسيتامول, انسولين, اسبرين,
    أسبرين, ايبوبروفين, متفورمين, آسپرین, انسولین, พาราเซตามอล, पैरासिटामोल""")
_ATC = regex(r"^\s*[A-DGHJ-NPRSV][0-9]{2}[A-Z]{2}[0-9]{2}\s*$")
_NDC = regex(r"^\s*(?:[0-9]{4}-[0-9]{4}-[0-9]{2}|[0-9]{5}-(?:[0-9]{3}-[0-9]{2}|[0-9]{4}-[0-9]{1,2}))\s*$")
_SPOKEN = named("medication", _NAMES)


def _dosed(values: Values) -> Bools:
    """A word with the ending of a drug's name, and a dose; few texts have the first, so that few are read again."""
    found = _STEMS(values)
    return found & values.matches(_DOSE) if found.any() else found


CATEGORY = (
    *worded(
        "medication",
        "medications",
        "health",
        names=_NAMES,
        words=either(_KNOWN, _dosed),
        also="treatment, substance, ingredient, med, meds",
        chance=2e-3,
        weight=4.9,
        under_name=both(short_text, length_between(4, 200)),
    ),
    Category(
        id="medication",
        label="medications",
        group="health",
        check=both(length_between(5, 60), _STEMS),
        chance=0.05,
        weight=3.5,
        names=_SPOKEN,
        tier="vocabulary",
    ),
    Category(
        id="medication",
        label="medications",
        group="health",
        check=either(_ATC, _NDC),
        chance=0.1,
        weight=3.5,
        names=_SPOKEN,
    ),
)
