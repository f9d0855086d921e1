"""Looks where a folder lies: asks the system for its disks, and the folder and those above it for their names."""

import os
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from lesvisit.domain.location import (
    VARIABLES,
    Mount,
    PlaceKind,
    PlaceRisk,
    by_environment,
    by_marker,
    by_mount,
    by_name,
    within,
)

_JSON_PATH = re.compile(r'"path"\s*:\s*"((?:[^"\\]|\\.)+)"')
_INI_PATH = re.compile(r'localPath="?([^"\n]+)')
_ESCAPE = re.compile(r'\\u([0-9a-fA-F]{4})|\\x([0-9a-fA-F]{1,4})|\\[\\/"]')
_LISTED = 2_000  # names looked at in one folder


def look(
    folder: Path,
    mounts: Iterable[Mount] | None = None,
    environment: Mapping[str, str] | None = None,
    home: Path | None = None,
) -> PlaceRisk | None:
    """Why this folder is no good home for open visits; None when nothing is known against it.

    What isn't given is asked of the system. The folder need not be there yet.
    """
    real = _resolved(folder)
    found = by_environment(real, _real_roots(os.environ if environment is None else environment))
    found = found or by_name(folder.absolute()) or by_name(real) or _by_what_lies_there(real)
    found = found or _by_settings(real, Path.home() if home is None else home)
    found = found or by_mount(real, system_mounts() if mounts is None else mounts)
    return found or _read_only(real)


def _resolved(folder: Path) -> Path:
    with suppress(OSError, RuntimeError, ValueError):
        return folder.resolve()
    return folder.absolute()


def _real_roots(environment: Mapping[str, str]) -> dict[str, str]:
    """What a program says of its folder in the environment, with its links and dots followed."""
    told = {name: environment.get(name, "") for name in VARIABLES}
    return {name: str(_resolved(Path(root))) for name, root in told.items() if Path(root).is_absolute()}


def _by_what_lies_there(folder: Path) -> PlaceRisk | None:
    for place in (folder, *folder.parents):
        found = by_marker(place, _names_in(place))
        if found is not None:
            return found
    return None


def _names_in(folder: Path) -> list[str]:
    """The hidden things here; the folder `~/.dropbox` is that program's own settings, not a sign of it."""
    found: list[str] = []
    with suppress(OSError), os.scandir(folder) as entries:
        for number, entry in enumerate(entries):
            if number >= _LISTED:
                break
            if entry.name.startswith(".") and not (entry.name == ".dropbox" and entry.is_dir()):
                found.append(entry.name)
    return found


def _by_settings(folder: Path, home: Path) -> PlaceRisk | None:
    """Folders that Dropbox and Nextcloud name in their own settings, whatever they are called."""
    places = (
        (home / ".dropbox" / "info.json", _JSON_PATH, "Dropbox"),
        (home / "AppData" / "Roaming" / "Dropbox" / "info.json", _JSON_PATH, "Dropbox"),
        (home / "AppData" / "Local" / "Dropbox" / "info.json", _JSON_PATH, "Dropbox"),
        (home / ".config" / "Nextcloud" / "nextcloud.cfg", _INI_PATH, "Nextcloud"),
        (home / "AppData" / "Roaming" / "Nextcloud" / "nextcloud.cfg", _INI_PATH, "Nextcloud"),
        (home / ".config" / "ownCloud" / "owncloud.cfg", _INI_PATH, "ownCloud"),
    )
    for path, pattern, service in places:
        text = ""
        with suppress(OSError, ValueError):
            text = path.read_text(encoding="utf-8")[:200_000]
        for root in pattern.findall(text):
            named = Path(_unescaped(root.strip()))
            if within(folder, named) or within(folder, _resolved(named)):
                return PlaceRisk(PlaceKind.SYNCED, service, str(named))
    return None


def _unescaped(text: str) -> str:
    r"""Dropbox writes an accent as \u00e9, Nextcloud as \xe9; both write a backslash twice."""
    return _ESCAPE.sub(
        lambda found: chr(int(found[1] or found[2], 16)) if found[1] or found[2] else found[0][1:], text
    )


def system_mounts() -> list[Mount]:
    """The disks of this system."""
    import psutil

    found = []
    with suppress(OSError, RuntimeError):
        for part in psutil.disk_partitions(all=True):
            options = frozenset(part.opts.casefold().split(","))
            found.append(Mount(part.mountpoint, part.fstype, options, _is_removable(part.device)))
    return found


def _is_removable(device: str) -> bool:
    """Linux tells of a whole disk whether it can be taken out; a partition is named after its disk."""
    name = os.path.realpath(device).removeprefix("/dev/")
    for disk in (name, re.sub(r"p?\d+$", "", name)):
        with suppress(OSError, ValueError):
            if Path("/sys/block", disk, "removable").read_text(encoding="ascii").strip() == "1":
                return True
    return False


def _read_only(folder: Path) -> PlaceRisk | None:
    place = next((p for p in (folder, *folder.parents) if _is_there(p)), None)
    if place is None or os.access(place, os.W_OK):
        return None
    return PlaceRisk(PlaceKind.READ_ONLY, "", str(place))


def _is_there(path: Path) -> bool:
    """Also where this account may not look: below it nothing can be written either."""
    try:
        return path.exists()
    except OSError:
        return True
