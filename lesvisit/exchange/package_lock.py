"""A package under a passphrase: the whole container in an age file (age-encryption.org, by pyrage).

No LesVisit is needed to open it: any age program and the passphrase give the zip.
"""

import re
from unicodedata import normalize

from lesvisit.domain.errors import PackageRefused
from lesvisit.exchange.package_zip import MOST_PACKED

_MAGIC = b"age-encryption.org/v1\n"
_SCRYPT = re.compile(rb"\Aage-encryption\.org/v1\n-> scrypt [A-Za-z0-9+/]{22} (\d{1,2})\n")
MOST_WORK = 22  # 2**22 rounds of scrypt: some seconds; beyond it a file only keeps a laptop busy


def is_locked(data: bytes) -> bool:
    """Is this an age file?"""
    return data.startswith(_MAGIC)


def locked(data: bytes, passphrase: str) -> bytes:
    """The bytes under a passphrase. Takes a second or more, on purpose: guessing must be slow."""
    from pyrage import passphrase as age

    return bytes(age.encrypt(data, _told(passphrase)))


def unlocked(data: bytes, passphrase: str) -> bytes:
    """The bytes inside. Raises PackageRefused for other words, and for a file that is damaged or asks too much."""
    from pyrage import DecryptError
    from pyrage import passphrase as age

    if len(data) > MOST_PACKED:
        raise PackageRefused("package_too_big", most=MOST_PACKED // 1_000_000)
    work = _SCRYPT.match(data)
    if work is None:
        raise PackageRefused("package_locked_otherwise" if is_locked(data) else "package_not_one")
    if int(work[1]) > MOST_WORK:
        raise PackageRefused("package_work")
    try:
        return bytes(age.decrypt(data, _told(passphrase)))
    except DecryptError as error:
        raise PackageRefused("package_passphrase") from error


def _told(passphrase: str) -> str:
    """The words however they were typed: one space between, one way of writing accents, case as typed."""
    return " ".join(normalize("NFC", passphrase).split())
