"""The keys of the observe page as data: which act sits on which key of the digit row, and what F-keys repeat.

A chord is written as on the keyboard: "Ctrl+1", "Alt+7", "F1", "Ctrl+T". The digit row is meant as *physical* keys:
on AZERTY the key with the ampersand on it is 1. All can be changed; what is always zoom or editing can't be taken.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

LINKS = 9
COUNTERS = 6


class Act(StrEnum):
    """What a key does while observing."""

    LINK_1 = "link_1"
    LINK_2 = "link_2"
    LINK_3 = "link_3"
    LINK_4 = "link_4"
    LINK_5 = "link_5"
    LINK_6 = "link_6"
    LINK_7 = "link_7"
    LINK_8 = "link_8"
    LINK_9 = "link_9"
    COUNT_1 = "count_1"
    COUNT_2 = "count_2"
    COUNT_3 = "count_3"
    COUNT_4 = "count_4"
    COUNT_5 = "count_5"
    COUNT_6 = "count_6"
    HOLD = "hold"
    BACK = "back"
    NEXT_PHASE = "next_phase"
    TAKE_BACK = "take_back"
    KEYS = "keys"
    QUIET = "quiet"
    HIDE_PUPILS = "hide_pupils"
    NEXT_BLOCK = "next_block"
    NEXT_GROUP = "next_group"
    EXPAND = "expand"
    NAME_CODE = "name_code"

    @property
    def place(self) -> int:
        """Which link or counter, from 0; -1 for the other acts."""
        head, _, number = self.value.partition("_")
        return int(number) - 1 if head in ("link", "count") else -1


LINK_ACTS = tuple(act for act in Act if act.value.startswith("link_"))
COUNT_ACTS = tuple(act for act in Act if act.value.startswith("count_"))

DEFAULT: Mapping[Act, tuple[str, ...]] = {
    **{act: (f"Ctrl+{act.place + 1}",) for act in LINK_ACTS},
    **{act: (f"Alt+{act.place + 1}",) for act in COUNT_ACTS},
    Act.HOLD: ("Alt+7",),
    Act.BACK: ("Alt+8",),
    Act.NEXT_PHASE: ("Alt+9",),
    Act.TAKE_BACK: ("Alt+0",),
    Act.KEYS: ("F1", "Ctrl+T"),
    Act.QUIET: ("F11", "Ctrl+D"),
    Act.HIDE_PUPILS: ("Ctrl+H",),
    Act.NEXT_BLOCK: ("Ctrl+B",),
    Act.NEXT_GROUP: ("Ctrl+G",),
    Act.EXPAND: ("Ctrl+E",),
    Act.NAME_CODE: ("Ctrl+R",),
}

# Zoom, editing and the window's own keys: never an act of ours. F10 belongs to menus.
RESERVED = frozenset(
    {"Ctrl+0", "F10", "Alt+F4", *(f"Ctrl+{letter}" for letter in "ZYXCVAFK")},
)


@dataclass(frozen=True)
class KeyMap:
    """The keys in force. No chord has two acts; each act has one chord with Ctrl or Alt, perhaps an F-key before it.

    So no act has only an F-key: many laptops keep those for sound and light.
    """

    chords: Mapping[Act, tuple[str, ...]] = field(default_factory=lambda: DEFAULT)

    def act(self, chord: str) -> Act | None:
        """What a chord does; None when nothing."""
        return next((act for act, chords in self.chords.items() if chord in chords), None)

    def text(self, act: Act) -> str:
        """The chord as the keycap shows it ("Alt 7")."""
        return keycap(self.chords[act][0])

    def all_texts(self, act: Act) -> str:
        """Every chord of an act ("F1, Ctrl K")."""
        return ", ".join(keycap(chord) for chord in self.chords[act])

    def main(self, act: Act) -> str:
        """The chord with Ctrl or Alt ("Alt+7")."""
        return self.chords[act][-1]

    def shared_modifier(self, acts: Iterable[Act]) -> str:
        """The modifier that all these acts have, which a heading may say once; an empty text when they differ."""
        found = {self.main(act).partition("+")[0] for act in acts}
        return next(iter(found)) if len(found) == 1 else ""

    def with_key(self, act: Act, chord: str) -> "KeyMap":
        """The map with an act on another key; the act that sat there takes the key that became free.

        An F-key comes before the other key, or in the place of the F-key there was. Raises ValueError for a chord
        that can't be used.
        """
        if not is_usable(chord):
            raise ValueError(chord)
        is_f = is_function_key(chord)
        before = next((c for c in self.chords[act] if is_function_key(c) == is_f), "")
        changed = dict(self.chords)
        other = self.act(chord)
        if other is not None and other is not act:
            changed[other] = _put(changed[other], chord, before)
        changed[act] = _put(changed[act], before, chord)
        return KeyMap(changed)

    def changes(self) -> dict[str, str]:
        """What differs from the default, as preferences keep it: act to its chords."""
        return {act.value: " ".join(chords) for act, chords in self.chords.items() if chords != DEFAULT[act]}


def _put(chords: tuple[str, ...], old: str, new: str) -> tuple[str, ...]:
    """The chords with one in the place of another (each may be empty), the F-key first."""
    kept = [chord for chord in chords if chord not in (old, new)]
    return tuple(sorted([*kept, *([new] if new else [])], key=lambda chord: not is_function_key(chord)))


def keymap_of(changes: Mapping[str, str]) -> KeyMap:
    """The default with the changes of the preferences; what is unknown or unusable is passed over."""
    wanted = {act: tuple(_words(changes, act)) for act in Act}
    exact = {act: chords or DEFAULT[act] for act, chords in wanted.items()}
    if _is_whole(exact):
        return KeyMap(exact)
    keymap = KeyMap()
    for act, chords in wanted.items():
        for chord in chords:
            if is_usable(chord):
                keymap = keymap.with_key(act, chord)
    return keymap


def _words(changes: Mapping[str, str], act: Act) -> list[str]:
    value: object = changes.get(act.value, "")
    return value.split() if isinstance(value, str) else []


def _is_whole(chords: Mapping[Act, tuple[str, ...]]) -> bool:
    """Is every chord usable and there once, and has every act exactly one that is no F-key?"""
    each = [chord for found in chords.values() for chord in found]
    plain = [[chord for chord in found if not is_function_key(chord)] for found in chords.values()]
    in_order = all(not is_function_key(found[-1]) and len(found) <= 2 for found in chords.values())
    return len(each) == len(set(each)) and all(map(is_usable, each)) and all(len(p) == 1 for p in plain) and in_order


def is_function_key(chord: str) -> bool:
    """F1 and the like, which have no modifier."""
    return "+" not in chord


def is_usable(chord: str) -> bool:
    """Can this chord carry an act? Ctrl or Alt with one key of the digit row, Ctrl with a letter, or an F-key."""
    if chord in RESERVED:
        return False
    modifier, plus, key = chord.rpartition("+")
    if modifier in ("Ctrl", "Alt"):
        digit = len(key) == 1 and key.isascii() and key.isdigit()
        letter = modifier == "Ctrl" and len(key) == 1 and "A" <= key <= "Z"
        return digit or letter
    return not plus and key[:1] == "F" and key[1:].isdigit() and 1 <= int(key[1:]) <= 12


def keycap(chord: str) -> str:
    """A chord as it stands on a keycap: "Alt+7" is "Alt 7"."""
    return chord.replace("+", " ")


def digit_of(chord: str) -> str:
    """The key without its modifier, for a column that says "Alt +" once."""
    return chord.rpartition("+")[2]


# The digit row by scan code (Linux: evdev code + 8; Windows: set 1) and by macOS virtual key code.
LINUX_DIGITS: Mapping[int, int] = {code: (code - 9) % 10 for code in range(10, 20)}
WINDOWS_DIGITS: Mapping[int, int] = {code: (code - 1) % 10 for code in range(2, 12)}
MACOS_DIGITS: Mapping[int, int] = {18: 1, 19: 2, 20: 3, 21: 4, 23: 5, 22: 6, 26: 7, 28: 8, 25: 9, 29: 0}


def physical_digit(platform: str, scan_code: int, virtual_key: int) -> int | None:
    """The digit printed first on this physical key of the digit row; None for any other key.

    `platform` as `sys.platform`. A key event without codes (a test, an automation) has 0: then the caller falls back.
    """
    if platform == "darwin":
        return MACOS_DIGITS.get(virtual_key)
    if platform == "win32":
        return WINDOWS_DIGITS.get(scan_code)
    return LINUX_DIGITS.get(scan_code)
