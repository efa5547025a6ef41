"""Numbers of employees: an employer's own have no common form and are told by the field's name alone; ORCID has.

ORCID iDs (researchers) are 16 digits with ISO 7064 MOD 11-2 in blocks that ISNI set apart: 0000-0001-5 to 0000-0003-5,
0009-0.
"""

from nightlatch.categories import Category
from nightlatch.categories._government import government_id
from nightlatch.headings import named
from nightlatch.survey.checkdigits import Mask, Number, Rows, mod_11_2
from nightlatch.survey.checks import regex


def _is_reserved(row: Rows) -> Mask:
    block = row.number(0, 15)
    return ((block >= 15_000_000) & (block <= 35_000_000)) | ((block >= 900_000_000_000) & (block < 900_100_000_000))


CATEGORY = (
    government_id(
        "employee-id.orcid",
        "ORCID iDs of researchers",
        Number("[0]{3}[09][0]9{10}[0-9X]", mod_11_2, _is_reserved),
        chance=1.1e-8,
        group="employment",
        names="orcid, orcid id, orcidid, researcher id",
        generic=(),
        identifies=2,
    ),
    Category(
        id="employee-id",
        label="employee numbers",
        group="employment",
        check=regex(
            r"^\s*(?:[A-Za-z]{0,6}[-_/ ]?[0-9][0-9A-Za-z._/-]{0,20}|[0-9A-Fa-f-]{32,38}|[A-Za-z]{1,12}[0-9]{1,8})\s*$"
        ),
        chance=0.5,
        weight=0.7,
        identifies=3,
        kinds=frozenset({"text", "integer"}),
        tier="name",
        names=named(
            "employee-id",
            """
        employee id, employee id number, employee no, employee number, employee code, employeeid, emp id, emp no,
        emp number, emp code, empid, empno, staff id, staff no, staff number, staff code, staffid, personnel number,
        personnel no, personnel id, worker id, worker number, payroll number, payroll id, payroll no, badge number,
        badge id, badge no, service number, person nr company, hr id, sap personnel number, pernr, associate id,
        clock number, personalnummer, personal nr, personalnr, mitarbeiternummer, mitarbeiter id, mitarbeiternr,
        matricule, matrícula funcional, matricula, matricule salarié, numéro salarié, id salarié,
    número de empleado, numero empleado, id empleado,
        num empleado, legajo, matricula funcionario, id funcionário, código funcionário,
        matricola, matricola dipendente, id dipendente, codice dipendente, personeelsnummer, medewerkernummer,
        medewerker id, numer pracownika, id pracownika, nr ewidencyjny, табельный номер, таб номер, ид сотрудника,
        номер сотрудника, табельний номер, personel no, sicil no, sicil numarası, çalışan no, رقم الموظف,
        الرقم الوظيفي, کد پرسنلی, شماره پرسنلی, 工号, 员工号, 员工编号, 职工号, 职工编号, 警号, 教工号, gh, gonghao,
        社員番号, 従業員番号, 職員番号, 사번, 직원번호, 사원번호, 행번, anställningsnummer, anställningsnr,
        ansattnummer, ansattnr, medarbejdernummer, medarbejder id, työntekijänumero, henkilönumero, osobní číslo,
        číslo zaměstnance, osobné číslo zamestnanca, törzsszám, dolgozói azonosító, marcă angajat, marca salariat,
        αριθμός μητρώου, αριθμός υπαλλήλου, служебен номер, matični broj zaposlenika, šifra zaposlenog,
        mã nhân viên, mã nv, msnv, mã số nhân viên, nip pegawai, no pegawai,
    nomor induk karyawan, no pekerja, รหัสพนักงาน,
        เลขพนักงาน, कर्मचारी संख्या, कर्मचारी आईडी, কর্মচারী আইডি, பணியாளர் எண், מספר עובד""",
        ),
    ),
)
