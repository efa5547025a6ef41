"""Answers to security questions ("mother's maiden name"). Only the field name tells: any short text passes."""

from nightlatch.categories import Category
from nightlatch.headings import named
from nightlatch.survey.checks import both, length_between, regex, without

CATEGORY = Category(
    id="security-answer",
    label="answers to security questions",
    group="credential",
    check=without(
        both(length_between(1, 200), regex(r"^[^\x00-\x1f\x7f]+$")),
        regex(r"\?\s*$"),  # the question
        regex(r"^(?i)(?:true|false|null|none|n/a|set|unset)$"),
        regex(r"^(?i)[a-z][a-z0-9+.-]*://"),
        regex(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T"),
    ),
    chance=0.6,
    weight=0.5,
    kinds=frozenset({"text", "integer", "date"}),
    names=named(
        "security-answer",
        """
    security answer, secret answer, answer to security question, security question answer, secret question answer,
    securityanswer, secretanswer, sec answer, recovery answer, challenge answer, password answer, passwordanswer,
    reset answer, hint answer, security response, answer hash, mothers maiden name, mother's maiden name,
    mother maiden name, maiden name mother, first pet, pet name answer, memorable word, memorable answer,
    sicherheitsantwort, geheime antwort, antwort sicherheitsfrage, geburtsname mutter, réponse secrète,
    réponse de sécurité, réponse à la question, nom de jeune fille de la mère, respuesta secreta,
    respuesta de seguridad, apellido de soltera de la madre, resposta secreta, resposta de segurança,
    risposta segreta, risposta di sicurezza, cognome da nubile della madre, beveiligingsantwoord, geheim antwoord,
    odpowiedź na pytanie, odpowiedź zabezpieczająca, nazwisko panieńskie matki, ответ на секретный вопрос,
    секретный ответ, девичья фамилия матери, секретна відповідь, gizli cevap, güvenlik cevabı, anne kızlık soyadı,
    اجابه السؤال السري, الاجابه السريه, پاسخ امنیتی, پاسخ سوال امنیتی, 密保答案, 安全问题答案, 密码提示答案, 安全答案,
    秘密の答え, 秘密の質問の答え, 보안답변, 비밀번호 답변, säkerhetssvar, hemligt svar, sikkerhedssvar, sikkerhetssvar,
    turvavastaus, bezpečnostní odpověď, biztonsági válasz, răspuns secret, răspuns de securitate, απάντηση ασφαλείας,
    câu trả lời bảo mật, jawaban keamanan, jawaban rahasia, nama gadis ibu kandung, คำตอบความปลอดภัย, सुरक्षा उत्तर,
    תשובת אבטחה""",
    ),
)
