"""Mail addresses (RFC 5321), international ones too (RFC 6531). Hardly anything else passes: stands alone (weight 9).

Repositories (``git@host``) and versions of packages (``name@1.2.3-beta.rc``) are none. Measured: 9 M values/s.
"""

from nightlatch.categories import Category
from nightlatch.headings import named
from nightlatch.survey.checks import either, mail, regex, without

_QUOTED = regex(r'^\s*"[^"\n]{1,62}"@(?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z]{2,24}\s*$')
_SPACES = r"[\x{A0}\x{A9}\x{2000}-\x{200F}\x{202F}\x{205F}\x{3000}\x{FFFD}]"
_WRONG = regex(
    rf"\.\.|{_SPACES}|@[^@]*[\x{{FF01}}-\x{{FF5E}}]|[^.@]{{64}}\.[^@]*$|^\s*(?:git|hg|svn)@|[{{}}][^@]*@|@v?[0-9]+\.[0-9]+\.[0-9]+-"
)

_MESSAGE = regex(r"^\s*<(?:[^0-9@<>\s]*[0-9]){6}[^@<>\s]*@[^@<>\s]+>\s*$")  # the id of one, in angle brackets

CATEGORY = Category(
    id="email",
    label="email addresses",
    group="contact",
    check=without(either(mail, _QUOTED), _WRONG, _MESSAGE),
    chance=1e-5,
    weight=9.0,
    identifies=2,
    tier="proved",
    find=r"(?:://[^\s/@]*:)?[0-9A-Za-z.!#$%&'*+/=?^_{|}~-]{1,64}@[0-9A-Za-z-]{1,63}(?:\.[0-9A-Za-z-]{1,63})+",
    names=named(
        "email",
        """
    email, e mail, mail, email address, mail address, emailaddress, email id, emails, contact email, work email,
    user email, private email, recovery email, email addr, e mail address, primary email, login email,
    customer email, mailadresse, emailadresse, e mail adresse, courriel, adresse email, adresse mail,
    adresse électronique, mél, correo, correo electrónico, dirección de correo, correo e, e correo,
    endereço de email, correio eletrônico, correio electrónico, posta elettronica, indirizzo email, indirizzo mail,
    emailadres, e mailadres, adres email, poczta, adres e mail, почта, электронная почта, эл почта, емейл,
    адрес электронной почты, пошта, електронна пошта, e posta, eposta, posta, mail adresi, البريد,
    البريد الالكتروني, بريد الكتروني, ایمیل, پست الکترونیک, 邮箱, 电子邮件, 电子邮箱, 邮箱地址, 邮件地址, yx, dzyx,
    youxiang, メール, メールアドレス, 電子メール, 이메일, 메일, 이메일주소, e post, epost, epostadress, sähköposti,
    email cím, adresa de email, ηλεκτρονικό ταχυδρομείο, địa chỉ email, surel, อีเมล, ईमेल, אימייל, דואר אלקטרוני""",
    ),
)
