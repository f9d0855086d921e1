"""Where the visits of a profile lie, whether that is a good place, and going to a better one."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from lesvisit import paths
from lesvisit.domain.errors import LesVisitError
from lesvisit.domain.location import PlaceKind, PlaceRisk
from lesvisit.models.location import look, system_mounts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lesvisit.domain.location import Mount
    from lesvisit.services.profile import Profile

_TRIED = 5
_OURS = ("profiles", "moved.json")


@dataclass(frozen=True, slots=True)
class PlaceAdvice:
    """What is against the place of the visits; `better` is a data folder to go to, None where none is known.

    `stays`: somebody said already that they stay here.
    """

    risk: PlaceRisk
    better: Path | None
    stays: bool = False


@dataclass(frozen=True)
class Surroundings:
    """What the system says of itself; a test brings its own."""

    mounts: "Iterable[Mount] | None" = None
    environment: "Mapping[str, str] | None" = None
    home: Path | None = None
    usual: Path | None = None  # the usual data folder

    def look(self, folder: Path) -> PlaceRisk | None:
        """Why this folder is no good home, None when nothing is known."""
        return look(folder, self.mounts, self.environment, self.home)


def advice(profile: "Profile", around: Surroundings | None = None) -> PlaceAdvice | None:
    """What is to be said about where the visits lie; None when it is a good place."""
    return _advice(profile.folder, profile.preferences.stays_at, around)


def advice_before(data_dir: Path, around: Surroundings | None = None) -> PlaceAdvice | None:
    """The same of a data folder in which there are no visits yet."""
    return _advice(data_dir, "", around)


def _advice(folder: Path, stays_at: str, around: Surroundings | None) -> PlaceAdvice | None:
    around = around or Surroundings(mounts=system_mounts())
    risk = around.look(folder)
    if risk is None:
        return None
    better = None if risk.kind is PlaceKind.READ_ONLY else better_place(around)
    return PlaceAdvice(risk, better, stays_at == str(folder))


def better_place(around: Surroundings) -> Path | None:
    """A data folder on this laptop's own disk, of which nothing bad is known and in which no visits are."""
    from lesvisit.models.moving import is_free

    usual = around.usual or paths.data_dir()
    tried = (usual, *(usual.with_name(f"{usual.name}-{n}") for n in range(2, _TRIED)))
    return next((place for place in tried if around.look(place) is None and is_free(place)), None)


def stay(profile: "Profile") -> None:
    """They stay here: it is said no more on Home, and stands in Settings."""
    profile.remember(stays_at=str(profile.folder))


def go(profile: "Profile", data_dir: Path) -> None:
    """Moves the visits of a profile whose database is closed; the profile is there from now on, and locked there.

    Raises StorageFailed or DatabaseRefused; then nothing has changed.
    """
    from lesvisit.models.moving import move, take_back

    old_data = profile.folder.parent.parent
    target = move(profile.folder, data_dir, profile.places.key)
    try:
        profile.go_to(target)
    except LesVisitError:
        take_back(old_data)
        raise


def go_from_read_only(data_dir: Path, chosen: Path) -> tuple["Profile", bool]:
    """From a data folder where nothing can be written to a chosen one: the profile there, locked, and: was it copied?

    Where visits are already, those are opened and nothing is copied. What lies in the first folder stays as it is.
    Raises StorageFailed or DatabaseRefused.
    """
    from lesvisit.models.moving import copy_out
    from lesvisit.services.profile import find_profile, open_profile

    target = _data_folder(chosen)
    old = find_profile(data_dir) if find_profile(target) is None else None
    if old is not None:
        copy_out(old.folder, target)
    profile = open_profile(target)
    profile.lock()
    return profile, old is not None


def _data_folder(chosen: Path) -> Path:
    """The folder itself where it is empty or ours; else one of our own in it."""
    try:
        others = [p for p in chosen.iterdir() if p.name not in _OURS and not p.name.startswith("moving-")]
    except OSError:
        others = []
    return chosen / paths.APP if others else chosen


def opened(profile: "Profile") -> bool:
    """The visits opened whole where they are now: what was left in the place before goes. True when it went."""
    from lesvisit.models.moving import tidy

    return tidy(profile.folder)
