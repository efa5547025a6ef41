"""Criminal convictions and offences (GDPR Art. 10): what a person was charged with, convicted of, or checked for."""

from nightlatch.categories import Category
from nightlatch.categories._worded import worded
from nightlatch.survey.checks import always, either, phrases, vocabulary
from nightlatch.survey.lexicon import beginnings

_NAMES = """
    criminal record, criminal history, criminal offence, criminal offense, criminal conviction,
    criminal convictions, conviction, convictions, convicted of, offence, offences, offense, offenses, offense type,
    crime, crime type, crime committed, charge type, criminal charge, arrest, arrest record, arrest reason,
    arrest date, arrests, felony, misdemeanor, misdemeanour, prior convictions, sentence length, prison sentence,
    prison term, inmate, inmate id, inmate number, parole, parole status, probation status, on parole, warrant,
    dbs check, dbs status, background check result, sex offender, wanted, booking charge, vorstrafe, vorstrafen,
    straftat, delikt, verurteilung, führungszeugnis, strafregister, haftstrafe, tatvorwurf, casier judiciaire,
    condamnation, condamnations, délit, antécédents judiciaires, garde à vue, antecedentes penales, antecedentes,
    condena, delito, delitos, antecedentes policiales, arresto, antecedentes criminais, condenação, crime cometido,
    ficha criminal, folha de antecedentes, fedina penale, casellario giudiziale, condanna, reato, precedenti penali,
    strafblad, veroordeling, strafbaar feit, misdrijf, justitiële documentatie, vog, karalność, niekaralność,
    przestępstwo, wyrok, skazanie, судимость, судимости, статья ук, преступление, приговор, правонарушение,
    судимість, злочин, вирок, sabıka, sabıka kaydı, adli sicil, suç, mahkumiyet, السوابق الجنائيه, سوابق, الجريمه,
    صحيفه جنائيه, الحكم الجنائي, سوءپیشینه, سابقه کیفری, جرم, محکومیت, 犯罪记录, 前科, 案底, 违法犯罪, 违法记录,
    罪名, 刑期, 案由, 判决, 吸毒, 涉毒, 前科人员, 犯罪類型, 犯罪歴, 逮捕歴, 前科前歴, 罪状, 범죄경력, 전과,
    전과기록, 죄명, 형량, 범죄, brottsregister, brott, belastningsregister, straffeattest, straffedom, lovbrudd,
    forbrydelse, rikosrekisteri, rikos, tuomio, trestní rejstřík, trestný čin, odsouzení, register trestov,
    büntetett előélet, bűncselekmény, erkölcsi bizonyítvány, ítélet, cazier judiciar, cazier, condamnare,
    infracțiune, ποινικό μητρώο, αδίκημα, καταδίκη, съдимост, престъпление, kazneno djelo, osuda, kazniva dela,
    tiền án, tiền sự, tội danh, án tích, catatan kriminal, skck, tindak pidana, ประวัติอาชญากรรม, ความผิด,
    आपराधिक रिकॉर्ड, अपराध, অপরাধ, குற்றம், רישום פלילי, עבירה, הרשעה"""
_COUNTS = """
    criminal record, has criminal record, has convictions, convictions, number of convictions, prior convictions,
    convicted, arrests, number of arrests, prior arrests, is sex offender, on parole, inmate number,
    sentence months, sentence years, felonies, vorstrafen, vorbestraft, casier judiciaire, antecedentes penales,
    antecedentes criminais, precedenti penali, karalność, судимость, судим, sabıka kaydı, السوابق الجنائيه,
    犯罪记录, 前科, 是否有案底, 犯罪歴, 전과, 범죄경력"""
_CRIMES = vocabulary("""
    theft, petty theft, grand theft, grand theft auto, auto theft, motor vehicle theft, identity theft, larceny,
    shoplifting, burglary, robbery, armed robbery, carjacking, assault, simple assault, aggravated assault, battery,
    assault and battery, domestic violence, domestic abuse, murder, attempted murder, homicide, manslaughter, rape,
    sexual assault, sexual abuse, incest, kidnapping, abduction, arson, vandalism, criminal damage, fraud,
    credit card fraud, embezzlement, forgery, extortion, blackmail, bribery, money laundering, perjury, tax evasion,
    drug possession, drug trafficking, possession of cannabis, possession with intent, dui, dwi,
    driving under the influence, drink driving, drunk driving, reckless driving, driving without a licence,
    hit and run, disorderly conduct, public intoxication, trespassing, criminal trespass, stalking, harassment,
    prostitution, solicitation, weapons possession, unlawful possession of a firearm, human trafficking, terrorism,
    conspiracy, resisting arrest, probation violation, parole violation, contempt of court, child abuse,
    child pornography, indecent exposure, affray, grievous bodily harm, gbh, abh, actual bodily harm, felony,
    misdemeanor, no convictions, no criminal record, clean record, diebstahl, ladendiebstahl, raub, einbruch,
    einbruchdiebstahl, körperverletzung, gefährliche körperverletzung, betrug, mord, totschlag, vergewaltigung,
    sachbeschädigung, trunkenheit im verkehr, fahren ohne fahrerlaubnis, urkundenfälschung, nötigung, erpressung,
    brandstiftung, hausfriedensbruch, steuerhinterziehung, keine vorstrafen, vorbestraft, vol, vol à main armée,
    vol aggravé, agression, meurtre, viol, escroquerie, fraude, conduite en état d'ivresse, trafic de stupéfiants,
    recel, abus de confiance, violences conjugales, outrage, robo, hurto, asalto, homicidio, asesinato, violación,
    estafa, lesiones, secuestro, narcotráfico, violencia doméstica, violencia de género, furto, roubo, homicídio,
    estupro, estelionato, tráfico de drogas, lesão corporal, rapina, omicidio, truffa, stupro, lesioni personali,
    spaccio, diefstal, inbraak, mishandeling, moord, doodslag, verkrachting, oplichting, heling, kradzież, rozbój,
    zabójstwo, oszustwo, pobicie, gwałt, włamanie, кража, грабеж, разбой, убийство, мошенничество, изнасилование,
    хулиганство, вымогательство, хранение наркотиков, побои, не судим, не судима, судим, крадіжка, вбивство,
    шахрайство, hırsızlık, gasp, cinayet, dolandırıcılık, yaralama, tecavüz, uyuşturucu ticareti, سرقه, سرقة, قتل,
    احتيال, اغتصاب, اعتداء, تعاطي مخدرات, دزدی, کلاهبرداری, 盗窃, 盗窃罪, 抢劫, 抢劫罪, 诈骗, 诈骗罪, 故意伤害,
    故意伤害罪, 故意杀人, 强奸, 强奸罪, 贩毒, 吸毒, 寻衅滋事, 危险驾驶, 危险驾驶罪, 赌博, 聚众斗殴, 贪污, 受贿,
    交通肇事, 窃盗, 強盗, 殺人, 詐欺, 傷害, 暴行, 覚醒剤取締法違反, 横領, 恐喝, 放火, 절도, 강도, 사기, 살인, 폭행,
    상해, 성폭행, 강간, 음주운전, 마약, 횡령, stöld, rån, misshandel, bedrägeri, våldtäkt, rattfylleri, tyveri, ran,
    vold, bedrageri, drap, varkaus, ryöstö, pahoinpitely, petos, murha, rattijuopumus, krádež, loupež, vražda,
    podvod, ublížení na zdraví, lopás, rablás, gyilkosság, csalás, testi sértés, furt, tâlhărie, omor, înșelăciune,
    κλοπή, ληστεία, απάτη, ανθρωποκτονία, кражба, измама, krađa, prijevara, trộm cắp, cướp tài sản, lừa đảo,
    giết người, ma túy, pencurian, perampokan, penipuan, pembunuhan, narkoba, ลักทรัพย์, ฉ้อโกง, ยาเสพติด, चोरी,
    डकैती, हत्या, धोखाधड़ी, גניבה, שוד, הונאה, רצח""")
_PHRASES = beginnings("""
    time served, imprisonment, suspended sentence, community service, life sentence, months probation,
    years probation, months in prison, years in prison, days in jail, months custody, freiheitsstrafe,
    bewährungsstrafe, haftstrafe, geldstrafe, emprisonnement, sursis, prisión, años de prisión, reclusione,
    detenzione, gevangenisstraf, лишение свободы, условно, 有期徒刑, 缓刑, 拘役, 懲役, 집행유예, 징역, convicted of,
    charged with, arrested for, sentenced to, pleaded guilty, found guilty, on parole, on probation for,
    verurteilt wegen, vorbestraft, condamné pour, condenado por, condannato per, осужден, 判处有期徒刑""")
CATEGORY = (
    *worded(
        "criminal-record",
        "criminal records",
        "criminal",
        names=_NAMES,
        words=either(_CRIMES, _PHRASES),
        also="sentence, punishment, penalty, verdict, charges, charge, violation, incident type",
        chance=2e-3,
        weight=4.8,
    ),
    Category(  # a count of convictions, yes or no
        id="criminal-record",
        label="criminal records",
        group="criminal",
        check=always,
        chance=0.5,
        weight=0.1,
        names=phrases(_COUNTS),
        kinds=frozenset({"integer", "bool"}),
        tier="name",
    ),
)
