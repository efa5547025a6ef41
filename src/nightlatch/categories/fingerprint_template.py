"""Fingerprints: minutiae records of ISO/IEC 19794-2 and ANSI 378 ("FMR"), images of 19794-4 ("FIR") and WSQ.

"Fingerprint" is also what keys, certificates and browsers have: short hexadecimal is none of a finger.
"""

from nightlatch.categories._templates import template

CATEGORY = template(
    "fingerprint-template",
    "fingerprints",
    """
    fingerprint template, fingerprint data, fingerprint image, fingerprint minutiae, fingerprint scan, finger print,
    fingerprints, fingerprint, finger template, finger image, finger minutiae, minutiae, left thumb, right thumb,
    left index finger, right index finger, thumbprint, thumb print, palm print, palmprint, palm vein, finger vein,
    wsq, fmr, biometric template, biometric data, fingerabdruck, fingerabdrücke, fingerabdruckdaten,
    empreinte digitale, empreintes digitales, empreintes, huella dactilar, huella digital, huellas,
    impressão digital, impressões digitais, digital polegar, impronta digitale, impronte digitali, impronte,
    vingerafdruk, vingerafdrukken, odcisk palca, odciski palców, отпечаток пальца, отпечатки пальцев, дактилоскопия,
    відбиток пальця, відбитки пальців, parmak izi, parmak izi verisi, بصمه الاصبع, بصمه, بصمات, اثر انگشت, 指纹,
    指纹特征, 指纹模板, 指纹数据, 指纹图像, 掌纹, 指静脉, zhiwen, 指紋, 指紋データ, 静脈認証, 지문, 지문정보,
    지문데이터, fingeravtryck, fingeravtrykk, fingeraftryk, sormenjälki, sormenjäljet, otisk prstu, otisky prstů,
    odtlačok prsta, ujjlenyomat, amprentă, amprente, δακτυλικό αποτύπωμα, αποτυπώματα, пръстов отпечатък,
    otisak prsta, prstni odtis, vân tay, dấu vân tay, sidik jari, cap jari, ลายนิ้วมือ, फिंगरप्रिंट,
    अंगुलियों के निशान, আঙুলের ছাপ, கைரேகை, טביעת אצבע, טביעות אצבע""",
    b"FMR\x00",
    b"FIR\x00",
    b"FMC\x00",
    b"\xff\xa0\xff\xa4",
    b"\xff\xa0\xff\xa8",
)
