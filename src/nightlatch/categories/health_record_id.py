"""Numbers of patients' records: a hospital's own have no common form and are told by the field's name alone.

National ones with check digits (NHS, NHI) are with their countries.
"""

from nightlatch.categories import Category
from nightlatch.headings import named
from nightlatch.survey.checks import regex

CATEGORY = Category(
    id="health-record-id",
    label="patient record numbers",
    group="health",
    check=regex(r"^\s*(?:[A-Za-z]{0,5}[-/ ]?[0-9][0-9A-Za-z./ -]{2,24}|[0-9A-Fa-f-]{24,38})\s*$"),
    chance=0.5,
    weight=0.7,
    identifies=2,
    kinds=frozenset({"text", "integer"}),
    tier="name",
    names=named(
        "health-record-id",
        """
    mrn, medical record number, medical record no, medical record id, medical record, health record id,
    health record number, patient id, patient id number, patient no, patient number, patient identifier, patientid,
    patient code, patient uuid, pat id, hospital number, hospital no, hospital id patient, chart number, chart no,
    ehr id, emr id, empi, encounter id, admission id, admission number, visit number hospital, case number hospital,
    patienten id, patientennummer, patienten nr, patientennr, fallnummer, aufnahmenummer, krankenaktennummer,
    numéro patient, id patient, ipp, numéro de dossier médical, dossier patient, número de historia clínica,
    historia clinica, número de expediente, nhc, id paciente, prontuário, número do prontuário,
    numero cartella clinica, cartella clinica, id paziente, codice paziente, patiëntnummer, patientnummer,
    numer pacjenta, id pacjenta, numer kartoteki, номер карты, номер истории болезни, история болезни, ид пациента,
    номер амбулаторной карты, hasta no, hasta numarası, protokol no, dosya no hasta, رقم المريض, رقم الملف الطبي,
    شماره پرونده پزشکی, کد بیمار, 病历号, 住院号, 门诊号, 病案号, 患者编号, 患者id, 就诊号, 就诊卡号, 住院编号,
    カルテ番号, 患者番号, 患者id番号, 診察券番号, 환자번호, 등록번호환자, 차트번호, 병록번호, patientnr,
    journalnummer, pasientnummer, potilasnumero, potilastunnus, číslo pacienta, číslo chorobopisu, betegazonosító,
    kórlapszám, cod pacient, foaie de observație, αριθμός ασθενούς, αριθμός φακέλου, номер на пациент,
    broj pacijenta, broj kartona, mã bệnh nhân, số bệnh án, no rekam medis, nomor rekam medis, no rm, rekam medis,
    hn, hospital number hn, เลขที่ผู้ป่วย, रोगी संख्या, রোগীর আইডি, நோயாளி எண், מספר תיק רפואי, מספר מטופל""",
    ),
)
