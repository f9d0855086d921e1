"""Goes the cold-start road as a new teacher would: the real app in a real X window, keys only, a picture a step.

    python -m tests.tools.teacher [--shots DIR]

Needs Linux with Xvfb, openbox, xdotool, xmessage and ImageMagick (apt-get install xvfb openbox xdotool x11-utils
imagemagick). The app is killed halfway a line and started again; a second start must raise the first window. Prints
what was found, exit code 1 when anything is not as it should be; the pictures are for a person to look at.
"""

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests.tools.keyboard_layouts import screen

ROOT = Path(__file__).parents[2]
READY_S, STILL_S = 20.0, 0.7
LEERVRAAG = "Hoe krijg ik iedereen aan het denken?"
KIJKVRAAG = "Wat schrijven leerlingen op voor er iemand antwoordt?"
LINES = [
    "18 lln hebben hun schrift open",
    "/l N: wat zie je als eerste?",
    "/r2p3 wacht op zijn buurman",
    "/i misschien is de som te kort",
    "/v hoe kies je wie er antwoordt?",
    "vier handen, de rest schrijft",
]
REACTION = "daar schrok ik van"
AGREEMENT = "na elke vraag eerst schrijven"
TAKEAWAY = "de stille minuut in mijn eigen klas"
HALF = "Noor loopt langs de rij bij"


class Keyboard:
    """xdotool and ImageMagick on one display: keys and text go in, pictures come out."""

    def __init__(self, display: str, shots: Path) -> None:
        self.environment = os.environ | {"DISPLAY": display}
        self.shots = shots
        self._taken = 0

    def run(self, *command: str) -> str:
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False, timeout=60)
        return done.stdout.strip()

    def keys(self, *chords: str) -> None:
        for chord in chords:
            self.run("xdotool", "key", "--clearmodifiers", "--delay", "20", chord)
            time.sleep(0.06)  # a person's fingers; the app must follow without being waited for

    def tabs(self, count: int) -> None:
        self.keys(*["Tab"] * count)

    def write(self, text: str) -> None:
        self.run("xdotool", "type", "--delay", "12", text)
        time.sleep(0.1)

    def shot(self, name: str) -> Path:
        """A picture of the whole screen, once it is still."""
        self._taken += 1
        path = self.shots / f"{self._taken:02d}-{name}.png"
        last = b""
        for _ in range(20):
            time.sleep(STILL_S / 2)
            self.run("import", "-window", "root", str(path))
            now = path.read_bytes() if path.exists() else b""
            if now and now == last:
                break
            last = now
        return path

    def windows(self) -> list[str]:
        """The visible windows of the app."""
        return self.run("xdotool", "search", "--onlyvisible", "--name", "LesVisit").split()

    def active(self) -> str:
        return self.run("xdotool", "getactivewindow", "getwindowname")

    def wait_for_window(self) -> None:
        began = time.monotonic()
        while time.monotonic() - began < READY_S:
            if self.windows():
                self.run("xdotool", "windowfocus", "--sync", self.windows()[0])
                return
            time.sleep(0.1)
        raise TimeoutError("no window of LesVisit came up")


class Teacher:
    """The road itself, and what was found on it."""

    def __init__(self, keyboard: Keyboard, data: Path) -> None:
        self.keyboard, self.data = keyboard, data
        self.found: list[tuple[str, bool]] = []
        self.app: subprocess.Popen[bytes] | None = None

    def check(self, what: str, good: bool) -> None:
        self.found.append((what, good))

    # The app

    def _command(self) -> list[str]:
        return [sys.executable, "-m", "lesvisit", "--data-dir", str(self.data), "--language", "nl"]

    def start(self) -> None:
        environment = self.keyboard.environment | {"QT_QPA_PLATFORM": "xcb", "LC_ALL": "C.UTF-8"}
        environment["HOME"] = str(self.data.parent)
        self.app = subprocess.Popen(self._command(), cwd=ROOT, env=environment)
        self.keyboard.wait_for_window()
        time.sleep(1.5)

    def kill(self) -> None:
        """As when the battery gives out."""
        assert self.app is not None
        self.app.send_signal(signal.SIGKILL)
        self.app.wait()

    def close(self) -> None:
        if self.app is not None and self.app.poll() is None:
            self.app.terminate()
            self.app.wait(20)

    def visit_as_text(self) -> str:
        """All of the visit on the disk, as a reading command tells it beside the open window."""
        command = [sys.executable, "-m", "lesvisit", "--data-dir", str(self.data), "visit", "last", "--json"]
        told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)
        return json.dumps(json.loads(told.stdout), ensure_ascii=False) if told.returncode == 0 else ""

    def stands(self, text: str) -> bool:
        """Is this text in the visit on the disk?"""
        return text in self.visit_as_text()

    # The road

    def walk(self) -> None:
        self.begin()
        self.observe()
        self.be_killed()
        self.finish()
        self.prepare()
        self.debrief()
        self.share()
        self.second_start()

    def begin(self) -> None:
        hands = self.keyboard
        self.start()
        hands.shot("welkom")
        hands.write("Bram")
        hands.keys("Return")
        hands.shot("na-de-naam")

    def observe(self) -> None:
        hands = self.keyboard
        hands.keys("ctrl+n")
        hands.shot("observeren-begint")
        hands.tabs(5)
        hands.write("18")
        hands.shot("minuut-gezegd")
        hands.keys("Return")
        for line in LINES:
            hands.write(line)
            hands.keys("Return")
        hands.shot("zes-regels")
        hands.write("Noor wacht tien tellen")
        hands.keys("Tab")
        hands.write("iedereen schrijft")
        hands.shot("effect")
        hands.keys("Return", "alt+7")
        hands.write("dit gaat te snel /")
        hands.shot("schuine-streep")
        hands.keys("Escape", "ctrl+a", "BackSpace", "F1")
        hands.shot("toetsen")
        hands.keys("F1", "F11")
        hands.shot("stil-scherm")
        hands.keys("F11")
        time.sleep(1)
        self.check("the first line is kept", self.stands("18 lln hebben hun schrift open"))
        self.check("the start of the lesson is kept", '"lesson_start_utc": "' in self.visit_as_text())

    def be_killed(self) -> None:
        hands = self.keyboard
        hands.write(HALF)
        time.sleep(1.2)  # at most a second of typing may be lost
        hands.shot("halve-regel")
        self.kill()
        self.start()
        hands.shot("opnieuw-gestart")
        hands.keys("Return")
        time.sleep(1)
        hands.shot("halve-regel-terug")
        hands.write(" de deur")
        hands.keys("Return")
        time.sleep(1)
        hands.shot("hele-regel")
        self.check("the half-typed line stood there again and could be finished", self.stands(HALF + " de deur"))

    def finish(self) -> None:
        hands = self.keyboard
        hands.tabs(2)
        hands.shot("klaar-knop")
        hands.keys("space")
        hands.shot("nagesprek")

    def prepare(self) -> None:
        hands = self.keyboard
        hands.keys("ctrl+Prior", "ctrl+Prior")
        for text in ("Noor", "H2b", "wiskunde"):
            hands.write(text)
            hands.tabs(1)
        hands.shot("voorbereiden")
        hands.tabs(6)
        hands.write(LEERVRAAG)
        hands.tabs(1)
        hands.write(KIJKVRAAG)
        hands.shot("leervraag-en-kijkvraag")
        hands.keys("ctrl+Next", "ctrl+1")
        hands.shot("observeren-met-kijkvraag")
        time.sleep(1)
        visit = self.visit_as_text()
        self.check("the questions are kept", LEERVRAAG in visit and KIJKVRAAG in visit)

    def debrief(self) -> None:
        hands = self.keyboard
        hands.keys("ctrl+Next")
        hands.shot("nagesprek-klaar-om-te-beginnen")
        hands.keys("ctrl+Return")
        hands.shot("gesprek-begint")
        hands.keys("ctrl+Return")
        hands.shot("feit-en-effect")
        hands.keys("ctrl+Tab", "ctrl+Tab", "space", "Down", "r")
        hands.write(REACTION)
        hands.shot("bewijs-en-reactie")
        hands.keys("Return")
        for name in ("verhelderen", "samen-nadenken", "afspraken"):
            hands.keys("ctrl+Return")
            hands.shot(name)
        self.agree()

    def agree(self) -> None:
        hands = self.keyboard
        hands.keys("ctrl+Tab", "ctrl+Tab", "ctrl+Tab")
        hands.write(AGREEMENT)
        hands.tabs(1)
        hands.keys("space")
        hands.tabs(2)
        hands.write("vanaf donderdag")
        hands.tabs(3)
        hands.write("iedereen heeft iets staan")
        hands.shot("afspraak")
        hands.keys("ctrl+Return")
        hands.shot("terugblik")
        hands.keys("shift+Tab")
        hands.write(TAKEAWAY)
        hands.shot("meenemer")
        hands.keys("ctrl+Return")
        time.sleep(1)
        visit = self.visit_as_text()
        for what, text in (("reaction", REACTION), ("agreement", AGREEMENT), ("takeaway", TAKEAWAY)):
            self.check(f"the {what} is kept", text in visit)

    def share(self) -> None:
        hands = self.keyboard
        hands.shot("delen")
        hands.keys("ctrl+e")
        hands.shot("delen-nog-geen-akkoord")
        hands.keys("shift+Tab", "space")
        hands.shot("delen-team")
        hands.tabs(5)
        hands.shot("delen-voorlezen-knop")
        hands.keys("space")
        hands.shot("voorlezen")
        hands.keys("Tab", "Down", "Tab", "space")
        hands.shot("akkoord")
        hands.keys("ctrl+e")
        hands.shot("opslaan")
        hands.keys("Return")
        time.sleep(2)
        hands.shot("opgeslagen")
        made = list(self.data.parent.rglob("*.pdf"))
        self.check("the team paper is saved", len(made) == 1)
        hands.keys(*["ctrl+plus"] * 4)
        hands.shot("delen-groter")
        hands.keys("ctrl+0")

    def second_start(self) -> None:
        """The window lies under another; the app is started again."""
        hands = self.keyboard
        before = hands.windows()
        cover = subprocess.Popen(
            ["xmessage", "-geometry", "900x500+100+100", "een ander venster"],
            env=hands.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(1)
        hands.shot("ander-venster-ervoor")
        environment = hands.environment | {"QT_QPA_PLATFORM": "xcb", "HOME": str(self.data.parent)}
        second = subprocess.run(self._command(), cwd=ROOT, env=environment, check=False, timeout=60)
        time.sleep(1)
        hands.shot("tweede-start")
        self.check("a second start ends by itself, well", second.returncode == 0)
        self.check("no second window", len(hands.windows()) == len(before))
        self.check("the first window is in front", "LesVisit" in hands.active())
        cover.terminate()
        cover.wait()


@contextmanager
def window_manager(display: str) -> Iterator[None]:
    """A small one, as desktops have: it gives the focus and raises windows."""
    manager = subprocess.Popen(["openbox"], env=os.environ | {"DISPLAY": display}, stderr=subprocess.DEVNULL)
    time.sleep(1)
    try:
        yield
    finally:
        manager.terminate()
        manager.wait()


def main(arguments: list[str]) -> int:
    """Walks the road and prints what was found."""
    parser = argparse.ArgumentParser(prog="python -m tests.tools.teacher", description=__doc__)
    parser.add_argument("--shots", type=Path, default=Path(tempfile.gettempdir()) / "lesvisit-shots")
    shots: Path = parser.parse_args(arguments).shots
    shots.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        display = stack.enter_context(screen())
        stack.enter_context(window_manager(display))
        data = Path(stack.enter_context(tempfile.TemporaryDirectory())) / "data"
        teacher = Teacher(Keyboard(display, shots), data)
        stack.callback(teacher.close)
        teacher.walk()
    for what, good in teacher.found:
        print(f"{'ok ' if good else 'NO '} {what}")
    print(f"pictures: {shots}")
    return 0 if all(good for _, good in teacher.found) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
