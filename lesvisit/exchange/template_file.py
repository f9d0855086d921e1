"""An observation template in a file (docs/template-schema.md): one JSON object, read strictly, written whole.

A file is taken whole or not at all. What is refused names the field, as a path in the file:
`template.sections[0].blocks[2].items[1].code`.
"""

import json
from pathlib import Path
from typing import Any

from lesvisit.blocks.check import problems
from lesvisit.blocks.kind import Problem
from lesvisit.domain.errors import SampleRejected, TemplateRefused
from lesvisit.domain.template import Template
from lesvisit.exchange.bounded_file import read_bounded
from lesvisit.exchange.strict import below, cleaned, parse
from lesvisit.exchange.strict_records import built, plain
from lesvisit.models.given import write_given_bytes

FORMAT = "lesvisit-template"
VERSION = 1
SUFFIX = ".lesvisit-template.json"
MOST_BYTES = 2_000_000  # a template without problems stays below it, whatever is in its texts
MOST_SIGNS = 200_000  # commas and brackets: more than the longest texts and the most items together can have

_ROOT = "template"


def read_template(path: Path) -> Template:
    """The template of a file. Raises TemplateRefused; then nothing was done."""
    return loads(read_bytes(path))


def write_template(template: Template, path: Path) -> None:
    """Writes the file, all or nothing. Raises StorageFailed."""
    write_given_bytes(path, dumps(template))


def loads(data: bytes) -> Template:
    """The template in these bytes. Raises TemplateRefused with the first field that does not fit."""
    return checked(parsed(data))


def checked(template: Template) -> Template:
    """The template itself, when it can be used. Raises TemplateRefused with its first problem."""
    found = problems(template)
    if found:
        raise TemplateRefused("template_problem", field=path_in_file(found[0]), problem=found[0])
    return template


def parsed(data: bytes) -> Template:
    """The template in these bytes, whole in form; what it says may have problems. Raises TemplateRefused."""
    found = _json(data)
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise TemplateRefused("file_not_template")
    _check_version(found.get("format_version"))
    for key in found:
        if key not in ("format", "format_version", _ROOT):
            raise TemplateRefused("field_unknown", field=key)
    if _ROOT not in found:
        raise TemplateRefused("field_missing", field=_ROOT)
    template: Template = built(Template, found[_ROOT], (_ROOT,))
    return template


def dumps(template: Template) -> bytes:
    """The file's bytes; the same template, the same bytes."""
    content = {"format": FORMAT, "format_version": VERSION, _ROOT: plain(template)}
    return (json.dumps(cleaned(content, "", []), ensure_ascii=False, indent=2) + "\n").encode()


def path_in_file(problem: Problem) -> str:
    """Where in the file a problem stands."""
    return below(_ROOT, problem.path) if problem.path else _ROOT


def read_bytes(path: Path) -> bytes:
    """What is in a file, when it is one and no larger than a template can be. Raises TemplateRefused."""
    too_big = TemplateRefused("template_too_big", most=MOST_BYTES // 1_000_000)
    return read_bounded(path, MOST_BYTES, TemplateRefused, too_big)


def _json(data: bytes) -> Any:
    """Bounded work: what is far too much is refused before it is read."""
    if len(data) > MOST_BYTES or sum(data.count(sign) for sign in (b",", b"[", b"{")) > MOST_SIGNS:
        raise TemplateRefused("template_too_big", most=MOST_BYTES // 1_000_000)
    try:
        return parse(data)
    except SampleRejected as error:
        raise TemplateRefused(error.reason, **error.values) from error


def _check_version(version: object) -> None:
    if type(version) is not int:
        raise TemplateRefused("field_type", field="format_version", wanted="whole number")
    if version > VERSION:
        raise TemplateRefused("file_newer", version=version, known=VERSION)
    if version < 1:
        raise TemplateRefused("field_value", field="format_version", detail=version)
