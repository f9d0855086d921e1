"""The system's clocks behind the Clock port: elapsed time that goes on while the laptop sleeps.

Sources: Linux CLOCK_BOOTTIME counts suspend (CLOCK_MONOTONIC does not); macOS CLOCK_MONOTONIC goes on asleep;
Windows GetTickCount64 includes sleep.
"""

import sys
import time
from contextlib import suppress
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

_WINDOWS_BOOTS = r"SYSTEM\CurrentControlSet\Control\Session Manager\Memory Management\PrefetchParameters"
_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


class SystemClock:
    """The Clock of a real laptop."""

    def now_utc(self) -> datetime:
        """The wall clock."""
        return datetime.now(UTC)

    def elapsed_ms(self) -> int:
        """Milliseconds since boot, asleep or not."""
        if sys.platform == "win32":
            import ctypes

            return int(ctypes.windll.kernel32.GetTickCount64())
        clock = time.CLOCK_BOOTTIME if hasattr(time, "CLOCK_BOOTTIME") else time.CLOCK_MONOTONIC
        return time.clock_gettime_ns(clock) // 1_000_000

    def boot_id(self) -> str:
        """A name for this boot: elapsed times are compared only within one."""
        return self._boot_id

    def zone(self) -> str:
        """The IANA name of the zone where the laptop is; UTC where it cannot be told."""
        return self._zone

    @cached_property
    def _boot_id(self) -> str:
        return _told_boot() or _reckoned_boot()

    @cached_property
    def _zone(self) -> str:
        return local_zone()


def _told_boot() -> str:
    """The system's own name of this boot; empty where it has none (Windows and macOS: never run there yet)."""
    if _BOOT_ID.exists():
        return _BOOT_ID.read_text(encoding="ascii").strip()
    return _windows_boot() or _mac_boot()


def _reckoned_boot() -> str:
    """From the wall clock, which may be set meanwhile: only where nothing else is told."""
    import psutil

    return f"boot-{round(psutil.boot_time() / 60)}"


def _windows_boot() -> str:
    """The number that Windows gives each boot."""
    if sys.platform == "win32":
        import winreg

        with (
            suppress(OSError),
            winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, _WINDOWS_BOOTS) as key,
        ):
            return f"windows-{winreg.QueryValueEx(key, 'BootId')[0]}"
    return ""


def _mac_boot() -> str:
    """kern.bootsessionuuid of the macOS kernel."""
    if sys.platform == "darwin":
        import ctypes

        text, size, none = ctypes.create_string_buffer(64), ctypes.c_size_t(64), ctypes.c_size_t(0)
        if not ctypes.CDLL(None).sysctlbyname(b"kern.bootsessionuuid", text, ctypes.byref(size), None, none):
            return text.value.decode("ascii", "replace")
    return ""


def local_zone() -> str:
    """The zone's IANA name as the system has it (Babel knows where each system keeps it)."""
    from babel.localtime import get_localzone

    return str(getattr(get_localzone(), "key", "") or "UTC")
