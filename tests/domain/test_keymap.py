import pytest
from hypothesis import given
from hypothesis import strategies as st

from lesvisit.domain.keymap import DEFAULT, LINK_ACTS, Act, KeyMap, is_usable, keymap_of, physical_digit

CHORDS = [f"{key}+{n}" for key in ("Ctrl", "Alt") for n in range(1, 10)] + ["Ctrl+M", "Ctrl+T", "F1", "F5", "F11"]


def test_the_default_map_is_the_one_of_the_product() -> None:
    keys = KeyMap()
    assert [keys.act(f"Ctrl+{n}") for n in (1, 9)] == [Act.LINK_1, Act.LINK_9]
    assert [keys.act(f"Alt+{n}") for n in (1, 6)] == [Act.COUNT_1, Act.COUNT_6]
    assert [keys.act(f"Alt+{n}") for n in (7, 8, 9, 0)] == [Act.HOLD, Act.BACK, Act.NEXT_PHASE, Act.TAKE_BACK]
    assert keys.act("Ctrl+0") is None
    assert keys.act("F10") is None
    assert keys.text(Act.HOLD) == "Alt 7"
    assert keys.all_texts(Act.KEYS) == "F1, Ctrl T"


def test_no_act_has_only_an_f_key() -> None:
    assert all(any(not chord.startswith("F") for chord in chords) for chords in DEFAULT.values())


def test_no_chord_twice() -> None:
    chords = [chord for chords in DEFAULT.values() for chord in chords]
    assert len(chords) == len(set(chords))


def test_two_acts_change_places() -> None:
    keys = KeyMap().with_key(Act.HOLD, "Alt+1")
    assert keys.act("Alt+1") is Act.HOLD
    assert keys.act("Alt+7") is Act.COUNT_1
    again = keymap_of(keys.changes())
    assert again.act("Alt+1") is Act.HOLD
    assert again.act("Alt+7") is Act.COUNT_1


def test_what_is_reserved_stays() -> None:
    assert not is_usable("Ctrl+0")
    assert not is_usable("Ctrl+Z")
    assert not is_usable("Alt+A")
    assert not is_usable("F10")
    with pytest.raises(ValueError, match="Ctrl"):
        KeyMap().with_key(Act.HOLD, "Ctrl+0")


def test_broken_preferences_leave_the_default() -> None:
    assert keymap_of({"hold": "Ctrl+0", "nonsense": "Alt+1", "back": ""}).chords == KeyMap().chords


def test_a_clash_in_the_preferences_leaves_no_act_without_a_key() -> None:
    for changes in ({"hold": "Alt+1"}, {"hold": "Alt+1", "back": "Alt+1"}, {"hold": "Alt+8", "back": "Alt+9"}):
        keys = keymap_of(changes)
        chords = [chord for act in Act for chord in keys.chords[act]]
        assert all(keys.chords[act] for act in Act)
        assert len(chords) == len(set(chords))


def test_the_digit_row_by_physical_key() -> None:
    assert [physical_digit("linux", code, 0) for code in range(10, 20)] == [1, 2, 3, 4, 5, 6, 7, 8, 9, 0]
    assert [physical_digit("win32", code, 0) for code in range(2, 12)] == [1, 2, 3, 4, 5, 6, 7, 8, 9, 0]
    assert physical_digit("darwin", 0, 22) == 6
    assert physical_digit("linux", 87, 0) is None  # keypad 1
    assert physical_digit("linux", 9, 0) is None


def test_an_f_key_comes_beside_the_other_key_and_never_alone() -> None:
    keys = KeyMap().with_key(Act.HOLD, "F5")
    assert keys.chords[Act.HOLD] == ("F5", "Alt+7")
    keys = keys.with_key(Act.HOLD, "F6").with_key(Act.HOLD, "Ctrl+M")
    assert keys.chords[Act.HOLD] == ("F6", "Ctrl+M")
    keys = keys.with_key(Act.HOLD, "F1")
    assert keys.chords[Act.KEYS] == ("F6", "Ctrl+T")
    assert keymap_of(keys.changes()) == keys
    taken = KeyMap().with_key(Act.HOLD, "F1")
    assert taken.chords[Act.KEYS] == ("Ctrl+T",)
    assert keymap_of(taken.changes()) == taken


@given(st.lists(st.tuples(st.sampled_from(list(Act)), st.sampled_from(CHORDS)), max_size=12))
def test_whatever_is_chosen_every_act_keeps_a_key_and_it_comes_back(choices: list[tuple[Act, str]]) -> None:
    keys = KeyMap()
    for act, chord in choices:
        keys = keys.with_key(act, chord)
        assert keys.act(chord) is act
    chords = [chord for act in Act for chord in keys.chords[act]]
    assert len(chords) == len(set(chords))
    assert all("+" in keys.main(act) for act in Act)
    assert keymap_of(keys.changes()) == keys


def test_a_heading_says_a_modifier_once_only_where_all_have_it() -> None:
    assert KeyMap().shared_modifier(LINK_ACTS) == "Ctrl"
    assert KeyMap().with_key(Act.LINK_1, "Alt+1").shared_modifier(LINK_ACTS) == ""
