"""What happened to the file with the visits stays told, at each start, until a backup is put back or it is dismissed.

A small file in the profile's folder holds it: names of LesVisit's own files, no content. Which backup was offered
stands there too: those made since are of the visits that were begun anew.
"""

import json
import logging
from contextlib import suppress
from dataclasses import replace

from lesvisit.domain.errors import DatabaseRefused, LesVisitError, StorageFailed, VaultRefused
from lesvisit.models import backup
from lesvisit.models.files import write_bytes
from lesvisit.models.opening import Damage, Harm
from lesvisit.models.places import Places

log = logging.getLogger(__name__)
TOLD = backup.TOLD


def keep(places: Places, damage: Damage) -> None:
    """It is told again at the next start. A disk that refuses costs only that."""
    found = {
        "kept": damage.kept.name if damage.kept else "",
        "offered": damage.newest.path.name if damage.newest else "",
        "harm": damage.harm.value,
        "here": damage.here,
    }
    with suppress(StorageFailed):
        write_bytes(places.folder / TOLD, json.dumps(found).encode())


def kept(places: Places) -> Damage | None:
    """What is still to be told of an earlier start: None once nothing is left of it."""
    try:
        found = json.loads((places.folder / TOLD).read_bytes())
        aside, offered = str(found["kept"]), str(found["offered"])
        harm = Harm(found.get("harm", Harm.FILE if aside else Harm.GONE))
        here = found.get("here") is True
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError):
        log.warning("what was told of a damaged file can't be read")
        return None
    folder = next((path for path in places.folder.glob("damaged-*") if path.name == aside), None)
    damage = Damage(folder, _offered(places, offered), here, harm)
    if damage.kept or damage.newest or here or harm is not Harm.FILE:
        return damage
    forget(places)
    return None


def forget(places: Places) -> None:
    """It is dismissed."""
    with suppress(OSError):
        (places.folder / TOLD).unlink(missing_ok=True)


def _offered(places: Places, name: str) -> backup.BackupFile | None:
    for one in backup.listed(places.backups):
        if one.path.name == name:
            try:
                backup.verify(one.path, places.vault)
            except VaultRefused:
                return one  # its passphrase still has to open it
            except LesVisitError:
                return None
            return one
    return None


def found_here(places: Places, before: Damage | None) -> Damage:
    """The file in use is damaged, perhaps after another one was put aside: what is offered then.

    It is kept too: the next start does not always meet the damage itself, and what was typed waits for a backup.
    """
    newest = backup.spared(backup.newest_good(places.backups, places.vault))
    damage = Damage(before.kept if before else None, newest, here=True)
    keep(places, damage)
    return damage


def is_told(places: Places) -> bool:
    """Is there anything that was not settled, though perhaps nobody can read what?"""
    return (places.folder / TOLD).exists()


def at_start(places: Places, met: Damage | None) -> Damage | None:
    """What this start met, or what is still to be told of an earlier one."""
    before = kept(places)
    if met is None or before is None:
        if met is not None:
            keep(places, met)
        return met or before
    if met.harm is Harm.GONE and met.kept is None and before.kept is not None:
        keep(places, replace(before, here=False))
        return replace(before, here=False)  # cut short between putting aside and beginning anew: no file at all
    if before.here and met.harm in (Harm.LOG, Harm.LOG_GONE):
        met = replace(met, here=True, newest=before.newest)  # the file in use is the damaged one still
    elif before.newest is not None and met.harm not in (Harm.FILE, Harm.GONE):
        return met  # what only the log lost is told once, where a backup is still offered
    keep(places, met)
    return met


def in_words(damage: Damage) -> DatabaseRefused:
    """What there is to say of it, with its reason."""
    newest = str(damage.newest.path) if damage.newest else ""
    if damage.here:
        return DatabaseRefused("damaged_here" if newest else "damaged_here_alone", backup=newest)
    if damage.harm in (Harm.LOG, Harm.LOG_GONE):
        return DatabaseRefused("log_kept" if damage.kept else "log_lost", folder=damage.kept)
    if damage.kept is None:
        return DatabaseRefused("went_missing" if newest else "went_missing_alone", backup=newest)
    values = {"folder": damage.kept, "backup": newest}
    if damage.harm is Harm.GONE:
        return DatabaseRefused("went_missing_log" if newest else "went_missing_log_alone", **values)
    return DatabaseRefused("put_aside" if newest else "put_aside_alone", **values)
