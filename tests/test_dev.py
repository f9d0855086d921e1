"""The parts of dev.py that decide something, without making an environment."""

import os
import shutil
import sys
from pathlib import Path

import pytest

import dev


@pytest.mark.parametrize(
    ("line", "window"),
    [
        ("", True),
        ("--language nl", True),
        ("--data-dir some/where", True),
        ("--data-dir=demo", True),
        ("demo --pdf-dir papers", False),
        ("--data-dir demo visits --json", False),
        ("--version", False),
        ("--language nl --help", False),
    ],
)
def test_only_options_alone_open_the_window(line: str, window: bool) -> None:
    assert dev.wants_window(line.split()) is window


def test_without_a_display_the_demo_runs_and_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    started: list[list[str]] = []

    def start(command: list[str | Path], env: dict[str, str] | None = None) -> int:
        started.append([str(part) for part in command])
        (tmp_path / "pair.pdf").touch()
        return 0

    monkeypatch.setattr(dev, "ensure_environment", lambda: None)
    monkeypatch.setattr(dev, "has_display", lambda: False)
    monkeypatch.setattr(dev, "PAPERS", tmp_path)
    monkeypatch.setattr(dev, "start", start)

    assert dev.main(["run", "--language", "nl"]) == 0

    assert started == [[str(dev.PYTHON), "-m", "lesvisit", "--language", "nl", "demo", "--pdf-dir", str(tmp_path)]]
    first, *rest = capsys.readouterr().out.splitlines()
    assert first.startswith("No display here")
    assert rest == [f"  {tmp_path / 'pair.pdf'}"]


def test_missing_system_packages_are_named_to_who_is_not_root(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev, "LINUX", True)
    monkeypatch.setattr(dev, "ensure_environment", lambda: None)
    monkeypatch.setattr(dev, "known_libraries", lambda: "\tlibEGL.so.1 (libc6,x86-64) => /lib/libEGL.so.1\n")
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(os, "geteuid", lambda: 1000, raising=False)

    assert dev.main(["test"]) == 1

    told = capsys.readouterr().err
    assert "sudo apt-get install libgl1 libx11-6 libxkbcommon0 libdbus-1-3 libfontconfig1 libglib2.0-0" in told


def test_a_changed_pin_makes_the_environment_anew(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    pins, stamp = tmp_path / "requirements.txt", tmp_path / "stamp"
    monkeypatch.setattr(dev, "PINS", pins)
    monkeypatch.setattr(dev, "STAMP", stamp)
    monkeypatch.setattr(dev, "PYTHON", Path(sys.executable))
    pins.write_text("one", encoding="utf-8")
    assert not dev.is_ready()

    stamp.write_text(dev.expected_stamp(), encoding="utf-8")
    assert dev.is_ready()

    pins.write_text("two", encoding="utf-8")
    assert not dev.is_ready()


def test_no_registry_address_is_recorded() -> None:
    assert "://" not in dev.PINS.read_text(encoding="utf-8")


def test_every_command_is_told_of() -> None:
    assert [line.split()[0] for line in dev.HELP.splitlines()] == list(dev.COMMANDS)
