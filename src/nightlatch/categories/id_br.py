"""Brazil: CPF of a person (11 digits, two of MOD 11), social programme number (PIS, NIS; 11 digits) and driving licence
(CNH; 11 digits, two of MOD 11)."""

import numpy as np

from nightlatch.categories._government import GENERIC_NAMES, SOCIAL_NAMES, TAX_NAMES, government_id
from nightlatch.survey.checkdigits import Mask, Number, Rows


def _cpf(row: Rows) -> Mask:
    first = -row.weighted(range(10, 1, -1)) % 11 % 10 == row.digit(9)
    return first & (-row.weighted(range(11, 1, -1)) % 11 % 10 == row.digit(10))


def _is_issued(row: Rows) -> Mask:
    return (row.bytes[:, 1:] != row.bytes[:, :1]).any(axis=1)


def _cnh(row: Rows) -> Mask:
    first = row.weighted(range(9, 0, -1)) % 11
    borrowed = np.where(first == 10, 2, 0)
    second = (row.weighted(range(1, 10)) % 11 - borrowed) % 11
    return (first % 10 * (first < 10) == row.digit(9)) & (np.where(second >= 10, 0, second) == row.digit(10))


CATEGORY = (
    government_id(
        "national-id.br",
        "Brazilian CPF numbers",
        Number("9{11}", _cpf, _is_issued),
        chance=0.01,
        names="""
            cpf, cpf cliente, nr cpf, num cpf, numero cpf, número do cpf, cpf cnpj, documento,
            cadastro de pessoas físicas
        """,
        generic=TAX_NAMES + GENERIC_NAMES,
    ),
    government_id(
        "social-security.br",
        "Brazilian PIS numbers",
        Number("[1-9]9{10}", lambda row: -row.weighted((3, 2, 9, 8, 7, 6, 5, 4, 3, 2)) % 11 % 10 == row.digit(10)),
        chance=0.09,
        names="pis, pasep, pis pasep, nis, nit, numero pis, nr pis",
        generic=SOCIAL_NAMES,
    ),
    government_id(
        "driving-licence.br",
        "Brazilian driving licence numbers",
        Number("9{11}", _cnh, _is_issued),
        chance=0.01,
        names="cnh, numero cnh, nr cnh, carteira de habilitação, carteira nacional de habilitação, habilitacao",
        generic=(),
    ),
)
