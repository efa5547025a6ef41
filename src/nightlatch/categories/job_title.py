"""Job titles: what people are called at work, told by the word that ends (or begins) it: engineer, Leiter, 経理."""

from nightlatch.categories._worded import SHORT_TEXT, containing, endings, whole_words, worded
from nightlatch.survey.checks import both, either, length_between, regex, without

_LAST = whole_words(
    """
    engineer, manager, developer, programmer, analyst, consultant, director, officer, administrator, assistant,
    coordinator, specialist, technician, supervisor, executive, president, vice president, ceo, cto, cfo, coo, cio,
    founder, co-founder, owner, partner, architect, designer, scientist, researcher, accountant, auditor,
    controller, cashier, clerk, secretary, receptionist, teacher, lecturer, professor, tutor, principal, librarian,
    nurse, doctor, physician, surgeon, dentist, pharmacist, therapist, psychologist, paramedic, midwife,
    veterinarian, optometrist, radiographer, carer, caregiver, lawyer, attorney, solicitor, barrister, paralegal,
    judge, notary, police officer, firefighter, soldier, sergeant, lieutenant, captain, colonel, pilot, driver,
    conductor, mechanic, electrician, plumber, carpenter, welder, machinist, operator, worker, labourer, laborer,
    foreman, painter, builder, roofer, gardener, farmer, fisherman, chef, cook, baker, butcher, waiter, waitress,
    bartender, barista, housekeeper, cleaner, janitor, porter, security guard, bodyguard, salesperson, salesman,
    sales representative, representative, merchandiser, buyer, broker, trader, underwriter, actuary, economist,
    statistician, journalist, editor, reporter, writer, author, translator, interpreter, photographer, musician,
    actor, actress, artist, recruiter, trainer, coach, planner, strategist, surveyor, inspector, intern, trainee,
    apprentice, freelancer, entrepreneur, chemist, biologist, physicist, mathematician, geologist, meteorologist,
    machine operator, team lead, lead, head of [a-z ]+, chief [a-z ]+, retired, unemployed, self-employed,
    homemaker, housewife, student""",
    "s?",
)
_OTHER = endings("""
    ingenieur(?:in)?, entwickler(?:in)?, leiter(?:in)?, berater(?:in)?, sachbearbeiter(?:in)?, kaufmann, kauffrau,
    lehrer(?:in)?, pfleger(?:in)?, krankenschwester, arzt, ärztin, anwalt, anwältin, meister(?:in)?,
    mechaniker(?:in)?, elektriker(?:in)?, techniker(?:in)?, fahrer(?:in)?, verkäufer(?:in)?, geschäftsführer(?:in)?,
    buchhalter(?:in)?, assistent(?:in)?, erzieher(?:in)?, koch, köchin, bäcker(?:in)?, maler(?:in)?, ingénieure?,
    développeu(?:r|se), directeur, directrice, responsable, technicien(?:ne)?, vendeu(?:r|se), enseignante?,
    infirmi(?:er|ère), médecin, avocate?, comptable, secrétaire, ouvri(?:er|ère), cuisini(?:er|ère), chauffeur,
    cadre, chargée? d[e’][a-zé ]+, ingenier[oa], desarrollador(?:a)?, gerente, director(?:a)?, profesor(?:a)?,
    maestr[oa], enfermer[oa], médic[oa], abogad[oa], contador(?:a)?, vendedor(?:a)?, técnic[oa], obrer[oa], albañil,
    cociner[oa], conductor(?:a)?, engenheir[oa], desenvolvedor(?:a)?, diretor(?:a)?, professor(?:a)?, enfermeir[oa],
    advogad[oa], analista, auxiliar, motorista, pedreir[oa], cozinheir[oa], ingegnere, sviluppatore, direttore,
    direttrice, insegnante, infermier[ea], medico, avvocato, ragioniere, impiegat[oa], operai[oa], commess[oa],
    cuoc[oa], autista, inżynier, programista, kierownik, dyrektor, nauczyciel(?:ka)?, pielęgniarka, lekarz, prawnik,
    księgow[ya], sprzedawca, kierowca, mechanik, инженер, программист, разработчик, менеджер, директор,
    руководитель, начальник, специалист, учитель(?:ница)?, преподаватель, врач, медсестра, юрист, бухгалтер,
    продавец, водитель, слесарь, сварщик, электрик, повар, инженерка, вчитель, лікар, mühendis(?:i)?, müdür(?:ü)?,
    öğretmen(?:i)?, doktor, hemşire, avukat, muhasebeci, şoför, teknisyen, memur, uzman(?:ı)?, işçi,
    verpleegkundige, leraar, lerares, ingenieur, boekhouder, verkoper, medewerker, adviseur""")
_DENSE = containing("""
    工程师, 经理, 主管, 总监, 总裁, 董事, 会计, 出纳, 教师, 教授, 医生, 护士, 律师, 司机, 工人, 农民, 程序员,
    设计师, 销售, 秘书, 助理, 主任, 科长, 处长, 局长, 厂长, 店长, 公务员, 警察, 军人, 个体户, 自由职业, 退休, 学生,
    エンジニア, 部長, 課長, 係長, 社長, 取締役, 営業, 経理, 教師, 教員, 医師, 看護師, 弁護士, 会社員, 公務員,
    自営業, 主婦, 店員, 엔지니어, 개발자, 부장, 과장, 차장, 대리, 사원, 사장, 이사, 교사, 교수, 의사, 간호사,
    변호사, 회계사, 공무원, 회사원, 자영업, 주부, مهندس, مدير, معلم, مدرس, طبيب, ممرض, محاسب, محامي, سائق, موظف,
    پزشک, پرستار, راننده, کارمند, วิศวกร, ผู้จัดการ, ครู, พยาบาล, แพทย์, พนักงาน, इंजीनियर, शिक्षक, डॉक्टर, प्रबंधक,
    किसान, מהנדס, מנהל, מורה, רופא, אחות""")
_NO_SENTENCE = regex(r"[.!?;:] ?\S|\d{3}|@|(?i)\b(?:inc|llc|gmbh|ltd|corp|the|is|was)\b|有限|公司|株式会社")
CATEGORY = worded(
    "job-title",
    "job titles",
    "employment",
    words=without(both(length_between(2, 70), SHORT_TEXT, either(_LAST, _OTHER, _DENSE)), _NO_SENTENCE),
    chance=0.01,
    weight=4.6,
    under_name=both(length_between(2, 100), SHORT_TEXT),
    names="""
    job title, job, jobtitle, job name, job position, job role, job description short, position title, occupation,
    occupation name, profession, designation, employee title, work title, role title, employment position,
    current position, post held, rank title, trade occupation, beruf, berufsbezeichnung, stelle, stellenbezeichnung,
    position beruf, tätigkeit, funktion, dienstgrad, métier, profession libellé, poste, intitulé du poste, fonction,
    emploi, cargo, puesto, puesto de trabajo, ocupación, profesión, oficio, ocupação, profissão, função, mansione,
    professione, ruolo, qualifica, occupazione, beroep, functie, functietitel, zawód, stanowisko, должность,
    профессия, специальность, род занятий, посада, професія, meslek, unvan, görev, pozisyon, المهنه, الوظيفه,
    المسمي الوظيفي, شغل, سمت, عنوان شغلی, 职业, 职务, 职位, 岗位, 职称, 工种, 从事职业, zw, zhiye, zhiwu, 職業,
    役職, 職種, 肩書き, 직업, 직책, 직위, 직급, 직종, yrke, befattning, stilling, stillingsbetegnelse, ammatti,
    tehtävänimike, povolání, pracovní pozice, profese, povolanie, pracovná pozícia, foglalkozás, beosztás, munkakör,
    ocupație, profesie, funcție, meserie, επάγγελμα, θέση εργασίας, ιδιότητα, длъжност, професия, zanimanje,
    radno mjesto, poklic, delovno mesto, profesija, amats, amet, nghề nghiệp, chức vụ, chức danh, pekerjaan,
    jabatan, profesi, อาชีพ, ตำแหน่ง, ตำแหน่งงาน, पेशा, व्यवसाय, पद, পেশা, পদবি, தொழில், پیشہ, מקצוע, תפקיד, kazi,
    beroep titel""",
)
