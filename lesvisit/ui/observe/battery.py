"""The battery against the lesson's length: read off the window's thread, once a minute, while the page shows."""

import threading
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from lesvisit.i18n import Translator
from lesvisit.ui.bridge import Bridge

EVERY_MS, FIRST_MS = 60_000, 3_000


@dataclass(frozen=True, slots=True)
class Battery:
    """`minutes` is None when the system can't tell; on the mains `plugged`."""

    percent: int
    minutes: int | None
    plugged: bool


def read_battery() -> Battery | None:
    """The battery as the system tells it; None without one."""
    import psutil

    sensors = getattr(psutil, "sensors_battery", None)
    found = sensors() if sensors is not None else None
    if found is None:
        return None
    known = found.secsleft is not None and int(found.secsleft) >= 0
    return Battery(round(found.percent), int(found.secsleft) // 60 if known else None, bool(found.power_plugged))


class BatteryWatch(QObject):
    """`told` with a Battery, or None."""

    told = Signal(object)

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._ask)

    def start(self) -> None:
        """Asks soon, then once a minute."""
        self._timer.start(FIRST_MS)

    def stop(self) -> None:
        """Asks no more."""
        self._timer.stop()

    def _ask(self) -> None:
        self._timer.setInterval(EVERY_MS)
        threading.Thread(target=self._read, name="battery", daemon=True).start()

    def _read(self) -> None:
        found = read_battery()
        self._bridge.deliver(lambda: self.told.emit(found))


def battery_words(translator: Translator, battery: Battery | None, lesson_left: int | None) -> str:
    """In words: accu 1 u 50 · les nog 26 min; nothing without a battery."""
    _ = translator.gettext
    if battery is None:
        return ""
    if battery.plugged:
        power = _("on mains power")
    elif battery.minutes is not None:
        hours, minutes = divmod(battery.minutes, 60)
        power = _("battery {h} h {m:02d}", h=hours, m=minutes) if hours else _("battery {m} min", m=minutes)
    else:
        power = _("battery {percent} %", percent=battery.percent)
    if lesson_left is None or lesson_left < 0:
        return power
    left = translator.ngettext("lesson {n} min more", "lesson {n} min more", lesson_left)
    return f"{power} · {left}"


def is_short(battery: Battery | None, lesson_left: int | None) -> bool:
    """Does the battery end before the lesson?"""
    if battery is None or battery.plugged or lesson_left is None:
        return False
    return battery.percent <= 5 if battery.minutes is None else battery.minutes < lesson_left
