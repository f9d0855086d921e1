"""The keyring of this laptop (Secret Service, Windows' credentials, macOS' keychain), by the library `keyring`.

A convenience and never the only way in: whatever a keyring does, an answer comes in time, and where there is none it
is no. Imported only where somebody chose it: the library alone costs 0.1 s.
"""

import logging
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

R = TypeVar("R")
log = logging.getLogger(__name__)
SERVICE = "LesVisit"
WAIT_SEC = 5.0
PATIENT_SEC = 60.0  # where somebody sits there, who may have to answer a question of the desktop
# The keyrings of the systems themselves. A file, plain or under words of its own, is none, whatever calls itself so.
TRUSTED = frozenset(
    f"keyring.backends.{name}" for name in ("SecretService", "libsecret", "kwallet", "Windows", "macOS")
)


def is_there(wait: float = WAIT_SEC) -> bool:
    """Has this laptop a keyring that keeps a secret?"""
    return _in_time(lambda: _found() is not None, wait) is True


def secret(user: str, wait: float = WAIT_SEC) -> str | None:
    """What is kept for this user; None where nothing is, or nobody answers in time."""

    def ask() -> str | None:
        keyring = _found()
        return None if keyring is None else keyring.get_password(SERVICE, user)

    return _in_time(ask, wait)


def keep(user: str, words: str, wait: float = PATIENT_SEC) -> bool:
    """Keeps a secret, and reads it back: a keyring may say yes and keep nothing."""

    def ask() -> bool:
        keyring = _found()
        if keyring is None:
            return False
        keyring.set_password(SERVICE, user, words)
        return keyring.get_password(SERVICE, user) == words

    return _in_time(ask, wait) is True


def forget(user: str, wait: float = WAIT_SEC) -> None:
    """Nothing is kept for this user any more. A keyring that refuses keeps what opens nothing."""

    def ask() -> None:
        keyring = _found()
        if keyring is not None and keyring.get_password(SERVICE, user) is not None:
            keyring.delete_password(SERVICE, user)

    _in_time(ask, wait)


def _found() -> "KeyringBackend | None":
    """The keyring of the system: the one in use, or the first of those that are used together."""
    import keyring

    chosen = keyring.get_keyring()
    for one in getattr(chosen, "backends", [chosen]):
        if type(one).__module__ in TRUSTED:
            if sys.platform == "win32":
                one.persist = "local machine"  # else it goes along to other laptops of this school account
            return one  # type: ignore[no-any-return]
    return None


def _in_time(ask: Callable[[], R], wait: float) -> R | None:
    """The answer, on a thread of its own; None where it fails, or isn't there in time."""
    answer: Future[R] = Future()

    def run() -> None:
        try:
            found = ask()
        except BaseException as error:  # noqa: BLE001 - a keyring, its bus and its desktop fail in ways of their own
            answer.set_exception(error)
        else:
            answer.set_result(found)

    threading.Thread(target=run, name="keyring", daemon=True).start()
    try:
        error = answer.exception(wait)
    except TimeoutError:
        log.info("the keyring of this laptop does not answer")
        return None
    if error is not None:
        log.info("the keyring of this laptop refused: %s", type(error).__name__)
        return None
    return answer.result()
