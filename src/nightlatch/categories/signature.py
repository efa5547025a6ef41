"""Signatures of people: pictures, strokes (SVG paths, InkML) and links to them, told by the field name.

Signatures of messages and files (HMAC, JWS, GPG, code signing) are none: digests do not pass.
"""

from nightlatch.categories import Category
from nightlatch.headings import named
from nightlatch.survey.checks import either, ends_with, regex, starts_with

_HEADS = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"<svg", b"BM", b"%PDF", b"II*\0", b"MM\0*", b"<?xml")
_BASE64 = (
    "iVBORw0KGgo",
    "/9j/",
    "R0lGOD",
    "UklGR",
    "PHN2Zy",
    "Qk0",
    "JVBERi0",
    "data:image/",
    "<svg",
    "SUkqA",
    "TU0AK",
)
CATEGORY = Category(
    id="signature",
    label="signatures",
    group="identity",
    check=either(
        starts_with(*_HEADS, least=24),
        starts_with(*_BASE64, least=20),
        ends_with(".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".bmp", ".tif", ".tiff", ".pdf"),
        regex(r"^\s*M\s?-?[0-9.]+[ ,]-?[0-9.]+\s?[LCQScqlsm]"),  # a path
        regex(r'^\s*\[?\s*[\[{]\s*(?:"(?:x|points|lx|time|color|penColor)"|\[?-?[0-9.]+\s*,)'),  # strokes as JSON
        regex(r"^\s*<(?:ink|inkml)\b"),
    ),
    chance=0.02,
    weight=1.0,
    kinds=frozenset({"text", "binary"}),
    names=named(
        "signature",
        """
    signature, signatures, signature image, signature img, signature data, signature svg, signature url,
    signature path, signature file, signature png, signature base64, signature blob, e signature, esignature,
    digital signature image, electronic signature, customer signature, client signature, patient signature,
    employee signature, driver signature, recipient signature, receiver signature, signee signature,
    handwritten signature, signature capture, sign image, signed image, autograph, unterschrift, unterschriften,
    unterschrift bild, kundenunterschrift, signatur, signature manuscrite, signature client, image signature,
    firma, firma cliente, firma imagen, firma manuscrita, firma digitalizada, imagen firma, assinatura,
    assinatura cliente, imagem assinatura, firma autografa, immagine firma, handtekening, handtekening klant,
    podpis, podpis klienta, obraz podpisu, подпись, подпись клиента, образец подписи, підпис, imza, imza resmi,
    müşteri imzası, التوقيع, توقيع, توقيع العميل, صوره التوقيع, امضا, امضاء, 签名, 签名图片, 电子签名, 手写签名,
    签字, 签章, qm, qmtp, 署名, 署名画像, サイン, 電子署名画像, 서명, 서명이미지, 전자서명, underskrift,
    namnteckning, namnunderskrift, allekirjoitus, aláírás, semnătură, semnătura client, υπογραφή, chữ ký,
    ảnh chữ ký, tanda tangan, ttd, tandatangan, ลายเซ็น, ลายมือชื่อ, हस्ताक्षर, חתימה, potpis, подпис, parašas,
    paraksts, allkiri""",
    ),
)
