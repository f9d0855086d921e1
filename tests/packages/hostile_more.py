"""More hostile packages: signs that are no text, far too many of one thing, a sender who is another."""

import json
from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

from lesvisit.exchange.package_zip import MANIFEST, RECORDS
from tests.packages.hostile import ENTRIES, Hostile, Json, named, records, rename, say, with_


def more() -> Iterator[Hostile]:
    """All of these."""
    yield from signs()
    yield from _crowds()
    yield from _senders()


def signs() -> Iterator[Hostile]:
    told: Json = json.loads(ENTRIES[RECORDS])
    manifest: Json = json.loads(ENTRIES[MANIFEST])
    for name, sign in {
        "nul": "\0",
        "low surrogate": "\ud800",
        "high surrogate": "\udfff",
        "both": "\udc00\ud800",
    }.items():
        for where, change in _PLACES.items():
            copy = deepcopy(told)
            change(copy["scopes"], sign)
            yield Hostile(f"{name} in {where}", with_(records=json.dumps(copy).encode()), "field_value")
        sender = {**manifest["sender"], "name": f"Br{sign}am"}
        wrongs: dict[str, Json] = {
            "sender": {"sender": sender},
            "program": {"made_with": sign},
            "key": {f"m{sign}": 1},
        }
        for part, wrong in wrongs.items():
            data = json.dumps({**manifest, **wrong}).encode()
            yield Hostile(f"{name} in the manifest, {part}", with_(manifest=data), "field_value")


_PLACES: dict[str, Callable[[list[Json], str], object]] = {
    "a note": lambda s, sign: say(s[0]["records"][1], f"a{sign}b"),
    "a wording of before": lambda s, sign: s[0]["records"][1]["revisions"][0]["payload"].update(text=sign),
    "a name": lambda s, sign: rename(s, f"No{sign}or"),
    "an id": lambda s, sign: s[0]["records"][1].update(id=f"note{sign}"),
    "a list": lambda s, sign: _say_in(s, extra={"list": [1, [sign]]}),
    "a key": lambda s, sign: _say_in(s, extra={f"a{sign}": 1}),
    "a field": lambda s, sign: _say_in(s, **{f"a{sign}": 1}),
    "an author": lambda s, sign: s[0]["records"][1]["revisions"][0].update(author=sign),
}


def _say_in(scopes: list[Json], **values: Any) -> None:
    scopes[0]["records"][1]["revisions"][-1]["payload"].update(values)


def _crowds() -> Iterator[Hostile]:
    told: Json = json.loads(ENTRIES[RECORDS])

    def made(name: str, change: Callable[[list[Json]], object]) -> Hostile:
        copy = deepcopy(told)
        change(copy["scopes"])
        return Hostile(f"crowd of {name}", records(copy), "field_value")

    yield made(
        "colleagues", lambda s: s[2]["records"].extend(named(s[2]["records"][0], f"c{n}") for n in range(3000))
    )
    yield made("versions", lambda s: s[1]["records"].extend(named(s[1]["records"][1], f"v{n}") for n in range(201)))
    parts = [{"id": f"x{n}", "text": "x"} for n in range(500)]
    phases = [{"id": f"x{n}", "name": "x"} for n in range(500)]
    yield made("questions", lambda s: s[0]["records"][0]["revisions"][0]["payload"].update(focus_questions=parts))
    yield made(
        "visitors", lambda s: s[0]["records"][0]["revisions"][0]["payload"].update(visitor_ids=["person-1"] * 60)
    )
    yield made("goals", lambda s: _version(s).update(goals=parts))
    yield made("criteria", lambda s: _version(s).update(goals=[{**parts[0], "criteria": parts}]))
    yield made("phases", lambda s: _version(s).update(phases=phases))
    yield made("links", lambda s: _say_in(s, links=["x"] * 2001))
    for seconds in (121, -121.5, 1e15):  # of the clock of a second observer
        shift = {"person_id": "person-1", "device_id": "device-1", "seconds": float(seconds)}
        line = _line(told, "shift-1", "clock_shift", shift)
        yield made(f"seconds {seconds}", lambda s, line=line: s[0]["records"].append(line))  # type: ignore[misc]
    for kind, payload in {
        "agreement": {"what": "x"},
        "takeaway": {"text": "x"},
        "lesson_result": {"label": "x"},
    }.items():
        lines = [_line(told, f"l{n}", kind, payload) for n in range(201)]
        yield made(kind, lambda s, more=lines: s[0]["records"].extend(more))  # type: ignore[misc]


def _version(scopes: list[Json]) -> Json:
    found: Json = scopes[1]["records"][1]["revisions"][0]["payload"]
    return found


def _line(told: Json, name: str, kind: str, payload: Json) -> Json:
    made = named(told["scopes"][0]["records"][0], name)
    made["kind"], made["revisions"][0]["payload"] = kind, payload
    return made


def _senders() -> Iterator[Hostile]:
    told: Json = json.loads(ENTRIES[MANIFEST])
    for name, sender, reason in (
        ("with another name", {"person_id": "person-1", "name": "De directeur"}, "field_value"),
        ("with a mirrored name", {"person_id": "person-1", "name": "Bram\u202e"}, "field_value"),
        ("without a name", {"person_id": "person-1", "name": ""}, "field_value"),
        ("that nobody has", {"person_id": "person-9", "name": "De directeur"}, "field_refers"),
        ("of nobody", {"person_id": "", "name": "De directeur"}, "field_refers"),
        ("of a note", {"person_id": "note-1", "name": "Bram"}, "field_refers"),
    ):
        data = json.dumps({**told, "sender": sender}).encode()
        yield Hostile(f"sender {name}", with_(manifest=data), reason)
