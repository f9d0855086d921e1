"""Hostile packages, made by rule from a good one: always the same, in the same order, each with a name."""

import hashlib
import json
import struct
import warnings
import zipfile
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

from lesvisit.domain.design import Design, DesignVersion
from lesvisit.domain.events import Note, Stamp
from lesvisit.domain.package import Package, PackedRecord, PackedScope, Revision, Sender
from lesvisit.domain.people import Person
from lesvisit.domain.records import ScopeKind
from lesvisit.domain.visit import Visit
from lesvisit.exchange.package_file import dumps
from lesvisit.exchange.package_zip import MANIFEST, MEDIA_TYPE, MIMETYPE, RECORDS, packed, unpacked

AT = datetime(2026, 11, 24, 9, 53, tzinfo=UTC)
Json = dict[str, Any]


@dataclass(frozen=True)
class Hostile:
    """One file; `reason` where one reason is the right one."""

    name: str
    data: bytes
    reason: str = ""


def good() -> Package:
    """A small visit that has everything a package can have."""

    def record(name: str, kind: str, *payloads: Any, stamp: Stamp | None = None) -> PackedRecord:
        revisions = tuple(Revision(n, n, p, "person-1", AT) for n, p in enumerate(payloads, 1))
        return PackedRecord(name, kind, "person-1", revisions, stamp)

    stamps = [Stamp(n, "device-1", "boot", 5, AT, AT, "Europe/Amsterdam") for n in (1, 2)]
    visit = Visit(
        date(2026, 11, 24),
        "Europe/Amsterdam",
        "person-2",
        ("person-1",),
        design_id="design-1",
        version_id="version-1",
    )
    lines = (
        record("visit-1", "visit", visit),
        record("note-1", "note", Note("ik zag iets"), Note("ik zag 3 vingers"), stamp=stamps[0]),
        record("note-2", "note", Note("23 leerlingen schrijven"), stamp=stamps[1]),
    )
    design = (
        record("design-1", "design", Design("Van tabel naar formule")),
        record("version-1", "design_version", DesignVersion(1)),
    )
    people = (record("person-1", "person", Person("Bram")), record("person-2", "person", Person("Noor")))
    scopes = (
        PackedScope("scope-1", ScopeKind.VISIT, lines),
        PackedScope("scope-2", ScopeKind.DESIGN, design),
        PackedScope("people", ScopeKind.PEOPLE, people),
    )
    return Package(ScopeKind.VISIT, "scope-1", Sender("person-1", "Bram"), AT, scopes)


GOOD = dumps(good())
ENTRIES = unpacked(GOOD)


def files() -> Iterator[Hostile]:
    """All of them."""
    yield from _containers()
    yield from _entries()
    yield from _headers()
    yield from _json_texts()
    yield from _manifests()
    yield from _fields()
    yield from _contents()
    yield from _locked()


# The container


def _containers() -> Iterator[Hostile]:
    yield Hostile("empty file", b"", "package_not_one")
    yield Hostile("a text", b"Beste Noor, hier het bezoek.", "package_not_one")
    yield Hostile("only the first sign", b"P", "package_not_one")
    yield Hostile("only a magic", b"PK\x03\x04", "package_damaged")
    yield Hostile("a pdf", b"%PDF-1.7\n%%EOF", "package_not_one")
    yield Hostile("a database", b"SQLite format 3\0" + bytes(4080), "package_not_one")
    yield Hostile("an empty zip", b"PK\x05\x06" + bytes(18), "package_not_one")
    for size in (1, 100, 70_000):
        yield Hostile(f"{size} bytes before", b"\0" * size + GOOD, "package_not_one")
        yield Hostile(f"{size} bytes after", GOOD + b"\0" * size, "package_damaged")
    yield Hostile("a zip before", _zip({"a.txt": b"x"}) + GOOD)
    yield Hostile("a zip after", GOOD + _zip({"a.txt": b"x"}))
    yield Hostile("twice itself", GOOD + GOOD)
    yield Hostile("a comment", _commented())
    for part in range(1, 40):
        yield Hostile(f"cut at {part} of 40", GOOD[: len(GOOD) * part // 40])
    yield Hostile("fifty megabytes", GOOD + bytes(50_000_001 - len(GOOD) + 1), "package_too_big")


def _zip(entries: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED, **values: Any) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in entries.items():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.create_system, info.external_attr = 3, 0o600 << 16
            info.compress_type = zipfile.ZIP_STORED if name == MIMETYPE else method
            for key, value in values.items():
                setattr(info, key, value)
            archive.writestr(info, data)
    return out.getvalue()


def _commented() -> bytes:
    out = BytesIO(GOOD)
    with zipfile.ZipFile(out, "a") as archive:
        archive.comment = b"open me"
    return out.getvalue()


_NAMES = (
    "../records.json", "..\\records.json", "/etc/passwd", "C:\\records.json",
    "records.json:stream", "CON", "NUL.json",
    "a" * 300, "records.json.", "records.json ", "RECORDS.JSON", "Records.json", "rec\u0301ords.json",
    "./records.json",
    "records.json/", "a/../records.json", "récords.json", "records\u202enosj.", "~/.bashrc", "%2e%2e/records.json",
    "\\\\host\\share\\x", "records\n.json", "records.json\u200b", "-rf", "mimetype/records.json",
)  # fmt: skip


def _entries() -> Iterator[Hostile]:
    for name in _NAMES:
        yield Hostile(f"named {name[:30]!r}", _zip({**_without(RECORDS), name: ENTRIES[RECORDS]}))
        yield Hostile(f"and also {name[:30]!r}", _zip({**ENTRIES, name: b"x"}))
    for name in ENTRIES:
        yield Hostile(f"without {name}", _zip(_without(name)))
        yield Hostile(f"empty {name}", _zip({**ENTRIES, name: b""}))
        yield Hostile(f"{name} twice", _twice(name))
    yield Hostile("other order", _zip(dict(reversed(ENTRIES.items()))))
    yield Hostile("only deflated", _zip_all(zipfile.ZIP_DEFLATED))
    for name, method in (("stored", 0), ("bzip2", zipfile.ZIP_BZIP2), ("lzma", zipfile.ZIP_LZMA)):
        yield Hostile(f"method {name}", _zip(ENTRIES, method))
    for name, mode in (("symlink", 0o120777), ("folder", 0o040755), ("device", 0o060600), ("pipe", 0o010600)):
        yield Hostile(f"mode {name}", _zip(ENTRIES, external_attr=mode << 16))
    yield Hostile("with an extra field", _zip(ENTRIES, extra=b"\x75\x70\x05\0\x01abcd"))
    yield Hostile("with a comment at an entry", _zip(ENTRIES, comment=b"hi"))
    yield Hostile("other media type", _zip({**ENTRIES, MIMETYPE: b"application/epub+zip"}), "package_not_one")
    yield Hostile("a package in a package", _zip({**ENTRIES, RECORDS: GOOD}))
    yield Hostile("bomb of zeros", _zip({**ENTRIES, RECORDS: bytes(200_000_000)}), "package_too_big")
    yield Hostile("bomb in the manifest", _zip({**ENTRIES, MANIFEST: b" " * 5_000_000}), "package_too_big")
    yield Hostile("bomb of spaces", _zip({**ENTRIES, RECORDS: b"{" + b" " * 23_900_000 + b"}"}))
    yield Hostile("twenty thousand entries", _zip({**ENTRIES, **{f"x{n}": b"" for n in range(20_000)}}))


def _without(name: str) -> dict[str, bytes]:
    return {key: value for key, value in ENTRIES.items() if key != name}


def _twice(name: str) -> bytes:
    out = BytesIO(_zip(ENTRIES))
    with zipfile.ZipFile(out, "a") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        archive.writestr(zipfile.ZipInfo(name), b"{}")
    return out.getvalue()


def _zip_all(method: int) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in ENTRIES.items():
            archive.writestr(name, data)
    return out.getvalue()


def _headers() -> Iterator[Hostile]:
    """Fields of the zip's own headers, set to lies."""
    central = GOOD.index(b"PK\x01\x02")
    for at, name, form in _CENTRAL:
        for value in (0, 1, 7, 0xFFFF if form == "<H" else 0xFFFFFFFF):
            changed_data = _patched(central + at, form, value)
            if changed_data != GOOD:
                yield Hostile(f"central {name} {value}", changed_data)
    end = GOOD.index(b"PK\x05\x06")
    for at, name, form in (
        (8, "entries here", "<H"),
        (10, "entries", "<H"),
        (12, "size", "<I"),
        (16, "offset", "<I"),
    ):
        for value in (0, 1, 65_535):
            yield Hostile(f"end {name} {value}", _patched(end + at, form, value))
    for at, name, form in ((8, "method", "<H"), (26, "name length", "<H"), (28, "extra length", "<H")):
        yield Hostile(f"local {name}", _patched(at, form, 9))


_CENTRAL = (
    (8, "flags", "<H"), (10, "method", "<H"), (16, "checksum", "<I"), (20, "packed size", "<I"), (24, "size", "<I"),
    (28, "name length", "<H"), (30, "extra length", "<H"), (32, "comment length", "<H"), (38, "mode", "<I"),
    (42, "offset", "<I"),
)  # fmt: skip


def _patched(at: int, form: str, value: int) -> bytes:
    data = bytearray(GOOD)
    struct.pack_into(form, data, at, value)
    return bytes(data)


# What the entries say


def with_(manifest: bytes | None = None, records: bytes | None = None) -> bytes:
    """A container with this manifest, or these records under a manifest that fits them."""
    if records is None:
        return packed({MIMETYPE: MEDIA_TYPE, MANIFEST: manifest or b"", RECORDS: ENTRIES[RECORDS]})
    told = json.loads(ENTRIES[MANIFEST])
    told["files"] = [{"name": RECORDS, "bytes": len(records), "sha256": hashlib.sha256(records).hexdigest()}]
    return packed({MIMETYPE: MEDIA_TYPE, MANIFEST: json.dumps(told).encode(), RECORDS: records})


_TEXTS: dict[str, bytes] = {
    "nothing": b"",
    "an array": b"[]",
    "a text": b'"visit"',
    "a number": b"7",
    "null": b"null",
    "half": b'{"scopes": [',
    "two values": b"{} {}",
    "a comment": b"{} // hello",
    "single quotes": b"{'scopes': []}",
    "depth": b'{"scopes": ' + b"[" * 200_000 + b"]" * 200_000 + b"}",
    "depth of objects": b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
    "NaN": b'{"scopes": NaN}',
    "Infinity": b'{"scopes": -Infinity}',
    "1e999": b'{"scopes": 1e999}',
    "long number": b'{"scopes": ' + b"9" * 5000 + b"}",
    "twice a key": b'{"scopes": [], "scopes": []}',
    "byte order mark": b'\xef\xbb\xbf{"scopes": []}',
    "utf-16": '{"scopes": []}'.encode("utf-16"),
    "no utf-8": b'{"scopes": "\xff\xfe"}',
    "overlong utf-8": b'{"scopes": "\xc0\xaf"}',
    "million lists": b'{"scopes": [' + b"[]," * 1_600_000 + b"[]]}",
    "long text": b'{"scopes": "' + b"a" * 200_000 + b'"}',
    "unknown": b'{"scopes": [], "more": 1}',
    "other": b'{"scope": []}',
}


def _json_texts() -> Iterator[Hostile]:
    for name, text in _TEXTS.items():
        yield Hostile(f"records: {name}", with_(records=text))
        if len(text) < 20_000:
            yield Hostile(f"manifest: {name}", with_(manifest=text))


_WRONG: tuple[Any, ...] = (None, True, 7, 0.5, "x", [], {}, [None], {"a": 1})


def _manifests() -> Iterator[Hostile]:
    told: Json = json.loads(ENTRIES[MANIFEST])

    def made(name: str, change: Callable[[Json], object], reason: str = "") -> Hostile:
        copy = deepcopy(told)
        change(copy)
        return Hostile(f"manifest {name}", with_(manifest=json.dumps(copy).encode()), reason)

    for key in told:
        yield made(f"without {key}", lambda m, k=key: m.pop(k))  # type: ignore[misc]
        for value in _WRONG:
            if type(value) is not type(told[key]):
                yield made(f"{key} {value!r}", lambda m, k=key, v=value: m.update({k: v}))  # type: ignore[misc]
    yield made("newer", lambda m: m.update(format_version=2), "file_newer")
    yield made("far newer", lambda m: m.update(format_version=10**9), "file_newer")
    for version in (0, -1):
        yield made(f"version {version}", lambda m, v=version: m.update(format_version=v))  # type: ignore[misc]
    for kind in ("people", "Visit", "", "visits", "scope"):
        yield made(f"kind {kind!r}", lambda m, k=kind: m.update(kind=k))  # type: ignore[misc]
    for main in ("", "scope-2", "people", "nowhere", "../scope-1", "scope-1 "):
        yield made(f"main {main!r}", lambda m, v=main: m.update(main=v))  # type: ignore[misc]
    for moment in ("", "yesterday", "2026-11-24", "0001-01-01T00:00:00+00:00", "9999-12-31T23:59:59+00:00", "7"):
        yield made(f"made {moment!r}", lambda m, v=moment: m.update(made_utc=v))  # type: ignore[misc]
    listed = told["files"][0]
    for name, entry in {
        "other sum": {**listed, "sha256": "0" * 64},
        "other size": {**listed, "bytes": listed["bytes"] + 1},
        "other name": {**listed, "name": "other.json"},
        "path": {**listed, "name": "../records.json"},
        "capitals": {**listed, "sha256": listed["sha256"].upper()},
        "more": {**listed, "mode": 1},
    }.items():
        yield made(f"file {name}", lambda m, e=entry: m.update(files=[e]), "package_manifest")  # type: ignore[misc]
    yield made("file twice", lambda m: m.update(files=[listed, listed]), "package_manifest")
    yield made("no files", lambda m: m.update(files=[]), "package_manifest")
    yield made("sender more", lambda m: m["sender"].update(mail="x"))
    yield made("sender nobody", lambda m: m["sender"].pop("name"))


# Every field that the records name


def _fields() -> Iterator[Hostile]:
    told: Json = json.loads(ENTRIES[RECORDS])
    for path, value in _paths(told, ()):
        shown = ".".join(map(str, path))
        yield (
            Hostile(f"field {shown} gone", records(_cut(told, path)))
            if _needed(path)
            else Hostile(f"field {shown} unknown beside", records(_unknown(told, path)))
        )
        for wrong in _WRONG:
            if not _fits(path, wrong, value):
                yield Hostile(f"field {shown} {wrong!r}", records(_set(told, path, wrong)))


def _paths(value: Any, path: tuple[Any, ...]) -> Iterator[tuple[tuple[Any, ...], Any]]:
    if path:
        yield path, value
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, below in inner:
        yield from _paths(below, (*path, key))


_OPTIONAL = ("stamp",)


def _needed(path: tuple[Any, ...]) -> bool:
    """A field of the records themselves; those of a content may be left out where they have a default."""
    return isinstance(path[-1], str) and "payload" not in path and not set(_OPTIONAL) & set(path[:-1])


_MAY_BE_NOTHING = ("at_utc", "first_utc", "elapsed_ms", "committed_utc")


def _fits(path: tuple[Any, ...], wrong: Any, value: Any) -> bool:
    """Another value of the same type may be a fine package; one of another type never is."""
    return type(wrong) is type(value) or (wrong is None and path[-1] in _MAY_BE_NOTHING)


def records(told: Json) -> bytes:
    return with_(records=json.dumps(told).encode())


def _at(told: Json, path: tuple[Any, ...]) -> tuple[Json, Any]:
    copy = deepcopy(told)
    part: Any = copy
    for key in path[:-1]:
        part = part[key]
    return copy, part


def _set(told: Json, path: tuple[Any, ...], value: Any) -> Json:
    copy, part = _at(told, path)
    part[path[-1]] = value
    return copy


def _cut(told: Json, path: tuple[Any, ...]) -> Json:
    copy, part = _at(told, path)
    del part[path[-1]]
    return copy


def _unknown(told: Json, path: tuple[Any, ...]) -> Json:
    copy, part = _at(told, path)
    if isinstance(part, dict):
        part["__class__"] = "os.system"
    else:
        part.append({"__reduce__": []})
    return copy


# What can't be true


def _contents() -> Iterator[Hostile]:
    told: Json = json.loads(ENTRIES[RECORDS])

    def made(name: str, change: Callable[[list[Json]], object], reason: str = "") -> Hostile:
        copy = deepcopy(told)
        change(copy["scopes"])
        return Hostile(f"content {name}", records(copy), reason)

    def note(scopes: list[Json], which: int = 1) -> Json:
        found: Json = scopes[0]["records"][which]
        return found

    for bad in ("", "x" * 65, "a/b", "a\\b", "a b", "é", "a\0b", "a\nb", "..", "'; DROP TABLE record;--"):
        why = "field_value" if "\0" in bad else "field_type"
        if bad != "..":
            yield made(f"id {bad[:12]!r}", lambda s, b=bad: note(s).update(id=b), why)  # type: ignore[misc]
            yield made(f"scope id {bad[:12]!r}", lambda s, b=bad: s[1].update(id=b), why)  # type: ignore[misc]
    yield made("the same id twice", lambda s: note(s).update(id="note-2"), "field_twice")
    yield made("an id in two scopes", lambda s: note(s).update(id="design-1"), "field_twice")
    yield made("the same scope twice", lambda s: s.append(s[1]), "field_twice")
    for rev in (0, -1, 3, 2_000_000):
        yield made(f"first revision {rev}", lambda s, r=rev: note(s)["revisions"][0].update(rev=r))  # type: ignore[misc]
    for base in (0, -1, 2, 99):
        yield made(f"base {base}", lambda s, b=base: note(s)["revisions"][0].update(base=b))  # type: ignore[misc]
    yield made("no revisions", lambda s: note(s).update(revisions=[]), "field_missing")
    yield made("the same number twice in a visit", lambda s: note(s, 2)["stamp"].update(seq=1), "field_twice")
    yield made("number below nothing", lambda s: note(s)["stamp"].update(seq=-1))
    yield made("number of a giant", lambda s: note(s)["stamp"].update(seq=2**40))
    yield made("a note without times", lambda s: note(s).pop("stamp"), "field_missing")
    yield made("a visit with times", lambda s: note(s, 0).update(stamp=note(s)["stamp"]), "field_missing")
    yield from _more_contents(made, note)
    for kind in ("visits", "Visit", "", "people"):
        yield made(f"scope kind {kind!r}", lambda s, k=kind: s[0].update(kind=k))  # type: ignore[misc]
    for moment in ("0001-01-01T00:00:00+00:00", "9999-12-31T23:59:59+00:00", "2026-11-24T09:00:00", "24-11-2026", ""):
        change: Callable[[list[Json]], object] = lambda s, m=moment: note(s)["revisions"][0].update(at=m)  # type: ignore[misc] # noqa: E731
        yield made(f"moment {moment!r}", change)
        yield made(f"stamp {moment!r}", lambda s, m=moment: note(s)["stamp"].update(at_utc=m))  # type: ignore[misc]
    for day in ("0001-01-01", "9999-12-31", "2026-02-30", "24-11-2026", ""):
        yield made(f"day {day!r}", lambda s, d=day: note(s, 0)["revisions"][0]["payload"].update(day=d))  # type: ignore[misc]
    many = [named(note({"scopes": told["scopes"]}["scopes"]), f"many-{n}") for n in range(1000)]
    yield made("a thousand notes of one number", lambda s: s[0]["records"].extend(many), "field_twice")


def _more_contents(made: Callable[..., Hostile], note: Callable[..., Json]) -> Iterator[Hostile]:
    long = "a" * 20_001
    yield made("a note of 20,001 signs", lambda s: say(note(s), long), "field_too_long")
    yield made("a name of 100,001 signs", lambda s: rename(s, "a" * 100_001), "field_too_long")
    for kind in ("notes", "", "os.system", "person", "design", "note\0"):
        yield made(f"kind {kind!r}", lambda s, k=kind: note(s).update(kind=k))
    yield made("a person in the visit", lambda s: s[0]["records"].append(named(s[2]["records"][0], "p9")))
    yield made("a note among people", lambda s: s[2]["records"].append(named(note(s), "n9")))
    yield made("two visits in one", lambda s: s[0]["records"].append(named(note(s, 0), "v9")))
    yield made("no visit in it", lambda s: s[0]["records"].pop(0), "field_missing")
    yield made("no design in it", lambda s: s[1]["records"].pop(0), "field_missing")
    yield made("nobody in it", lambda s: s.pop(2), "field_refers")
    yield made("no version in it", lambda s: s[1]["records"].pop(1), "field_refers")
    yield made("no scopes", lambda s: s.clear(), "field_refers")


def say(record: Json, text: str) -> None:
    record["revisions"][-1]["payload"]["text"] = text


def rename(scopes: list[Json], name: str) -> None:
    scopes[2]["records"][0]["revisions"][0]["payload"]["name"] = name


def named(record: Json, name: str) -> Json:
    return {**deepcopy(record), "id": name}


# Under a lock that nobody should turn


def _locked() -> Iterator[Hostile]:
    head = b"age-encryption.org/v1\n-> scrypt AAAAAAAAAAAAAAAAAAAAAA %d\n" + b"A" * 43 + b"\n--- " + b"A" * 43 + b"\n"
    for work in (21, 22, 23, 30, 63, 99):
        yield Hostile(f"lock of {work} rounds", head % work + bytes(32), "package_work")
    stanza = b"-> scrypt AAAAAAAAAAAAAAAAAAAAAA %d\n" + b"A" * 43 + b"\n"
    for name, second in (("a scrypt", stanza % 40), ("an X25519", b"-> X25519 AAAA\n" + b"A" * 43 + b"\n")):
        two = b"age-encryption.org/v1\n" + stanza % 10 + second + b"--- " + b"A" * 43 + b"\n" + bytes(32)
        yield Hostile(f"lock with {name} beside it", two, "package_locked_otherwise")
    yield Hostile(
        "lock of another key", b"age-encryption.org/v1\n-> X25519 AAAA\nAAAA\n--- AAAA\n", "package_locked_otherwise"
    )
    yield Hostile("lock without an end", b"age-encryption.org/v1\n", "package_locked_otherwise")
    yield Hostile("lock of a newer age", b"age-encryption.org/v2\n-> scrypt A 10\n", "package_not_one")
    yield Hostile("lock that is empty", b"age-encryption.org/v1\n--- \n", "package_locked_otherwise")
