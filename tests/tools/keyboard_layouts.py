"""Types on the observe page in a real window, with Belgian, French and US international keys.

    python -m tests.tools.keyboard_layouts [be fr us-intl]

Needs Linux with Xvfb, xdotool and setxkbmap (apt-get install xvfb xdotool x11-xkb-utils). Presses *physical* keys, as
fingers do, and prints what came of them beside what was meant; exit code 1 when anything differs.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]

# Physical keys by X keycode; letters that lie in the same place on all three layouts.
H, O, I, K, D, E = 43, 32, 31, 45, 40, 26  # noqa: E741
ENTER, TAB, SPACE, ESC = 36, 23, 65, 9
DIGIT = {n: 9 + n for n in range(1, 10)} | {0: 19}
KEYPAD_1, NUM_LOCK = 87, 77


@dataclass(frozen=True)
class Layout:
    """A layout and the physical keys that differ: closing quotation mark, slash, a, and an accent on e."""

    name: str
    setxkbmap: tuple[str, ...]
    quote: str
    slash: str
    a: int
    accent: str
    accented: str
    altgr: tuple[str, str]


LAYOUTS = (
    Layout("be", ("be",), f"{DIGIT[3]}", "shift+60", 24, "34", "ê", (f"ISO_Level3_Shift+{DIGIT[2]}", "@")),
    Layout("fr", ("fr",), f"{DIGIT[3]}", "shift+60", 24, "34", "ê", (f"ISO_Level3_Shift+{DIGIT[3]}", "#")),
    Layout("us-intl", ("us", "intl"), "shift+48", "61", 38, "48", "é", (f"ISO_Level3_Shift+{DIGIT[5]}", "€")),
)


@dataclass
class Outcome:
    """What was meant and what came, case by case."""

    lines: list[tuple[str, object, object]] = field(default_factory=list)

    def check(self, what: str, meant: object, came: object) -> None:
        self.lines.append((what, meant, came))

    @property
    def good(self) -> bool:
        return all(meant == came for _, meant, came in self.lines)


class Keyboard:
    """xdotool on one display."""

    def __init__(self, display: str) -> None:
        self.environment = os.environ | {"DISPLAY": display}

    def keys(self, *chords: int | str) -> None:
        for chord in chords:
            self._do("key", "--delay", "12", str(chord))

    def hold(self, modifier: str, key: int, seconds: float) -> None:
        self._do("keydown", modifier)
        self._do("keydown", str(key))
        time.sleep(seconds)  # the X server's own repeat is what is tried here
        self._do("keyup", str(key))
        self._do("keyup", modifier)

    def roll(self, chord: str, key: int) -> None:
        """The next key goes down before the one before it is let go, as in quick typing."""
        *shift, first = chord.split("+")
        for down in shift:
            self._do("keydown", down)
        self._do("keydown", first)
        for up in shift:
            self._do("keyup", up)
        self._do("keydown", str(key))
        self._do("keyup", first)
        self._do("keyup", str(key))

    def focus(self, window: int) -> None:
        self._do("windowfocus", "--sync", str(window))

    def layout(self, layout: Layout) -> None:
        subprocess.run(["setxkbmap", *layout.setxkbmap], env=self.environment, check=True)

    def _do(self, *args: str) -> None:
        subprocess.run(["xdotool", *args], env=self.environment, check=True)


@contextmanager
def screen() -> Iterator[str]:
    """An X server of its own, at a display number that it chooses."""
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1366x768x24", "-nolisten", "tcp", "-noreset"],
        pass_fds=(write,),
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    try:
        with os.fdopen(read) as answer:
            yield f":{answer.readline().strip()}"
    finally:
        server.terminate()
        server.wait()


class Page:
    """The observe page in a process of its own; it writes what it shows to a file."""

    def __init__(self, display: str, folder: Path) -> None:
        self.report = folder / "report.json"
        environment = os.environ | {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "LC_ALL": "C.UTF-8"}
        environment.pop("QT_IM_MODULE", None)
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.tools.keyboard_layouts", "--page", str(folder)], cwd=ROOT, env=environment
        )

    def wait(self) -> dict[str, Any]:
        """What it shows once it has been still for a while."""
        before, since, start = None, time.monotonic(), time.monotonic()
        while time.monotonic() - start < 30:
            now = json.loads(self.report.read_text()) if self.report.exists() else None
            if now is None or now != before:
                before, since = now, time.monotonic()
            elif time.monotonic() - since > 0.6:
                return dict(now)
            time.sleep(0.05)
        raise TimeoutError("the page does not come to rest")

    def close(self) -> None:
        self.process.terminate()
        self.process.wait()


def try_layout(layout: Layout, display: str) -> Outcome:
    """All cases on one layout."""
    outcome = Outcome()
    keyboard = Keyboard(display)
    keyboard.layout(layout)
    with tempfile.TemporaryDirectory() as folder:
        page = Page(display, Path(folder))
        try:
            keyboard.focus(page.wait()["window"])
            _quotes(outcome, keyboard, page, layout)
            _accents(outcome, keyboard, page, layout)
            _digits(outcome, keyboard, page, layout)
            _slash(outcome, keyboard, page, layout)
        finally:
            page.close()
    return outcome


def _quotes(outcome: Outcome, keyboard: Keyboard, page: Page, layout: Layout) -> None:
    keyboard.keys(H, O, I, layout.quote, ENTER)
    outcome.check("closing quotation mark, Enter", ['hoi"'], page.wait()["notes"])
    keyboard.keys(H, O, I, layout.quote, TAB, O, K, layout.quote, f"alt+{DIGIT[1]}")
    shown = page.wait()
    outcome.check("closing quotation mark, Tab: the text", 'hoi"', shown["text"])
    outcome.check("closing quotation mark, Alt+1: the effect", 'ok"', shown["effect"])
    outcome.check("Alt+1 counts once", 1, shown["ticks"])
    keyboard.keys(ENTER)
    outcome.check("both lines kept", ['hoi"', 'hoi"'], page.wait()["notes"])
    keyboard.keys(H, O, I)
    keyboard.roll(layout.quote, ENTER)
    outcome.check("quick: Enter before the mark is let go", 'hoi"', page.wait()["notes"][-1])
    keyboard.roll(layout.quote, K)
    keyboard.roll(layout.quote, ENTER)
    outcome.check("quick: a word between marks", '"k"', page.wait()["notes"][-1])


def _accents(outcome: Outcome, keyboard: Keyboard, page: Page, layout: Layout) -> None:
    keyboard.keys(layout.accent, E, SPACE, layout.altgr[0], NUM_LOCK, KEYPAD_1, NUM_LOCK)
    outcome.check("dead key and letter, AltGr, keypad", f"{layout.accented} {layout.altgr[1]}1", page.wait()["text"])
    keyboard.keys(ENTER)
    page.wait()


def _digits(outcome: Outcome, keyboard: Keyboard, page: Page, layout: Layout) -> None:
    before = page.wait()["ticks"]
    keyboard.keys(*(f"alt+{DIGIT[n]}" for n in (1, 2, 3, 4, 5, 6)))
    shown = page.wait()
    outcome.check("Alt+1..6 by physical key", before + 6, shown["ticks"])
    outcome.check("they type nothing", "", shown["text"])
    keyboard.hold("alt", DIGIT[2], 1.2)
    outcome.check("a held key counts once", before + 7, page.wait()["ticks"])
    keyboard.keys(f"alt+{DIGIT[0]}")
    outcome.check("Alt+0 takes one back", before + 6, page.wait()["ticks"])
    keyboard.keys(f"alt+{D}", f"ctrl+{O}")
    outcome.check("other Alt and Ctrl keys type nothing", "", page.wait()["text"])
    keyboard.keys(H, O, I, f"ctrl+{DIGIT[1]}", f"ctrl+{DIGIT[4]}", ENTER)
    shown = page.wait()
    outcome.check("Ctrl+1, Ctrl+4 link", ["c1", "q1"], shown["links"])
    outcome.check("and type nothing", "hoi", shown["notes"][-1])


def _slash(outcome: Outcome, keyboard: Keyboard, page: Page, layout: Layout) -> None:
    keyboard.keys(H, O, I, SPACE, layout.slash, D, DIGIT[2], layout.a, SPACE, ENTER)
    shown = page.wait()
    outcome.check("/d2a without Shift", ["c3"], shown["links"])
    outcome.check("the code is gone from the text", "hoi", shown["notes"][-1])


def main(names: list[str]) -> int:
    """Tries the layouts and prints a table."""
    good = True
    with screen() as display:
        for layout in LAYOUTS:
            if names and layout.name not in names:
                continue
            outcome = try_layout(layout, display)
            good = good and outcome.good
            print(f"{layout.name}: {'good' if outcome.good else 'NOT GOOD'}")
            for what, meant, came in outcome.lines:
                print(
                    f"  {'ok ' if meant == came else 'NO '} {what}: {came!r}"
                    + ("" if meant == came else f", meant {meant!r}")
                )
    return 0 if good else 1


def show_page(folder: Path) -> None:
    """The page itself, for the process that types."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication
    from pytestqt.qt_compat import qt_api
    from pytestqt.qtbot import QtBot

    from lesvisit.domain.events import Tick
    from lesvisit.ui.observe.page import ObservePage
    from tests.support.house import House
    from tests.ui.observe.conftest import designed_visit

    qt_api.set_qt_api("pyside6")  # type: ignore[no-untyped-call]
    app = QApplication(sys.argv[:1])
    house = House(QtBot(None), folder / "data", app)  # type: ignore[arg-type]
    visit = designed_visit(house)
    page = ObservePage(house.workspace)
    page.resize(1366, 688)
    page.show_visit(visit)
    page.show()
    page.activateWindow()
    page.take_focus()

    def write() -> None:
        last = page.observation.last_kept() if page.observation is not None else None
        found = {
            "window": int(page.winId()),
            "notes": [record.payload.text for record in visit.view.notes],
            "links": list(last.payload.links) if last is not None else [],
            "ticks": len(visit.book.of(Tick)),
            "text": page.line.text.toPlainText(),
            "effect": page.line.effect.toPlainText(),
        }
        temporary = folder / "report.tmp"
        temporary.write_text(json.dumps(found))
        temporary.replace(folder / "report.json")

    timer = QTimer(interval=100)
    timer.timeout.connect(write)
    timer.start()
    sys.exit(app.exec())


if __name__ == "__main__":
    if sys.argv[1:2] == ["--page"]:
        show_page(Path(sys.argv[2]))
    else:
        sys.exit(main(sys.argv[1:]))
