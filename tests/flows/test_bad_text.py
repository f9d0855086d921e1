"""Every text there is: typed in the real line, shown as text, kept through a restart, and printed or reported."""

import unicodedata

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor

from lesvisit.domain.text import storable
from lesvisit.reports import PaperReport, make_pair_paper
from lesvisit.services.session import VisitSession
from lesvisit.services.visits import overview
from tests.flows.hands import CTRL, Hands
from tests.reports.support import RESOURCES, translator
from tests.reports.test_any_text import check_shown

BAD = {
    "markup": "<b>vet</b> <img src=x onerror=alert(1)> & &amp; <script>",
    "pdf": ") Tj ET Q endstream endobj %%EOF \\( \\)",
    "template": "{name} %s %(x)d ${x} {{ }} \\n \\x00",
    "sql": "'; DROP TABLE record; --",
    "control": "bel\x07 esc\x1b[31m terug\x08 del\x7f c1\x85",
    "nul": "voor\x00na",
    "emoji": "blij 🙂 duim 👍🏽 gezin 👨‍👩‍👧‍👦 vlag 🇳🇱",
    "emoji before words": "🙂🙂🙂 leerling lacht",
    "right to left": "שלום הם כותבים (1) en مرحبا",
    "turned around": "\u202eomgekeerd\u202c \u2066los\u2069",
    "zero width": "on\u200bzicht\u200dbaar\ufeff \u2060woord",
    "combining": "e\u0301e\u0301n z\u0335a\u0335l\u0335g\u0335o\u0335" + "\u0301" * 40,
    "very long word": "w" * 3000,
    "one link": "https://voorbeeld.nl/" + "pad/" * 200,
    "twenty thousand": "Leerling schrijft en gumt uit. " * 645 + "einde",
    "many lines": "een\n\ntwee\ndrie",
    "tabs": "a\tb\tc",
    "other scripts": "漢字 кириллица ελληνικά हिन्दी",
    "private use": "\ue000 \U0010ffff \ufffe",
    "quotes": "‘zo’ “zo” „zo” 'zo' \"zo\"",
    "slash": "/l /v /k9 /d1a/ // /",
}
TYPED = [
    key for key, text in BAD.items() if text.isascii() and text.isprintable() and len(text) < 200 and key != "slash"
]


def stored(hands: Hands, text: str) -> str:
    """What may be kept of a text: line ends as Qt has them, no half signs, no NUL, no outer space."""
    return storable(text).strip()


def begin(hands: Hands) -> VisitSession:
    hands.press(Qt.Key.Key_N, CTRL)
    assert hands.focus is hands.observe.line.text
    return hands.visit


def shown(hands: Hands) -> list[str]:
    """What the model of the sheet gives to whoever paints it."""
    model = hands.observe.model
    assert model is not None
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def printed(visit: VisitSession, hands: Hands) -> tuple[str, PaperReport]:
    path = hands.house.data_dir / "pair.pdf"
    report = make_pair_paper(visit.view, translator("nl"), RESOURCES, path)
    return "".join(page.extract_text() for page in PdfReader(path).pages), report


@pytest.mark.parametrize("key", BAD)
def test_any_text_goes_the_whole_way(hands: Hands, key: str) -> None:
    text = BAD[key]
    visit = begin(hands)
    if key in TYPED:
        hands.write(text)
    else:
        hands.say(text)
    hands.press(Qt.Key.Key_Return)
    hands.house.settle()
    kept = hands.notes()
    assert len(kept) == 1
    assert squashed(kept[0]) == squashed(stored(hands, text))
    assert shown(hands) == kept
    assert kept_on_disk_after_restart(hands, visit.view.book.scope_id) == kept
    assert shown(hands) == kept
    check_shown(kept[0], *printed(hands.visit, hands))


def squashed(text: str) -> str:
    """Control signs apart: Qt may show another of their kind, and none has a picture."""
    return "".join(c for c in text if unicodedata.category(c) not in ("Cc", "Zl", "Zp", "Cn", "Co"))


def kept_on_disk_after_restart(hands: Hands, visit_id: str) -> list[str]:
    hands.reopen()
    assert [v.id for v in hands.house.read(overview).visits] == [visit_id]
    hands.window.open_visit(visit_id, 1)
    hands.come("observePage")
    return hands.notes()


def test_all_of_them_in_one_visit_and_edited_again(hands: Hands) -> None:
    visit = begin(hands)
    for text in BAD.values():
        hands.say(text)
        hands.press(Qt.Key.Key_Return)
    hands.house.settle()
    assert len(hands.notes()) == len(BAD)
    before = hands.notes()
    hands.press(Qt.Key.Key_Up)
    hands.press(Qt.Key.Key_Return)
    for _ in BAD:  # every kept line is opened in its place and closed as it was
        hands.press(Qt.Key.Key_Escape)
        hands.press(Qt.Key.Key_Up)
        hands.press(Qt.Key.Key_Return)
    hands.press(Qt.Key.Key_Escape)
    assert hands.notes() == before
    hands.house.settle()
    assert not visit.pending


@pytest.mark.parametrize("half", [0, 1])
def test_half_a_sign_is_kept_as_a_sign(hands: Hands, half: int) -> None:
    """A text edited by a tool that cuts a sign in two: Qt holds the half, no file can."""
    visit = begin(hands)
    hands.say("kapot 🙂 teken")
    cursor = hands.observe.line.text.textCursor()
    cursor.setPosition(6 + half)
    cursor.setPosition(7 + half, QTextCursor.MoveMode.KeepAnchor)
    cursor.removeSelectedText()
    hands.write("!")
    hands.press(Qt.Key.Key_Return)
    hands.house.settle()
    (kept,) = hands.notes()
    assert kept.encode("utf-8")
    assert kept.startswith("kapot ")
    assert kept_on_disk_after_restart(hands, visit.view.book.scope_id) == [kept]
    check_shown(kept, *printed(hands.visit, hands))


@pytest.mark.parametrize("before", ["", "🙂 ", "🙂🙂 ", "é👍🏽👍🏽 "])
def test_a_code_after_signs_outside_the_first_plane(hands: Hands, before: str) -> None:
    """Qt counts in halves of such signs: the code goes, and nothing but the code."""
    begin(hands)
    hands.say(before)
    hands.write("/l zegt ja")
    hands.press(Qt.Key.Key_Return)
    note = hands.visit.view.notes[0].payload
    assert (note.text, note.kind.value) == (f"{before}zegt ja", "quote")


def test_a_draft_of_any_text_stands_again_with_its_caret(hands: Hands) -> None:
    visit = begin(hands)
    hands.say("🙂🙂 half getypt שלום")
    hands.house.clock.pass_by(5)
    visit_id = visit.view.book.scope_id
    hands.reopen()
    session = hands.house.open_visit(visit_id)
    assert not session.view.notes
    hands.window.open_visit(visit_id, 1)
    hands.until(lambda: hands.observe.line.text.toPlainText() == "🙂🙂 half getypt שלום")
    hands.write("!")
    hands.press(Qt.Key.Key_Return)
    assert hands.notes() == ["🙂🙂 half getypt שלום!"]
