"""Moving a profile to another folder: copied, looked over, only then gone to. The old one goes once the new opened.

Whatever moment the process ends at, one of the two is whole and the next start opens it: the old one until
`moved.json` stands in the old data folder, the new one after.
"""

import json
import os
import shutil
from contextlib import suppress
from pathlib import Path

from sqlcipher3 import dbapi2 as driver

from lesvisit.domain.errors import DatabaseRefused, StorageFailed
from lesvisit.models import backup
from lesvisit.models import connection as raw
from lesvisit.models.crashpoints import reached
from lesvisit.models.files import flush_folder, stamps, write_bytes
from lesvisit.models.write_ahead import unmark

PROFILES = "profiles"
_SIGN = "moved.json"  # in the old data folder: where its profile is now
_FROM = "moved-from.json"  # in the new profile, until the old one is gone
_NEVER = ("lesvisit.db", "lesvisit.db-wal", "lesvisit.db-shm", "lesvisit.open", "writer.lock")


def moved_to(data_dir: Path) -> Path | None:
    """The folder of the profile that was moved away from here; None when none was.

    Raises DatabaseRefused when that folder isn't there now ("moved_away"), or nobody can read which one it is
    ("moved_unread"): nothing new is begun beside it.
    """
    place: Path | None = None
    seen: set[Path] = set()
    while (sign := data_dir / _SIGN).exists() and sign not in seen:  # moved on from there, perhaps
        seen.add(sign)
        told = _told(sign, "profile")
        if told is None:
            raise DatabaseRefused("moved_unread", path=str(data_dir), sign=str(sign))
        place, data_dir = told, told.parent.parent
    if place is not None and not (place / "lesvisit.db").exists():
        raise DatabaseRefused("moved_away", path=str(data_dir), place=str(place))
    return place


def is_free(data_dir: Path) -> bool:
    """Can a profile be moved here? Not beside another, and not where one was moved away from or nobody can look."""
    profiles = data_dir / PROFILES
    try:
        if (data_dir / _SIGN).exists() or (os.path.lexists(data_dir) and not data_dir.is_dir()):
            return False
        found = [p for p in profiles.iterdir() if p.is_dir()] if profiles.is_dir() else []
    except OSError:
        return False
    return all(is_leftover(p) for p in found)


def move(profile: Path, data_dir: Path, key: str = "") -> Path:
    """Moves a profile whose database is closed to another data folder; the folder it has there.

    Raises StorageFailed or DatabaseRefused when that can't be done; the old one then is as it was, and in use.
    """
    old_data = profile.parent.parent
    if not is_free(data_dir) or _is_inside(data_dir, old_data / PROFILES):
        raise DatabaseRefused("place_taken", path=str(data_dir))
    staging, target = data_dir / f"moving-{profile.name}", data_dir / PROFILES / profile.name
    try:
        for leftover in (staging, target):  # of a move that was cut off before anything was gone to
            if leftover.exists():
                shutil.rmtree(leftover)
        staging.mkdir(parents=True)
        (data_dir / PROFILES).mkdir(exist_ok=True)
        _copy(profile, staging, key)
        _put(staging / _FROM, {"data": str(old_data.absolute())})
        reached("move_copied")
        staging.rename(target)
        flush_folder(data_dir / PROFILES)
        reached("move_in_place")
        _put(old_data / _SIGN, {"profile": str(target.absolute())})
        flush_folder(old_data)
        reached("move_told")
    except OSError as error:
        raise StorageFailed("file_failed", path=str(data_dir), detail=error.strerror or str(error)) from error
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return target


def copy_out(profile: Path, data_dir: Path) -> Path:
    """Copies a profile out of a place where nothing can be written; the folder it has in this data folder.

    Its files are taken as they are, so encrypted visits need no passphrase. What lies there stays and is not pointed
    away from. Raises StorageFailed or DatabaseRefused; then nothing is there.
    """
    if not is_free(data_dir):
        raise DatabaseRefused("place_taken", path=str(data_dir))
    staging, target = data_dir / f"moving-{profile.name}", data_dir / PROFILES / profile.name
    try:
        if staging.exists():  # of a copy that was cut off
            shutil.rmtree(staging)
        staging.mkdir(parents=True)
        (data_dir / PROFILES).mkdir(exist_ok=True)
        _copy_as_it_is(profile, staging)
        reached("copied_out")
        staging.rename(target)
        flush_folder(data_dir / PROFILES)
    except OSError as error:
        raise StorageFailed("file_failed", path=str(data_dir), detail=error.strerror or str(error)) from error
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return target


def _copy_as_it_is(profile: Path, staging: Path) -> None:
    """Without the rights of where they lie. Raises StorageFailed when somebody writes there after all."""
    files = [p for p in sorted(profile.rglob("*")) if p.is_file() and p.name != "writer.lock" and p.suffix != ".tmp"]
    before = stamps(files)
    for path in files:
        copy = staging / path.relative_to(profile)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
        _flush(copy)
    if stamps(files) != before:
        raise StorageFailed("locked", path=str(profile))


def take_back(data_dir: Path) -> None:
    """The profile that was moved away from here could not be gone to: here it is again. Raises StorageFailed."""
    try:
        (data_dir / _SIGN).unlink(missing_ok=True)
        flush_folder(data_dir)
    except OSError as error:
        raise StorageFailed("file_failed", path=str(data_dir), detail=error.strerror or str(error)) from error


def tidy(profile: Path) -> bool:
    """The new place opened: the profile in the old one goes. True when there was one to go; safe at every start."""
    sign = profile / _FROM
    if not sign.exists():
        return False
    old_data = _told(sign, "data")
    if old_data is None or _points_at(old_data, profile):
        with suppress(OSError):
            if old_data is not None:
                _drop(old_data / PROFILES / profile.name)
            sign.unlink()
            return True
    return False


def _points_at(old_data: Path, profile: Path) -> bool:
    """Only of a folder that says so itself, by whatever name: without its sign the old one is still in use."""
    told = _told(old_data / _SIGN, "profile")
    with suppress(OSError, ValueError):
        return told is not None and told.samefile(profile)
    return False


def _is_inside(folder: Path, other: Path) -> bool:
    """It would go with what is emptied afterwards."""
    with suppress(OSError, RuntimeError):
        return folder.resolve().is_relative_to(other.resolve())
    return True


def _drop(old: Path) -> None:
    if old.exists():
        shutil.rmtree(old)


def _copy(profile: Path, staging: Path, key: str) -> None:
    database = profile / "lesvisit.db"
    for path in sorted(profile.rglob("*")):
        inside = path.relative_to(profile)
        if str(inside) in _NEVER or path.name.endswith(".tmp"):
            continue
        if path.is_dir():
            (staging / inside).mkdir(parents=True, exist_ok=True)
        else:
            (staging / inside).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, staging / inside)
            _flush(staging / inside)
    if database.exists():
        _copy_database(database, staging / "lesvisit.db", key)


def _copy_database(source: Path, target: Path, key: str) -> None:
    unmark(source)  # closing it here takes its log into it
    try:
        open_source = raw.connect(source, key=key)
        try:
            copy = driver.connect(str(target), isolation_level=None)
            try:
                raw.give_key(copy, key)
                open_source.backup(copy)
                reached("move_in_copy")
                copy.execute("PRAGMA journal_mode=delete")
                same = _counts(open_source) == _counts(copy)
            finally:
                copy.close()
        finally:
            open_source.close()
    except raw.TROUBLE as error:
        raise raw.as_known(error, target) from error
    backup.verify_database(target, key)
    if not same:
        raise DatabaseRefused("unsound", problems=1)
    _flush(target)


def _counts(connection: raw.Connection) -> dict[str, int]:
    names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type='table' ORDER BY name")]
    return {name: int(connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]) for name in names}


def _flush(path: Path) -> None:
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def _put(path: Path, values: dict[str, str]) -> None:
    write_bytes(path, json.dumps(values).encode())


def _told(path: Path, name: str) -> Path | None:
    try:
        return Path(str(json.loads(path.read_text(encoding="utf-8"))[name]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def is_leftover(profile: Path) -> bool:
    """A copy that nobody went to or wrote in: where it came from doesn't point here."""
    old_data = _told(profile / _FROM, "data")
    with suppress(OSError):
        cut_off = old_data is not None and old_data.exists() and not _points_at(old_data, profile)
        return cut_off and not _was_opened(profile)
    return False


def _was_opened(profile: Path) -> bool:
    """Whoever writes takes the lock, and SQLite writes in the head of the file."""
    if (profile / "writer.lock").exists() or (profile / "lesvisit.db-wal").exists():
        return True
    database = profile / "lesvisit.db"
    return database.exists() and database.stat().st_mtime_ns > (profile / _FROM).stat().st_mtime_ns
