"""Mode `damage`: files of the data folder are spoilt before a start, one after another.

Each start must let a new lesson be written within 10 s, keep what was damaged as it was, offer the newest good backup
where the database went, and show all that was acknowledged as it was, or say that it is damaged or may be missing.
"""

import random
import shutil
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from lesvisit.domain.errors import LesVisitError
from lesvisit.domain.visit_book import VisitBook
from lesvisit.models import backup, opening, write_ahead
from lesvisit.models.database import Database
from lesvisit.models.journal import Journal
from lesvisit.models.soundness import is_sound
from lesvisit.services import profile as profiles
from lesvisit.services import visits
from lesvisit.services.profile import Profile, open_profile
from lesvisit.services.session import VisitSession
from tests.crash.outcome import Order, Outcome
from tests.crash.processes import answer_of, forked
from tests.crash.rounds import again_and_again
from tests.models.support import DESK, fresh_visit, note_op, view_of

READY_SEC = 10.0
NOTES = 40
EACH = 30
PAGE = 4096
NEW_LINE = "een nieuwe les"
TARGETS = ("lesvisit.db", "lesvisit.db-wal", "lesvisit.db-shm", "journal/journal.jsonl", "profile.json", "backups")
Spoil = Callable[[bytearray, random.Random], bytes | None]


def flip_bits(data: bytearray, dice: random.Random) -> bytes:
    for _ in range(dice.choice((1, 1, 8, 200))):
        place = dice.randrange(len(data))
        data[place] ^= 1 << dice.randrange(8)
    return bytes(data)


def zero_pages(data: bytearray, dice: random.Random) -> bytes:
    for _ in range(dice.choice((1, 1, 3, 20))):
        begin = dice.randrange(max(len(data) // PAGE, 1)) * PAGE
        data[begin : begin + PAGE] = bytes(len(data[begin : begin + PAGE]))
    return bytes(data)


def cut_off(data: bytearray, dice: random.Random) -> bytes:
    return bytes(data[: dice.randrange(len(data))])


def scribble(data: bytearray, dice: random.Random) -> bytes:
    begin = dice.randrange(len(data))
    length = dice.choice((1, 16, PAGE, 3 * PAGE))
    data[begin : begin + length] = dice.randbytes(len(data[begin : begin + length]))
    return bytes(data)


def spoil_header(data: bytearray, dice: random.Random) -> bytes:
    return dice.randbytes(100) + bytes(data[100:])


def take_away(_data: bytearray, _dice: random.Random) -> None:
    return None


SPOILS: dict[str, Spoil] = {
    "bits": flip_bits,
    "zeros": zero_pages,
    "cut off": cut_off,
    "scribbled": scribble,
    "gone": take_away,
}


# What stood there


def fill(data_dir: Path) -> dict[str, Any]:
    """A profile whose app was killed: lines in the database and its log, backups, a journal, preferences."""
    profile = open_profile(data_dir)
    base = profile.database()
    base.start().result(20)
    profile.remember(theme="dark", zoom=1.2, me_id="me", abbreviations={"nl": {"ll": "leerling"}})
    visit_id = fresh_visit(base)
    view = view_of(base, visit_id)
    for n in range(NOTES):
        base.put(note_op(view, f"regel {n} " * 20, n + 1)).result(20)
        if n in (10, 20, 30):
            base.back_up().result(20)
    base.with_raw(lambda c: c.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()).result(20)
    base.put(note_op(view, "in de log " * 20, 900)).result(20)
    journal = Journal((profile.places.journal,))
    for n in range(3):
        journal.keep_operation(note_op(view, f"uit het journaal {n}", 950 + n))
    return {"visit": visit_id, "folder": profile.folder.name}


def filled(data_dir: Path) -> dict[str, Any]:
    """The same, made by a child that then dies, so that the log stays."""
    import json
    import os

    kept = data_dir.with_suffix(".json")

    def work(_pipe: int) -> None:
        kept.write_text(json.dumps(fill(data_dir)))
        os._exit(0)

    child, pipe = forked(work)
    os.waitpid(child, 0)
    os.close(pipe)
    found: dict[str, Any] = json.loads(kept.read_text())
    return found


def spoil(folder: Path, target: str, how: str, dice: random.Random) -> tuple[Path, bytes | None]:
    """Spoils one file; which, and what is there now."""
    path = folder / target
    if target == "backups":
        path = backup.listed(path)[0].path
    now = (SPOILS | {"header": spoil_header})[how](bytearray(path.read_bytes()), dice)
    if now is None:
        path.unlink()
    else:
        path.write_bytes(now)
    return path, now


# The start


def start(data_dir: Path, visit_id: str, plant: str = "") -> dict[str, Any]:
    """Starts as the app does, then writes into a new visit; what was seen."""
    PLANTED[plant]()
    began = time.monotonic()
    profile = open_profile(data_dir)
    profile.lock()
    _use(profile)
    base = Database(profile.places, data_dir / "second")
    found: dict[str, Any] = {"damage": "", "harm": "", "offered": "", "old": None, "refused": ""}
    found |= {"pages": False, "whole": False}
    try:
        base.start().result(20)
    except LesVisitError as error:
        return found | {"refused": error.reason, "seconds": time.monotonic() - began, "saved": ""}
    found["saved"] = _write(base)
    found["seconds"] = time.monotonic() - began
    if base.damage is not None:
        found["damage"] = str(base.damage.kept or "gone")
        found["harm"] = base.damage.harm.value
        found["offered"] = base.damage.newest.path.name if base.damage.newest else ""
    with suppress(Exception):
        found["pages"] = base.read(_has_good_pages).result(20)
    with suppress(Exception):
        found["whole"] = base.read(is_sound).result(20)
    with suppress(Exception):
        found["old"] = {r.payload.text: r.stamp.seq for r in view_of(base, visit_id).notes if r.stamp}
    base.close()
    return found


def _has_good_pages(connection: Connection) -> bool:
    return [tuple(row) for row in connection.exec_driver_sql("PRAGMA quick_check")] == [("ok",)]


def _use(profile: Profile) -> None:
    """What the window does with the preferences before it shows anything."""
    from lesvisit.ui.theme import Mode

    Mode(profile.preferences.theme)
    assert profile.preferences.zoom > 0
    assert isinstance(profile.preferences.keys, dict)
    assert isinstance(profile.preferences.language, str)


def _write(base: Any) -> str:
    """A new lesson, as the window writes one: on the screen first. Where its line stands then."""
    book, made = visits.new_visit(DESK, None, None)
    session = VisitSession(VisitBook(book), base)
    session.do(made)
    line = note_op(session.view, NEW_LINE, 1)
    try:
        base.put(line).result(READY_SEC)
    except Exception:  # noqa: BLE001 - any refusal: then the words must stand in the journal
        return "journal" if any(getattr(e, "id", "") == line.id for e in base.journal.entries()) else ""
    return "database"


def put_back(data_dir: Path, starts: int = 0) -> bool:
    """The newest good backup is put back, as in Settings, and the app starts again: is the new line there?

    `starts`: so often the app was started before that, without putting it back.
    """
    profile = open_profile(data_dir)
    places = profile.places
    good = backup.newest_good(places.backups)
    for _ in range(starts):
        base = Database(places, data_dir / "second")
        base.start().result(20)
        base.close()
    if good is not None:
        backup.restore(good.path, places.database, places.backups)
    base = Database(places, data_dir / "second")
    base.start().result(20)
    listed = base.read(visits.overview).result(20).visits
    found = [note.payload.text for visit in listed for note in view_of(base, visit.id).notes]
    base.close()
    return NEW_LINE in found


def _start_trusting() -> None:
    """A planted fault: a damaged file is taken for an empty place, and written over."""

    def put_aside(database: Path) -> Path:
        for path in backup.side_files(database):
            path.unlink(missing_ok=True)
        return database.parent

    backup.put_aside = put_aside


def _offer_blindly() -> None:
    """A planted fault: the newest backup is offered unchecked."""

    def newest_good(folder: Path, *_more: Any) -> Any:
        return next(iter(backup.listed(folder)), None)

    backup.newest_good = newest_good  # type: ignore[assignment]


def _open_unlooked() -> None:
    """A planted fault: no page is looked at before the file is used."""
    opening._is_whole = lambda *_words: True


def _trust_the_log() -> None:
    """A planted fault: what SQLite takes of the log is taken for all that was in it."""
    write_ahead.state_of = lambda database: write_ahead.LogState.WHOLE


def _fail_on_preferences() -> None:
    """A planted fault: preferences that can't be read end the start."""
    plain = profiles._preferences

    def preferences(folder: Path) -> tuple[Any, bool]:
        import json

        path = folder / "profile.json"
        if path.exists():
            json.loads(path.read_bytes())
        return plain(folder)

    profiles._preferences = preferences


PLANTED: dict[str, Callable[[], None]] = {
    "": lambda: None,
    "damaged_written_over": _start_trusting,
    "backup_offered_unchecked": _offer_blindly,
    "preferences_end_the_start": _fail_on_preferences,
    "pages_unlooked": _open_unlooked,
    "log_trusted": _trust_the_log,
}


# What must hold


def one(
    origin: Path, place: Path, known: dict[str, Any], case: tuple[str, str], dice: random.Random, plant: str
) -> str:
    """One file spoilt in a copy, one start; what did not hold."""
    shutil.copytree(origin, place)
    folder = place / "profiles" / known["folder"]
    path, now = spoil(folder, case[0], "header" if plant == "damaged_written_over" else case[1], dice)
    if plant == "backup_offered_unchecked":
        spoil(folder, "backups", "zeros", dice)
    seen = answer_of(partial(start, place, known["visit"], plant))
    wrong = _verdict(folder, path, now, seen, case[0])
    wrong = wrong or _offered_bad(folder, seen)
    if wrong or seen["saved"] != "journal" or case[0] == "backups":
        return wrong
    came = answer_of(partial(put_back, place, dice.randrange(3)))
    return "" if came else "a backup was put back, and the new lesson is gone"


def _verdict(folder: Path, path: Path, now: bytes | None, seen: Any, target: str) -> str:
    if seen is None:
        return "the start fails"
    if seen["refused"]:
        return f"the start is refused: {seen['refused']}"
    if not seen["saved"]:
        return "a new lesson is not saved"
    if seen["seconds"] > READY_SEC:
        return f"ready after {seen['seconds']:.1f} s only"
    if target == "lesvisit.db" and seen["damage"] and now is not None and not _kept(Path(seen["damage"]), now):
        return "what was damaged is not kept as it was"
    text = target in ("profile.json", "journal/journal.jsonl")
    if text and now and not _readable(path.name, now) and not _kept_anywhere(folder, now):
        return "what can't be read is not kept as it was"
    return _shown(seen, target)


def _shown(seen: dict[str, Any], target: str) -> str:
    """What is shown of before is all of it and right, unless the file is known to be damaged."""
    if seen["damage"]:
        return ""
    if not seen["pages"]:
        return "a page is damaged, and the start tells nobody"
    if not seen["whole"]:
        return ""  # the check after the start tells it
    if seen["old"] is None:
        return "what was written can't be read, and nobody is told"
    inside = {f"regel {n} " * 20: n + 1 for n in range(NOTES)} | {"in de log " * 20: 900}
    inside = {text.strip(): seq for text, seq in inside.items()}
    beside = {f"uit het journaal {n}": 950 + n for n in range(3)}
    old = {text.strip(): seq for text, seq in seen["old"].items()}
    strange = [text for text, seq in old.items() if (inside | beside).get(text) != seq]
    if strange:
        return f"another text is shown, and nobody is told: {strange[0][:60]!r}"
    wanted = inside if target.startswith("journal") else inside | beside  # what is unreadable there is kept
    missing = [text for text in wanted if text not in old]
    return f"{len(missing)} lines are missing, and nobody is told: {missing[0][:60]!r}" if missing else ""


def _kept(folder: Path, data: bytes) -> bool:
    return any(p.is_file() and p.read_bytes() == data for p in folder.glob("*"))


def _kept_anywhere(folder: Path, data: bytes) -> bool:
    return any(p.is_file() and data.strip() in p.read_bytes() for p in folder.rglob("*"))


def _readable(name: str, data: bytes) -> bool:
    import json

    if name != "profile.json":
        return all(line.startswith((b"op ", b"draft ", b"cleared ")) for line in data.split(b"\n") if line)
    try:
        return isinstance(json.loads(data), dict)
    except ValueError:
        return False


def _offered_bad(folder: Path, seen: Any) -> str:
    if seen is None or seen["harm"] not in ("file", "gone"):
        return ""
    good = backup.newest_good(folder / "backups")
    offered = seen["offered"]
    if (good.path.name if good else "") != offered:
        return f"offered {offered or 'nothing'}, the newest good one is {good.path.name if good else 'none'}"
    return ""


def tries(folder: Path, seed: int, numbers: range, plant: str = "", only: str = "") -> dict[str, Any]:
    """Damage after damage; each target and way in turn."""
    found, dice = Outcome("damage", "", seed), random.Random(f"{seed} {numbers}")
    origin = folder / "origin"
    folder.mkdir(parents=True, exist_ok=True)
    known = filled(origin)
    cases = [(t, s) for t in TARGETS for s in SPOILS if not only or t == only]
    for n in numbers:
        case = cases[n % len(cases)]
        wrong = one(origin, folder / "run", known, case, dice, plant)
        shutil.rmtree(folder / "run")
        found.count(f"{case[0]} {case[1]}", wrong)
    return asdict(found)


ONLY = {"preferences_end_the_start": "profile.json", "log_trusted": "lesvisit.db-wal"}


def run(order: Order) -> Outcome:
    """Finds what is planted, then damages."""
    promise = "a damaged file never blocks a lesson; kept as it was; told or right (B12)"
    found = Outcome("damage", promise, order.seed, order.runs)
    for fault in filter(None, PLANTED):
        seen = tries(order.place(fault), order.seed, range(20), fault, ONLY.get(fault, "lesvisit.db"))
        caught = f"caught in {seen['broken']} of {seen['runs']} starts ({seen['told'][0]})" if seen["broken"] else ""
        found.planted[fault] = caught
    again_and_again(order, found, EACH, tries)
    return found
