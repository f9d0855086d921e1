"""A package in a file (docs/package.md): records with their revisions as JSON, in a container, open or locked.

Read strictly: taken whole or not at all, and what is refused names the field, as a path in `records.json`.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NoReturn

from lesvisit import __version__
from lesvisit.domain.errors import PackageRefused, SampleRejected, TemplateRefused
from lesvisit.domain.events import Stamp
from lesvisit.domain.package import Package, PackedRecord, PackedScope, Revision, Sender
from lesvisit.domain.records import KINDS, ScopeKind
from lesvisit.domain.text import storable
from lesvisit.exchange import package_lock, package_zip
from lesvisit.exchange.bounded_file import read_bounded
from lesvisit.exchange.package_check import check
from lesvisit.exchange.package_signs import refuse_signs, shown
from lesvisit.exchange.strict import Place, canonical, cleaned, parse, spelled
from lesvisit.exchange.strict_records import built, built_payload, plain
from lesvisit.models.given import write_given_bytes

FORMAT = "lesvisit-package"
VERSION = 1
SUFFIX = ".lesvisit"
MOST_SIGNS = 1_500_000  # commas and brackets: bounded work before anything is read
_KINDS = (ScopeKind.VISIT, ScopeKind.DESIGN, ScopeKind.TEMPLATE, ScopeKind.PROTOCOL)


def write_package(package: Package, path: Path, passphrase: str = "") -> None:
    """Writes the file, all or nothing; open without a passphrase. Raises StorageFailed."""
    data = dumps(package)
    write_given_bytes(path, package_lock.locked(data, passphrase) if passphrase else data)


def write_data(data: bytes, path: Path) -> None:
    """Writes a package that was made already, all or nothing. Raises StorageFailed."""
    write_given_bytes(path, data)


def read_bytes(path: Path) -> bytes:
    """What is in a file, when it is one and no larger than a package can be. Raises PackageRefused."""
    too_big = PackageRefused("package_too_big", most=package_zip.MOST_PACKED // 1_000_000)
    return read_bounded(path, package_zip.MOST_PACKED, PackageRefused, too_big)


def loads(data: bytes, passphrase: str = "") -> Package:
    """The package in these bytes. Raises PackageRefused; a locked one without a passphrase is *package_locked*."""
    if package_lock.is_locked(data):
        if not passphrase.strip():
            raise PackageRefused("package_locked")
        data = package_lock.unlocked(data, passphrase)
    entries = package_zip.unpacked(data)
    try:
        package = _package(_json(entries[package_zip.MANIFEST]), entries[package_zip.RECORDS])
        check(package)
    except (PackageRefused, SampleRejected, TemplateRefused) as error:
        raise PackageRefused(error.reason, **{name: shown(value) for name, value in error.values.items()}) from error
    return package


def dumps(package: Package) -> bytes:
    """The bytes of an open package; the same package, the same bytes."""
    records = _records_out(package)
    manifest = {
        "format": FORMAT,
        "format_version": VERSION,
        "made_with": f"LesVisit {__version__}",
        "made_utc": package.made_utc.isoformat(),
        "kind": package.kind,
        "main": package.main,
        "sender": {"person_id": package.sender.person_id, "name": storable(package.sender.name)},
        "files": [_listed(package_zip.RECORDS, records)],
    }
    return package_zip.packed(
        {
            package_zip.MIMETYPE: package_zip.MEDIA_TYPE,
            package_zip.MANIFEST: (json.dumps(manifest, ensure_ascii=False, indent=1) + "\n").encode(),
            package_zip.RECORDS: records,
        }
    )


def _listed(name: str, data: bytes) -> dict[str, Any]:
    return {"name": name, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}


def digest(revision: Revision) -> str:
    """Names a revision by its content: equal on every laptop."""
    return hashlib.sha256(canonical(_revision_out(revision)).encode()).hexdigest()


# Out


def _records_out(package: Package) -> bytes:
    """A NUL that came in long ago goes: no laptop would take a package that holds one."""
    found = {"scopes": [_scope_out(scope) for scope in package.scopes]}
    text = canonical(found)
    return (canonical(cleaned(found, "", [])) if r"\u0000" in text else text).encode()


def _scope_out(scope: PackedScope) -> dict[str, Any]:
    return {"id": scope.id, "kind": scope.kind, "records": [_record_out(record) for record in scope.records]}


def _record_out(record: PackedRecord) -> dict[str, Any]:
    found: dict[str, Any] = {"id": record.id, "kind": record.kind, "made_by": record.made_by}
    if record.stamp is not None:
        found["stamp"] = plain(record.stamp)
    return {**found, "revisions": [_revision_out(revision) for revision in record.revisions]}


def _revision_out(revision: Revision) -> dict[str, Any]:
    return {
        "rev": revision.rev,
        "base": revision.base,
        "author": revision.author_id,
        "at": revision.updated_utc.isoformat(),
        "deleted": revision.deleted,
        "payload": plain(revision.payload),
    }


# In


def _json(data: bytes) -> dict[str, Any]:
    if sum(data.count(sign) for sign in (b",", b"[", b"{")) > MOST_SIGNS:
        raise PackageRefused("package_too_big", most=package_zip.MOST_UNPACKED[package_zip.RECORDS] // 1_000_000)
    found = parse(data)
    if not isinstance(found, dict) or data.startswith(b"\xef\xbb\xbf"):
        raise PackageRefused("package_damaged")
    refuse_signs(data, found)
    return found


_MANIFEST = {
    "format": str, "format_version": int, "made_with": str, "made_utc": str, "kind": str, "main": str,
    "sender": dict, "files": list,
}  # fmt: skip


def _package(manifest: Mapping[str, Any], records: bytes) -> Package:
    if manifest.get("format") != FORMAT:
        raise PackageRefused("package_not_one")
    version = manifest.get("format_version")
    if type(version) is int and version > VERSION:
        raise PackageRefused("file_newer", version=version, known=VERSION)
    _shape(manifest, _MANIFEST, ("manifest",))
    if version != VERSION:
        raise PackageRefused("field_value", field="manifest.format_version", detail=version)
    if manifest["files"] != [_listed(package_zip.RECORDS, records)]:
        raise PackageRefused("package_manifest")
    if manifest["kind"] not in _KINDS:
        raise PackageRefused("field_word", field="manifest.kind", words=", ".join(_KINDS))
    _shape(manifest["sender"], {"person_id": str, "name": str}, ("manifest", "sender"))
    found = _json(records)
    _shape(found, {"scopes": list}, ())
    return Package(
        kind=ScopeKind(manifest["kind"]),
        main=manifest["main"],
        sender=Sender(**manifest["sender"]),
        made_utc=_moment(manifest["made_utc"], ("manifest", "made_utc")),
        scopes=tuple(_scope_in(part, ("scopes", n)) for n, part in enumerate(found["scopes"])),
    )


def _shape(part: Any, wanted: Mapping[str, type], path: Place) -> None:
    """An object with exactly these fields, each of its type."""
    if not isinstance(part, dict):
        raise PackageRefused("field_type", field=spelled(path), wanted="object")
    if part.keys() != wanted.keys():
        _refuse_fields(part, wanted, path)
    for key, kind in wanted.items():
        if type(part[key]) is not kind:
            raise PackageRefused("field_type", field=spelled((*path, key)), wanted=_WORDS[kind])


def _refuse_fields(part: Mapping[str, Any], wanted: Mapping[str, type], path: Place) -> NoReturn:
    for key in part:
        if key not in wanted:
            raise PackageRefused("field_unknown", field=spelled((*path, key)))
    missing = next(key for key in wanted if key not in part)
    raise PackageRefused("field_missing", field=spelled((*path, missing)))


_WORDS = {str: "text", int: "whole number", bool: "true or false", dict: "object", list: "list"}
_SCOPE = {"id": str, "kind": str, "records": list}
_RECORD = {"id": str, "kind": str, "made_by": str, "revisions": list}
_STAMPED = {**_RECORD, "stamp": dict}
_REVISION = {"rev": int, "base": int, "author": str, "at": str, "deleted": bool, "payload": dict}


def _scope_in(part: Any, path: Place) -> PackedScope:
    _shape(part, _SCOPE, path)
    if part["kind"] not in list(ScopeKind):
        raise PackageRefused("field_word", field=spelled((*path, "kind")), words=", ".join(ScopeKind))
    records = tuple([_record_in(record, (*path, "records", n)) for n, record in enumerate(part["records"])])
    return PackedScope(part["id"], ScopeKind(part["kind"]), records)


def _record_in(part: Any, path: Place) -> PackedRecord:
    stamped = isinstance(part, dict) and "stamp" in part
    _shape(part, _STAMPED if stamped else _RECORD, path)
    kind = KINDS.get(part["kind"])
    if kind is None:
        raise PackageRefused("field_word", field=spelled((*path, "kind")), words=", ".join(KINDS))
    revisions = tuple([_revision_in(kind, r, (*path, "revisions", n)) for n, r in enumerate(part["revisions"])])
    stamp = built(Stamp, part["stamp"], (*path, "stamp")) if stamped else None
    return PackedRecord(part["id"], part["kind"], part["made_by"], revisions, stamp)


def _revision_in(kind: type, part: Any, path: Place) -> Revision:
    _shape(part, _REVISION, path)
    return Revision(
        rev=part["rev"],
        base=part["base"],
        payload=built_payload(kind, part["payload"], (*path, "payload")),
        author_id=part["author"],
        updated_utc=_moment(part["at"], (*path, "at")),
        deleted=part["deleted"],
    )


def _moment(text: str, path: Place) -> datetime:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or found.utcoffset() is None or not 1970 <= found.year <= 2200:
        raise PackageRefused("field_type", field=spelled(path), wanted="moment")
    return found if found.tzinfo is UTC else found.astimezone(UTC)
