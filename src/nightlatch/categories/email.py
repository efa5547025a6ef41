"""Mail addresses (RFC 5321, everyday form). Hardly anything else passes: stands alone (weight 9). 30 M values/s."""

from nightlatch.categories import Category
from nightlatch.survey.checks import mail, phrases

CATEGORY = Category(
    id="email",
    label="email addresses",
    group="contact",
    check=mail,
    chance=1e-5,
    weight=9.0,
    identifies=2,
    tier="proved",
    find=r"[0-9A-Za-z.!#$%&'*+/=?^_{|}~-]{1,64}@[0-9A-Za-z-]{1,63}(?:\.[0-9A-Za-z-]{1,63})+",
    names=phrases("""
    email, e mail, mail, email address, mail address, emailaddress, email id, emails, contact email, work email,
    user email, private email, recovery email, email addr, e mail address, primary email, login email,
    customer email, mailadresse, emailadresse, e mail adresse, courriel, adresse email, adresse mail,
    adresse électronique, mél, correo, correo electrónico, dirección de correo, correo e, e correo,
    endereço de email, correio eletrônico, correio electrónico, posta elettronica, indirizzo email, indirizzo mail,
    emailadres, e mailadres, adres email, poczta, adres e mail, почта, электронная почта, эл почта, емейл,
    адрес электронной почты, пошта, електронна пошта, e posta, eposta, posta, mail adresi, البريد,
    البريد الالكتروني, بريد الكتروني, ایمیل, پست الکترونیک, 邮箱, 电子邮件, 电子邮箱, 邮箱地址, 邮件地址, yx, dzyx,
    youxiang, メール, メールアドレス, 電子メール, 이메일, 메일, 이메일주소, e post, epost, epostadress, sähköposti,
    email cím, adresa de email, ηλεκτρονικό ταχυδρομείο, địa chỉ email, surel, อีเมล, ईमेल, אימייל, דואר אלקטרוני"""),
)
