"""A profile: the folder of one person's data on this laptop, its preferences, and the lock of its one writer."""

import json
import logging
import os
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from lesvisit import paths
from lesvisit.domain.errors import DatabaseRefused, StorageFailed
from lesvisit.models.lock import FileLock

if TYPE_CHECKING:
    from lesvisit.domain.clock import Clock
    from lesvisit.models.database import Database
    from lesvisit.models.places import Places
    from lesvisit.models.vault import Vault
    from lesvisit.services.desk import Desk

# The rest is imported where it is used: for its first picture the window needs only the preferences and the lock.

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Preferences:
    """What is needed before the database is read. `theme`: system, light or dark; `zoom` the content factor."""

    device_id: str = ""
    me_id: str = ""
    language: str = ""
    theme: str = "system"
    zoom: float = 1.0
    paper_language: str = ""
    paper_folder: str = ""  # where the last paper was saved
    keys: dict[str, str] = field(default_factory=dict)
    abbreviations: dict[str, dict[str, str]] = field(default_factory=dict)  # language to short and long
    judging: dict[str, list[str]] = field(default_factory=dict)  # language to words
    watch_capitals: bool = False  # warn at a capital in mid-sentence, without a list of names
    keep_awake: bool = True  # no sleep by itself while a visit runs
    tablet: bool = False  # targets of 44 px
    stays_at: str = ""  # the folder of which was said that the visits stay there, whatever is against it
    retention_weeks: int = 6  # so long notes stay; the school chooses; 0: until the school year ends
    retention_later: dict[str, str] = field(default_factory=dict)  # visit id to the day on which is asked again
    lock_minutes: int = 10  # encrypted visits: so long without a key or the mouse, and the view locks; 0 never


class Profile:
    """One profile's folder. `writer` takes the lock, so that there is never a second writer."""

    def __init__(self, folder: Path, preferences: Preferences) -> None:
        self.folder = folder
        self.preferences = preferences
        self.vault: Vault | None = None  # of encrypted visits, once it was opened
        self._lock: FileLock | None = None

    @property
    def is_encrypted(self) -> bool:
        """Do these visits need a passphrase?"""
        database = self.folder / "lesvisit.db"
        if not (self.folder / "lesvisit.key").exists() and _is_readable(database):
            return False
        from lesvisit.models.vault import is_on

        return is_on(database)

    @property
    def opens_by_laptop(self) -> bool:
        """May the keyring of this laptop be asked, before the words are? Known without a module."""
        return (self.folder / "lesvisit.laptop").exists()

    def open_vault(self, words: str) -> None:
        """Opens encrypted visits by the passphrase or the recovery code; half a second. Raises VaultRefused."""
        from lesvisit.models.vault_open import opened_for

        self.vault = opened_for(self.places.database, words)

    @property
    def places(self) -> "Places":
        """Where this profile's files lie."""
        from lesvisit.models.places import Places

        used = bool(self.preferences.me_id)
        return Places(self.folder, self.vault, self.preferences.retention_weeks, used=used)

    def remember(self, **values: object) -> None:
        """Keeps preferences; a full or read-only disk costs only the preference."""
        from lesvisit.models.files import write_bytes

        self.preferences = replace(self.preferences, **values)  # type: ignore[arg-type]
        with suppress(StorageFailed):
            write_bytes(self.folder / "profile.json", json.dumps(asdict(self.preferences)).encode())

    def lock(self) -> None:
        """Becomes the one writer. Raises DatabaseRefused("in_use") while another process is, or "read_only"."""
        if not os.access(self.folder, os.W_OK):  # the lock's own file may be written all the same
            raise DatabaseRefused("read_only", path=str(self.folder))
        lock = FileLock(self.folder / "writer.lock")
        try:
            taken = lock.acquire()
        except OSError as error:
            raise DatabaseRefused("read_only", path=str(self.folder)) from error
        if not taken:
            raise DatabaseRefused("in_use", path=str(self.folder))
        self._lock = lock

    def unlock(self) -> None:
        """Lets another process write."""
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def go_to(self, folder: Path) -> None:
        """Its visits are in this folder from now on. Raises DatabaseRefused when they are in use there."""
        before, self.folder = (self.folder, self._lock), folder
        try:
            self.lock()
        except DatabaseRefused:
            self.folder, self._lock = before
            raise
        if before[1] is not None:
            before[1].release()
        self.remember(stays_at="")

    @property
    def second_place(self) -> Path:
        """Of the emergency journal, where this folder takes nothing: of this profile alone, and known to all."""
        return paths.log_dir().parent / "journal" / self.folder.name

    def database(self) -> "Database":
        """The profile's database, not yet started; for the window and for commands alike."""
        from lesvisit.models.database import Database

        return Database(self.places, self.second_place)

    def desk(self, clock: "Clock", me_id: str = "") -> "Desk":
        """The desk of whoever works on this profile."""
        from lesvisit.services.desk import Desk

        return Desk(clock, self.preferences.device_id, me_id or self.preferences.me_id)


def _is_readable(database: Path) -> bool:
    """Is there no database, or a plain one? Without a module: the first picture waits for this."""
    try:
        with database.open("rb") as file:
            return file.read(6) in (b"", b"SQLite")
    except OSError:
        return True


def open_profile(data_dir: Path) -> Profile:
    """The profile of this data folder; made when there is none. Raises DatabaseRefused when it can't be made."""
    try:
        folder = _folder(data_dir)
        preferences, whole = _preferences(folder)
        if not whole:
            _keep_aside(folder / "profile.json")
        profile = Profile(folder, preferences)
    except OSError as error:
        raise DatabaseRefused("read_only", path=str(data_dir), detail=error.strerror or "") from error
    if not profile.preferences.device_id:
        from lesvisit.services.desk import new_id

        profile.remember(device_id=new_id())
    return profile


def find_profile(data_dir: Path) -> Profile | None:
    """The profile of this data folder, None when there is none; nothing is made or changed."""
    try:
        found = _folders(data_dir)
        return Profile(found[0], _preferences(found[0])[0]) if found else None
    except OSError as error:
        raise DatabaseRefused("unreadable", path=str(data_dir), detail=error.strerror or "") from error


def _folders(data_dir: Path) -> list[Path]:
    if (data_dir / "moved.json").exists():
        from lesvisit.models.moving import moved_to

        place = moved_to(data_dir)
        if place is not None:
            return [place]
    profiles = data_dir / "profiles"
    found = [p for p in profiles.iterdir() if _is_profile(p)] if profiles.is_dir() else []
    with_visits = [p for p in found if (p / "lesvisit.db").exists()] or found
    return sorted(with_visits) if len(with_visits) < 2 else _in_use_first(with_visits)


def _is_profile(folder: Path) -> bool:
    """A disk in the network or a program that copies makes folders of its own everywhere (@eaDir, .stfolder)."""
    return any((folder / name).exists() for name in ("profile.json", "lesvisit.db", "lesvisit.key", "backups"))


def _in_use_first(found: list[Path]) -> list[Path]:
    """A copy that a move left there, and nobody went to, counts last."""
    from lesvisit.models.moving import is_leftover

    return sorted(found, key=lambda folder: (is_leftover(folder), folder.name))


def _folder(data_dir: Path) -> Path:
    found = _folders(data_dir)
    if found:
        return found[0]
    from lesvisit.services.desk import new_id

    folder = data_dir / "profiles" / new_id()
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _preferences(folder: Path) -> tuple[Preferences, bool]:
    """What is written there, as far as it fits, and whether all of it did."""
    path = folder / "profile.json"
    if not path.exists():
        return Preferences(), True
    try:
        if path.is_dir():  # Windows refuses it as if it were locked
            raise IsADirectoryError
        stored = json.loads(path.read_text(encoding="utf-8"))
        known = {k: v for k, v in stored.items() if k in Preferences.__dataclass_fields__}
    except (ValueError, TypeError, AttributeError, IsADirectoryError):
        log.warning("the preferences cannot be read; the defaults are used")
        return Preferences(), False
    fitting = {k: v for k, v in known.items() if _fits(k, v)}
    return Preferences(**fitting), len(fitting) == len(known)


def _fits(name: str, value: object) -> bool:
    """Of the type that this preference has; a theme and a zoom that exist. One bit on the disk may say otherwise."""
    if name == "theme":
        return value in ("system", "light", "dark")
    if name == "zoom":
        return isinstance(value, int | float) and 0.2 <= value <= 10
    return type(value) is type(getattr(Preferences(), name))


def _keep_aside(path: Path) -> None:
    """What could not be read is kept as it was: the next preference would be written over it."""
    from lesvisit.models.files import aside

    with suppress(OSError):
        path.replace(aside(path))
