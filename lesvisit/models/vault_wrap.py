"""Words around a secret: scrypt makes an age key of them, and age (by pyrage) holds the secret to that key.

Scrypt by hashlib and not by age's own passphrase files: pyrage keeps Python's lock for the second that it takes, in
which the window would stand still (docs/adr/0014-encryption-at-rest.md).
"""

import hashlib
import secrets
from base64 import b64decode, b64encode
from binascii import Error as Base64Error
from collections.abc import Mapping
from unicodedata import normalize

from lesvisit.domain.errors import VaultRefused

WORK, BLOCK = 2**17, 8  # 128 MB and about half a second: guessing must be slow
MOST_WORK = 2**18  # twice as much: a file from elsewhere may not ask for all memory
_SIGNS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_STEPS = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)


def wrapped(data: bytes, words: str, work: int = WORK) -> dict[str, str | int]:
    """The bytes under words, as plain JSON values."""
    from pyrage import encrypt, x25519

    salt = secrets.token_bytes(16)
    key = x25519.Identity.from_str(_age_key(_stretched(words, salt, work)))
    return {"salt": _text(salt), "work": work, "age": _text(bytes(encrypt(data, [key.to_public()])))}


def unwrapped(wrap: Mapping[str, object], words: str) -> bytes | None:
    """The bytes, None under other words. Raises VaultRefused for a wrap that is damaged or asks too much."""
    from pyrage import DecryptError, decrypt, x25519

    try:
        salt, sealed = b64decode(str(wrap["salt"]), validate=True), b64decode(str(wrap["age"]), validate=True)
        work = int(str(wrap["work"]))
    except (KeyError, ValueError, Base64Error) as error:
        raise VaultRefused("vault_key_damaged") from error
    if not 2 <= work <= MOST_WORK or work & (work - 1) or not 8 <= len(salt) <= 64:
        raise VaultRefused("vault_key_damaged")
    key = x25519.Identity.from_str(_age_key(_stretched(words, salt, work)))
    try:
        return bytes(decrypt(sealed, [key]))
    except DecryptError:
        return None


def told(words: str) -> str:
    """Words however they were typed: one space between, one way of writing accents, case as typed."""
    return " ".join(normalize("NFC", words).split())


def _stretched(words: str, salt: bytes, work: int) -> bytes:
    room = 128 * BLOCK * work + 2**20
    return hashlib.scrypt(
        told(words).encode(errors="surrogatepass"), salt=salt, n=work, r=BLOCK, p=1, maxmem=room, dklen=32
    )


def _text(data: bytes) -> str:
    return b64encode(data).decode()


def _age_key(secret: bytes) -> str:
    """32 bytes as age writes a key (Bech32, BIP 173)."""
    name = "age-secret-key-"
    values, held, bits = [], 0, 0
    for byte in secret + b"\0":  # the noughts fill up the last five bits
        held, bits = (held << 8) | byte, bits + 8
        while bits >= 5:
            bits -= 5
            values.append((held >> bits) & 31)
    values = values[: -(-len(secret) * 8 // 5)]
    check = _polymod([*(ord(c) >> 5 for c in name), 0, *(ord(c) & 31 for c in name), *values, *[0] * 6]) ^ 1
    signs = [*values, *((check >> 5 * (5 - at)) & 31 for at in range(6))]
    return f"{name}1{''.join(_SIGNS[value] for value in signs)}".upper()


def _polymod(values: list[int]) -> int:
    check = 1
    for value in values:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for at, step in enumerate(_STEPS):
            check ^= step if (top >> at) & 1 else 0
    return check
