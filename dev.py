#!/usr/bin/env python3
"""The one door for developers: `python3 dev.py COMMAND`, on a machine with only Python 3.11 or newer.

Each command first makes what it needs: `.venv` from the hashed pins in requirements.txt, and Qt's system libraries on
Debian and Ubuntu. Only the standard library is used here; what needs more stands in tests/tools, run inside `.venv`.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import platform
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PINS = ROOT / "requirements.txt"
STAMP = VENV / "lesvisit-stamp"
PAPERS = ROOT / "demo-papers"
WINDOWS = os.name == "nt"
LINUX = platform.system() == "Linux"
SCRIPTS = VENV / ("Scripts" if WINDOWS else "bin")
PYTHON = SCRIPTS / ("python.exe" if WINDOWS else "python")

# soname -> package of Debian and Ubuntu, read from Qt 6.12's own NEEDED entries (objdump -p).
QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libgthread-2.0.so.0": "libglib2.0-0",
}
XCB_PARTS = {0: "cursor glx image randr render render-util shape shm xfixes", 1: "keysyms sync util xkb", 4: "icccm"}
X_LIBRARIES = {"libX11-xcb.so.1": "libx11-xcb1", "libxkbcommon-x11.so.0": "libxkbcommon-x11-0"} | {
    f"libxcb-{part}.so.{version}": f"libxcb-{part}{version}"
    for version, parts in XCB_PARTS.items()
    for part in parts.split()
}
WAYLAND_LIBRARIES = {f"libwayland-{part}.so.0": f"libwayland-{part}0" for part in ("client", "cursor")}
PIP_INSTALL = ("install", "--quiet", "--quiet", "--no-input", "--disable-pip-version-check")

# program -> package, for a real window on a display of its own (`screens --window`).
WINDOW_PROGRAMS = {"Xvfb": "xvfb", "xdotool": "xdotool", "setxkbmap": "x11-xkb-utils"}


class Refusal(Exception):
    """Something is missing or wrong that the reader can mend; its text says how."""


def say(text: str) -> None:
    """Print one line now, so that it stands before what a started program prints."""
    print(text, flush=True)


def start(command: Sequence[str | Path], env: dict[str, str] | None = None) -> int:
    """Run a program in the caller's folder and give back its exit code."""
    return subprocess.run([str(part) for part in command], env=env, check=False).returncode


def must(command: Sequence[str | Path], env: dict[str, str] | None = None) -> None:
    """Run a program that has to succeed."""
    code = start(command, env)
    if code:
        raise Refusal(f"failed with exit code {code}: {shlex.join(str(part) for part in command)}")


# --- What the system must have ------------------------------------------------------------------------------


def known_libraries() -> str | None:
    """Return the loader's list of shared libraries, or None where there is no such list."""
    ldconfig = shutil.which("ldconfig") or "/sbin/ldconfig"
    if not Path(ldconfig).exists():
        return None
    return subprocess.run([ldconfig, "-p"], capture_output=True, text=True, check=False).stdout or None


def missing_libraries(wanted: dict[str, str]) -> list[str]:
    """Return the packages that hold the libraries which this Linux does not have."""
    listed = known_libraries() if LINUX else None
    if listed is None:
        return []
    names = {line.split()[0] for line in listed.splitlines() if "=>" in line}
    return [package for soname, package in wanted.items() if soname not in names]


def missing_programs(wanted: dict[str, str]) -> list[str]:
    """Return the packages of programs that are not on the path; elsewhere than on Linux none is asked for."""
    if not LINUX:
        return []
    return [package for program, package in wanted.items() if shutil.which(program) is None]


def provide(packages: Sequence[str], purpose: str) -> None:
    """Install packages of Debian or Ubuntu when root; otherwise name the exact command."""
    if not packages:
        return
    names = " ".join(packages)
    if not shutil.which("apt-get"):
        raise Refusal(f"{purpose} needs what Debian calls: {names}. Install these with your package manager.")
    if getattr(os, "geteuid", int)() != 0:
        raise Refusal(f"{purpose} needs system packages. Run:\n  sudo apt-get install {names}")
    say(f"Installing for {purpose}: {names}")
    env = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    must(["apt-get", "update", "-qq"], env)
    must(["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages], env)


def has_display() -> bool:
    """Tell whether a window can be shown: always on Windows and macOS."""
    named = os.environ.get("WAYLAND_DISPLAY") or os.environ.get("DISPLAY")
    return not LINUX or bool(named)


def provide_qt(window: bool = False) -> None:
    """Make sure that Qt can load here, with a real window when there is a display for it."""
    wanted = dict(QT_LIBRARIES)
    if window and os.environ.get("WAYLAND_DISPLAY"):
        wanted |= WAYLAND_LIBRARIES
    elif window and os.environ.get("DISPLAY"):
        wanted |= X_LIBRARIES
    provide(missing_libraries(wanted), "Qt")


# --- The environment ----------------------------------------------------------------------------------------


def expected_stamp() -> str:
    """Return what the environment depends on; another value means that it must be made anew."""
    parts = [PINS.read_bytes(), sys.version.encode(), platform.machine().encode(), str(ROOT).encode()]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def is_ready() -> bool:
    """Tell whether the environment is whole and made from the present pins."""
    return PYTHON.exists() and STAMP.exists() and STAMP.read_text(encoding="utf-8") == expected_stamp()


@contextmanager
def only_one(path: Path) -> Iterator[None]:
    """Let one process at a time make the environment; the others wait here."""
    with path.open("w", encoding="utf-8") as handle:
        lock(handle)
        yield


def lock(handle: IO[str]) -> None:
    """Wait for the file's lock; it falls when the file is closed or the process ends."""
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(handle.fileno(), msvcrt.LK_LOCK, 1)
    else:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX)


def ensure_environment() -> None:
    """Make `.venv` when it is missing or out of date; the stamp comes last, so half of one is never used."""
    if is_ready():
        return
    with only_one(ROOT / ".venv.lock"):
        if not is_ready():
            make_environment()


def make_environment() -> None:
    """Make `.venv` from the hashed pins, wheels only: no compiler is needed and no package code runs."""
    began = time.monotonic()
    say("Making the environment in .venv (about 250 MB to fetch the first time)...")
    if find_spec("ensurepip") is None:
        provide([f"python{sys.version_info.major}.{sys.version_info.minor}-venv"], "Python's venv")
    if VENV.exists():
        shutil.rmtree(VENV)
    # When this very file runs inside a virtual environment, the one below it is meant.
    base = getattr(sys, "_base_executable", None) or sys.executable
    must([base, "-m", "venv", VENV])
    must([PYTHON, "-m", "pip", *PIP_INSTALL, "--only-binary=:all:", "--require-hashes", "-r", PINS], pip_env())
    link_source()
    STAMP.write_text(expected_stamp(), encoding="utf-8")
    say(f"Environment ready in {time.monotonic() - began:.0f} s.")


def pip_env() -> dict[str, str]:
    """Return this process's environment without a foreign PYTHONPATH."""
    return {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}


def link_source() -> None:
    """Let the environment find lesvisit and tests from any folder: `-o FILE` is in the caller's."""
    code = "import sysconfig; print(sysconfig.get_path('purelib'))"
    found = subprocess.run([str(PYTHON), "-c", code], capture_output=True, text=True, check=True)
    Path(found.stdout.strip(), "lesvisit-source.pth").write_text(f"{ROOT}\n", encoding="utf-8")


def module(name: str, *args: str | Path) -> list[str | Path]:
    """Return the command that runs a module with the environment's Python."""
    return [PYTHON, "-m", name, *args]


def offscreen() -> dict[str, str]:
    """Return an environment in which Qt draws without a display, unless the caller chose otherwise."""
    return {"QT_QPA_PLATFORM": "offscreen"} | os.environ


# --- Commands -----------------------------------------------------------------------------------------------


def run(args: list[str]) -> int:
    """Start LesVisit with what follows; without a display the demo visit is run through to its papers."""
    ensure_environment()
    if wants_window(args) and not has_display():
        return run_demo(args)
    provide_qt(window=wants_window(args))
    command = [str(part) for part in module("lesvisit", *args)]
    if not WINDOWS:
        # The app takes this process's place, so that signals (SIGTERM: drain and close) reach it directly.
        os.execv(command[0], command)
    return start(command)


def wants_window(args: Sequence[str]) -> bool:
    """Tell whether these arguments open the window: options alone, none of which only prints something."""
    rest = list(args)
    while rest:
        word = rest.pop(0)
        if word in {"-h", "--help", "--version"} or not word.startswith("-"):
            return False
        if word in {"--data-dir", "--language"}:
            rest[:1] = []
    return True


def run_demo(args: list[str]) -> int:
    """Make the demo visit's papers and say where they are."""
    say(f"No display here: running the demo visit through to its papers in {PAPERS}")
    code = start(module("lesvisit", *args, "demo", "--pdf-dir", PAPERS))
    for paper in sorted(PAPERS.glob("*.pdf")):
        say(f"  {paper}")
    return code


def test(args: list[str]) -> int:
    """Run the tests; what follows goes to pytest, with paths as seen from the repository.

    Without anything that follows: all of them, side by side on two cores, then alone those that measure.
    """
    ensure_environment()
    provide_qt()
    os.chdir(ROOT)
    if args:
        return start(module("pytest", *args), offscreen())
    # Each file on one worker, in the order of tests/conftest.py.
    side_by_side = ("-n", "2", "--dist", "loadfile", "--no-loadscope-reorder", "-m", "not measured")
    codes = [start(module("pytest", *some), offscreen()) for some in (side_by_side, ("-m", "measured"))]
    return max(map(abs, codes))  # killed by a signal is a negative code, and no success either


def tool(name: str) -> Callable[[list[str]], int]:
    """Return the command that runs tests/tools/NAME.py."""

    def command(args: list[str]) -> int:
        ensure_environment()
        provide_qt()
        if "--window" in args:
            provide([*missing_libraries(X_LIBRARIES), *missing_programs(WINDOW_PROGRAMS)], "a real window")
        return start(module(f"tests.tools.{name}", *args), offscreen())

    return command


def build(args: list[str]) -> int:
    """Build the one-folder app into dist/LesVisit with PyInstaller; what follows goes to PyInstaller."""
    ensure_environment()
    # All of them, since the bundle carries them to machines that may lack them.
    libraries = missing_libraries(QT_LIBRARIES | X_LIBRARIES | WAYLAND_LIBRARIES)
    provide([*libraries, *missing_programs({"objdump": "binutils"})], "PyInstaller")
    folders: list[str | Path] = ["--distpath", ROOT / "dist", "--workpath", ROOT / "build" / "bundle"]
    return start(module("PyInstaller", "--noconfirm", *folders, *args, ROOT / "lesvisit.spec"))


def pin(args: list[str]) -> int:
    """Resolve pyproject.toml anew into requirements.txt: one file, every hash of every system."""
    with tempfile.TemporaryDirectory(prefix="lesvisit-pin-") as folder:
        place = Path(folder)
        must([sys.executable, "-m", "venv", place])
        python = place / SCRIPTS.name / PYTHON.name
        must([python, "-m", "pip", *PIP_INSTALL, "uv"])
        new = place / "requirements.txt"
        # uv keeps the versions it finds in the output file, unless `--upgrade` is given.
        if PINS.exists():
            shutil.copy(PINS, new)
        options = ["--universal", "--generate-hashes", "--python-version", "3.11", "--no-header", "--quiet"]
        os.chdir(ROOT)
        must(
            [
                python,
                "-m",
                "uv",
                "pip",
                "compile",
                "pyproject.toml",
                "--group",
                "dev",
                *options,
                "-o",
                new,
                *args,
            ]
        )
        if "://" in new.read_text(encoding="utf-8"):
            raise Refusal("the pins hold an address; nothing in this repository may record one")
        shutil.copy(new, PINS)
    say(f"{PINS.name} written; the next command makes the environment anew if it changed.")
    return 0


def check(args: list[str]) -> int:
    """Run every check to its end, then say which failed."""
    ensure_environment()
    os.chdir(ROOT)
    steps: list[tuple[str, list[str | Path]]] = [
        ("ruff", module("ruff", "check", *args)),
        ("format", module("ruff", "format", "--check")),
        ("types", module("mypy")),
        ("layers", [SCRIPTS / "lint-imports"]),
        ("catalogues", module("tests.tools.catalogues", "check")),
    ]
    failed = [name for name, command in steps if not passes(name, command)]
    say(f"check: {'failed: ' + ', '.join(failed) if failed else 'all passed'}")
    return 1 if failed else 0


def passes(name: str, command: list[str | Path]) -> bool:
    """Run one step of `check` and print its name and time."""
    say(f"== {name}")
    began = time.monotonic()
    code = start(command)
    say(f"== {name}: {'passed' if code == 0 else 'FAILED'} in {time.monotonic() - began:.1f} s")
    return code == 0


def i18n(args: list[str]) -> int:
    """Bring the catalogues up to date with the code: the template, each translation, and what is compiled."""
    ensure_environment()
    return start(module("tests.tools.catalogues", "update", *args))


COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "run": run,
    "test": test,
    "check": check,
    "screens": tool("screens"),
    "bench": tool("bench"),
    "crash": tool("crash"),
    "build": build,
    "pin": pin,
    "i18n": i18n,
}
HELP = """\
run      start LesVisit (`run export last --paper team -o FILE.pdf` passes what follows to it)
test     run the tests (what follows goes to pytest)
check    style, types, layers and catalogues
screens  take a picture of every screen
bench    measure what the app promises, beside its floors
crash    kill, cut the power, fill the disk, damage files, and count what was lost (`crash --full`: as for a release)
build    build the one-folder app into dist/LesVisit
pin      resolve the dependencies anew (`pin --upgrade`: to newer versions)
i18n     bring the catalogues up to date with the code"""


def main(argv: Sequence[str] | None = None) -> int:
    """Carry out one command and give back its exit code; 2 is wrong use."""
    if sys.version_info < (3, 11):  # noqa: UP036 - this is the one file that an older Python gets to read
        say(f"LesVisit needs Python 3.11 or newer; this is {platform.python_version()}.")
        return 2
    parser = argparse.ArgumentParser(
        prog="dev.py", description=__doc__, epilog=HELP, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("command", choices=COMMANDS, metavar="COMMAND")
    parser.add_argument("arguments", nargs=argparse.REMAINDER, metavar="...")
    chosen = parser.parse_args(argv)
    try:
        return COMMANDS[chosen.command](chosen.arguments)
    except Refusal as refusal:
        print(f"dev.py {chosen.command}: {refusal}", file=sys.stderr, flush=True)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
