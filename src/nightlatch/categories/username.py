"""Usernames: a word without blanks beside a field name (weight 1.2); by values alone nothing is a username.

Who made or changed a record stands as a login, a name or a number; only small letters that are no words of software
("system") are a login there, and only where there are several (weight 0.8).
"""

import numpy as np

from nightlatch.categories import Category
from nightlatch.headings import named
from nightlatch.survey.checks import Bools, Together, both, length_between, mail, phrases, regex, vocabulary, without
from nightlatch.survey.values import Values

_FEW = 8  # distinct ones that are machines, roles, or kinds of account
_LOGIN = without(
    regex(r"^[a-z]{2,20}[0-9]{0,4}$|^[a-z]{1,20}[._-][a-z]{1,20}[0-9]{0,4}$"),
    vocabulary("""
    system, admin, root, api, cron, batch, import, migration, anonymous, guest, user, test, bot, job, service, script,
    unknown, none, null, default, public, auto, web, app, internal, external, customer, vendor, checking, savings,
    credit, debit, active, open, closed"""),
)


@Together
def _logins(values: Values) -> Bools:
    found = np.asarray(_LOGIN(values))
    return found if np.count_nonzero(found) >= min(_FEW, len(values)) else np.zeros(len(values), np.bool_)


_BY_SHAPE = Category(
    id="username",
    label="usernames",
    group="online",
    identifies=5,
    chance=0.4,
    weight=1.2,
    check=without(
        both(length_between(2, 64), regex(r"^[\p{L}0-9][\p{L}\p{M}0-9._@+~-]+$")), mail, regex(r"^[0-9]{1,6}$")
    ),
    names=named(
        "username",
        """
    username, user name, login, login name, userid name, account name, screen name, screenname, handle, nick,
    nickname, alias, user login, loginname, samaccountname, logon name, user account, nick name, twitter handle,
    profile name, gamertag, member login, benutzername, anmeldename, nutzername, benutzer, nom utilisateur,
    nom d'utilisateur, identifiant, pseudo, pseudonyme, usuario, nombre de usuario, nombre usuario, usuário,
    nome de usuário, nome utente, utente, gebruikersnaam, nazwa użytkownika, имя пользователя, логин, никнейм,
    ім'я користувача, kullanıcı adı, kullanici adi, اسم المستخدم, نام کاربری, 用户名, 用户名称, 账号名, 昵称,
    登录名, 账号, 帐号, yhm, yhmc, nc, dlm, ユーザー名, ユーザ名, ログイン名, ニックネーム, 사용자명, 아이디,
    닉네임, användarnamn, brukernavn, brugernavn, käyttäjätunnus, uživatelské jméno, felhasználónév,
    nume utilizator, όνομα χρήστη, tên đăng nhập, nama pengguna, ชื่อผู้ใช้, שם משתמש""",
    ),
)
_BY_WHOM = Category(
    id="username",
    label="usernames",
    group="online",
    identifies=5,
    chance=0.4,
    weight=0.8,
    check=_logins,
    names=phrases("""
    user, usr, compte, acct, account, created by, creator, updated by, modified by, changed by, edited by,
    last edited by, last modified by, last updated by, last changed by, approved by, reviewed by, verified by,
    opened by, closed by, handled by, submitted by, uploaded by, assigned to, assignee, erstellt von, bearbeiter,
    sachbearbeiter, users field data name"""),
)
CATEGORY = (_BY_SHAPE, _BY_WHOM)
