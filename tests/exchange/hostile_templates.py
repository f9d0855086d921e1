"""Hostile template files, made by rule from a valid one: always the same ones, in the same order.

Each is `Hostile(name, data, taken)`: `taken` is False where the file has to be refused; where it is legal after all,
what looks hostile in it is only text.
"""

import json
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True)
class Hostile:
    """One file."""

    name: str
    data: bytes
    taken: bool = False


def valid() -> Json:
    """A template that has everything a template can have."""
    return {
        "format": "lesvisit-template",
        "format_version": 1,
        "template": {
            "id": "0198c0de-1000-7000-8000-00000000abcd",
            "version": 3,
            "name": {"nl": "Proef", "en": "Trial"},
            "description": {"nl": "Om te proberen."},
            "attribution": "De School",
            "licence": "CC0-1.0",
            "sections": [
                {
                    "title": {"nl": "Notities"},
                    "blocks": [{"id": "notes", "type": "note", "label": {"nl": "Wat zag je?"}}],
                },
                {
                    "title": {"nl": "Tellen"},
                    "help": {"nl": "Elke twee minuten."},
                    "phases": ["F2", "Uitleg"],
                    "blocks": [
                        {
                            "id": "grid",
                            "type": "interval_grid",
                            "label": {"nl": "wat gebeurde er?"},
                            "help": {"nl": "Alles aanvinken."},
                            "group": {"nl": "samen"},
                            "timing": "during",
                            "link": "D1a",
                            "scale": "few",
                            "attribution": "De School",
                            "licence": "CC0-1.0",
                            "items": [
                                {
                                    "id": "a",
                                    "label": {"nl": "luisteren"},
                                    "help": {"nl": "ogen"},
                                    "group": {"nl": "leerlingen"},
                                    "code": "lu",
                                    "examples": [{"nl": "kijkt op"}],
                                },
                                {"id": "b", "label": {"nl": "werken"}, "code": "we"},
                            ],
                            "options": {"seconds": 120, "select": "multi", "comment": True},
                        },
                        {"id": "q", "type": "tally", "label": {"nl": "vraag"}, "options": {"code": "vr"}},
                    ],
                },
            ],
            "scales": [
                {
                    "id": "few",
                    "anchors": [
                        {"value": "L", "label": {"nl": "weinig"}, "help": {"nl": "een enkele"}},
                        {"value": "H", "label": {"nl": "veel"}},
                    ],
                    "label": {"nl": "hoeveel"},
                    "na": False,
                }
            ],
            "good_for": {"nl": "Proberen."},
            "disclaimer": {"nl": "Een proef."},
            "taxonomy": "interval",
            "learn_min": 10,
            "visit_min": 15,
            "more": True,
        },
    }


def encoded(value: object) -> bytes:
    return json.dumps(value).encode()


def files() -> Iterator[Hostile]:
    """All of them."""
    yield from _wrong_types()
    yield from _missing_and_unknown()
    yield from _odd_texts()
    yield from _tricks()
    yield from _numbers()
    yield from _doubles()
    yield from _too_many()
    yield from _wrappers()
    yield from _bytes()


# Places


Path = tuple[str | int, ...]


def places(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Every value with its path, one for each different kind of place."""
    yield path, value
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from places(inner, (*path, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from places(inner, (*path, number))


def changed(path: Path, value: Any) -> bytes:
    """The valid file with another value at this place."""
    made: Any = deepcopy(valid())
    place = made
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    return encoded(made)


def named(path: Path) -> str:
    return ".".join(map(str, path))


OTHER: dict[type, tuple[Any, ...]] = {
    str: (5, ["x"], {"nl": "x"}),
    int: ("5", 1.5, [5]),
    bool: (1, "true", {}),
    dict: ("x", []),
    list: ({}, "x", 7),
}
MAY_BE_NONE = ("learn_min", "visit_min")
IS_FREE = ("options",)  # here every kind of value is read, and judged by the kind of block


def _wrong_types() -> Iterator[Hostile]:
    for path, value in places(valid()):
        if not path or path[-1] in ("format", "format_version"):
            continue
        for other in OTHER[type(value)]:
            yield Hostile(f"type {named(path)} {json.dumps(other)}", changed(path, other))
        if path[-1] not in MAY_BE_NONE:
            yield Hostile(f"none {named(path)}", changed(path, None))


NEEDED = ("id", "version", "name", "title", "type", "value", "template", "format", "format_version")


def _missing_and_unknown() -> Iterator[Hostile]:
    for path, value in places(valid()):
        if not isinstance(value, dict):
            continue
        for key in NEEDED:
            if key in value:
                less = {name: inner for name, inner in value.items() if name != key}
                yield Hostile(f"missing {named((*path, key))}", changed(path, less) if path else encoded(less))
        more = {**value, "__class__": "os.system"}
        yield Hostile(f"unknown {named(path)}", changed(path, more) if path else encoded(more))


TEXTS: Path = ("template", "sections", 1, "blocks", 0, "label", "nl")
HARMLESS = {
    "markup": "<script>alert(1)</script><b>x</b>",
    "entity": "&lt;&amp;&#0;",
    "formula": "=cmd|'/c calc'!A1",
    "template": "{0.__class__} %s ${x} {{x}}",
    "path": "../../../etc/passwd",
    "drive": "C:\\Windows\\x",
    "sql": "'); DROP TABLE record;--",
    "right to left": "\u202e\u05d0\u05d1",
    "emoji": "\U0001f469\u200d\U0001f3eb" * 10,
    "combining": "e" + "\u0301" * 50,
    "widths": "\u200b\ufeffx",
    "reportlab": "<font size=999><img src='http://x'/>",
}
NO_TEXT = {
    "nul": "a\0b",
    "escape": "a\x1b[2J",
    "backspace": "a\bb",
    "tab": "a\tb",
    "return": "a\rb",
    "c1": "a\x9bb",
    "surrogate": "a\ud800b",
    "separator": "a\u2028b",
    "long": "x" * 5_000,
    "very long": "x" * 120_000,
}


def _odd_texts() -> Iterator[Hostile]:
    for name, text in HARMLESS.items():
        yield Hostile(f"text {name}", changed(TEXTS, text), taken=True)
    for place in (TEXTS, ("template", "disclaimer", "nl"), ("template", "attribution"), ("template", "id")):
        for name, text in NO_TEXT.items():
            yield Hostile(f"sign {name} {named(place)}", changed(place, text))


GRID: Path = ("template", "sections", 1, "blocks", 0)
CODES: tuple[Path, ...] = (
    ("template", "id"),
    (*GRID, "id"),
    (*GRID, "type"),
    (*GRID, "timing"),
    (*GRID, "link"),
    (*GRID, "scale"),
    (*GRID, "items", 0, "id"),
    (*GRID, "items", 0, "code"),
    (*GRID, "options", "select"),
    ("template", "scales", 0, "anchors", 0, "value"),
    ("template", "taxonomy"),
)
TRICKS = ("../../x", "/etc/passwd", "C:\\x", "a\0b", "<b>x</b>", "a b", "CON.", "\u0430" * 70, "%2e%2e")


def _tricks() -> Iterator[Hostile]:
    for place in CODES:
        for trick in TRICKS:
            taken = trick in LEGAL.get(place[-2:], ())
            yield Hostile(f"trick {named(place)} {trick!r}", changed(place, trick), taken)
    for language in ("../nl", "NL nl", "", "n", "x" * 40, "nl\0"):
        yield Hostile(f"language {language!r}", changed(("template", "name"), {language: "x"}))


LEGAL: dict[Path, tuple[str, ...]] = {
    (0, "id"): ("CON.",),  # of a block or an item: never the name of a file
    (0, "value"): ("../../x", "C:\\x", "<b>x</b>", "a b", "CON.", "%2e%2e"),  # shown only; schools write +/- there
}


def _numbers() -> Iterator[Hostile]:
    for place in (("template", "version"), ("template", "learn_min"), (*GRID, "options", "seconds")):
        for number in (0, -1, 10**12, 1e3):
            yield Hostile(f"number {named(place)} {number}", changed(place, number))
    for word in ("NaN", "Infinity", "-Infinity", "1e999", "9" * 400, "0x10", "1_000", "+5"):
        data = encoded(valid()).replace(b'"version": 3', b'"version": ' + word.encode())
        yield Hostile(f"number {word[:12]}", data)


def _doubles() -> Iterator[Hostile]:
    """What may stand there once stands there twice."""
    yield Hostile("double block", changed((*GRID[:-1], 1, "id"), "grid"))
    yield Hostile("double item", changed((*GRID, "items", 1, "id"), "a"))
    yield Hostile("double code", changed((*GRID, "items", 1, "code"), "LU"))
    yield Hostile("double value", changed(("template", "scales", 0, "anchors", 1, "value"), "L"))
    yield Hostile("double scale", changed(("template", "scales"), valid()["template"]["scales"] * 2))
    text = encoded(valid())
    for key in ("format", "template", "id", "nl", "type", "items", "seconds", "value"):
        start = text.index(f'"{key}":'.encode())
        yield Hostile(f"double key {key}", text[:start] + f'"{key}": 1, '.encode() + text[start:])


def _too_many() -> Iterator[Hostile]:
    whole = valid()["template"]
    section, block = whole["sections"][0], whole["sections"][1]["blocks"][0]
    item = block["items"][1]
    many: dict[str, tuple[Path, list[Any]]] = {
        "sections": (("template", "sections"), [{**section, "blocks": []}] * 31),
        "blocks": ((*GRID[:-1],), [{**section["blocks"][0], "id": f"n{n}"} for n in range(61)]),
        "items": ((*GRID, "items"), [{**item, "id": f"i{n}", "code": ""} for n in range(41)]),
        "items in all": (
            (*GRID[:-1],),
            [
                {**block, "id": f"g{b}", "items": [{"id": f"i{n}", "label": {"nl": "x"}} for n in range(40)]}
                for b in range(16)
            ],
        ),
        "scales": (("template", "scales"), [{**whole["scales"][0], "id": f"s{n}"} for n in range(21)]),
        "anchors": (
            ("template", "scales", 0, "anchors"),
            [{"value": str(n), "label": {"nl": "x"}} for n in range(12)],
        ),
        "examples": ((*GRID, "items", 0, "examples"), [{"nl": "x"}] * 21),
        "phases": (("template", "sections", 1, "phases"), ["F1"] * 31),
        "empty lists": ((*GRID, "items"), [[]] * 60_000),
        "empty objects": ((*GRID, "items"), [{}] * 60_000),
        "million items": ((*GRID, "items"), [1] * 1_000_000),
    }
    for name, (path, value) in many.items():
        yield Hostile(f"many {name}", changed(path, value))
    yield Hostile("many languages", changed(("template", "name"), {f"a{n}": "x" for n in range(60_000)}))
    yield Hostile("many settings", changed((*GRID, "options"), {f"a{n}": 1 for n in range(60_000)}))
    long = [{**section["blocks"][0], "id": f"n{n}", "help": {"nl": "x" * 4_000}} for n in range(26)]
    yield Hostile("many letters", changed(GRID[:-1], long))


def _wrappers() -> Iterator[Hostile]:
    formats: tuple[Any, ...] = ("lesvisit-visit", "", None, 1, ["lesvisit-template"], "LESVISIT-TEMPLATE")
    for value in formats:
        yield Hostile(f"format {value}", changed(("format",), value))
    versions: tuple[Any, ...] = (2, 999, 0, -1, "1", 1.0, True, None, [1])
    for value in versions:
        yield Hostile(f"format_version {value!r}", changed(("format_version",), value))
    bare: tuple[Any, ...] = (None, True, 1, "x", [], {}, [valid()], valid()["template"], {"template": valid()})
    for number, value in enumerate(bare):
        yield Hostile(f"bare {number}", encoded(value))


def _bytes() -> Iterator[Hostile]:
    whole = encoded(valid())
    for part in range(1, 24):
        yield Hostile(f"cut {part}", whole[: len(whole) * part // 24])
    yield Hostile("empty", b"")
    yield Hostile("spaces", b" " * 1_000_000)
    yield Hostile("spaces around", b" " * 900_000 + whole + b"\n" * 900_000, taken=True)
    yield Hostile("byte order mark", b"\xef\xbb\xbf" + whole, taken=True)
    yield Hostile("byte order mark twice", b"\xef\xbb\xbf" * 2 + whole)
    yield Hostile("utf-16", whole.decode().encode("utf-16"))
    yield Hostile("latin", whole.replace(b"Proef", b"Pro\xe9f"))
    yield Hostile("overlong", whole.replace(b"Proef", b"\xc0\xaf"))
    yield Hostile("nul inside", whole.replace(b"Proef", b"Pro\0f"))
    yield Hostile("nul behind", whole + b"\0")
    yield Hostile("twice", whole + whole)
    yield Hostile("comment", b"// x\n" + whole)
    yield Hostile("single quotes", whole.replace(b'"', b"'"))
    yield Hostile("comma", whole[:-1] + b",}")
    yield Hostile("zip", b"PK\x03\x04" + bytes(range(256)) * 40)
    yield Hostile("database", b"SQLite format 3\0" + b"\0" * 4096)
    yield Hostile("lists in lists", b"[" * 100_000 + b"]" * 100_000)
    yield Hostile("objects in objects", b'{"a":' * 100_000 + b"1" + b"}" * 100_000)
    yield Hostile("half a nesting", b"[" * 190_000)
    deep = encoded(valid()).replace(b'"Proef"', b'{"nl":' * 40 + b"1" + b"}" * 40)
    yield Hostile("deep inside", deep)
    yield Hostile("deep in a setting", changed((*GRID, "options", "seconds"), {"a": {"b": [[[]]]}}))
    yield Hostile("two megabytes", whole.replace(b"Proef", b"x" * 2_000_000))
    yield Hostile("one long text", whole.replace(b"Proef", b"x" * 1_900_000))
    yield Hostile("one long key", whole.replace(b'"nl": "Proef"', b'"' + b"x" * 1_900_000 + b'": "x"'))
    yield Hostile("many numbers", b"[" + b"1," * 900_000 + b"1]")
    yield Hostile("as many numbers as are looked at", b"[" + b"1," * 190_000 + b"1]")
    yield Hostile("as many lists as are looked at", b"[" + b"[]," * 95_000 + b"1]")
    yield Hostile("escapes", whole.replace(b"Proef", b"\\u0000" * 100_000))
