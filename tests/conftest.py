"""For every test: its own home folder, Dutch spelling of nothing left to chance, and Qt's guard before Qt."""

import gc
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

import lesvisit.ui  # noqa: F401 - on Python 3.11 its guard must run before the first call into Qt

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
pytest_plugins = [
    *("tests.support.house", "tests.support.window", "tests.support.command_line", "tests.support.keyring_here"),
    "tests.packages.laptops",
]


# What takes seconds each comes first: at the end of a run both workers are busy with small files, and stop together.
_LONG = ("tests/test_bundle.py", "tests/flows/", "tests/crash/", "tests/review/", "tests/packages/", "tests/erasing/")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Stable, and the same for each worker."""
    items.sort(key=_turn)


def _turn(item: pytest.Item) -> int:
    return next((turn for turn, start in enumerate(_LONG) if item.nodeid.startswith(start)), len(_LONG))


def pytest_collection_finish() -> None:
    """The modules and thousands of collected tests stay: the collecting after every test need not look at them."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def qapp_cls() -> "type[QApplication]":
    """pytest-qt makes the application as the app itself does."""
    from lesvisit.app.application import Application

    return Application


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """No test ever reads or writes the data of whoever runs it."""
    home = tmp_path_factory.mktemp("home")
    for name in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(home))
    for name in ("XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "LESVISIT_CRASH_AT"):
        monkeypatch.delenv(name, raising=False)
    return home
