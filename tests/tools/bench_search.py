"""Search over 100,000 notes, beside a raw FTS5 query on the same file."""

import random
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from lesvisit.domain.events import Note
from lesvisit.domain.people import Person
from lesvisit.domain.records import ScopeKind
from lesvisit.models import connection as raw
from lesvisit.models.codec import encode
from lesvisit.models.places import Places
from lesvisit.models.tables import iso
from lesvisit.services import visits
from lesvisit.services.desk import PEOPLE, Desk, new_id
from lesvisit.services.people import by_id
from lesvisit.services.system_clock import SystemClock
from tests.tools.bench_figures import Figure, Goal, median, p99
from tests.tools.bench_notes import open_database

VISITS = 500  # the notes are spread over so many
WARM_UP = 30
MOST = 50
RAW = "SELECT rowid, body FROM search WHERE search MATCH ? ORDER BY rowid DESC LIMIT ?"
TEXT = (
    "nour wijst aan waar de meeste poten staan zegt het aantal telt tafels samen vraag antwoord buurman schrift bord "
    "leerlingen kijken op beginnen meteen wachten overleggen tekenen leggen uit waarom keer verdeelt groepjes gelijk "
    "rekenen blok fout opnieuw probeert steekt vinger stil hardop lacht pakt potlood gum weg kwijt klaar laatste"
)
WORDS = TEXT.split()
TEAM = 20  # people that search knows
RARE = 4000  # words that stand in few notes


def measure(folder: Path, notes: int, searches: int) -> list[Figure]:
    """The middle and the slow end of many searches as they are typed, in turns with the raw query."""
    chance = random.Random(3)
    database = open_database(folder)
    database.with_raw(lambda c: fill(c, notes, chance)).result(600)
    queries = [typed(chance) for _ in range(WARM_UP + searches)]
    known = by_id(database.read(visits.people).result(60))
    straight = raw.connect(Places(folder).database, read_only=True)

    def ours(words: str) -> float:
        return database.read(lambda c: _timed(lambda: visits.search(c, words, known, MOST))).result(60)

    def bare(words: str) -> float:
        match = " ".join(f'"{word}"*' for word in words.split())
        return _timed(lambda: straight.execute(RAW, (match, MOST)).fetchall())

    found = [(ours(words), bare(words)) for words in queries][WARM_UP:]
    straight.close()
    database.close()
    value, floor = [v for v, _ in found], [f for _, f in found]
    return [
        Figure("search_100k", median(value), median(floor), "ms", Goal(2)),
        Figure("search_100k_p99", p99(value), p99(floor), "ms", Goal(2)),
    ]


def _timed(work: Any) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def sentence(chance: random.Random) -> str:
    """A note of common words and one rare one."""
    common = [WORDS[min(int(chance.expovariate(0.06)), len(WORDS) - 1)] for _ in range(chance.randint(6, 18))]
    return " ".join([*common, f"woord{chance.randrange(RARE)}"])


def typed(chance: random.Random) -> str:
    """What stands in the search field: the beginning of a word, a word, or two."""
    word, other = chance.choice(WORDS), chance.choice(WORDS)
    kind = chance.randrange(4)
    if kind == 0:
        return word[: chance.randint(2, 4)]
    if kind == 1:
        return word
    return f"{word} {other[:3]}" if kind == 2 else f"woord{chance.randrange(RARE)}"


def fill(connection: raw.Connection, notes: int, chance: random.Random) -> None:
    """The notes, straight into the tables."""
    now = iso(datetime.now(UTC))
    scopes = [new_id() for _ in range(VISITS)]
    desk = Desk(SystemClock(), "bench", new_id())
    _, opening = visits.new_visit(desk, None, None)
    head = encode(opening.writes[0].payload)
    connection.execute("BEGIN IMMEDIATE")
    insert = (
        "INSERT INTO record(id, scope_id, kind, rev, base, deleted, payload, author_id, updated_utc, made_by) "
        "VALUES (?1, ?2, ?3, 1, 1, 0, ?4, ?5, ?6, ?5)"
    )
    for number, scope in enumerate(scopes, 1):
        connection.execute("INSERT INTO scope VALUES (?, ?, ?, ?)", (scope, ScopeKind.VISIT.value, number, now))
        connection.execute(insert, (new_id(), scope, "visit", head, desk.me_id, now))
    connection.execute("INSERT INTO scope VALUES (?, ?, 1, ?)", (PEOPLE, ScopeKind.PEOPLE.value, now))
    for number in range(TEAM):
        person = encode(Person(f"Collega{number} Voorbeeld"))
        connection.execute(insert, (new_id(), PEOPLE, "person", person, desk.me_id, now))
    for number in range(notes):
        scope, text = scopes[number * VISITS // notes], sentence(chance)
        values = (new_id(), scope, "note", encode(Note(text)), desk.me_id, now)
        ord_ = connection.execute(insert, values).lastrowid
        connection.execute("INSERT INTO search(rowid, body, scope_id) VALUES (?, ?, ?)", (ord_, text, scope))
    connection.execute("COMMIT")


if __name__ == "__main__":
    import tempfile

    from tests.tools.bench_figures import as_table

    with tempfile.TemporaryDirectory() as place:
        print(as_table(measure(Path(place), 100_000, 500)))
