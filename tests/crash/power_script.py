"""What the app says to its database, word for word: statements and settings, with a mark where *opgeslagen* may show.

Runs in a process of its own and writes a list of ["sql", text] and ["ack", [[record id, revision], …]].
"""

import json
import random
import sys
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as driver

from lesvisit.domain.records import Change
from lesvisit.models.database import Database
from lesvisit.models.draft import Draft
from lesvisit.models.places import Places
from lesvisit.services import observe
from tests.models.support import DESK, ME, fresh_visit, note_op, view_of

Heard = list[list[Any]]


def listen(heard: Heard) -> None:
    """From now on every connection that writes tells what it runs (the reader's statements change nothing)."""
    plain = driver.connect

    def connect(*words: Any, **options: Any) -> Any:
        connection = plain(*words, **options)
        if "mode=ro" not in str(words[0]):
            connection.set_trace_callback(lambda said: heard.append(["sql", said]) if told(said) else None)
        return connection

    driver.connect = connect


def told(said: str) -> bool:
    """Not what SQLite does for itself below a statement."""
    return not said.startswith("--")


def play(folder: Path, acts: int, seed: int) -> Heard:
    """A lesson: lines, drafts, edits, deletions, undo and checkpoints."""
    heard: Heard = []
    listen(heard)
    base = Database(Places(folder))
    base.start().result(20)
    visit_id, dice = fresh_visit(base), random.Random(seed)
    for n in range(acts):
        heard.append(["ack", [[r.id, r.rev] for r in one_act(base, visit_id, n, dice).records]])
    base.close()
    return heard


def one_act(base: Database, visit_id: str, n: int, dice: random.Random) -> Change:
    """One act; it comes back when it is on the disk."""
    view, kind = view_of(base, visit_id), dice.random()
    base.keep_draft(Draft(visit_id, f"half {n}")).result(10)
    if kind < 0.1 and view.notes:
        return base.put(observe.delete_note(DESK, view, dice.choice(view.notes))).result(10)
    if kind < 0.2 and view.notes:
        return base.write(lambda c: undone(c, visit_id)).result(10)
    change = base.put(note_op(view, f"regel {n} " + "leerling kijkt 😀 " * dice.randrange(60), n + 1)).result(10)
    base.clear_draft(visit_id).result(10)
    if n % 40 == 39:
        base.with_raw(lambda c: c.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()).result(10)
    return change


def undone(connection: Any, visit_id: str) -> Change:
    from lesvisit.models.writing import undo

    return undo(connection, visit_id, observe.STEP, ME)


if __name__ == "__main__":
    target, where, many, number = sys.argv[1:]
    Path(target).write_text(json.dumps(play(Path(where), int(many), int(number))), encoding="utf-8")
