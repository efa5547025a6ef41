"""Numbers of pupils and students: a school's own have no common form and are told by the field's name alone.

National ones with check digits (UPN, onderwijsnummer) are with their countries.
"""

from nightlatch.categories import Category
from nightlatch.headings import named
from nightlatch.survey.checks import regex

CATEGORY = Category(
    id="student-id",
    label="student numbers",
    group="employment",
    check=regex(r"^\s*(?:[A-Za-z]{0,6}[-_/ ]?[0-9][0-9A-Za-z._/-]{1,20}|[0-9A-Fa-f-]{32,38})\s*$"),
    chance=0.5,
    weight=0.7,
    identifies=3,
    kinds=frozenset({"text", "integer"}),
    tier="name",
    names=named(
        "student-id",
        """
    student id, student id number, student no, student number, student code, studentid, stu id, stu no, pupil id,
    pupil number, learner id, learner number, matriculation number, enrolment number, enrollment number,
    enrollment no, roll number, roll no, admission no student, exam number, candidate number, school id student,
    university id, college id, alumni id, matrikelnummer, matrikel nr, matrikelnr, schülernummer, schüler id,
    immatrikulationsnummer, numéro étudiant, num etudiant, numéro ine, ine, id étudiant, código de estudiante,
    número de alumno, id alumno, id estudiante, número de matrícula, boleta alumno, registro acadêmico, ra aluno,
    matrícula aluno, id aluno, número do aluno, matricola studente, numero matricola, id studente, studentnummer,
    leerlingnummer, numer albumu, nr albumu, id ucznia, numer indeksu, номер зачетной книжки, номер зачётки,
    студенческий билет, номер студенческого, ид студента, номер залікової, öğrenci no, öğrenci numarası, okul no,
    رقم الطالب, الرقم الجامعي, رقم القيد, شماره دانشجویی, کد دانش آموز, 学号, 学籍号, 学生编号, 准考证号, 考生号,
    xuehao, xsxh, 学籍番号, 学生番号, 受験番号, 생徒番号, 학번, 학생번호, 수험번호, studentnr, elevnummer, elev id,
    opiskelijanumero, oppilasnumero, číslo studenta, id studenta, číslo žáka, neptun kód, hallgatói azonosító,
    oktatási azonosító, număr matricol, nr matricol, αριθμός μητρώου φοιτητή, αμ φοιτητή, факултетен номер,
    broj indeksa, jmbag, vpisna številka, mã sinh viên, mã học sinh, mã số sinh viên, mssv, nim, nisn,
    nomor induk siswa, nomor induk mahasiswa, no matrik, รหัสนักศึกษา, รหัสนักเรียน, छात्र आईडी, अनुक्रमांक,
    ছাত্র আইডি, மாணவர் எண், מספר סטודנט, מספר תלמיד""",
    ),
)
