"""The lock of the system's screen, on a bus of its own."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
LISTENS = """
import sys
from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtDBus import QDBusConnection, QDBusMessage
from lesvisit.ui.unlock.screen_lock import ScreenLock
app = QCoreApplication([])
lock = ScreenLock()
told = []
lock.locked.connect(lambda: told.append(1))
bus = QDBusConnection.connectToBus(QDBusConnection.BusType.SessionBus, "other")
name, path = sys.argv[1:]
assert bus.registerService(name)
def say(on):
    message = QDBusMessage.createSignal(path, name, "ActiveChanged")
    message.setArguments([on])
    assert bus.send(message)
QTimer.singleShot(50, lambda: say(False))
QTimer.singleShot(100, lambda: say(True))
lock.locked.connect(app.quit)
QTimer.singleShot(5000, app.quit)
app.exec()
print("hears", lock.hears, "told", len(told))
"""


SAVERS = (
    ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"),
    ("org.freedesktop.ScreenSaver", "/ScreenSaver"),
    *(
        (f"org.{desktop}.ScreenSaver", f"/org/{desktop}/ScreenSaver")
        for desktop in ("gnome", "cinnamon", "mate", "xfce")
    ),
)


@pytest.mark.skipif(shutil.which("dbus-run-session") is None, reason="no private bus here")
@pytest.mark.parametrize("saver", SAVERS)
def test_a_locked_screen_is_heard_and_an_unlocked_one_is_not(saver: tuple[str, str]) -> None:
    words = ["dbus-run-session", "--", sys.executable, "-c", LISTENS, *saver]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)
    assert done.stdout.strip() == "hears True told 1", done.stderr


def test_without_a_bus_nothing_is_heard_and_nothing_breaks(monkeypatch: pytest.MonkeyPatch) -> None:
    code = "from lesvisit.ui.unlock.screen_lock import ScreenLock; print(ScreenLock().hears)"
    env = {"DBUS_SESSION_BUS_ADDRESS": "unix:path=/nowhere", "DBUS_SYSTEM_BUS_ADDRESS": "unix:path=/nowhere"}
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=env, capture_output=True, text=True, timeout=60)
    assert done.stdout.strip() == "False", done.stderr
