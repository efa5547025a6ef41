"""Private keys: PEM (RFC 7468 and its ancestors), OpenSSH, PuTTY, PGP, SSH2, age, JWK, and their bare base64 or DER.

The marks are the formats' own (weight 14). Certificates and public keys are none. Binary: PKCS #8 and PKCS #1 (DER).
"""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from nightlatch.categories import Category
from nightlatch.survey.checks import Bools, phrases, starts_with
from nightlatch.survey.values import Values, buffers_of

_PEM = r"-----BEGIN (?:[A-Z0-9]+ ){0,4}PRIVATE KEY(?: BLOCK)?-----"
_TEXT = "|".join(
    (
        rf"^\s*(?:[\"'])?{_PEM}",
        r"^---- BEGIN SSH2 (?:ENCRYPTED )?PRIVATE KEY ----",
        r"^PuTTY-User-Key-File-[1-3]\b",
        r"^\s*AGE-SECRET-KEY-1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58}\s*$",
        r"^\s*LS0tLS1CRUdJTi[A-Za-z0-9+/]{1,40}(?:UFJJVkFURSBLRV|BSSVZBVEUgS0VZ|QUklWQVRFIEtFW)",  # base64 of PEM
        r"^\s*b3BlbnNzaC1rZXktdjE",  # base64 of "openssh-key-v1"
        r"^\s*MII[A-Za-z0-9+/]{2,3}IBA(?:DANBgkqhkiG9w0B|AKCA[QgI])",  # RSA: PKCS #8, PKCS #1
        r"^\s*(?:MIG[A-Za-z0-9+/]AgEAMB|MC4CAQAwBQYDK2V|MHcCAQEEI)[A-Za-z0-9+/]{40,}",  # EC, Ed25519; RFC 5915
        r'^\s*\{[^}]*"kty"\s*:\s*"(?:RSA|EC|OKP)"[^}]*"d"\s*:\s*"[\w-]{20,}',
        r'^\s*\{[^}]*"d"\s*:\s*"[\w-]{20,}"[^}]*"kty"\s*:\s*"(?:RSA|EC|OKP)"',
    )
)
_WRITTEN = starts_with(b"openssh-key-v1\0", b"PuTTY-User-Key-File", b"-----BEGIN PRIVATE KEY", least=100)
_DER = tuple(
    np.frombuffer(head, np.uint8) for head in (b"\x02\x01\0\x30\x0d\x06\x09\x2a\x86\x48", b"\x02\x01\0\x02\x82")
)


def _binary(values: Values) -> Bools:
    """PKCS #8 and PKCS #1 in DER: a SEQUENCE of two-byte length, INTEGER 0, then the algorithm or the modulus."""
    out = _WRITTEN(values)
    offsets, data = buffers_of(pc.cast(values.array, pa.large_binary()))
    at = np.flatnonzero(np.diff(offsets) >= 100)
    heads = data[offsets[:-1][at][:, None] + np.arange(14)]
    framed = (heads[:, 0] == 0x30) & (heads[:, 1] == 0x82)
    out[at] |= framed & np.logical_or.reduce([(heads[:, 4 : 4 + len(mark)] == mark).all(axis=1) for mark in _DER])
    return out


def _private(values: Values) -> Bools:
    return _binary(values) if values.kind == "binary" else values.matches(_TEXT)


CATEGORY = Category(
    id="private-key",
    label="private keys",
    group="credential",
    check=_private,
    chance=1e-9,
    weight=14.0,
    tier="proved",
    kinds=frozenset({"text", "binary"}),
    find=rf"{_PEM}|PuTTY-User-Key-File-[1-3]\b|\bAGE-SECRET-KEY-1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{{58}}",
    names=phrases("""
    private key, privatekey, priv key, privkey, rsa private key, ssh key, ssh private key, pem, pem key, key pem,
    ssl key, tls key, server key, signing key, pgp key, gpg key, pgp private key, id rsa, host key, ppk,
    privater schlüssel, geheimer schlüssel, clé privée, clave privada, llave privada, chave privada, chiave privata,
    privésleutel, prive sleutel, klucz prywatny, закрытый ключ, приватный ключ, секретный ключ, приватний ключ,
    özel anahtar, gizli anahtar, المفتاح الخاص, مفتاح خاص, کلید خصوصی, 私钥, 私有密钥, 私鑰, 秘密鍵, プライベートキー,
    개인키, 비밀키, privat nyckel, privat nøgle, privatnøkkel, yksityinen avain, soukromý klíč, privát kulcs,
    cheie privată, ιδιωτικό κλειδί, khóa riêng, kunci privat, กุญแจส่วนตัว, निजी कुंजी, מפתח פרטי"""),
)
