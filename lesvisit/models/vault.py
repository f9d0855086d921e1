"""The key of encrypted visits: by chance, wrapped by the passphrase and by the recovery code in a file beside them.

Nothing else can open them: the key is kept nowhere, and the words are not kept at all (docs/adr/0014).
"""

import json
from binascii import Error as Base64Error
from binascii import a2b_base64, b2a_base64
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from zlib import crc32

from lesvisit.domain import recovery_code
from lesvisit.domain.errors import StorageFailed, VaultRefused
from lesvisit.models.files import aside, write_bytes

KEY_FILE = "lesvisit.key"
SQLITE = b"SQLite format 3\0"
TAIL = b"\nLesVisit key\n"  # the last bytes of an encrypted backup; before them the length, before that the key file
_LENGTH = 8
_MOST = 100_000  # bytes of a key file
_FORMAT = 1
_SEALED = "age "
MAGIC = b"age-encryption.org/v1\n"


@dataclass(frozen=True, slots=True)
class KeyFile:
    """The secret in two wraps. `swept`: no plain copy is left of before it was made."""

    id: str
    passphrase: Mapping[str, Any]
    recovery: Mapping[str, Any]
    swept: bool = False

    def to_bytes(self) -> bytes:
        """As it is written, with a sum of it all: one fallen bit would make the right words wrong."""
        return json.dumps(
            {
                "lesvisit_key": _FORMAT,
                "id": self.id,
                "swept": self.swept,
                "passphrase": dict(self.passphrase),
                "recovery": dict(self.recovery),
                "sum": self._sum,
            }
        ).encode()

    @property
    def _sum(self) -> str:
        content = [self.id, self.swept, dict(self.passphrase), dict(self.recovery)]
        return f"{crc32(json.dumps(content, sort_keys=True).encode()):08x}"

    def is_whole(self, told: object) -> bool:
        """Does the sum in its file fit? Files of before there was one have none."""
        return told is None or told == self._sum


@dataclass(frozen=True, slots=True)
class Vault:
    """The opened secret of one data folder: as long as the app is unlocked, in memory alone."""

    id: str
    key: str = field(repr=False)  # of SQLCipher, 64 hexadecimal digits
    identity: str = field(repr=False)  # of age, for what lies beside the database

    def seal(self, data: bytes) -> bytes:
        """Bytes that only this vault reads."""
        from pyrage import encrypt, x25519

        return bytes(encrypt(data, [x25519.Identity.from_str(self.identity).to_public()]))

    def opened(self, data: bytes) -> bytes:
        """The bytes inside. Raises VaultRefused for what this vault didn't seal, or is damaged."""
        from pyrage import DecryptError, decrypt, x25519

        try:
            return bytes(decrypt(data, [x25519.Identity.from_str(self.identity)]))
        except DecryptError as error:
            raise VaultRefused("vault_key_damaged") from error

    def seal_line(self, line: str) -> str:
        """One line of text, sealed, as one line."""
        return _SEALED + b2a_base64(self.seal(line.encode()), newline=False).decode()

    def opened_line(self, line: str) -> str:
        """The line inside; a line that is not sealed is itself."""
        if not line.startswith(_SEALED):
            return line
        try:
            return self.opened(a2b_base64(line.removeprefix(_SEALED))).decode()
        except (Base64Error, UnicodeDecodeError) as error:
            raise VaultRefused("vault_key_damaged") from error


def is_plain(database: Path) -> bool:
    """Does a readable SQLite database stand here?"""
    try:
        with database.open("rb") as file:
            return file.read(len(SQLITE)) == SQLITE
    except OSError:
        return False


def is_on(database: Path) -> bool:
    """Are the visits of this database encrypted? A key file beside a plain one is a switch that never ended.

    Without a key file, a database that can't be read as it is and whose newest backup is encrypted is so itself.
    """
    if is_plain(database):
        return False
    if key_path(database).exists():
        return True
    newest = next(_backups(database), None) if database.is_file() and database.stat().st_size else None
    return newest is not None and carried(newest) is not None


def _backups(database: Path) -> Iterator[Path]:
    """The newest first."""
    return iter(sorted((database.parent / "backups").glob("lesvisit-*.db"), reverse=True))


def key_for(database: Path, vault: Vault | None) -> str:
    """The key to open a database with: none for a plain one. Raises VaultRefused when it is locked."""
    if not is_on(database):
        return ""
    if vault is None:
        raise VaultRefused("passphrase_wanted", path=str(database))
    return vault.key


def drop_leftover(database: Path) -> None:
    """A key file beside a plain database is of a switch that was cut off: it opens nothing.

    One that was in use is kept: a plain file was laid over the encrypted one, and what is sealed still needs it.
    """
    path = key_path(database)
    if not is_plain(database) or not path.exists():
        return
    with suppress(OSError):  # a disk that refuses keeps it until the next opening
        if _was_in_use(path):
            path.replace(aside(path))
        else:
            path.unlink(missing_ok=True)


def _was_in_use(path: Path) -> bool:
    try:
        return parsed(_read(path)).swept
    except VaultRefused:
        return True  # who knows


def read_sealed(path: Path, vault: Vault | None) -> bytes:
    """What is in a small file, sealed or not. Raises VaultRefused, OSError."""
    data = path.read_bytes()
    return vault.opened(data) if vault is not None and data.startswith(MAGIC) else data


def key_path(database: Path) -> Path:
    """Where the key file of a database lies."""
    return database.with_name(KEY_FILE)


def made(passphrase: str, recovery: str) -> tuple[KeyFile, Vault]:
    """A new secret under these words and this code."""
    import secrets

    from pyrage import x25519

    vault = Vault(secrets.token_hex(16), secrets.token_hex(32), str(x25519.Identity.generate()))
    return KeyFile(vault.id, wrap(vault, passphrase), wrap(vault, recovery_code.tidied(recovery))), vault


def wrap(vault: Vault, words: str) -> Mapping[str, Any]:
    """The secret under words. Raises VaultRefused when there are none."""
    from lesvisit.models import vault_wrap

    if not words.strip():
        raise VaultRefused("passphrase_none")
    content = {"id": vault.id, "key": vault.key, "identity": vault.identity}
    return vault_wrap.wrapped(json.dumps(content).encode(), words)


def opened(found: KeyFile, words: str) -> Vault:
    """The secret, by the passphrase or the recovery code. Takes half a second.

    Raises VaultRefused under other words.
    """
    from lesvisit.models import vault_wrap

    code = recovery_code.looks_like_one(words)
    inside = vault_wrap.unwrapped(found.recovery, recovery_code.tidied(words)) if code else None
    if inside is None:
        inside = vault_wrap.unwrapped(found.passphrase, words)
    if inside is None:
        slip = code and not recovery_code.is_right(words)
        raise VaultRefused("recovery_slip" if slip else "vault_words")
    content = json.loads(inside)
    return Vault(content["id"], content["key"], content["identity"])


def parsed(data: bytes) -> KeyFile:
    """A key file. Raises VaultRefused for what is none, or of a newer LesVisit."""
    try:
        content = json.loads(data)
        if content["lesvisit_key"] != _FORMAT:
            raise VaultRefused("vault_key_newer")
        wraps = content["passphrase"], content["recovery"]
        if not all(isinstance(one, dict) for one in wraps):
            raise VaultRefused("vault_key_damaged")
        found = KeyFile(str(content["id"]), *wraps, swept=content.get("swept") is True)
        if not found.is_whole(content.get("sum")):
            raise VaultRefused("vault_key_damaged")
        return found
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise VaultRefused("vault_key_damaged") from error


def key_file(database: Path) -> KeyFile:
    """The key file beside a database; where it is damaged or gone, the one in the newest backup that has it."""
    try:
        return parsed(_read(key_path(database)))
    except VaultRefused as refused:
        if refused.reason == "vault_key_newer":
            raise
        for backup in _backups(database):
            found = carried(backup)
            if found is not None:
                with suppress(StorageFailed):
                    keep(database, found)
                return found
        raise


def keep(database: Path, found: KeyFile) -> None:
    """Writes the key file beside its database, all or nothing."""
    write_bytes(key_path(database), found.to_bytes())


def mark_swept(database: Path, swept: bool = True) -> None:
    """No plain copy is left; or there may be one from now on, and the next opening looks for it."""
    keep(database, replace(key_file(database), swept=swept))


def carried(backup: Path) -> KeyFile | None:
    """The key file at the end of an encrypted backup; None in a file that carries none."""
    try:
        data = _carried_bytes(backup)
        return None if data is None else parsed(data)
    except (OSError, VaultRefused):
        return None


def _carried_bytes(backup: Path) -> bytes | None:
    size, foot = backup.stat().st_size, _LENGTH + len(TAIL)
    if size < foot:
        return None
    with backup.open("rb") as file:
        file.seek(size - foot)
        end = file.read(foot)
        length = int.from_bytes(end[:_LENGTH], "big")
        if not end.endswith(TAIL) or not 0 < length <= min(_MOST, size - foot):
            return None
        file.seek(size - foot - length)
        return file.read(length)


def carry(backup: Path, found: KeyFile) -> None:
    """Puts the key file at the end of a backup, in place of one that is there. SQLite reads what is before it."""
    drop_carried(backup)
    data = found.to_bytes()
    with backup.open("ab") as file:
        file.write(data + len(data).to_bytes(_LENGTH, "big") + TAIL)


def drop_carried(backup: Path) -> None:
    """A backup that is put back is a database alone."""
    data = _carried_bytes(backup)
    if data is not None:
        with backup.open("r+b") as file:
            file.truncate(backup.stat().st_size - len(data) - _LENGTH - len(TAIL))


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_MOST)
    except OSError as error:
        raise VaultRefused("vault_key_gone", path=str(path)) from error
