"""B22: nothing goes over a network. The whole road in the real window, with every way out watched or taken away.

Three watchers, for each sees what another can't: Python's audit hook (every socket that Python opens), strace (every
`connect` of every thread, Qt's and the libraries' too) and a network name space without any network. Sockets that
stay on the machine are allowed and named: AF_UNIX (the bell of a second start, the display, D-Bus to keep the laptop
awake) and a pair of sockets of one process with itself (Python's wake-up of signals).
"""

import ast
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LESVISIT = ROOT / "lesvisit"
NET = "LESVISIT_TEST_NO_NETWORK"

# What speaks over a network; `socket` itself is there for the wake-up pair of signals alone
SPEAKERS = {
    *("http", "urllib.request", "ftplib", "smtplib", "telnetlib", "xmlrpc", "socketserver", "asyncio", "ssl"),
    *("requests", "httpx", "aiohttp", "urllib3", "websockets", "PySide6.QtWebSockets", "PySide6.QtWebEngineCore"),
    *("PySide6.QtNetworkAuth", "PySide6.QtHttpServer", "PySide6.QtWebChannel"),
}
LOCAL_ALONE = {"QLocalServer", "QLocalSocket"}

# Installed before anything else in the process that goes the road: a hook can't be taken off again.
GUARD = """
import os, socket, sys
LOG = os.environ["LESVISIT_TEST_NO_NETWORK"]
UNIX = getattr(socket, "AF_UNIX", None)
def tell(what):
    with open(LOG, "a", encoding="utf-8") as file:
        file.write(what + "\\n")
    raise PermissionError("no network: " + what)
def watch(event, args):
    if event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo"):
        tell(event + " " + repr(args[:2]))
    if event in ("socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg"):
        if args and getattr(args[0], "family", None) != UNIX:
            tell(event + " " + repr(args[1:2]))
sys.addaudithook(watch)
"""
PROBES = {
    "connect": "import socket; socket.socket().connect(('127.0.0.1', 9))",
    "getaddrinfo": "import socket; socket.getaddrinfo('example.org', 443)",
    "udp": "import socket; socket.socket(type=socket.SOCK_DGRAM).sendto(b'x', ('127.0.0.1', 9))",
    "urlopen": "import urllib.request; urllib.request.urlopen('http://127.0.0.1:9/')",
}
# The road: a cold start, notes, the debrief, both papers by hand in the window; then the app with its package.
ROAD = [
    "tests/flows/test_whole_road.py",
    "tests/review/test_no_network.py::test_the_app_itself_goes_the_road_of_a_package",
]

# Ends without Qt's own farewell: in a process that made windows that is no part of the road.
GO = "import os, sys, pytest; code = pytest.main(sys.argv[1:]); sys.stdout.flush(); os._exit(code)"


@pytest.fixture
def guard(tmp_path: Path) -> dict[str, str]:
    """An environment in which every Python that starts has the hook from its first line on."""
    place = tmp_path / "guard"
    place.mkdir()
    (place / "sitecustomize.py").write_text(GUARD, encoding="utf-8")
    found = {**os.environ, "PYTHONPATH": os.pathsep.join((str(place), str(ROOT))), NET: str(tmp_path / "told")}
    return {**found, "QT_QPA_PLATFORM": "offscreen", "DBUS_SESSION_BUS_ADDRESS": f"unix:path={tmp_path}/no-bus"}


def told(environment: dict[str, str]) -> list[str]:
    path = Path(environment[NET])
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


def road(environment: dict[str, str], tmp_path: Path, *before: str) -> "subprocess.CompletedProcess[str]":
    base = ["-q", "-x", "-p", "no:cacheprovider", "-p", "no:xdist", "--basetemp", str(tmp_path / "road")]
    words = [*before, sys.executable, "-c", GO, *base, *ROAD]
    return subprocess.run(words, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=500, check=False)


def allows(*words: str) -> bool:
    if shutil.which(words[0]) is None:
        return False
    return subprocess.run([*words, "true"], capture_output=True, check=False).returncode == 0


# The watchers catch what they are there for


@pytest.mark.parametrize("name", PROBES)
def test_the_hook_catches_every_way_out(guard: dict[str, str], name: str) -> None:
    done = subprocess.run([sys.executable, "-c", PROBES[name]], env=guard, capture_output=True, check=False)
    assert done.returncode != 0
    assert told(guard)


def test_the_hook_lets_a_local_socket_be(guard: dict[str, str], tmp_path: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("there are no such sockets there")
    code = f"import socket; s = socket.socket(socket.AF_UNIX); s.bind({str(tmp_path / 's')!r}); socket.socketpair()"
    subprocess.run([sys.executable, "-c", code], env=guard, check=True)
    assert told(guard) == []


# The road


@pytest.mark.slow
def test_the_whole_road_asks_for_no_network(guard: dict[str, str], tmp_path: Path) -> None:
    done = road(guard, tmp_path)
    assert done.returncode == 0, done.stdout[-3000:]
    assert "2 passed" in done.stdout
    assert told(guard) == []


@pytest.mark.slow
def test_the_whole_road_where_there_is_no_network(guard: dict[str, str], tmp_path: Path) -> None:
    if not allows("unshare", "-Urn"):
        pytest.skip("this machine allows no network name space of one's own")
    done = road(guard, tmp_path, "unshare", "-Urn")
    assert done.returncode == 0, done.stdout[-3000:]
    assert "2 passed" in done.stdout


@pytest.mark.slow
def test_no_thread_of_qt_or_a_library_connects(guard: dict[str, str], tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    if not allows("strace", "-f", "-o", str(trace), "-e", "trace=connect"):
        pytest.skip("this machine allows no tracing")
    calls = "trace=connect,sendto,sendmsg,bind"
    done = road(guard, tmp_path, "strace", "-f", "-o", str(trace), "-e", calls)
    assert done.returncode == 0, done.stdout[-3000:]
    text = trace.read_text(encoding="utf-8", errors="replace")
    assert re.findall(r"^.*sa_family=AF_INET6?.*$", text, re.MULTILINE) == []


def test_the_trace_would_have_seen_it(tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    if not allows("strace", "-f", "-o", str(trace), "-e", "trace=connect"):
        pytest.skip("this machine allows no tracing")
    words = ["strace", "-f", "-o", str(trace), "-e", "trace=connect", sys.executable, "-c", PROBES["connect"]]
    subprocess.run(words, capture_output=True, check=False)
    assert "sa_family=AF_INET" in trace.read_text(encoding="utf-8", errors="replace")


def test_the_app_itself_goes_the_road_of_a_package(tmp_path: Path) -> None:
    """The example, a check, the papers, the data, a package out and in again: each command, in this process."""
    from lesvisit.__main__ import main

    def run(*words: str | Path) -> None:
        assert main(["--data-dir", str(tmp_path / "data"), *(str(word) for word in words)]) == 0

    run("demo", "--pdf-dir", tmp_path)
    run("visits", "--json")
    run("visit", "last", "--json")
    run("check", "--json")
    run("export", "last", "--paper", "pair", "-o", tmp_path / "pair.pdf")
    run("export", "last", "--format", "csv", "-o", tmp_path / "data.csv")
    run("package", "last", "--open", "-o", tmp_path / "visit.lesvisit")
    run("import", tmp_path / "visit.lesvisit", "--json")
    run("backup", "-o", tmp_path / "backup.db")


# What is built in


def imported() -> Iterator[tuple[Path, str, str]]:
    """Every import of the app: the file, the module and the name taken from it."""
    for path in LESVISIT.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                yield from ((path, alias.name, "") for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                yield from ((path, node.module, alias.name) for alias in node.names)


def test_nothing_that_speaks_over_a_network_is_imported() -> None:
    speaking = {
        (path.relative_to(ROOT).as_posix(), module)
        for path, module, name in imported()
        if any(m == s or m.startswith(f"{s}.") for m in (module, f"{module}.{name}") for s in SPEAKERS)
    }
    assert speaking == set()


def test_of_qts_network_module_only_the_local_bell_is_used() -> None:
    used = {(path.name, name) for path, module, name in imported() if module == "PySide6.QtNetwork"}
    assert {name for _path, name in used} <= LOCAL_ALONE
    assert {path for path, _name in used} <= {"doorbell.py"}
    sockets = {path.name for path, module, _name in imported() if module.partition(".")[0] == "socket"}
    assert sockets <= {"stop_signals.py"}


def test_the_bundle_leaves_out_what_could_speak() -> None:
    spec = (ROOT / "lesvisit.spec").read_text(encoding="utf-8")
    for name in ("QtWebSockets", "QtWebEngineCore", "QtHttpServer", "QtNetworkAuth"):
        assert f'"PySide6.{name}"' in spec
    assert '"tls"' in spec
    assert '"networkinformation"' in spec
