"""For every test: its own home folder, Dutch spelling of nothing left to chance, and Qt's guard before Qt."""

import gc
import os
from pathlib import Path

import pytest

import lesvisit.ui  # noqa: F401 - on Python 3.11 its guard must run before the first call into Qt

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
pytest_plugins = ["tests.support.house", "tests.support.window", "tests.packages.laptops"]


def pytest_collection_finish() -> None:
    """The modules and thousands of collected tests stay: the collecting after every test need not look at them."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """No test ever reads or writes the data of whoever runs it."""
    home = tmp_path_factory.mktemp("home")
    for name in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(home))
    for name in ("XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "LESVISIT_CRASH_AT"):
        monkeypatch.delenv(name, raising=False)
    return home
