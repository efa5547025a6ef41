"""Account numbers of people: what joins one person's records. Any number or short code passes (weight 1.5), so a field
name must agree; a plain "id" counts where its table is one of people (``users.id``)."""

import numpy as np

from nightlatch.categories import Category
from nightlatch.headings import named
from nightlatch.survey.checks import Bools, both, length_between, mail, regex, without
from nightlatch.survey.values import Values

_CODE = without(both(length_between(1, 64), regex(r"^[\p{L}0-9][\p{L}0-9._:|-]*$")), mail)


def _is_code(values: Values) -> Bools:
    """Any whole number is one; of text, what is short and in one piece."""
    return np.ones(len(values), np.bool_) if values.kind == "integer" else _CODE(values)


CATEGORY = Category(
    id="customer-id",
    label="account numbers",
    group="identity",
    identifies=4,
    chance=0.3,
    weight=1.5,
    kinds=frozenset({"text", "integer", "binary"}),
    check=_is_code,
    names=named(
        "customer-id",
        """
    person id, personid, user id, userid, uid, customer id, customerid, customer no, customer number,
    client id person, member id, member number, member no, account id, subscriber id, subject id, subjectid,
    contact id, people id, human id, citizen ref, resident id no, owner id, guest id, passenger id,
    subscriber number, person no, person ref, person key, person uid, user uid, user uuid, customer uuid, cust id,
    cust no, custid, client no, client number, loyalty number, loyalty id, membership number, membership id,
    individual id, applicant id, driver id, user no, user number, user key, user ref, users id, customers id,
    members id, employees id, persons id, patients id, students id, owner ref, profile id, author id, reader id,
    borrower id, donor id, voter no, buyer id, rider id, player id, people no, face id, target id, kundennummer,
    kunden id, kundennr, kunden nr, kdnr, mitgliedsnummer, benutzer id, personen id, numéro client, id client,
    identifiant client, num client, id utilisateur, id personne, número de cliente, id cliente, id usuario,
    id persona, número cliente, código cliente, id pessoa, id usuário, codice cliente, id utente, numero cliente,
    klantnummer, klant id, gebruikers id, persoon id, numer klienta, id klienta, id osoby, id użytkownika,
    ид клиента, код клиента, номер клиента, ид пользователя, id пользователя, müşteri no, müşteri id,
    müşteri numarası, kullanıcı id, kişi id, رقم العميل, رقم المستخدم, معرف الشخص, معرف المستخدم, شناسه کاربر,
    人员编号, 用户编号, 用户id, 客户编号, 客户号, 会员号, 会员编号, 人员id, rybh, ryid, yhbh, yhid, khh, khbh,
    顧客番号, 会員番号, 会員コード, kaiin no, kaiin cd, kaiin id, kokyaku no, 顧客id, ユーザーid, ユーザid,
    고객번호, 회원번호, 사용자id, kundnummer, kundenummer,
    asiakasnumero, číslo zákazníka, ügyfélszám, mã khách hàng, id pelanggan, รหัสลูกค้า""",
    ),
)
