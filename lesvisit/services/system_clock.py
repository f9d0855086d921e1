"""The system's clocks behind the Clock port: elapsed time that goes on while the laptop sleeps.

Sources: Linux CLOCK_BOOTTIME counts suspend (CLOCK_MONOTONIC does not); macOS CLOCK_MONOTONIC goes on asleep;
Windows GetTickCount64 includes sleep.
"""

import sys
import time
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

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
        if _BOOT_ID.exists():
            return _BOOT_ID.read_text(encoding="ascii").strip()
        import psutil

        return f"boot-{round(psutil.boot_time() / 60)}"

    @cached_property
    def _zone(self) -> str:
        return local_zone()


def local_zone() -> str:
    """The zone's IANA name as the system has it (Babel knows where each system keeps it)."""
    from babel.localtime import get_localzone

    return str(getattr(get_localzone(), "key", "") or "UTC")
