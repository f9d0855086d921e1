"""Files that cannot be read: refused with the place of what is wrong, in words, with nothing changed."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from lesvisit.domain.errors import SampleRejected
from lesvisit.exchange.sample import read_sample
from lesvisit.exchange.strict import parse
from lesvisit.i18n import Translator
from lesvisit.messages import sentence
from lesvisit.paths import locale_dir
from tests.exchange.support import adapted, note, sample, tiny

TEXTS: list[tuple[bytes, str, str]] = [
    (b"", "file_not_json", ""),
    (b"{", "file_not_json", ""),
    (b"no json", "file_not_json", ""),
    (b"\xff\xfe{}", "file_not_utf8", ""),
    (b'{"meta": {"lesson_min": NaN}}', "field_number", "meta.lesson_min"),
    (b'{"sweeps": [{"on_task": -Infinity}]}', "field_number", "sweeps[0].on_task"),
    (b'{"a": 1e999}', "field_number", "a"),
    (b'{"a": ' + b"9" * 5000 + b"}", "field_number", "a"),
    (b'{"meta": {"date": "a", "date": "b"}}', "field_twice", "meta.date"),
    (b'{"a": ' + b"[" * 40 + b"]" * 40 + b"}", "file_too_deep", "a" + "[0]" * 32),
    (b"[" * 200_000 + b"]" * 200_000, "file_too_deep", ""),
    (json.dumps({"notes": [{"text": "x" * 100_001}]}).encode(), "field_too_long", "notes[0].text"),
]


@pytest.mark.parametrize(("text", "reason", "field"), TEXTS, ids=[r + str(n) for n, (_, r, _) in enumerate(TEXTS)])
def test_a_bad_text(text: bytes, reason: str, field: str) -> None:
    with pytest.raises(SampleRejected) as refused:
        parse(text)
    assert refused.value.reason == reason
    assert refused.value.values.get("field", "") == field


VISITS: list[tuple[dict[str, Any], str, str]] = [
    ({}, "field_missing", "meta"),
    ({"meta": []}, "field_type", "meta"),
    ({"meta": {"date": "2026-11-24", "visitor": "Bram"}}, "field_missing", "meta.visited_teacher"),
    (
        {"meta": {"date": "2026-11-24", "visitor": "Bram", "visited_teacher": " "}},
        "field_empty",
        "meta.visited_teacher",
    ),
    (
        {"meta": {"date": "2026-11-24", "visitor": "Bram", "visited_teacher": "+"}},
        "field_empty",
        "meta.visited_teacher",
    ),
    ({"meta": {"date": "24-11-2026", "visitor": "Bram", "visited_teacher": "N"}}, "field_date", "meta.date"),
    ({"meta": {"date": "9999-12-31", "visitor": "Bram", "visited_teacher": "N"}}, "field_date", "meta.date"),
    ({"meta": {"date": 20261124, "visitor": "Bram", "visited_teacher": "N"}}, "field_type", "meta.date"),
    (tiny(notes=[{"t": "01:00", "text": "x"}]), "field_missing", "notes[0].id"),
    (tiny(notes=[note(), {"id": "n2", "text": "x"}]), "field_missing", "notes[1].t"),
    (tiny(notes=[{"id": "n2", "t": "01:00", "text": None}]), "field_missing", "notes[0].text"),
    (tiny(notes=[note(t="1 uur")]), "field_minute", "notes[0].t"),
    (tiny(notes=[note(t="12:75")]), "field_minute", "notes[0].t"),
    (tiny(notes=[note(links="D1")]), "field_type", "notes[0].links"),
    (tiny(notes=[note(links=[1])]), "field_type", "notes[0].links[0]"),
    (tiny(notes=["n1"]), "field_type", "notes[0]"),
    (tiny(notes={}), "field_type", "notes"),
    (tiny(durations=[{"t": "01:00", "seconds": "2"}]), "field_type", "durations[0].seconds"),
    (tiny(sweeps=[{"t": "01:00", "on_task": True}]), "field_type", "sweeps[0].on_task"),
    (tiny(tallies=[{"id": "T1", "times": ["01:00", "x"]}]), "field_minute", "tallies[0].times[1]"),
    (tiny(agreements=[{"what": "x", "to_board": "ja"}]), "field_type", "agreements[0].to_board"),
    (tiny(debrief={"start": "half elf"}), "field_clock", "debrief.start"),
    (tiny(goals=[{"criteria": [{"text": 7}]}]), "field_type", "goals[0].criteria[0].text"),
]


@pytest.mark.parametrize(("data", "reason", "field"), VISITS, ids=[f"{f}-{r}" for _, r, f in VISITS])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_bad_visit(data: dict[str, Any], reason: str, field: str, language: str) -> None:
    with pytest.raises(SampleRejected) as refused:
        adapted(data)
    assert (refused.value.reason, refused.value.values["field"]) == (reason, field)
    told = sentence(refused.value, Translator(language, locale_dir()))
    assert field in told
    assert "{" not in told


def test_a_number_where_a_text_should_be_is_refused_everywhere() -> None:
    """One mutation per value of the sample: it loads or is refused in words, nothing else."""
    for path in leaves(sample()):
        for wrong in (["x"], {"x": 1}, "x", 7, True):
            data = sample()
            put(data, path, wrong)
            assert refused_field(data) != ""


def refused_field(data: dict[str, Any]) -> str | None:
    """Where a file is refused; None when it loads."""
    try:
        adapted(data)
    except SampleRejected as refused:
        return str(refused.values["field"])
    return None


def leaves(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The first of each list is enough: the others are read alike."""
    if isinstance(value, dict):
        return [p for key, inner in value.items() for p in leaves(inner, (*path, key))]
    if isinstance(value, list):
        return [p for index, inner in enumerate(value[:1]) for p in leaves(inner, (*path, index))]
    return [path]


def put(data: Any, path: tuple[Any, ...], value: object) -> None:
    for key in path[:-1]:
        data = data[key]
    data[path[-1]] = value


def test_files_that_are_none(tmp_path: Path) -> None:
    with pytest.raises(SampleRejected, match="file_missing"):
        read_sample(tmp_path / "gone.json")
    with pytest.raises(SampleRejected, match="file_missing"):
        read_sample(tmp_path)
    (tmp_path / "list.json").write_text("[]", encoding="utf-8")
    with pytest.raises(SampleRejected, match="field_type"):
        read_sample(tmp_path / "list.json")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(SampleRejected, match="file_missing"):
        read_sample(tmp_path / "pipe")


def test_a_byte_order_mark_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "bom.json"
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps(tiny()).encode())
    assert read_sample(path) == tiny()


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "huge.json"
    with path.open("wb") as file:
        file.truncate(20_000_001)
    with pytest.raises(SampleRejected, match="file_too_big"):
        read_sample(path)
