"""What words of field names mean in English, so that names put together of them need not be listed one by one.

"nr_ewid_prac", "fec nac", "osobni_cislo", "medlemsnr" are read as "number register employee", "date birth" and so on,
and these are compared with the English names that categories go by, in any order of up to three words. Only words that
mean one thing wherever they stand are here, lower case and without accents.
"""

from __future__ import annotations

from collections.abc import Callable

_MEANINGS = """
number: nr nro num numer numero nummer no cislo c szam szama numara numarasi номер ном broj stevilka numri αριθμος αρ
    so numeri numur numeris number nbr nummern
code: kod kodu kode codigo codice cod sifra шифр код κωδικος koodi kods kodas
id: identifikator identificador identifiant identificativo identyfikator kennung ident ид idn azonosito tunnus
customer: kunde kunden kund kunder klant klanten klient klienta klienci cliente clientes cli clte zakaznik zakaznika
    ugyfel musteri pelanggan asiakas kupac клиент клиента клієнт клієнта πελατης πελατη kh kd kokyaku acheteur kupca
employee: mitarbeiter mitarb angestellter angestellte pracownik pracownika prac empleado empleados trabajador emp
    funcionario colaborador employe salarie medewerker mdw werknemer anstalld anstallnings ansatt ansatte medarbejder
    medarb tyontekija zamestnanec zamestnance zam dolgozo munkavallalo angajat salariat calisan personel сотрудник
    сотрудника работник работника працівник працівника karyawan pegawai nv shain dipendente dip служител personal
    personnel pers nhanvien zaposlenik radnik radnika tootaja darbinieka darbuotojo ypallilou
patient: paciente pac pasient potilas pacjent pacjenta pacient pacienta beteg hasta пациент пациента пацієнт пацієнта
    pasien bn patienten patients paziente paz pazienti kanja
student: schuler schueler etudiant eleve alumno alumna alumnos estudiante aluno estudante studente alunno uczen ucznia
    studenta ogrenci ученик ученика студент студента учня siswa mahasiswa elev opiskelija oppilas zak zaka ziak diak
    gakusei seito leerling
personnel: ewid ewidencyjny osobni osobne os tabelnyj табельный таб matricola matricule
member: mitglied mitglieds mitglieder adherent socio miembro membro associado associato iscritto lid leden czlonek
    czlonka clen clena uye член члена medlem medlems jasen anggota kaiin afiliado
person: osoba osoby persona personne pessoa лицо kisi orang henkilo personen isik
user: benutzer benutzers usr utilisateur usuario utente uzytkownik uzytkownika uzytk uzivatel felhasznalo kullanici
    пользователь пользователя користувач anvandare bruker gebruiker pengguna kayttaja korisnik
date: datum data fecha fec fch dat dt tarih tarihi trh дата dato paiva pvm paivamaara tanggal tgl ngay datumas kelt
    ημερομηνια ημ datums
birth: geburt geburts geb naissance naiss nacimiento nac nascimento nasc nascita urodzenia urodz ur narozeni narodenia
    nar szuletesi szul szuletes dogum dgm рождения рожд рож народження нар fodelse fodsels foedsels fodt fodd syntyma
    synt lahir sinh γεννησης nasterii rodenja rodjenja rojstva dzimsanas gimimo umare
year: jahr annee ano anno rok rocnik evi ev yil yili год року an ar vuosi tahun nam ετος godina jaar
place: ort lieu lugar luogo miejsce msc misto miesto plats sted paikka yeri yer место місце tempat hely locul mjesto
    tempat noi plaats
name: nom nombre nome naam navn namn nimi jmeno meno nazwa nev isim adi имя ім nama ten nume ime ονομα fio namen
first name: imie imiona vorname vornamen prenom prenoms krestni fornavn fornamn etunimi keresztnev utonev prenume
    отчество ими nombres
last name: nazwisko nazw nachname nachnamen apellido apellidos ap apel sobrenome apelido cognome achternaam prijmeni
    priezvisko vezeteknev csaladnev etternavn efternavn efternamn sukunimi soyad soyadi soyisim фамилия фам прізвище
    prezime priimek perekonnanimi uzvards pavarde
maiden: rodowe panienskie geboren madchen madchenname jeune soltera solteira nubile rozena leanykori девичья kizlik
address: adresse adresses adr direccion dir endereco indirizzo adres adresa cim cime lakcim osoite alamat адрес адреса
    διευθυνση domicilio domicile wohnadresse anschrift jusho adreso aadress
street: strasse str rue calle rua via straat ulica ul ulice utca gata gade vei katu cadde sokak улица ул вулиця jalan
    jln οδος strada dom
city: stadt ville ciudad cidade citta stad miasto miejscowosc mesto varos kaupunki sehir город місто kota πολη oras
    grad wohnort woonplaats localidad commune gmina by
postcode: plz postleitzahl postnr postnummer cep psc kodpocztowy irsz iranyitoszam pocztowy postal postale индекс
phone: telefon tel telf telefone telefono telephone telefoon puhelin puh telefonszam τηλεφωνο телефон тел telp denwa
    fono fernruf rufnummer rufnr tlf tfn sdt
mobile: handy mobil movil celular cel cell cellulare portable komorka kom komorkowy mobilny mobiltelefon gsm моб
    мобильный мобільний matkapuhelin mobilni hp ponsel keitai mobilnr
email: mail correo eposta mejl courriel epost почта пошта imejl posta elposta sahkoposti emeil
nationality: staatsang staatsangehoerigkeit staatsangehorigkeit obywatelstwo narodowosc гражданство громадянство
    statsborgerskap medborgarskap kansalaisuus uyruk uyrugu allampolgarsag obcanstvi obcianstvo drzavljanstvo
    nacionalidad nacionalidade nazionalita nationalite kewarganegaraan natl
sex: geschl geschlecht gesl plec pohl pohlavi pohlavie nem cinsiyet пол стать kon kjonn sukupuoli geslacht spol sexe
    sexo sesso kelamin
salary: gehalt lohn salaire salario sueldo nomina stipendio retribuzione placa wynagrodzenie pensja mzda fizetes lon
    lonn palkka maas ucret зарплата оклад gaji luong salariu salaris loon plat bruttolohn vencimento ordenado kyuryo
    palk alga
account: konto kto cuenta cta compte cpte conta conto rekening rachunek rachunku ucet uctu szamla hesap счет счета
    рахунок рахунку tili rek racun λογαριασμου kontonr
bank: banco banque banca banka банк банка bankowy bankowe
insurance: versicherung versicherungs vers versicherten assurance assure seguro seguros assicurazione assicurato
    verzekering ubezpieczenie ubezpieczenia ubezp pojisteni poj pojistenec sigorta страховой страховки forsakring
    forsikring vakuutus biztositas biztositasi osiguranje asigurare asuransi sante mutuelle convenio ass
policy: polizza poliza apolice polisa polisy police полис полиса полісу polis kotveny smlouva
driving licence: fuhrerschein fuehrerschein permis conducir conduccion jazdy rijbewijs korkort forerkort forerkortnr
    ajokortti ehliyet водительское ridicsky vozacka jogositvany vodicsky cnh sim patente guida
passport: reisepass reisepassnr passeport pasaporte passaporto passaporte paszport paszportu pasu pasaport паспорт
    паспорта paspoort utlevel paspor passi hochieu pass putovnica
licence plate: kennzeichen kfzkennzeichen immatriculation immat targa kenteken rejestracyjny rejestracja rej rejestr
    spz rz rendszam plaka rekisterinumero госномер nopol regnr regnum registreringsnummer nummerplaat chapa dominio
issue: ausstellung ausgestellt delivrance expedicion emissao rilascio wydania vydani kiadas выдачи afgifte utstedt
expiry: ablauf gueltig gultig expiration expir vencimiento venc vence validade scadenza waznosci platnost gecerlilik
    действия geldig gyldig giltig lejarat utlop
diagnosis: diagnose diagn diagnostico diagnostic diag rozpoznanie tani диагноз діагноз dijagnoza diagnosi diagnoza
job title: puesto cargo funcao stanowisko functie pozice munkakor gorev gorevi unvan unvani должность посада stilling
    befattning jabatan chucvu poste position beruf qualifica mansione tehtava shokushu dolznost radnomjesto
employer: arbeitgeber employeur empleador empregador pracodawca zamestnavatel isveren работодатель роботодавець
    werkgever arbetsgivare arbeidsgiver tyonantaja munkaltato angajator datore poslodavac
religion: konfession bekenntnis wyznanie nabozenstvi vallas din dini вероисповедание kepercayaan uskonto agama
manager: kierownik kierownika vorgesetzter vorges superviseur jefe gerente gestor przelozony leder sef mudur vedouci
    начальник esihenkilo capo responsabile
doctor: arzt arztin hausarzt medecin medico lekarz lekarza lekar orvos doktor hekim врач врача лікар laakari lakare
    lege dokter
child: kind kindes enfant nino hijo crianca filho bambino dziecka dziecko dite ditete gyermek cocuk ребенка дитини barn
    barnets lapsi anak
emergency: notfall urgence emergencia wypadku emergenza nood nod acil
card: karte karten carte tarjeta cartao carta karta karty kart kortti kort kartu карта карты картка
"""


def meanings(fold: Callable[[str], tuple[str, ...]]) -> dict[str, str]:
    """``{word: meaning}``, words folded as those of field names are."""
    found: dict[str, str] = {}
    meaning = ""
    for line in _MEANINGS.strip().splitlines():
        head, colon, rest = line.partition(":")
        meaning = head if colon else meaning
        found |= {"".join(fold(word)): meaning for word in (rest if colon else line).split()}
    return found
