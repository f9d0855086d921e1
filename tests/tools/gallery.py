"""Draws every shared widget into pictures, to look at beside shared/design/look/0-vormentaal.png.

    QT_QPA_PLATFORM=offscreen python -m tests.tools.gallery /tmp/gallery

The words are Dutch examples; no product text lives here.
"""

import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from lesvisit.domain.ribbon import RibbonData, RibbonMark, RibbonPhase
from lesvisit.domain.shapes import Breadth, Shape
from lesvisit.ui.icons import Icon
from lesvisit.ui.theme import BOLD, SEMIBOLD, Mode, Theme
from lesvisit.ui.widgets.breadth_tiles import BreadthTiles
from lesvisit.ui.widgets.buttons import LinkButton, MainButton, PlainButton
from lesvisit.ui.widgets.card import Card
from lesvisit.ui.widgets.chips import ChipButton, ChipKind
from lesvisit.ui.widgets.choice_cards import Choice, ChoiceCards
from lesvisit.ui.widgets.drop_down import DateField, DropDown
from lesvisit.ui.widgets.empty_state import EmptyState
from lesvisit.ui.widgets.error_bar import ErrorBar
from lesvisit.ui.widgets.field import Field, FieldFrame
from lesvisit.ui.widgets.focus_ring import FocusRing
from lesvisit.ui.widgets.keycap import KeyHint
from lesvisit.ui.widgets.labels import PlainLabel, Rule
from lesvisit.ui.widgets.marks import DotField, MarkLabel
from lesvisit.ui.widgets.quiet_edge import QuietEdge
from lesvisit.ui.widgets.rail import Rail, Room
from lesvisit.ui.widgets.ribbon import Ribbon, RibbonWords
from lesvisit.ui.widgets.saved_mark import SavedMark
from lesvisit.ui.widgets.segmented import Segmented
from lesvisit.ui.widgets.soft_bar import SoftBar
from lesvisit.ui.widgets.step_bar import StepBar, StepCircles
from lesvisit.ui.widgets.tally_key import TallyKey
from lesvisit.ui.widgets.tick_box import TickBox

FONTS = Path(__file__).parents[2] / "resources" / "fonts"
BREADTH_WORDS = {
    Breadth.MOST: "bij de meesten",
    Breadth.SOME: "bij een deel",
    Breadth.NOT_SEEN: "niet gezien",
    Breadth.NOT_OBSERVABLE: "was niet te zien",
}
STEPS = ("Voorbereiden", "Observeren", "Nagesprek", "Delen")
_PHASES = (
    ("F1", "Start en terugblik", 5.0, 0.0, 0.0, 7.0),
    ("F2", "Lesdoel", 3.0, 5.0, 7.0, 9.0),
    ("F3", "Instructie: voordoen", 8.0, 8.0, 9.0, 19.0),
    ("F4", "Begeleide inoefening", 10.0, 16.0, 19.0, None),
    ("F5", "Zelfstandig", 9.0, 26.0, None, None),
    ("F6", "Uitleg", 11.0, 35.0, None, None),
    ("F7", "Ticket", 4.0, 46.0, None, None),
)
_KINDS = (
    (Shape.DISC, "leerlingen", ""),
    (Shape.STROKES, "letterlijk", ""),
    (Shape.SQUARE, "geteld", ""),
    (Shape.RING, "casusleerling", "B"),
    (Shape.TRIANGLE, "leraar doet", ""),
    (Shape.DIAMOND, "mijn idee, oordeel", ""),
    (Shape.QUESTION, "vraag", ""),
    (Shape.DASHED, "vastgehouden", ""),
)


def sample_ribbon() -> tuple[RibbonData, RibbonWords]:
    """The lesson of the pictures, in its twenty-fifth minute."""
    phases = tuple(
        RibbonPhase(code, code, name, planned, planned_start, start, end, current=code == "F4")
        for code, name, planned, planned_start, start, end in _PHASES
    )
    shapes = [
        Shape.TRIANGLE,
        Shape.DISC,
        Shape.DISC,
        Shape.RING,
        Shape.SQUARE,
        Shape.STROKES,
        Shape.DIAMOND,
        Shape.QUESTION,
    ]
    marks = tuple(RibbonMark(0.4 + place * 1.05, shapes[place % len(shapes)]) for place in range(23))
    words = RibbonWords(
        "gepland", "werkelijk", "notities", "{minutes} min", "3 min later dan gepland", "F4 begon 3 minuten later"
    )
    return RibbonData(phases, 24.5, 50.0, marks), words


def _heading(theme: Theme, text: str) -> PlainLabel:
    return PlainLabel(theme, text, px=13, weight=SEMIBOLD, tone="muted")


def _row(*widgets: QWidget, spacing: int = 14) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(spacing)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return row


def _breadths(theme: Theme) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(26)
    for breadth, words in BREADTH_WORDS.items():
        column = QVBoxLayout()
        column.addLayout(_row(DotField(theme, breadth, words, scale=1.35)))
        column.addWidget(PlainLabel(theme, words, px=13, wrap=False))
        row.addLayout(column)
    row.addWidget(DotField(theme, None, "nog te kiezen"))
    row.addStretch(1)
    return row


def _kinds(theme: Theme) -> QGridLayout:
    grid = QGridLayout()
    for place, (shape, words, letter) in enumerate(_KINDS):
        row = _row(MarkLabel(theme, shape, letter=letter), PlainLabel(theme, words, px=13, wrap=False), spacing=8)
        grid.addLayout(row, place // 4, place % 4)
    return grid


def _chips_and_turf(theme: Theme) -> QHBoxLayout:
    kinds = (
        ("D1b", ChipKind.CRITERION),
        ("D1b", ChipKind.CRITERION),
        ("K1", ChipKind.QUESTION),
        ("D1", ChipKind.GOAL),
        ("R2P3", ChipKind.SEAT),
        ("C", ChipKind.CASE),
    )
    chips = [ChipButton(theme, text, kind) for text, kind in kinds]
    chips[1].setChecked(True)
    tally = TallyKey(theme, "F4", "mondeling", 7)
    tally.setFixedWidth(275)
    return _row(*chips, tally, spacing=6)


def _buttons(theme: Theme) -> QHBoxLayout:
    made = [PlainButton(theme, "Nagesprek") for _ in range(4)]
    made[1].setObjectName("focusMe")
    made[2].setCheckable(True)
    made[2].setChecked(True)
    made[3].setEnabled(False)
    link = LinkButton(theme, "Alle bezoeken (14)")
    return _row(*made, link)


def _saved(theme: Theme) -> QHBoxLayout:
    marks = [SavedMark(theme) for _ in range(3)]
    marks[0].show_saved("opgeslagen 10:59:02")
    marks[1].show_busy("bezig met opslaan")
    marks[1]._on_busy_timeout()
    marks[2].show_error("niet opgeslagen: de schijf is vol")
    return _row(*marks, spacing=28)


def shapes_page(theme: Theme) -> QWidget:
    """The left half of picture 0."""
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(28, 20, 28, 20)
    column.setSpacing(12)
    column.addWidget(PlainLabel(theme, "Vormentaal", px=20, weight=SEMIBOLD))
    ribbon = Ribbon(theme)
    data, words = sample_ribbon()
    ribbon.set_data(data, words)
    column.addWidget(_heading(theme, "Lint: boven gepland, onder hoe het liep"))
    column.addWidget(ribbon)
    column.addWidget(_heading(theme, "Hoe breed gezien bij leerlingen"))
    column.addLayout(_breadths(theme))
    column.addWidget(_heading(theme, "Soort notitie"))
    column.addLayout(_kinds(theme))
    column.addLayout(_chips_and_turf(theme))
    column.addLayout(_buttons(theme))
    column.addWidget(
        EmptyState(
            theme,
            "Nog geen lesontwerpen",
            "Maak er samen een, of bekijk het voorbeeld.",
            main="Nieuw ontwerp",
            quiet="Voorbeeld",
        )
    )
    error = ErrorBar(theme)
    error.show_error(
        "De PDF kon niet op de stick worden gezet.",
        "Alles van het bezoek staat veilig op deze laptop. Kies een andere map.",
        "Map kiezen",
    )
    column.addWidget(error)
    column.addLayout(_saved(theme))
    column.addStretch(1)
    return page


def _rail(theme: Theme) -> Rail:
    rail = Rail(theme)
    rail.set_rooms(
        [
            Room("visits", Icon.VISITS, "Bezoeken"),
            Room("designs", Icon.DESIGNS, "Lesontwerpen"),
            Room("board", Icon.BOARD, "Bord"),
            Room("team", Icon.TEAM, "Team & ritme"),
        ],
        [Room("settings", Icon.SETTINGS, "Instellen"), Room("help", Icon.HELP, "Hulp F1")],
    )
    rail.set_current("visits")
    return rail


def _choices(theme: Theme) -> ChoiceCards:
    cards = ChoiceCards(theme)
    cards.set_choices(
        [
            Choice("together", "Samen ontworpen les", "We kijken of ons ontwerp werkt."),
            Choice("learn", "Ik kom leren", "Bram ziet iets wat hij wil leren."),
            Choice("help", "Noor zoekt hulp", "Noor heeft een vraag."),
        ]
    )
    cards.set_value("together")
    return cards


def _fields(theme: Theme) -> QHBoxLayout:
    who = Field(theme, "Bij wie", name="who")
    who.set_text("Noor")
    wrong = Field(theme, "Lokaal", name="room")
    wrong.set_wrong("Vul een lokaal in, of laat het leeg.")
    design = DropDown(theme)
    design.addItems(["Van tabel naar formule, versie 1", "Leeg"])
    row = QHBoxLayout()
    row.setSpacing(12)
    row.addWidget(who)
    row.addWidget(wrong)
    row.addWidget(FieldFrame(theme, "Wanneer", DateField(theme)))
    row.addWidget(FieldFrame(theme, "Lesontwerp", design))
    return row


def _criterion_card(theme: Theme) -> Card:
    card = Card(theme, "Hoe breed gezien bij leerlingen?")
    tiles = BreadthTiles(theme)
    tiles.set_words(BREADTH_WORDS)
    tiles.set_value(Breadth.MOST)
    card.body.addWidget(tiles)
    note = Field(theme, "", multiline=True)
    note.set_text("Van 9 naar 22 van 26 na overleg. Op het ticket nog 6 per stap. " * 2)
    card.body.addWidget(note)
    card.body.addWidget(Rule(theme))
    answers = Segmented(theme)
    answers.set_choices([("y", "Ja"), ("p", "Deels"), ("n", "Nee"), ("u", "Nog niet gekeken")])
    answers.set_value("u")
    tick = TickBox(theme, "bordjes hellingsgetal: 14x 20")
    tick.setChecked(True)
    filters = DropDown(theme, small=True)
    filters.addItem("soort")
    card.body.addLayout(_row(answers, tick, TickBox(theme, "B heeft 20 & kijkt"), filters))
    return card


def _bottom(theme: Theme) -> QWidget:
    bar = QWidget()
    bar.setObjectName("hintBar")
    row = QHBoxLayout(bar)
    row.setContentsMargins(24, 8, 24, 8)
    row.setSpacing(22)
    for key, words in (("Enter", "bewaart"), ("Alt 7", "moment vasthouden"), ("F11", "stil scherm")):
        row.addWidget(KeyHint(theme, key, words))
    row.addStretch(1)
    saved = SavedMark(theme)
    saved.show_saved("opgeslagen 10:59:02")
    row.addWidget(saved)
    return bar


def _page_column(theme: Theme) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setContentsMargins(32, 8, 32, 8)
    column.setSpacing(10)
    bar = SoftBar(theme)
    bar.set_minutes(3, 5, "3 van 5 min")
    column.addLayout(_fields(theme))
    column.addWidget(_choices(theme))
    column.addWidget(_criterion_card(theme))
    tallies = QHBoxLayout()
    for key, word, count in (("1", "bordje", 2), ("2", "overleg", 5), ("3", "mondeling", 13)):
        tallies.addWidget(TallyKey(theme, key, word, count))
    column.addLayout(tallies)
    main = MainButton(theme, "Observeren", key="Ctrl 2")
    big = MainButton(theme, "Nu observeren", key="Ctrl N", big=True, name="focusMe")
    plain = PlainButton(theme, "Zoek", icon=Icon.SEARCH, key="Ctrl F")
    circles = StepCircles(theme)
    circles.set_steps(STEPS, 1, {0})
    minute = PlainLabel(theme, "24", px=56, weight=BOLD, wrap=False)
    idea = PlainLabel(theme, "overleg hielp <b>denk</b> ik", px=15, italic=True, tone="muted", wrap=False)
    link = LinkButton(theme, "Nog een kijkvraag", icon=Icon.PLUS)
    column.addLayout(_row(minute, idea, main, big, plain))
    column.addLayout(_row(link, circles, bar))
    column.addStretch(1)
    return column


def screen_page(theme: Theme) -> QWidget:
    """Rail, step bar, ribbon, a form and the bars, as on a real screen."""
    page = QWidget()
    steps = StepBar(theme)
    steps.set_title("Bij Noor", "· H2b wiskunde · di 24 november")
    steps.set_steps(STEPS, 2, {0, 1})
    band = QWidget()
    band.setProperty("ground", "alt")
    band_row = QHBoxLayout(band)
    band_row.setContentsMargins(24, 8, 24, 4)
    ribbon = Ribbon(theme)
    data, words = sample_ribbon()
    ribbon.set_data(data, words)
    band_row.addWidget(ribbon)
    right = QVBoxLayout()
    right.setSpacing(0)
    for widget in (steps, band):
        right.addWidget(widget)
    right.addLayout(_page_column(theme), 1)
    right.addWidget(_bottom(theme))
    edge = QuietEdge(theme)
    edge.set_data(data)
    right.addWidget(edge)
    row = QHBoxLayout(page)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(0)
    row.addWidget(_rail(theme))
    row.addLayout(right, 1)
    return page


def _shoot(app: QApplication, page: QWidget, path: Path, width: int, height: int) -> None:
    page.resize(width, height)
    page.show()
    page.activateWindow()
    focus_me = page.findChild(QWidget, "focusMe")
    if focus_me is not None:
        focus_me.setFocus()
    app.processEvents()
    page.grab().save(str(path))
    page.close()
    page.deleteLater()
    app.processEvents()


def main(folder: Path) -> None:
    """Writes the pictures into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    theme = Theme(app, FONTS)
    theme.apply()
    FocusRing(theme)
    for name, mode, contrast, quiet, scale in (
        ("light", Mode.LIGHT, False, False, 1.0),
        ("dark", Mode.DARK, False, False, 1.0),
        ("quiet", Mode.DARK, False, True, 1.0),
        ("hc-light", Mode.LIGHT, True, False, 1.0),
        ("hc-dark", Mode.DARK, True, False, 1.0),
        ("light-200", Mode.LIGHT, False, False, 2.0),
    ):
        theme.set_mode(mode)
        theme.set_high_contrast(contrast)
        theme.set_quiet(quiet)
        theme.set_scale(scale)
        _shoot(app, shapes_page(theme), folder / f"shapes-{name}.png", 683 if scale == 1 else 1366, 768)
        _shoot(app, screen_page(theme), folder / f"screen-{name}.png", 1366, 768)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("gallery"))
