"""Voiceprints: vectors, templates and recordings under a field name that says voice or speaker.

A recording alone (WAV, FLAC, Ogg) is music or a machine as often as a person: it does not stand without a name.
"""

from nightlatch.categories._templates import template

CATEGORY = template(
    "voiceprint",
    "voiceprints",
    """
    voiceprint, voice print, voice template, voice embedding, voice embeddings, voice biometric, voice biometrics,
    voice sample, voice samples, voice recording, voice signature, voice features, voice id template, voice vector,
    speaker embedding, speaker embeddings, speaker vector, speaker model, speaker template, xvector, x vector,
    ivector, d vector, stimmabdruck, stimmprofil, stimmprobe, sprachaufnahme, stimmbiometrie, empreinte vocale,
    échantillon vocal, enregistrement vocal, huella vocal, huella de voz, muestra de voz, grabación de voz,
    impressão vocal, amostra de voz, gravação de voz, impronta vocale, campione vocale, stemafdruk, stemopname,
    stemprofiel, odcisk głosu, próbka głosu, nagranie głosu, голосовой отпечаток, образец голоса,
    голосовая биометрия, запись голоса, голосовий відбиток, ses izi, ses kaydı, ses örneği, بصمه الصوت, بصمه صوتيه,
    تسجيل صوتي, اثر صدا, نمونه صدا, 声纹, 声纹特征, 声纹模型, 声纹数据, 语音样本, shengwen, 声紋, 声紋データ,
    音声サンプル, 話者埋め込み, 성문, 음성지문, 음성샘플, 화자임베딩, röstavtryck, röstprov, stemmeavtrykk,
    stemmeaftryk, ääninäyte, äänijälki, otisk hlasu, vzorek hlasu, hlasová vzorka, hanglenyomat, hangminta,
    amprentă vocală, φωνητικό αποτύπωμα, δείγμα φωνής, гласов отпечатък, glasovni otisak, dấu giọng nói,
    mẫu giọng nói, sidik suara, sampel suara, rekaman suara, ลายเสียง, ตัวอย่างเสียง, वॉइस प्रिंट, आवाज़ का नमूना,
    ভয়েসপ্রিন্ট, குரல் பதிவு, טביעת קול""",
    b"VPR\x00",
)
