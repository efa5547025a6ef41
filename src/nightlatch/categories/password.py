"""Passwords in clear. No value is one by itself (weight 0.8): a field name must say so, and the column must look it:
short strings that are no digest, no mail address, no date, and not a handful of words repeated."""

import numpy as np
import pyarrow.compute as pc

from nightlatch.categories import Category
from nightlatch.headings import named
from nightlatch.survey.checks import Bools, Together, both, length_between, regex, without
from nightlatch.survey.values import Values

_SHAPE = without(
    both(length_between(3, 72), regex(r"^[^\x00-\x1f\x7f]+$")),
    regex(r"^(?i)(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{56}|[0-9a-f]{64}|[0-9a-f]{96}|[0-9a-f]{128})$"),  # digests
    regex(r"^(?:\$[0-9a-zA-Z]+\$|\{[A-Z0-9-]+\}|pbkdf2|scrypt:|sha[0-9]+\$|\*[0-9A-F]{40}$)"),  # hashes
    regex(r"^[^@\s]+@[^@\s]+\.[a-z]{2,}$"),
    regex(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ]|$)"),
    regex(r"^(?i)(?:true|false|yes|no|null|none|n/a|set|unset|hidden|redacted|expired|active|\*+|x{3,}|•+)$"),
    regex(r"^(?i)[a-z][a-z0-9+.-]*://"),
)
_VARIES = 20  # passed values from which the column has to vary


@Together
def _password(values: Values) -> Bools:
    passed = _SHAPE(values)
    if passed.sum() >= _VARIES:
        sizes = values.lengths[passed]
        if len(pc.unique(values.array.slice(0, 4096))) < 3 or sizes.max() > 4 * max(sizes.min(), 6) + 40:
            return np.zeros(len(values), np.bool_)
    return np.asarray(passed)


CATEGORY = Category(
    id="password",
    label="passwords in clear",
    group="credential",
    check=_password,
    chance=0.5,
    weight=0.8,
    kinds=frozenset({"text", "integer"}),
    names=named(
        "password",
        """
    password, passwd, pwd, passphrase, pass phrase, pass, plain password, plaintext password, cleartext password,
    clear password, password plain, password clear, password text, user password, user pass, userpassword,
    login password, account password, initial password, temp password, temporary password, default password,
    old password, new password, admin password, root password, db password, database password, wifi password,
    smtp password, ftp password, pin code login, passcode, pass code, pw, pword, pswd, psw, passw, secret word,
    passwort, kennwort, zugangskennwort, anmeldepasswort, klartextpasswort, losungswort, mot de passe, motdepasse, mdp,
    contraseña, contrasena, clave, clave de acceso, senha, senha de acesso, palavra passe, palavra chave, parola,
    parola chiave, parola d'ordine, wachtwoord, hasło, haslo, пароль, пароли, пароль пользователя, пароль доступу,
    şifre, sifre, parola metni, كلمه المرور, كلمه السر, الرقم السري, کلمه عبور, رمز عبور, گذرواژه, 密码, 口令, 登录密码,
    明文密码, 密碼, mm, mima, パスワード, 暗証番号, 비밀번호, 패스워드, 암호, lösenord, adgangskode, passord, salasana,
    tunnussana, heslo, jelszó, parolă, κωδικός, κωδικός πρόσβασης, συνθηματικό, mật khẩu, kata sandi, sandi,
    รหัสผ่าน, पासवर्ड, סיסמה, лозинка, lozinka, zaporka, парола, geslo, slaptažodis, parool""",
    ),
)
