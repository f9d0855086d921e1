"""Hostile template files are refused whole, with the field named, quickly and in little memory."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from lesvisit.blocks.check import problems
from lesvisit.domain.errors import TemplateRefused
from lesvisit.exchange.template_file import MOST_BYTES, dumps, loads
from lesvisit.i18n import Translator
from lesvisit.messages import SENTENCES, sentence
from lesvisit.paths import locale_dir
from tests.exchange.hostile_templates import HARMLESS, Hostile, encoded, files, valid

FILES = tuple(files())
ENGLISH = Translator("en", locale_dir())
SECONDS, MEGABYTES = 2.0, 256


def test_there_are_more_than_two_hundred_and_all_differ() -> None:
    assert len(FILES) > 200
    assert len({file.name for file in FILES}) == len(FILES)
    assert len({file.data for file in FILES}) > 0.98 * len(FILES)
    assert tuple(files()) == FILES


def test_what_they_are_made_from_is_good() -> None:
    template = loads(encoded(valid()))
    assert problems(template) == ()
    assert loads(dumps(template)) == template


@pytest.mark.parametrize("file", [f for f in FILES if not f.taken], ids=lambda f: f.name)
def test_it_is_refused_in_words(file: Hostile) -> None:
    before = time.process_time()
    with pytest.raises(TemplateRefused) as refused:
        loads(file.data)
    assert time.process_time() - before < SECONDS
    error = refused.value
    assert error.reason in SENTENCES
    told = sentence(error, ENGLISH)
    assert "Nothing was changed" in told
    assert len(told) < 1000
    assert told.isprintable()


@pytest.mark.parametrize("file", [f for f in FILES if f.taken], ids=lambda f: f.name)
def test_what_is_legal_after_all_stays_as_it_is(file: Hostile) -> None:
    template = loads(file.data)
    assert loads(dumps(template)) == template
    word = HARMLESS.get(file.name.removeprefix("text "), "wat gebeurde er?")
    assert template.all_blocks[1].label == {"nl": word}


FIELDS = {
    "none template.sections.1.blocks.0.items.1.code": "template.sections[1].blocks[0].items[1].code",
    "unknown template.scales.0.anchors.1": "template.scales[0].anchors[1].__class__",
    "missing template.sections.1.blocks.0.type": "template.sections[1].blocks[0].type",
    "trick template.sections.1.blocks.0.items.0.code '../../x'": "template.sections[1].blocks[0].items[0].code",
    "sign nul template.disclaimer.nl": "template.disclaimer.nl",
    "double code": "template.sections[1].blocks[0].items[1].code",
    "double key seconds": "template.sections[1].blocks[0].options.seconds",
    "format_version 1.0": "format_version",
    "number NaN": "template.version",
    "many items": "template.sections[1].blocks[0].items",
}


@pytest.mark.parametrize("name", FIELDS)
def test_the_field_is_named(name: str) -> None:
    file = next(file for file in FILES if file.name == name)
    with pytest.raises(TemplateRefused) as refused:
        loads(file.data)
    assert refused.value.values["field"] == FIELDS[name]


def test_a_newer_file_says_so() -> None:
    file = next(file for file in FILES if file.name == "format_version 999")
    with pytest.raises(TemplateRefused) as refused:
        loads(file.data)
    assert "newer LesVisit" in sentence(refused.value, ENGLISH)


# In a process of its own: time and memory of everything, the interpreter too

PROBE = """
import sys
from lesvisit.__main__ import main
import time
code = main(sys.argv[1:])
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(code, time.process_time(), int(peak.split()[1]) / 1024)
"""
LARGEST = (
    "many million items",
    "lists in lists",
    "objects in objects",
    "half a nesting",
    "many empty objects",
    "many languages",
    "many settings",
    "many letters",
    "two megabytes",
    "one long text",
    "one long key",
    "as many numbers as are looked at",
    "as many lists as are looked at",
    "escapes",
)


@pytest.mark.skipif(sys.platform != "linux", reason="reads the peak from /proc")
@pytest.mark.parametrize("name", LARGEST)
def test_the_largest_cost_little(name: str, tmp_path: Path) -> None:
    file = next(file for file in FILES if file.name == name)
    path = tmp_path / "form.json"
    path.write_bytes(file.data)
    words = ["--data-dir", str(tmp_path / "data"), "template-import", str(path)]
    done = subprocess.run([sys.executable, "-c", PROBE, *words], capture_output=True, text=True, check=True)
    code, seconds, megabytes = map(float, done.stdout.split())
    assert code == 1
    assert seconds < SECONDS
    assert megabytes < MEGABYTES
    assert not (tmp_path / "data").exists()


def test_a_file_without_an_end_is_read_no_further(tmp_path: Path) -> None:
    path = tmp_path / "form.json"
    with path.open("wb") as file:
        file.truncate(50 * MOST_BYTES)  # sparse
    from lesvisit.exchange.template_file import read_template

    with pytest.raises(TemplateRefused) as refused:
        read_template(path)
    assert refused.value.reason == "template_too_big"
