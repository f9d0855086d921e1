"""The keys of the observe page: every act with its key, to be changed by pressing another one."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from lesvisit.domain.keymap import DEFAULT, Act, KeyMap, is_function_key, keycap, keymap_of
from lesvisit.i18n import N_
from lesvisit.ui.act_words import act_groups, act_name
from lesvisit.ui.key_chords import Refused
from lesvisit.ui.settings.key_row import KeyRow
from lesvisit.ui.settings.sub_page import SubPage
from lesvisit.ui.settings.way_row import rows_card
from lesvisit.ui.widgets.buttons import PlainButton
from lesvisit.ui.widgets.card import Card
from lesvisit.ui.widgets.roving import Roving
from lesvisit.ui.workspace import Workspace

_REASONS = {
    Refused.TYPES: N_("That key types text in a note. Take it together with Ctrl or Alt."),
    Refused.WRITES: N_("That key is needed for typing and for going through the lines."),
    Refused.ZOOM: N_("That key makes everything larger or smaller."),
    Refused.EDITING: N_("That key is for copying, searching and taking back."),
    Refused.MENU: N_("That key belongs to the menus and windows of the computer."),
    Refused.ALTGR: N_("Alt Gr, and Ctrl with Alt, type signs on many keyboards."),
    Refused.ALT_LETTER: N_(
        "Alt with a letter types a sign or opens a menu on some computers. Alt with a digit is fine."
    ),
    Refused.SHIFT: N_("A key with Shift is easily pressed by mistake while typing. Leave Shift out."),
    Refused.KEYPAD: N_("Not every laptop has a keypad. Take the digits above the letters."),
    Refused.OTHER: N_("That key can't be used: take Ctrl or Alt with a digit, Ctrl with a letter, or an F-key."),
}


class KeysPage(SubPage):
    """Kept at once; the observe page takes it over when it is shown next."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        _ = workspace.translator.gettext
        intro = _(
            "Choose an act and press the key you want for it. If another act sat there, that one takes the key that"
            " becomes free. Letters without Ctrl or Alt always type text."
        )
        super().__init__(workspace, _("Keys while observing"), intro, name="keysPage", parent=parent)
        self.keymap = KeyMap()
        self.rows: dict[Act, KeyRow] = {}
        self._roving = Roving(self)
        self._build_rows()
        self.standard = PlainButton(self.theme, _("Back to the standard keys"), name="standardKeys")
        self.standard.clicked.connect(self._on_standard_clicked)
        self.body.addWidget(self.standard, 0, Qt.AlignmentFlag.AlignLeft)

    def _build_rows(self) -> None:
        wait = self._("Press the key now; Esc leaves it")
        for title, acts in act_groups(self.workspace.translator):
            card = Card(self.theme, title, padding=12, name=f"keys_{acts[0].value}")
            rows_card(card)
            for act in acts:
                row = KeyRow(self.theme, act, _capital(act_name(self.workspace.translator, act)), wait)
                row.chord_pressed.connect(lambda chord, act=act: self._on_chord(act, chord))
                row.refused.connect(lambda why, row=row: row.show_note(self._(_REASONS[why]), wrong=True))
                card.body.addWidget(row)
                self.rows[act] = row
            self.body.addWidget(card)
        self._roving.set_buttons(list(self.rows.values()))

    def reload(self) -> None:
        super().reload()
        self.keymap = keymap_of(self.workspace.profile.preferences.keys)
        self._show()

    def take_focus(self) -> None:
        next(iter(self.rows.values())).setFocus(Qt.FocusReason.TabFocusReason)

    @property
    def waits_for_key(self) -> bool:
        return any(row.waits for row in self.rows.values())

    # Changing

    def _on_chord(self, act: Act, chord: str) -> None:
        before = self.keymap
        other = before.act(chord)
        if other is act:
            return
        self._change(before.with_key(act, chord))
        if other is not None:
            self._tell_clash(act, chord, other)

    def _tell_clash(self, act: Act, chord: str, other: Act) -> None:
        """Says at the row, and at the foot, what became of the act that had the key."""
        name = act_name(self.workspace.translator, other)
        now = self.keymap.chords[other]
        free = next((c for c in now if is_function_key(c) == is_function_key(chord)), "")
        if free:
            words = self._(
                "{key} was for “{other}”; that now has {free}.", key=keycap(chord), other=name, free=keycap(free)
            )
        else:
            rest = keycap(now[-1])
            words = self._("{key} was for “{other}”; that keeps {rest}.", key=keycap(chord), other=name, rest=rest)
        self.rows[act].show_note(words)
        self.workspace.say(words)

    def _on_standard_clicked(self) -> None:
        if self.keymap.changes():
            self._change(KeyMap())
            self.workspace.say(self._("All keys are as they came. Ctrl Z takes that back."))
            self.take_focus()

    def _change(self, keymap: KeyMap) -> None:
        before = self.keymap
        self.can_take_back(lambda: self._keep(before))
        self._keep(keymap)

    def _keep(self, keymap: KeyMap) -> None:
        self.keymap = keymap
        self.workspace.profile.remember(keys=keymap.changes())
        self._show()

    def _show(self) -> None:
        for act, row in self.rows.items():
            row.show_note("")
            row.show_keys(self.keymap.chords[act], self._standard(self.keymap.chords, act))
        self.standard.setVisible(bool(self.keymap.changes()))

    def _standard(self, chords: Mapping[Act, tuple[str, ...]], act: Act) -> str:
        if chords[act] == DEFAULT[act]:
            return ""
        caps = ", ".join(keycap(chord) for chord in DEFAULT[act])
        return self._("standard {keys}", keys=caps)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
