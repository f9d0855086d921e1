"""A package under a passphrase: the whole container in an age file (age-encryption.org, by pyrage).

No LesVisit is needed to open it: any age program and the passphrase give the zip.
"""

import re
from unicodedata import normalize

from lesvisit.domain.errors import PackageRefused
from lesvisit.exchange.package_zip import MOST_PACKED

_MAGIC = b"age-encryption.org/v1\n"
_SCRYPT = re.compile(  # one way in and no other: each would be tried
    rb"\Aage-encryption\.org/v1\n-> scrypt [A-Za-z0-9+/]{22} (\d{1,2})\n[A-Za-z0-9+/]{43}\n--- "
)
MOST_WORK = 20  # 2**20 rounds of scrypt take 1 GB and some seconds; pyrage takes what costs a second: 18 to 20
_TRIES = 3  # it measures the laptop each time: what a lucky moment made too heavy is made again


def is_locked(data: bytes) -> bool:
    """Is this an age file?"""
    return data.startswith(_MAGIC)


def locked(data: bytes, passphrase: str) -> bytes:
    """The bytes under a passphrase. Takes a second or more, on purpose: guessing must be slow.

    Raises PackageRefused where the lock would be heavier than `unlocked` takes: no laptop would open it.
    """
    from pyrage import passphrase as age

    for _ in range(_TRIES):
        made = bytes(age.encrypt(data, _told(passphrase)))
        if _work(made) <= MOST_WORK:
            return made
    raise PackageRefused("package_lock_failed")


def _work(data: bytes) -> int:
    """The work factor that a file asks for. Raises PackageRefused when it is locked in another way."""
    found = _SCRYPT.match(data)
    if found is None:
        raise PackageRefused("package_locked_otherwise" if is_locked(data) else "package_not_one")
    return int(found[1])


def unlocked(data: bytes, passphrase: str) -> bytes:
    """The bytes inside. Raises PackageRefused for other words, and for a file that is damaged or asks too much."""
    from pyrage import DecryptError
    from pyrage import passphrase as age

    if len(data) > MOST_PACKED:
        raise PackageRefused("package_too_big", most=MOST_PACKED // 1_000_000)
    if _work(data) > MOST_WORK:
        raise PackageRefused("package_work")
    try:
        return bytes(age.decrypt(data, _told(passphrase)))
    except DecryptError as error:
        raise PackageRefused("package_passphrase") from error


def _told(passphrase: str) -> str:
    """The words however they were typed: one space between, one way of writing accents, case as typed."""
    return " ".join(normalize("NFC", passphrase).split())
