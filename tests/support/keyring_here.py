"""A keyring in memory, put in place by the library's own way; it can be locked, hang, deny, or forget."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked, PasswordDeleteError

from lesvisit.models import laptop_keyring


class KeyringHere(KeyringBackend):
    """What is kept stands in `kept`; `denies` raises, `hangs` waits until it is let go."""

    priority = 5.0

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.kept: dict[tuple[str, str], str] = {}
        self.denies = False
        self.asked = 0
        self.free = threading.Event()
        self.free.set()

    def _may(self) -> None:
        self.asked += 1
        self.free.wait(60)
        if self.denies:
            raise KeyringLocked("Failed to unlock the collection!")

    def get_password(self, service: str, username: str) -> str | None:
        self._may()
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._may()
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._may()
        if self.kept.pop((service, username), None) is None:
            raise PasswordDeleteError("No such password!")


class Forgetful(KeyringHere):
    """Says yes and keeps nothing, as `keyring.backends.null` does."""

    def set_password(self, service: str, username: str, password: str) -> None:
        self._may()


@contextmanager
def in_place(monkeypatch: pytest.MonkeyPatch, found: KeyringBackend, *, trusted: bool = True) -> Iterator[None]:
    """This keyring is the laptop's; `trusted` as those of the systems are."""
    before = keyring.core._keyring_backend
    if trusted:
        monkeypatch.setattr(laptop_keyring, "TRUSTED", laptop_keyring.TRUSTED | {type(found).__module__})
    keyring.set_keyring(found)
    try:
        yield
    finally:
        if isinstance(found, KeyringHere):
            found.free.set()
        keyring.core._keyring_backend = before


@pytest.fixture
def ring(monkeypatch: pytest.MonkeyPatch) -> Iterator[KeyringHere]:
    """The laptop's keyring, for tests that use it."""
    found = KeyringHere()
    with in_place(monkeypatch, found):
        yield found
