"""A template in a file: written whole, read as it was, and nothing else is taken for one."""

import json
import os
import sys
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest

from lesvisit.blocks import check
from lesvisit.blocks.check_texts import LONG
from lesvisit.domain.errors import StorageFailed, TemplateRefused
from lesvisit.domain.template import Anchor, Block, Item, Scale, Section, Template
from lesvisit.exchange.template_file import (
    MOST_BYTES,
    MOST_SIGNS,
    dumps,
    loads,
    parsed,
    read_template,
    write_template,
)
from tests.exchange.hostile_templates import encoded, valid

UUID = "0198c0de-1000-7000-8000-00000000abcd"


def refused(path: Path) -> str:
    with pytest.raises(TemplateRefused) as found:
        read_template(path)
    return found.value.reason


def test_what_is_written_is_read_as_it_was(tmp_path: Path) -> None:
    template, path = loads(encoded(valid())), tmp_path / "form.json"
    write_template(template, path)
    assert read_template(path) == template
    assert list(tmp_path.iterdir()) == [path]


def test_every_field_is_kept() -> None:
    """The valid file differs from the default in every field, so a field that is forgotten shows here."""
    template = loads(encoded(valid()))
    block = template.all_blocks[1]
    whole: tuple[Any, ...] = (template, template.sections[1], block, block.items[0], template.scales[0])
    for record in (*whole, template.scales[0].anchors[0]):
        blank = type(record)(**{f.name: getattr(record, f.name) for f in fields(record) if _needed(f)})
        same = [
            f.name for f in fields(record) if not _needed(f) and getattr(record, f.name) == getattr(blank, f.name)
        ]
        assert same in ([], ["timing"])  # "during" is what one would choose anyway


def _needed(field: Any) -> bool:
    from dataclasses import MISSING

    return field.default is MISSING and field.default_factory is MISSING


def test_the_same_template_gives_the_same_bytes() -> None:
    template, written = loads(encoded(valid())), valid()
    assert dumps(template) == dumps(loads(dumps(template)))
    del written["template"]["sections"][1]["blocks"][0]["timing"]  # it says what its default says
    assert json.loads(dumps(template)) == written


def test_what_says_what_its_default_says_is_left_out() -> None:
    bare = Template(UUID, 1, {"nl": "x"}, sections=(Section({}, (Block("n", "note", {"nl": "y"}),)),))
    assert json.loads(dumps(bare))["template"] == {
        "id": UUID,
        "version": 1,
        "name": {"nl": "x"},
        "sections": [{"title": {}, "blocks": [{"id": "n", "type": "note", "label": {"nl": "y"}}]}],
    }


def test_a_draft_can_be_looked_at_but_not_taken() -> None:
    draft = dumps(Template(UUID, 1, {}))
    assert parsed(draft).name == {}
    with pytest.raises(TemplateRefused):
        loads(draft)


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    assert refused(tmp_path / "none.json") == "file_missing"
    assert refused(tmp_path) == "file_missing"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert refused(tmp_path / "pipe") == "file_missing"


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="who may everything may read it")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = tmp_path / "form.json"
    path.write_bytes(encoded(valid()))
    path.chmod(0)
    assert refused(path) == "file_unreadable"


def test_a_path_that_is_none() -> None:
    assert refused(Path("a\0b")) in ("file_missing", "file_unreadable")


def test_a_folder_that_is_not_there_keeps_nothing(tmp_path: Path) -> None:
    with pytest.raises(StorageFailed):
        write_template(loads(encoded(valid())), tmp_path / "none" / "form.json")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("sign", ["ß", '"', ",", "\n", "\U0001f600"])
def test_what_is_as_large_as_may_be_can_be_read_back(sign: str) -> None:
    """The limits of the file lie above those of the template, whatever the texts are made of."""
    room = check.MOST_TEXT - 40_000
    help_texts = [sign * LONG] * (room // LONG)
    items = tuple(Item(f"i{n}", {"nl": "x", "en": "y"}, code=f"c{n}") for n in range(40))
    blocks = tuple(
        Block(f"g{n}", "interval_grid", {"nl": "x"}, items=items, options={"seconds": 60}) for n in range(15)
    )
    notes = tuple(Block(f"n{n}", "note", {"nl": "x"}, {"nl": text}) for n, text in enumerate(help_texts))
    anchors = tuple(Anchor(str(n), {"nl": "x"}) for n in range(11))
    scales = tuple(Scale(f"s{n}", anchors) for n in range(check.MOST_SCALES))
    template = Template(UUID, 1, {"nl": "x"}, sections=(Section({}, (*blocks, *notes)),), scales=scales)
    data = dumps(template)
    assert len(data) < MOST_BYTES
    assert sum(data.count(part) for part in (b",", b"[", b"{")) < MOST_SIGNS
    assert loads(data) == template


def test_lone_surrogates_never_reach_a_file() -> None:
    odd = replace(loads(encoded(valid())), attribution="a\ud800b")
    assert parsed(dumps(odd)).attribution == "a\ufffdb"
