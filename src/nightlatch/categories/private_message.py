"""Private messages: running text under a field name that says message, chat, mail or letter.

Prose alone says nothing.
"""

import numpy as np

from nightlatch.categories import Category
from nightlatch.headings import named
from nightlatch.survey import wordkernel as w
from nightlatch.survey.checks import Bools
from nightlatch.survey.values import Values
from nightlatch.survey.wording import wording


def is_prose(values: Values) -> Bools:
    """Four words or more, or six letters of a script without blanks."""
    seen = wording(values)
    dense = ((seen.scripts & (w.HAN | w.KANA | w.THAI)) != 0) & (seen.letters >= 6)
    return np.asarray(dense | ((seen.units >= 4) & (seen.letters >= 8)))


CATEGORY = Category(
    id="private-message",
    label="private messages",
    group="content",
    check=is_prose,
    chance=0.3,
    weight=1.0,
    tier="name",
    names=named(
        "private-message",
        """
    message body, message text, message content, msg body, msg text, msg content, private message, direct message,
    dm text, chat message, chat text, chat history, chat log, chat content, conversation, conversation text, sms,
    sms body, sms text, sms content, text message, email body, mail body, email content, email text, email message,
    letter body, letter text, voicemail transcript, call transcript, transcript, messages body, whatsapp message,
    telegram message, inbox message, nachricht, nachrichten, nachrichtentext, chatverlauf, mailtext, message privé,
    corps du message, contenu du message, texte du message, conversation privée, mensaje, mensajes, mensaje privado,
    texto del mensaje, cuerpo del mensaje, mensagem, mensagens, mensagem privada, texto da mensagem, corpo do email,
    messaggio, messaggi, testo messaggio, messaggio privato, bericht, berichten, berichttekst, wiadomość,
    wiadomości, treść wiadomości, сообщение, сообщения, текст сообщения, переписка, личное сообщение, повідомлення,
    текст повідомлення, mesaj, mesaj metni, mesajlar, الرساله, نص الرساله, رسائل, محادثه, پیام, متن پیام, گفتگو,
    消息内容, 聊天记录, 聊天内容, 短信内容, 短信, 私信, 邮件正文, 消息正文, 留言内容, メッセージ, メッセージ本文,
    メール本文, チャット履歴, 本文メール, 메시지, 메시지내용, 문자내용, 대화내용, 채팅내용, 쪽지, meddelande,
    meddelandetext, melding, meldingstekst, besked, beskedtekst, viesti, viestin sisältö, zpráva, text zprávy,
    zprávy, správa text, üzenet, üzenet szövege, mesaj text privat, conținut mesaj, μήνυμα, κείμενο μηνύματος,
    съобщение, текст на съобщението, poruka, tekst poruke, sporočilo, tin nhắn, nội dung tin nhắn, pesan, isi pesan,
    ข้อความ, ข้อความแชท, संदेश, বার্তা, செய்தி, پیغام, הודעה, תוכן הודעה, ujumbe""",
    ),
)
