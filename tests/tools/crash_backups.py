"""Mode `backups`: after generated weeks every backup that the app made is put back through the real restore.

It must give what was acknowledged when it was made, line by line and row by row. What rotation promises to keep is
there; one that was spoilt is refused, and what stood there stays.
"""

import random
import shutil
from collections.abc import Callable, Iterator
from dataclasses import asdict, replace
from functools import partial
from pathlib import Path
from typing import Any

from lesvisit.domain.errors import LesVisitError
from lesvisit.models import backup, vault_wrap
from lesvisit.models import connection as raw
from lesvisit.models import vault as vaults
from lesvisit.models.database import Database
from lesvisit.models.places import Places
from lesvisit.models.vault import KeyFile, Vault
from lesvisit.models.vault_switch import switch_on
from tests.crash.histories import Days, History, Made, State, rows_of, told_by
from tests.crash.outcome import Order, Outcome
from tests.crash.processes import side_by_side
from tests.crash.rounds import again_and_again, prove

EACH = 25
NAMED = {"lines": "lines are not", "drafts": "half-typed lines are not", "visits": "visits are not"}
ENCRYPTED = 8  # one history of so many
PASSPHRASE, CODE = "vijf woorden van hier daar", "0" * 32


# Looking


def standing(places: Places, second: Path) -> tuple[State, State]:
    """What the next start finds: as the ledger says it, and every row."""
    base = Database(places, second)
    base.start().result(30)
    try:
        return base.with_raw(told_by).result(20), base.with_raw(rows_of).result(20)
    finally:
        base.close()


def differs(made: Made, found: tuple[State, State]) -> str:
    """What is not as it was acknowledged."""
    told, rows = found
    for name, words in NAMED.items():
        if told[name] != made.ledger[name]:
            return f"{words} as acknowledged"
    other = [name for name in made.rows if rows.get(name) != made.rows[name]]
    return f"other rows in {', '.join(other)}" if other or rows.keys() != made.rows.keys() else ""


# Putting back


def put_back(history: History, made: Made, place: Path) -> str:
    """One backup in a copy of the profile; then what stood there before, which was kept, once more."""
    shutil.copytree(history.folder, place)
    places = Places(place / "profile", history.vault)
    try:
        before = backup.restore(places.backups / made.path.name, places.database, places.backups, places.vault)
        wrong = differs(made, standing(places, place / "second"))
        if wrong or made is not history.made[-1] or before is None:
            return wrong
        backup.restore(before, places.database, places.backups, places.vault)
        now = Made(before, "before-restore", made.at, history.ledger, history.rows)
        return differs(now, standing(places, place / "second"))
    except LesVisitError as error:
        return f"refused: {error.reason}"
    finally:
        shutil.rmtree(place)


def put_back_elsewhere(made: Made, place: Path) -> str:
    """An encrypted backup on another laptop, by the passphrase alone."""
    places = Places(place / "profile")
    (place / "profile" / "backups").mkdir(parents=True)
    copied = Path(shutil.copy(made.path, places.backups))
    try:
        found = vaults.carried(copied)
        if found is None:
            return "no key comes with an encrypted backup"
        opened = vaults.opened(found, PASSPHRASE)
        backup.restore(copied, places.database, places.backups, None, opened)
        return differs(made, standing(Places(places.folder, opened), place / "second"))
    except LesVisitError as error:
        return f"refused elsewhere: {error.reason}"
    finally:
        shutil.rmtree(place)


def put_back_spoilt(history: History, made: Made, place: Path, dice: random.Random) -> str:
    """One that was cut off or written over is refused, and nothing is touched."""
    shutil.copytree(history.folder, place)
    places = Places(place / "profile", history.vault)
    path, before = places.backups / made.path.name, places.database.read_bytes()
    data = bytearray(path.read_bytes())
    if dice.random() < 0.5:
        data = data[: dice.randrange(len(data) * 9 // 10)]
    else:
        data[100 : 8 * 4096] = dice.randbytes(8 * 4096 - 100)
    path.write_bytes(data)
    try:
        backup.restore(path, places.database, places.backups, places.vault)
    except LesVisitError:
        return "" if places.database.read_bytes() == before else "a spoilt backup is refused, but not left alone"
    except raw.TROUBLE:
        return "a spoilt backup ends the restore"
    finally:
        shutil.rmtree(place)
    return "a spoilt backup is put back"


# One history


def one(found: Outcome, place: Path, seed: int, prepared: tuple[KeyFile, Vault] | None) -> None:
    """Weeks, then every backup that is still there."""
    Days.begin()
    history, dice = History(place / "here", seed), random.Random(f"spoil {seed}")
    history.live(dice.randrange(2, 4))
    if prepared is not None and not history.wrong:
        history.vault = switch_on(history.places.database, prepared)
    history.live(dice.randrange(2, 5))
    history.end()
    if not history.wrong:
        history.wrong += filter(None, looked_at(found, history, place, dice))
    kind = "encrypted" if prepared is not None else "plain"
    found.count(f"{kind} histories", f"seed {seed}: {history.wrong[0]}" if history.wrong else "")
    shutil.rmtree(place)


def looked_at(found: Outcome, history: History, place: Path, dice: random.Random) -> Iterator[str]:
    """Each backup that is there, put back; an empty text for what is as it should be."""
    there = [made for made in history.made if made.path.exists()]
    found.more("backups made", len(history.made))
    found.more("taken away by rotation, as promised", len(history.made) - len(there))
    for made in there:
        found.more(f"put back, {made.reason}")
        yield put_back(history, made, place / "back")
    if history.vault is not None:
        found.more("put back on another laptop by the passphrase")
        yield put_back_elsewhere(there[-1], place / "elsewhere")
    found.more("spoilt ones, refused")
    yield put_back_spoilt(history, dice.choice(there), place / "spoilt", dice)


def tries(
    folder: Path, seed: int, numbers: range, plant: str = "", encrypted: bool | None = None, first: bool = False
) -> dict[str, Any]:
    """History after history, `first`: until one is broken; one of eight is encrypted, unless it is said."""
    PLANTED[plant]()
    found, prepared = Outcome("backups", "", seed), None
    for n in numbers:
        locked = n % ENCRYPTED == 5 if encrypted is None else encrypted
        prepared = prepared or (vaults.made(PASSPHRASE, CODE) if locked else None)
        try:
            one(found, folder / str(n), seed + n, prepared if locked else None)
        except LesVisitError as error:
            found.count("refused", f"seed {seed + n}: {error.reason}")
        if first and found.broken:
            break
    return asdict(found)


# Planted faults


def _without_its_log() -> None:
    """The backup is a copy of the file, without what stands in its log."""

    def make(source: raw.Connection, target: Path, vault: Vault | None = None) -> None:
        shutil.copyfile(raw.path_of(source), target)
        copy = raw.connect(target, key=vault.key if vault else "")
        copy.execute("PRAGMA journal_mode=delete")
        copy.close()

    backup.make = make


def _without_drafts() -> None:
    """Half-typed lines don't come along."""
    plain = backup.make

    def make(source: raw.Connection, target: Path, vault: Vault | None = None) -> None:
        plain(source, target, vault)
        copy = raw.connect(target)
        copy.execute("DELETE FROM draft")
        copy.execute("PRAGMA journal_mode=delete")
        copy.close()

    backup.make = make


def _oldest_kept() -> None:
    """Rotation keeps the first of a day and of a week, not the last."""
    plain = backup._newest_per
    backup._newest_per = lambda backups, since, slot: plain(backups[::-1], since, slot)


def _none_spared() -> None:
    """One of before an import or a restore goes like any other."""
    backup.BEFORE = "-nothing-"


def _unverified() -> None:
    """What is put back is not looked at."""
    backup.verify = lambda *_words: None


def _under_other_words() -> None:
    """The key that an encrypted backup carries is wrapped by words that nobody knows."""
    other, carry = vault_wrap.wrapped(b"{}", "heel andere woorden", 16), vaults.carry
    vars(backup)["carry"] = lambda path, found: carry(path, replace(found, passphrase=other))


def _over_the_first() -> None:
    """A backup is written over the one before."""
    plain = backup.make

    def make(source: raw.Connection, target: Path, vault: Vault | None = None) -> None:
        plain(source, target, vault)
        older = [found.path for found in backup.listed(target.parent) if found.path != target]
        if older:
            shutil.copyfile(target, older[0])

    backup.make = make


PLANTED: dict[str, Callable[[], None]] = {
    "": lambda: None,
    "copied_without_its_log": _without_its_log,
    "half_typed_left_out": _without_drafts,
    "written_over_the_one_before": _over_the_first,
    "oldest_of_the_day_kept": _oldest_kept,
    "before_a_change_not_spared": _none_spared,
    "put_back_unverified": _unverified,
    "key_under_other_words": _under_other_words,
}
LOCKED = ("key_under_other_words",)


def caught(fault: str, folder: Path, seed: int, histories: int, first: bool = False) -> str:
    """How a planted fault is caught; an empty text when it is not."""
    works = [partial(tries, folder, seed, range(histories), fault, fault in LOCKED, first)]
    (told,) = side_by_side(works)
    return (
        f"caught in {told['broken']} of {told['runs']} histories ({told['told'][0]})"
        if told and told["broken"]
        else ""
    )


def run(order: Order) -> Outcome:
    """`runs`: histories."""
    promise = "every backup restores to what was acknowledged when it was made (B13)"
    found = Outcome("backups", promise, order.seed, order.runs)
    faults = [fault for fault in PLANTED if fault]
    prove(found, faults, lambda f: caught(f, order.place(f), order.seed, 1 if f in LOCKED else 6), order.workers)
    again_and_again(order, found, EACH, tries)
    return found
