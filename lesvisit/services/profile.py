"""A profile: the folder of one person's data on this laptop, its preferences, and the lock of its one writer."""

import json
import logging
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from lesvisit.domain.errors import DatabaseRefused, StorageFailed
from lesvisit.models.lock import FileLock

if TYPE_CHECKING:
    from lesvisit.domain.clock import Clock
    from lesvisit.models.database import Database, Places
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


class Profile:
    """One profile's folder. `writer` takes the lock, so that there is never a second writer."""

    def __init__(self, folder: Path, preferences: Preferences) -> None:
        self.folder = folder
        self.preferences = preferences
        self._lock: FileLock | None = None

    @property
    def places(self) -> "Places":
        """Where this profile's files lie."""
        from lesvisit.models.database import Places

        return Places(self.folder)

    def remember(self, **values: object) -> None:
        """Keeps preferences; a full or read-only disk costs only the preference."""
        from lesvisit.models.files import write_bytes

        self.preferences = replace(self.preferences, **values)  # type: ignore[arg-type]
        with suppress(StorageFailed):
            write_bytes(self.folder / "profile.json", json.dumps(asdict(self.preferences)).encode())

    def lock(self) -> None:
        """Becomes the one writer. Raises DatabaseRefused("in_use") while another process is."""
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

    def database(self, second_place: Path | None = None) -> "Database":
        """The profile's database, not yet started."""
        from lesvisit.models.database import Database

        return Database(self.places, second_place)

    def desk(self, clock: "Clock", me_id: str = "") -> "Desk":
        """The desk of whoever works on this profile."""
        from lesvisit.services.desk import Desk

        return Desk(clock, self.preferences.device_id, me_id or self.preferences.me_id)


def open_profile(data_dir: Path) -> Profile:
    """The profile of this data folder; made when there is none. Raises DatabaseRefused when it can't be made."""
    try:
        folder = _folder(data_dir)
        profile = Profile(folder, _preferences(folder))
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
        return Profile(found[0], _preferences(found[0])) if found else None
    except OSError as error:
        raise DatabaseRefused("unreadable", path=str(data_dir), detail=error.strerror or "") from error


def _folders(data_dir: Path) -> list[Path]:
    profiles = data_dir / "profiles"
    return sorted(p for p in profiles.iterdir() if p.is_dir()) if profiles.is_dir() else []


def _folder(data_dir: Path) -> Path:
    found = _folders(data_dir)
    if found:
        return found[0]
    from lesvisit.services.desk import new_id

    folder = data_dir / "profiles" / new_id()
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _preferences(folder: Path) -> Preferences:
    path = folder / "profile.json"
    if not path.exists():
        return Preferences()
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
        known = {k: v for k, v in stored.items() if k in Preferences.__dataclass_fields__}
        return Preferences(**known)
    except (ValueError, TypeError, AttributeError):
        log.warning("the preferences cannot be read; the defaults are used")
        return Preferences()
