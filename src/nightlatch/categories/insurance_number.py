"""Numbers of insured persons: an insurer's own have no common form and are told by the field's name alone.

Statutory ones with check digits (KVNR, Medicare, health cards) are with their countries.
"""

from nightlatch.categories import Category
from nightlatch.headings import named
from nightlatch.survey.checks import regex

CATEGORY = Category(
    id="insurance-number",
    label="insurance numbers",
    group="health",
    check=regex(r"^\s*(?:[A-Za-z]{0,6}[-/ ]?[0-9][0-9A-Za-z./ -]{3,24}|[A-Za-z0-9]{8,20})\s*$"),
    chance=0.5,
    weight=0.7,
    identifies=3,
    kinds=frozenset({"text", "integer"}),
    tier="name",
    names=named(
        "insurance-number",
        """
    insurance number, insurance no, insurance id, insurance policy number, insurance policy, policy holder id,
    policyholder id, policyholder number, health insurance number, health insurance no, health insurance id,
    health plan id, health plan number, health plan beneficiary number, member id insurance, insurance member id,
    insured id, insured number, subscriber id, subscriber number, beneficiary id, beneficiary number, medicaid id,
    medicaid number, payer member id, life insurance number, insurance card number, versicherungsnummer,
    versichertennummer, versicherungsnr, krankenkassennummer, versichertenkarte, policennummer,
    versicherungsscheinnummer, numéro d'assuré, numéro assurance, numéro de police, numéro mutuelle,
    numéro adhérent, número de póliza, numero de poliza, póliza, número de afiliado, numero afiliado,
    número de seguro, seguro médico, apólice, número da apólice, carteirinha, número da carteirinha, cartão sus,
    cns cartão, convênio número, numero polizza, polizza, tessera sanitaria, numero tessera sanitaria,
    numero assicurato, polisnummer, verzekeringsnummer, zorgverzekeringsnummer, numer polisy,
    numer ubezpieczenia, polisa, номер полиса, полис омс, полис, омс, номер страховки, enp, енп, номер поліса,
    поліс, sigorta no, poliçe no, sigorta numarası, poliçe numarası, sgk no, رقم التامين, رقم البوليصه,
    رقم وثيقه التامين, شماره بیمه, کد بیمه, 保险号, 医保号, 医保卡号, 医保编号, 社保号, 社保卡号, 社会保障号,
    保单号, 参保号, ybkh, 保険証番号, 被保険者番号, 保険者番号, 証券番号, 被保険者証, 보험번호, 증권번호,
    건강보험번호, 피보험자번호, försäkringsnummer, forsikringsnummer, polisenummer, policenummer, vakuutusnumero,
    číslo pojištěnce, číslo pojistky, číslo poistenca, biztosítási szám, kötvényszám, număr asigurare, număr poliță,
    cod asigurat, αριθμός ασφάλισης, αριθμός συμβολαίου, осигурителен номер, номер на полица, broj osiguranja,
    broj police, mã số bảo hiểm, số thẻ bảo hiểm, số bhyt, bhyt, số sổ bhxh, nomor polis, no polis, no bpjs, bpjs,
    nomor bpjs, เลขกรมธรรม์, เลขประกันสังคม, बीमा संख्या, पॉलिसी नंबर, বীমা নম্বর, காப்பீட்டு எண், מספר ביטוח,
    מספר פוליסה""",
    ),
)
