"""Password hashes by scheme. Those that name their scheme ("$2b$12$...") stand alone (weight 12); bare hexadecimal of
MD5, SHA or NTLM is any digest, so a field name must agree (weight 2)."""

from nightlatch.categories import Category
from nightlatch.headings import named
from nightlatch.survey.checks import regex

_NAMES = named(
    "password-hash",
    """
    password, password hash, passwd, pwd, pwd hash, pass hash, passhash, hashed password, encrypted password,
    password digest, passwordhash, pass, user password, user pass, userpassword, pw, pw hash, crypted password,
    passwd hash, login password, hash, secret hash, passwort, kennwort, passwort hash, mot de passe, mdp,
    contraseña, clave, senha, senha hash, parola, wachtwoord, hasło, haslo, пароль, хеш пароля, şifre, sifre,
    كلمه المرور, کلمه عبور, رمز عبور, 密码, 口令, 登录密码, mm, mima, パスワード, 비밀번호, lösenord, adgangskode,
    salasana, heslo, jelszó, κωδικός, mật khẩu, kata sandi, รหัสผ่าน, nt hash, ntlm, lm hash, password md5,
    password sha1, pwd md5""",
)
_SCHEMES = {
    "bcrypt": r"^\$2[abxy]?\$[0-9]{2}\$[./A-Za-z0-9]{53}$",
    "argon2": r"^\$argon2(?:id|i|d)\$(?:v=[0-9]+\$)?m=[0-9]+,t=[0-9]+,p=[0-9]+\$[A-Za-z0-9+/=]+\$[A-Za-z0-9+/=]+$",
    "scrypt": r"^(?:\$scrypt\$ln=[0-9]+,r=[0-9]+,p=[0-9]+\$|scrypt:[0-9]+:[0-9]+:[0-9]+\$|\$7\$)[./A-Za-z0-9+=$]{16,}$",
    "yescrypt": r"^\$(?:y|gy)\$[./A-Za-z0-9]+\$[./A-Za-z0-9]*\$[./A-Za-z0-9]{43}$",
    "pbkdf2": r"^(?:\$pbkdf2(?:-sha[0-9]+)?\$[0-9]+\$|pbkdf2_sha(?:1|256|512)\$[0-9]+\$|pbkdf2:sha[0-9]+:[0-9]+\$"
              r"|\{PBKDF2[-A-Z0-9]*\}|grub\.pbkdf2\.)[A-Za-z0-9./+=$]{16,}$",
    "sha-crypt": r"^\$[56]\$(?:rounds=[0-9]+\$)?[^$]{1,16}\$[./A-Za-z0-9]{43,86}$",
    "md5-crypt": r"^\$(?:1|apr1)\$[^$]{0,8}\$[./A-Za-z0-9]{22}$",
    "ldap": r"^\{(?i)(?:SSHA(?:256|384|512)?|SHA(?:256|384|512)?|SMD5|MD5|CRYPT|bcrypt|scrypt|argon2|PBKDF2)\}\S{13,}$",
    "phpass": r"^\$[PH]\$[./A-Za-z0-9]{31}$",
    "django": r"^(?:sha1|md5|bcrypt(?:_sha256)?|argon2|scrypt)\$[A-Za-z0-9./+=$,]{20,}$",
    "mysql": r"^(?:\*[0-9A-F]{40}|\$A\$[0-9]{3}\$.{20,})$",
    "cisco": r"^\$[89]\$[./A-Za-z0-9]{14}\$[./A-Za-z0-9]{43}$",
    "drupal": r"^\$S\$[./A-Za-z0-9]{52}$",
    "magento": r"^[0-9a-f]{64}:[A-Za-z0-9]{16,32}:[0-9](?:_[0-9_]+)?$",
    "mssql": r"^0x0[12]00[0-9A-Fa-f]{48,136}$",
    "oracle": r"^S:[0-9A-F]{60}(?:;[HT]:[0-9A-F]{32,160})*;?$",
    "pwdump": r"^(?:[^:\s]{1,64}:[0-9]{1,6}:)?[0-9a-fA-F]{32}:[0-9a-fA-F]{32}(?::{3})?$",
    "postgresql": r"^(?:SCRAM-SHA-256\$[0-9]+:[A-Za-z0-9+/=]+\$[A-Za-z0-9+/=]+:[A-Za-z0-9+/=]+|md5[0-9a-f]{32})$",
}  # fmt: skip
# inside running text: those that begin with their scheme between dollar signs
_FIND = (
    r"\$(?:2[abxy]?\$[0-9]{2}\$[./A-Za-z0-9]{53}|argon2[id]{1,2}\$[\w=,$+/.-]{20,}|[156y]\$[./A-Za-z0-9=$]{24,}|[PH]\$[./A-Za-z0-9]{31}"
    r"|scrypt\$[\w=,$+/.-]{20,})|\bpbkdf2[_:]sha[0-9]+[:$][0-9]+\$[\w.+/=-]+\$[\w.+/=-]{20,}"
)
_BARE = {
    "md5": (r"^(?i)[0-9a-f]{32}(?::[^\s]{1,64})?$", 0.3),
    "sha1": (r"^(?i)[0-9a-f]{40}(?::[^\s]{1,64})?$", 0.2),
    "sha256": (r"^(?i)[0-9a-f]{64}(?::[^\s]{1,64})?$", 0.2),
    "sha512": (r"^(?i)[0-9a-f]{128}(?::[^\s]{1,64})?$", 0.2),
}


def _category(scheme: str, pattern: str, chance: float, weight: float, *, find: str = "") -> Category:
    return Category(
        id=f"password-hash.{scheme}",
        label="password hashes",
        group="credential",
        check=regex(pattern),
        chance=chance,
        weight=weight,
        names=_NAMES,
        tier="proved" if find else "pattern",
        find=find,
    )


CATEGORY = (
    *(_category(scheme, pattern, 1e-7, 12.0, find=_FIND) for scheme, pattern in _SCHEMES.items()),
    *(_category(scheme, pattern, chance, 2.0) for scheme, (pattern, chance) in _BARE.items()),
)
