"""Loops over addresses of crypto currencies: base58check (SHA-256 twice), Bech32 and Bech32m (BIP 173, 350), EIP-55.

Each walks every value once, leaves at the first byte that cannot be, and hashes only what has the right size. None of
them raises, keeps or prints a value. SHA-256: FIPS 180-4; Keccak-256 with the padding from before FIPS 202, as
Ethereum has it. Measured on one core of a shared 2-core EPYC: see :mod:`nightlatch.categories.crypto_wallet`.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from nightlatch.compiled import compiled

_PRIMES = [n for n in range(2, 312) if all(n % d for d in range(2, n))]
_ROUNDS = np.array([int(prime ** (1 / 3) % 1 * 2**32) for prime in _PRIMES], np.uint32)
_START = np.array([int(prime**0.5 % 1 * 2**32) for prime in _PRIMES[:8]], np.uint32)
_SIZES = (25, 26)  # one or two bytes of version, 20 of hash, 4 of checksum


@compiled
def _turn(word: Any, bits: Any) -> Any:
    return (word >> np.uint32(bits)) | (word << np.uint32(32 - bits))


@compiled
def sha256(message: Any, size: Any) -> Any:
    """The digest of the first *size* (at most 55) bytes of *message* as ``uint8[32]``."""
    w = np.zeros(64, np.uint32)
    for k in range(size):
        w[k // 4] |= np.uint32(message[k]) << np.uint32(24 - 8 * (k % 4))
    w[size // 4] |= np.uint32(0x80) << np.uint32(24 - 8 * (size % 4))
    w[15] = np.uint32(8 * size)
    for k in range(16, 64):
        low = _turn(w[k - 15], 7) ^ _turn(w[k - 15], 18) ^ (w[k - 15] >> np.uint32(3))
        high = _turn(w[k - 2], 17) ^ _turn(w[k - 2], 19) ^ (w[k - 2] >> np.uint32(10))
        w[k] = w[k - 16] + low + w[k - 7] + high
    s = _START.copy()
    for k in range(64):
        choice = (s[4] & s[5]) ^ (~s[4] & s[6])
        first = s[7] + (_turn(s[4], 6) ^ _turn(s[4], 11) ^ _turn(s[4], 25)) + choice + _ROUNDS[k] + w[k]
        most = (s[0] & s[1]) ^ (s[0] & s[2]) ^ (s[1] & s[2])
        second = (_turn(s[0], 2) ^ _turn(s[0], 13) ^ _turn(s[0], 22)) + most
        s[7], s[6], s[5], s[4] = s[6], s[5], s[4], np.uint32(s[3] + first)
        s[3], s[2], s[1], s[0] = s[2], s[1], s[0], np.uint32(first + second)
    out = np.empty(32, np.uint8)
    for k in range(32):
        out[k] = np.uint8(((s[k // 4] + _START[k // 4]) >> np.uint32(24 - 8 * (k % 4))) & np.uint32(255))
    return out


@compiled
def base58check(offsets: Any, data: Any, places: Any) -> Any:
    """Which values of 26 to 36 letters are 25 or 26 bytes whose last four begin the double SHA-256 of the others.

    *places*: ``int16[256]``, the value of each letter in the currency's alphabet, -1 for what is none of them.
    """
    n = len(offsets) - 1
    out = np.zeros(n, np.bool_)
    number = np.zeros(26, np.uint8)
    for i in range(n):
        at, end = _trimmed(offsets[i], offsets[i + 1], data)
        if not 26 <= end - at <= 36:
            continue
        number[:] = 0
        good, ones, is_leading = True, 0, True
        for k in range(at, end):
            carry = np.int64(places[data[k]])
            if carry < 0:
                good = False
                break
            is_leading = is_leading and carry == 0
            ones += is_leading
            for j in range(25, -1, -1):
                carry += np.int64(number[j]) * 58
                number[j] = np.uint8(carry & 255)
                carry >>= 8
            if carry:
                good = False
                break
        zeros = 0
        while zeros < 26 and number[zeros] == 0:
            zeros += 1
        start = zeros - ones
        if not good or start < 0 or 26 - start not in _SIZES:
            continue
        size = 22 - start
        digest = sha256(sha256(number[start:22], size), 32)
        out[i] = (digest[:4] == number[22:]).all()
    return out


@compiled
def _trimmed(at: Any, end: Any, data: Any) -> Any:
    while at < end and data[at] <= 32:
        at += 1
    while end > at and data[end - 1] <= 32:
        end -= 1
    return at, end


@compiled
def _mixed(state: Any, value: Any) -> Any:
    top = state >> 25
    state = ((state & 0x1FFFFFF) << 5) ^ value
    for bit, term in enumerate((0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)):
        if (top >> bit) & 1:
            state ^= term
    return state


@compiled
def bech32(offsets: Any, data: Any, places: Any) -> Any:
    """Which values of 14 to 120 bytes, in one case, have a right Bech32 or Bech32m checksum behind their last 1."""
    n = len(offsets) - 1
    out = np.zeros(n, np.bool_)
    for i in range(n):
        at, end = _trimmed(offsets[i], offsets[i + 1], data)
        if not 14 <= end - at <= 120:
            continue
        lower, upper, mark = False, False, at
        for k in range(at, end):
            lower |= 97 <= data[k] <= 122
            upper |= 65 <= data[k] <= 90
            if data[k] == 49:
                mark = k
        if mark <= at or end - mark < 7 or (lower and upper):
            continue
        state = np.int64(1)
        for k in range(at, mark):
            state = _mixed(state, np.int64((data[k] | 32) >> 5))
        state = _mixed(state, np.int64(0))
        for k in range(at, mark):
            state = _mixed(state, np.int64((data[k] | 32) & 31))
        strange = np.int64(0)
        for k in range(mark + 1, end):
            value = np.int64(places[data[k]])
            strange += value < 0
            state = _mixed(state, value)
        out[i] = strange == 0 and (state == 1 or state == 0x2BC830A3)
    return out


def _keccak_tables() -> tuple[Any, Any, Any]:
    """Round constants, and the lanes and turns of the walk that pi and rho take together."""
    constants, register = [], 1
    for _ in range(24):
        constant = 0
        for power in range(7):
            if register & 1:
                constant |= 1 << ((1 << power) - 1)
            register = (register << 1) ^ (0x171 if register >> 7 else 0)
        constants.append(constant)
    lanes, turns, x, y = [], [], 1, 0
    for step in range(24):
        x, y = y, (2 * x + 3 * y) % 5
        lanes.append(x + 5 * y)
        turns.append((step + 1) * (step + 2) // 2 % 64)
    return np.array(constants, np.uint64), np.array(lanes, np.int64), np.array(turns, np.uint64)


_CONSTANTS, _LANES, _TURNS = _keccak_tables()


@compiled
def keccak256(message: Any, size: Any) -> Any:
    """The digest of the first *size* (at most 135) bytes of *message* as ``uint8[32]``."""
    a = np.zeros(25, np.uint64)
    for k in range(size):
        a[k // 8] ^= np.uint64(message[k]) << np.uint64(8 * (k % 8))
    a[size // 8] ^= np.uint64(1) << np.uint64(8 * (size % 8))
    a[16] ^= np.uint64(1) << np.uint64(63)
    sums = np.zeros(5, np.uint64)
    for constant in _CONSTANTS:
        for x in range(5):
            sums[x] = a[x] ^ a[x + 5] ^ a[x + 10] ^ a[x + 15] ^ a[x + 20]
        for x in range(5):
            following = sums[(x + 1) % 5]
            turned = (following << np.uint64(1)) | (following >> np.uint64(63))
            for y in range(0, 25, 5):
                a[x + y] ^= sums[(x + 4) % 5] ^ turned
        carried = a[1]
        for step in range(24):
            lane, by = _LANES[step], _TURNS[step]
            kept = a[lane]
            a[lane] = (carried << by) | (carried >> (np.uint64(64) - by))
            carried = kept
        for y in range(0, 25, 5):
            for x in range(5):
                sums[x] = a[y + x]
            for x in range(5):
                a[y + x] = sums[x] ^ (~sums[(x + 1) % 5] & sums[(x + 2) % 5])
        a[0] ^= constant
    out = np.empty(32, np.uint8)
    for k in range(32):
        out[k] = np.uint8((a[k // 8] >> np.uint64(8 * (k % 8))) & np.uint64(255))
    return out


@compiled
def eip55(offsets: Any, data: Any) -> Any:
    """Which values are 0x and forty hexadecimal digits, capitals among them only where EIP-55 wants them."""
    n = len(offsets) - 1
    out = np.zeros(n, np.bool_)
    small = np.empty(40, np.uint8)
    for i in range(n):
        at, end = _trimmed(offsets[i], offsets[i + 1], data)
        if end - at != 42 or data[at] != 48 or data[at + 1] != 120:
            continue
        lower, upper, good = False, False, True
        for k in range(40):
            c = data[at + 2 + k]
            lower |= 97 <= c <= 102
            upper |= 65 <= c <= 70
            small[k] = c | 32
            if not (48 <= c <= 57 or 97 <= small[k] <= 102):
                good = False
                break
        if good and lower and upper:
            digest = keccak256(small, 40)
            for k in range(40):
                nibble = (digest[k // 2] >> np.uint8(4 * (1 - k % 2))) & 15
                c = data[at + 2 + k]
                if c > 57 and (c <= 70) != (nibble >= 8):
                    good = False
                    break
        out[i] = good
    return out
