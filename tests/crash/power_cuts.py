"""Replays the app's own SQL on a recording disk and cuts the power: `python -m tests.crash.power_cuts`.

A process of its own: it needs APSW, which brings its own SQLite, and two of them in one process break each other's
locks. So it tries the settings and the shape of the transactions, not the driver.
"""

import json
import random
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import apsw

from tests.crash.power_disk import Act, Disk, Recorder

Script = list[list[Any]]
Row = tuple[str, int]


@dataclass
class Recording:
    """All acts on the disk, what was acknowledged after how many of them, and every state a record was given."""

    acts: list[Act] = field(default_factory=list)
    acks: list[tuple[int, list[Row]]] = field(default_factory=list)
    states: dict[Row, str] = field(default_factory=dict)


def weaker(setting: str) -> Callable[[Script], Script]:
    """A planted fault: another `synchronous`."""

    def change(script: Script) -> Script:
        return [
            ["sql", f"PRAGMA synchronous={setting}"]
            if kind == "sql" and said.startswith("PRAGMA synchronous=")
            else [kind, said]
            for kind, said in script
        ]

    return change


def early(script: Script) -> Script:
    """A planted fault: the acknowledgement comes before the commit it tells of."""
    found: Script = []
    for kind, said in script:
        if kind == "ack":
            begin = max(n for n, (_, text) in enumerate(found) if str(text).startswith("BEGIN IMMEDIATE"))
            found.insert(begin, [kind, said])
        else:
            found.append([kind, said])
    return found


def split(script: Script) -> Script:
    """A planted fault: no transaction around an act, each statement for itself."""
    return [[kind, said] for kind, said in script if kind == "ack" or said not in ("BEGIN IMMEDIATE", "COMMIT")]


FAULTS: dict[str, Callable[[Script], Script]] = {
    "": lambda script: script,
    "synchronous_normal": weaker("1"),
    "synchronous_off": weaker("0"),
    "early_ack": early,
    "no_transaction": split,
}


def record(script: Script, folder: Path) -> Recording:
    """Runs the script on the recording disk."""
    disk, found = Recorder("recorder"), Recording()
    found.acts = disk.acts
    connection = apsw.Connection(str(folder / "lesvisit.db"), vfs="recorder")
    for kind, said in script:
        if kind == "ack":
            found.acks.append((len(disk.acts), [(i, rev) for i, rev in said]))
            _remember(connection, [i for i, _ in said], found.states)
        else:
            for _row in connection.execute(said):
                pass
    connection.close()
    return found


def _remember(connection: apsw.Connection, ids: list[str], states: dict[Row, str]) -> None:
    for record_id in ids:
        for rev, text in connection.execute("SELECT rev, payload || deleted FROM record WHERE id = ?", (record_id,)):
            states[record_id, int(rev)] = str(text)


def try_cuts(found: Recording, cuts: int, dice: random.Random, folder: Path) -> dict[str, Any]:
    """Cuts at so many moments, spread over all acts; what was lost, and what did not open whole."""
    moments = sorted(dice.randrange(len(found.acts) + 1) for _ in range(cuts))
    disk, done = Disk(), 0
    counted: dict[str, Any] = {"cuts": 0, "lost": 0, "torn": 0, "corrupt": 0, "acked": 0, "told": []}
    for moment in moments:
        for act in found.acts[done:moment]:
            disk.take(act)
        done = moment
        for name, data in disk.cut(dice):
            (folder / name).write_bytes(data)
        expected = dict(row for at, rows in found.acks if at <= moment for row in rows)
        _count(counted, look(folder / "lesvisit.db", expected, found.states), moment)
        counted["acked"] += len(expected)
        for path in folder.iterdir():
            path.unlink()
    return counted


def _count(counted: dict[str, Any], wrong: str, moment: int) -> None:
    counted["cuts"] += 1
    if wrong:
        counted[wrong.split(":")[0]] += 1
        counted["told"] = [*counted["told"], f"at act {moment}: {wrong}"][:10]


def look(path: Path, expected: dict[str, int], states: dict[Row, str]) -> str:
    """What is wrong with the database that is left; an empty text when nothing is."""
    if not path.exists() or not path.stat().st_size:
        return "lost: no database" if expected else ""
    try:
        connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READWRITE)
        try:
            return _compare(connection, expected, states)
        finally:
            connection.close()
    except apsw.Error as error:
        return f"corrupt: {error}"


def _compare(connection: apsw.Connection, expected: dict[str, int], states: dict[Row, str]) -> str:
    answer = [row[0] for row in connection.execute("PRAGMA integrity_check")]
    if answer != ["ok"]:
        return f"corrupt: {answer[0]}"
    if not _number(connection, "SELECT count(*) FROM sqlite_master WHERE name = 'record'"):
        return "lost: no tables" if expected else ""
    rows = {
        i: (int(rev), text) for i, rev, text in connection.execute("SELECT id, rev, payload || deleted FROM record")
    }
    for record_id, rev in expected.items():
        if record_id not in rows or rows[record_id][0] < rev:
            return f"lost: {record_id}"
    if any(states.get((i, rev), text) != text for i, (rev, text) in rows.items()):
        return "lost: another text"
    return _torn(connection)


def _number(connection: apsw.Connection, query: str) -> int:
    return int(next(iter(connection.execute(query)))[0])


def _torn(connection: apsw.Connection) -> str:
    """A record without its event, its words in the search index, or the act that made it."""
    queries = {
        "event": "SELECT count(*) FROM event e LEFT JOIN record r ON r.id = e.id WHERE r.id IS NULL",
        "record": "SELECT count(*) FROM record r LEFT JOIN event e ON e.id = r.id "
        "WHERE r.kind = 'note' AND e.id IS NULL",
        "act": "SELECT count(*) FROM record r WHERE r.kind = 'note' "
        "AND NOT EXISTS (SELECT 1 FROM operation o WHERE instr(o.changes, r.id))",
    }
    for name, query in queries.items():
        if _number(connection, query):
            return f"torn: {name}"
    return ""


def main(script: Path, fault: str, seed: int, cuts: int) -> None:
    """Prints what was counted, as JSON."""
    said: Script = json.loads(script.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory(dir=fast_place()) as name:
        here = Path(name)
        (here / "live").mkdir()
        (here / "after").mkdir()
        found = record(FAULTS[fault](said), here / "live")
        counted = try_cuts(found, cuts, random.Random(seed), here / "after")
    print(json.dumps(counted | {"acts": len(found.acts), "syncs": sum(a.kind == "sync" for a in found.acts)}))


def fast_place() -> str | None:
    """Memory where there is such a place: what is tried is the recording, not this disk."""
    return "/dev/shm" if Path("/dev/shm").is_dir() else None


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
