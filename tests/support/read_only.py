"""A place where really nothing can be written: mounted so, or a folder whose rights are taken away."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.models.support import ROOT

# In a name space of its own: nothing stays mounted. Whoever can write there after all ends with 97.
_MOUNTED = """
mount --bind "$0" "$0" && mount -o remount,ro,bind "$0" || exit 98
touch "$0/x" 2>/dev/null && exit 97
exec "$@"
"""
_NO_MOUNT, _WRITABLE = 98, 97


def on_read_only(folder: Path, *words: object) -> "subprocess.CompletedProcess[str]":
    """Runs Python with these words while nothing can be written in this folder; skips where that can't be made."""
    if sys.platform == "win32":
        pytest.skip("a folder can't be made read-only there")
    done = _run(_unshared(folder), words)
    if done is None or done.returncode == _NO_MOUNT:
        if os.geteuid() == 0:
            pytest.skip("this root can mount nothing, and no folder is read-only to it")
        with _rights_taken(folder):
            done = _run([], words)
    assert done is not None
    assert done.returncode != _WRITABLE, "the place could be written"
    return done


def _unshared(folder: Path) -> list[str]:
    return ["unshare", "-m" if os.geteuid() == 0 else "-Urm", "sh", "-c", _MOUNTED, str(folder)]


def _run(before: list[str], words: tuple[object, ...]) -> "subprocess.CompletedProcess[str] | None":
    command = [*before, sys.executable, *map(str, words)]
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)
    except FileNotFoundError:
        return None
    return None if "unshare" in done.stderr and done.returncode else done


@contextmanager
def _rights_taken(folder: Path) -> Iterator[None]:
    there = [folder, *folder.rglob("*")]
    for path in there:
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        yield
    finally:
        for path in there:
            path.chmod(0o755 if path.is_dir() else 0o644)
