"""Hostile packages are refused whole, in words that name the cause, quickly and in little memory."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from lesvisit.domain.errors import PackageRefused
from lesvisit.exchange.package_file import dumps, loads
from lesvisit.i18n import Translator
from lesvisit.messages import SENTENCES, sentence
from lesvisit.paths import locale_dir
from tests.packages.hostile import GOOD, Hostile, files, good
from tests.packages.hostile_more import more

FILES = (*files(), *more())
ENGLISH = Translator("en", locale_dir())
SECONDS, MEGABYTES = 2.0, 256
WORDS = "vijf woorden van hier daar"


def test_there_are_more_than_five_hundred_and_all_differ() -> None:
    assert len(FILES) > 500
    assert len({file.name for file in FILES}) == len(FILES)
    assert len({file.data for file in FILES}) > 0.98 * len(FILES)
    assert GOOD not in {file.data for file in FILES}


def test_what_they_are_made_from_is_good() -> None:
    assert loads(GOOD) == good()
    assert dumps(loads(GOOD)) == GOOD


LIES = ("central ", "end ", "local ")  # of the zip's own bookkeeping: refused, or nothing came of it


@pytest.mark.parametrize("file", [f for f in FILES if not f.name.startswith(LIES)], ids=lambda f: f.name)
def test_it_is_refused_in_words(file: Hostile) -> None:
    before = time.process_time()
    with pytest.raises(PackageRefused) as refused:
        loads(file.data, WORDS)
    assert time.process_time() - before < SECONDS
    _in_words(refused.value, file)


@pytest.mark.parametrize("file", [f for f in FILES if f.name.startswith(LIES)], ids=lambda f: f.name)
def test_a_lie_of_the_zip_is_refused_or_changes_nothing(file: Hostile) -> None:
    try:
        found = loads(file.data)
    except PackageRefused as error:
        _in_words(error, file)
    else:
        assert found == good()


def _in_words(error: PackageRefused, file: Hostile) -> None:
    assert error.reason == (file.reason or error.reason)
    assert error.reason in SENTENCES
    told = sentence(error, ENGLISH)
    assert len(told) < 1000
    assert told.isprintable()


@pytest.mark.parametrize("name", ["bomb of zeros", "bomb of spaces", "records: million lists", "fifty megabytes"])
@pytest.mark.skipif(sys.platform != "linux", reason="reads the peak from /proc")
def test_the_largest_cost_little(name: str, tmp_path: Path) -> None:
    file = next(file for file in FILES if file.name == name)
    path = tmp_path / "visit.lesvisit"
    path.write_bytes(file.data)
    words = ["--data-dir", str(tmp_path / "data"), "import", str(path)]
    probe = (
        "import sys, time\nfrom lesvisit.__main__ import main\ncode = main(sys.argv[1:])\n"
        "peak = next(line for line in open('/proc/self/status') if line.startswith('VmHWM'))\n"
        "print(code, time.process_time(), int(peak.split()[1]) / 1024)\n"
    )
    done = subprocess.run([sys.executable, "-c", probe, *words], capture_output=True, text=True, check=True)
    code, seconds, megabytes = map(float, done.stdout.split())
    assert code == 1
    assert seconds < SECONDS
    assert megabytes < MEGABYTES
    assert not (tmp_path / "data").exists()
