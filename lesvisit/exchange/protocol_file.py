"""A debrief protocol in a file: one JSON object, read strictly, written whole.

A file is taken whole or not at all. What is refused names the field, as a path in the file:
`protocol.steps[2].minutes`.
"""

import json
from pathlib import Path
from typing import Any

from lesvisit.blocks.kind import Problem
from lesvisit.domain.errors import ProtocolRefused, SampleRejected, TemplateRefused
from lesvisit.domain.template import Protocol
from lesvisit.exchange.strict import below, cleaned, parse
from lesvisit.exchange.strict_records import built, plain
from lesvisit.models.given import write_given_bytes
from lesvisit.services.protocol_check import problems

FORMAT = "lesvisit-protocol"
VERSION = 1
SUFFIX = ".lesvisit-protocol.json"
MOST_BYTES = 2_000_000
MOST_SIGNS = 100_000  # commas and brackets: bounded work before anything is read

_ROOT = "protocol"


def read_protocol(path: Path) -> Protocol:
    """The protocol of a file. Raises ProtocolRefused; then nothing was done."""
    return loads(_bytes(path))


def write_protocol(protocol: Protocol, path: Path) -> None:
    """Writes the file, all or nothing. Raises StorageFailed."""
    write_given_bytes(path, dumps(protocol))


def loads(data: bytes) -> Protocol:
    """The protocol in these bytes. Raises ProtocolRefused with the first field that does not fit."""
    return checked(parsed(data))


def checked(protocol: Protocol) -> Protocol:
    """The protocol itself, when it can be used. Raises ProtocolRefused with its first problem."""
    found = problems(protocol)
    if found:
        raise ProtocolRefused("protocol_problem", field=path_in_file(found[0]), problem=found[0])
    return protocol


def parsed(data: bytes) -> Protocol:
    """The protocol in these bytes, whole in form; what it says may have problems. Raises ProtocolRefused."""
    found = _json(data)
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise ProtocolRefused("file_not_protocol")
    _check_version(found.get("format_version"))
    for key in found:
        if key not in ("format", "format_version", _ROOT):
            raise ProtocolRefused("field_unknown", field=key)
    if _ROOT not in found:
        raise ProtocolRefused("field_missing", field=_ROOT)
    try:
        protocol: Protocol = built(Protocol, found[_ROOT], (_ROOT,))
    except TemplateRefused as error:
        raise ProtocolRefused(error.reason, **error.values) from error
    return protocol


def dumps(protocol: Protocol) -> bytes:
    """The file's bytes; the same protocol, the same bytes."""
    content = {"format": FORMAT, "format_version": VERSION, _ROOT: plain(protocol)}
    return (json.dumps(cleaned(content, "", []), ensure_ascii=False, indent=2) + "\n").encode()


def path_in_file(problem: Problem) -> str:
    """Where in the file a problem stands."""
    return below(_ROOT, problem.path) if problem.path else _ROOT


def _bytes(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise ProtocolRefused("file_missing", path=str(path))
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        detail = error.strerror if isinstance(error, OSError) else ""
        raise ProtocolRefused("file_unreadable", path=str(path), detail=detail or "") from error


def _json(data: bytes) -> Any:
    if len(data) > MOST_BYTES or sum(data.count(sign) for sign in (b",", b"[", b"{")) > MOST_SIGNS:
        raise ProtocolRefused("protocol_too_big", most=MOST_BYTES // 1_000_000)
    try:
        return parse(data)
    except SampleRejected as error:
        raise ProtocolRefused(error.reason, **error.values) from error


def _check_version(version: object) -> None:
    if type(version) is not int:
        raise ProtocolRefused("field_type", field="format_version", wanted="whole number")
    if version > VERSION:
        raise ProtocolRefused("file_newer", version=version, known=VERSION)
    if version < 1:
        raise ProtocolRefused("field_value", field="format_version", detail=version)
