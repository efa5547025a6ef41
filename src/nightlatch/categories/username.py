"""Usernames: a word without blanks beside a field name (weight 1); by values alone nothing is a username."""

from nightlatch.categories import Category
from nightlatch.headings import named
from nightlatch.survey.checks import both, length_between, mail, regex, without

CATEGORY = Category(
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
