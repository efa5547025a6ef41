"""Addresses of crypto currencies.

Proved by checksum: base58check (Bitcoin, Litecoin, Dogecoin, Dash, Zcash, TRON, XRP ...; chance 2**-32), Bech32 and
Bech32m (Bitcoin, Litecoin, Cardano, Cosmos ...; 2**-30), EIP-55 where both cases occur. By form: Ethereum in one case
(weight 6, for 0x and 40 digits may be another hash), Monero, Stellar, Bitcoin Cash. Others need a field name.
Measured, values/s: 0.9 M of base58, 2.6 M of Bech32, 1.2 M of EIP-55, 8 M others.
"""

import numpy as np

from nightlatch.categories import Category
from nightlatch.survey import walletkernels
from nightlatch.survey.checks import Bools, both, either, length_between, phrases, regex
from nightlatch.survey.values import Values

_LABEL = "crypto currency addresses"
_NAMES = phrases("""
    wallet, wallet address, crypto wallet, crypto address, walletaddress, wallet addr, btc, btc address, bitcoin,
    bitcoin address, btc wallet, bitcoin wallet, eth, eth address, ethereum, ethereum address, eth wallet,
    ltc address, doge address, xrp address, trx address, tron address, usdt address, usdt wallet, bnb address,
    sol address, solana address, xmr address, monero address, ada address, blockchain address, deposit address,
    payout address, withdrawal address, from address crypto, to address crypto, sender wallet, recipient wallet,
    public address, wallet adresse, krypto adresse, krypto wallet, bitcoin adresse, adresse bitcoin,
    portefeuille crypto, adresse portefeuille, cartera cripto, monedero, billetera, dirección bitcoin,
    dirección de billetera, carteira digital, carteira cripto, endereço da carteira, endereço bitcoin,
    portafoglio cripto, indirizzo wallet, cryptoportemonnee, walletadres, portfel kryptowalut, adres portfela,
    adres bitcoin, кошелек, криптокошелек, адрес кошелька, биткоин адрес, криптогаманець, адреса гаманця, cüzdan,
    cüzdan adresi, kripto cüzdan, محفظه, عنوان المحفظه, کیف پول, آدرس کیف پول, 钱包, 钱包地址, 比特币地址,
    以太坊地址, ウォレット, ウォレットアドレス, ビットコインアドレス, 지갑, 지갑주소, 비트코인주소, plånbok,
    plånboksadress, tegnebog, lommebok, lompakko, lompakko osoite, peněženka, adresa peněženky, pénztárca,
    pénztárcacím, portofel, adresa portofel, πορτοφόλι, διεύθυνση πορτοφολιού, ví điện tử, địa chỉ ví, dompet,
    alamat dompet, กระเป๋าเงินดิจิทัล, वॉलेट पता, ארנק, כתובת ארנק""")


def _places(alphabet: str) -> np.ndarray:
    out = np.full(256, -1, np.int16)
    out[np.frombuffer(alphabet.encode(), np.uint8)] = np.arange(len(alphabet))
    return out


_BITCOIN = _places("123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz")
_RIPPLE = _places("rpshnaf39wBUDNEGHJKLM4PQRST7VWXYZ2bcdeCg65jkm8oFqi1tuvAxyz")
_BECH = np.maximum(_places("qpzry9x8gf2tvdw0s3jn54khce6mua7l"), _places("QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L"))
_CHAINS = regex(
    r"^(?i)\s*(?:bc|tb|bcrt|ltc|tltc|addr|addr_test|stake|cosmos|osmo|terra|inj|celestia|kava|juno|sei|band|akash"
    r"|axelar|stars|evmos|dydx|thor|bnb|grs|vtc|dgb|sys|zil|one|erd|iota|smr|mona|btg|neutron|stride)1[a-z0-9]{6,110}\s*$"
)
_XRP = regex(r"^\s*r[1-9A-HJ-NP-Za-km-z]{24,34}\s*$")


def _base58(values: Values) -> Bools:
    found = walletkernels.base58check(*values.utf8, _BITCOIN)
    ripple = _XRP(values)
    return np.asarray(found | (ripple & walletkernels.base58check(*values.utf8, _RIPPLE)) if ripple.any() else found)


def _bech32(values: Values) -> Bools:
    known = _CHAINS(values)
    return np.asarray(known & walletkernels.bech32(*values.utf8, _BECH)) if known.any() else known


def _ethereum(values: Values) -> Bools:
    return np.asarray(walletkernels.eip55(*values.utf8))


_FORMS = both(
    length_between(40, 120),
    regex(
        r"^\s*(?:[48][0-9AB][1-9A-HJ-NP-Za-km-z]{93}(?:[1-9A-HJ-NP-Za-km-z]{11})?|G[A-D][A-Z2-7]{54}|bitcoincash:[qp][a-z0-9]{41})\s*$"
    ),
)
_LOOSE = both(
    length_between(26, 70),
    regex(
        r"^\s*(?:[1-9A-HJ-NP-Za-km-z]{26,48}|[A-Z2-7]{58}|(?:0:|-1:)[0-9a-f]{64}|[EUk0]Q[\w-]{46}|0x[0-9a-fA-F]{64}|[qp][a-z0-9]{41})\s*$"
    ),
)
CATEGORY = (
    Category(
        id="crypto-wallet",
        label=_LABEL,
        group="financial",
        check=either(_base58, _bech32),
        chance=1e-9,
        weight=12.0,
        tier="proved",
        names=_NAMES,
        find=r"\b(?:[13LMDXTt2mn79A][1-9A-HJ-NP-Za-km-z]{25,35}|r[1-9A-HJ-NP-Za-km-z]{24,34}"
        r"|(?:bc|tb|ltc|addr|stake|cosmos)1[02-9ac-hj-np-z]{11,110})\b",
    ),
    Category(
        id="crypto-wallet",
        label=_LABEL,
        group="financial",
        check=either(_ethereum, _FORMS),
        chance=1e-4,
        weight=6.5,
        names=_NAMES,
        find=r"\b0x[0-9a-fA-F]{40}\b|\b[48][0-9AB][1-9A-HJ-NP-Za-km-z]{93}\b",
    ),
    Category(
        id="crypto-wallet",
        label=_LABEL,
        group="financial",
        check=either(_base58, _bech32, _ethereum, _FORMS, _LOOSE),
        chance=0.2,
        weight=1.0,
        names=_NAMES,
    ),
)
