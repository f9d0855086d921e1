"""Text is data: whatever is typed comes out readable, and nothing breaks, styles or reaches beyond the paper."""

import unicodedata
from io import BytesIO
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from lesvisit.domain.events import Note, NoteKind
from lesvisit.reports import PaperReport, make_team_paper
from lesvisit.reports.fonts import BOX, Fonts, clusters
from lesvisit.reports.quotes import curly, voices
from lesvisit.reports.style import SANS, TEXT
from lesvisit.reports.text import clean, para
from tests.reports.support import (
    DAY,
    RESOURCES,
    minimal,
    note,
    pair,
    squeezed,
    team_sample,
    text_of,
    translator,
    visit_of,
    with_record,
)

MIXED = "aé.,' \"<&\u05d0\u05d1\u0627\u0644\u0645 (1)\U0001f642\U0001f44d\U0001f3fd\u200d\u0301"
MIXED += "\u202e\u202c\u2067\u2069\u200f"
ATTACKS = [
    "<leerling>Jan</leerling>",
    "a <b en c> d",
    "niet gesloten <b> en <i>",
    '<img src="/etc/passwd">',
    '<img src="file:///etc/hostname" width="10" height="10"/>',
    '<a href="javascript:alert(1)">klik</a>',
    '<a href="file:///etc/passwd">klik</a>',
    '<font color="[[x]]" name="nosuch">x</font>',
    "<para align=center>midden</para>",
    "&nosuch; &lt; &#0; &amp;",
    "<onDraw name='x' label='y'/>",
    "<![CDATA[x]]> <!-- weg -->",
    ") Tj ET Q (buiten de regel",
    "\\) Tj \\( \\\\",
    "endstream endobj 1 0 obj << /JS (app.alert(1)) >>",
    "%PDF-1.4 %%EOF",
    "{name} {0} %s %(x)d {{",
    "${jndi:ldap://x} `id`",
    "<seq id='x'/><super>1</super>",
    "\x00\x01\x02\x1b[31mrood\x07",
    "regel een\nregel twee\r\nregel drie",
    "tab\tin\tde\tregel",
    "spaties     in      de     regel",
]


@pytest.mark.parametrize("attack", ATTACKS)
def test_attack_is_printed_as_it_was_typed(attack: str) -> None:
    reader, report = pair(visit_of(minimal(notes=[note(attack)])))
    wanted = squeezed("".join(c for c in attack if c.isprintable() or c.isspace()))
    assert wanted in squeezed(text_of(reader))
    assert report.missing == ()


@pytest.mark.parametrize("attack", ATTACKS)
def test_attack_reaches_nothing_outside_the_paper(attack: str) -> None:
    everywhere = minimal(
        meta={
            "class": attack,
            "subject": attack,
            "learning_question": attack,
            "focus_questions": {"K1": attack},
            "agreements_before": [attack],
        },
        goals=[{"id": "D1", "text": attack, "criteria": [{"id": "D1a", "text": attack}]}],
        phases=[{"id": "F1", "name": attack, "planned_min": 5, "actual_start": "00:00"}],
        notes=[note(attack, links=["D1a", "K1"])],
        agreements=[{"id": "A1", "who": attack, "what": attack, "when": attack, "see": attack, "goal": "D1"}],
    )
    reader, _report = pair(visit_of(everywhere))
    for page in reader.pages:
        resources: Any = page["/Resources"]
        assert "/XObject" not in resources
        for annotation in page.get("/Annots", []):
            assert "/A" not in annotation.get_object()
    assert "/JavaScript" not in str(reader.trailer["/Root"])
    root: Any = reader.trailer["/Root"]
    assert "/OpenAction" not in root


def printable(text: str) -> list[str]:
    """The characters of a text that a reader can see, in their compatible forms, accents apart."""
    plain = unicodedata.normalize("NFKD", text)
    return [c for c in plain if unicodedata.category(c)[0] not in "CZ" and not _steering(c)]


def _may_turn(char: str) -> bool:
    """Quotes become curly, brackets are turned around in a line from right to left."""
    return char in "'\"" or bool(unicodedata.mirrored(char))


def _steering(char: str) -> bool:
    return "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef"


def check_shown(text: str, shown: str, report: PaperReport) -> None:
    """Every printable character is there or was reported."""
    reported = set(unicodedata.normalize("NFKD", "".join(report.missing)))
    there = set(unicodedata.normalize("NFKD", shown))
    lost = [c for c in printable(text) if c not in there and c not in reported and not _may_turn(c)]
    assert not lost, f"lost: {lost!r}"


@settings(max_examples=150, deadline=None)
@given(st.text(min_size=1, max_size=120), st.sampled_from(list(NoteKind)))
def test_any_note_is_found_back_or_reported(text: str, kind: NoteKind) -> None:
    visit = with_record(visit_of(minimal(meta={"lesson_start": "10:35"})), Note(text, kind), 3.0)
    reader, report = pair(visit)
    check_shown(text, "".join(page.extract_text() for page in reader.pages), report)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60))
def test_any_text_anywhere_never_raises(text: str) -> None:
    everywhere = minimal(
        meta={"class": text, "learning_question": text, "focus_questions": {"K1": text}},
        goals=[{"id": "D1", "text": text, "criteria": [{"id": "D1a", "text": text}]}],
        phases=[{"id": "F1", "name": text, "planned_min": 5, "actual_start": "00:00"}],
        tallies=[{"id": "T1", "label": text, "times": ["01:00"]}],
        evidence=[{"criterion": "D1a", "state": "niet gezien", "text": text, "notes": []}],
    )
    pair(visit_of(everywhere))


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet=MIXED, max_size=80))
def test_mixed_directions_and_signs(text: str) -> None:
    visit = with_record(visit_of(minimal(meta={"lesson_start": "10:35"})), Note(text), 3.0)
    reader, report = pair(visit)
    check_shown(text, "".join(page.extract_text() for page in reader.pages), report)


def test_emoji_and_chinese_become_one_box_each_and_are_reported() -> None:
    reader, report = pair(
        visit_of(minimal(notes=[note("blij \U0001f469\u200d\U0001f4bb en 中 \U0001f1f3\U0001f1f1!")]))
    )
    assert set(report.missing) == {"\U0001f469\u200d\U0001f4bb", "中", "\U0001f1f3\U0001f1f1"}
    assert f"blij {BOX} en {BOX} {BOX}!" in text_of(reader)


def test_lone_surrogate_is_reported() -> None:
    visit = with_record(visit_of(minimal(meta={"lesson_start": "10:35"})), Note("kapot \ud800 teken"), 3.0)
    _reader, report = pair(visit)
    assert report.missing == ("\ud800",)


def test_a_fallback_font_shows_what_fira_lacks() -> None:
    reader, report = pair(visit_of(minimal(notes=[note("✓ ☐ ● ↔ ☺ Ελλάδα Привет ĳ Ĳ → ≥ €")])))
    assert report.missing == ()
    assert squeezed("✓ ☐ ● ↔ ☺ Ελλάδα Привет ĳ Ĳ → ≥ €") in squeezed(text_of(reader))


def test_hebrew_and_arabic_are_set_from_the_right() -> None:
    fonts = Fonts(RESOURCES)
    block = para(fonts, "שלום לכולם", TEXT, 200)
    assert block.lines[0].right
    assert "".join(p.text for p in block.lines[0].pieces) == "םלוכל םולש"
    assert not para(fonts, "goed zei hij שלום", TEXT, 200).lines[0].right
    assert fonts.missing == {}


def test_rtl_lines_are_turned_after_breaking() -> None:
    fonts = Fonts(RESOURCES)
    words = [f"{'אבגד'[i % 4]}{i}" for i in range(30)]
    block = para(fonts, " ".join(words), TEXT, 80)
    assert len(block.lines) > 3
    first = "".join(p.text for p in block.lines[0].pieces)
    assert words[0][0] in first
    assert words[-1][0] + "29" not in first


# The parts of the text engine


def test_clean_keeps_text_and_drops_controls() -> None:
    assert clean("a\x00b\x1bc") == "abc"
    assert clean("a\r\nb\rc\u2028d") == "a\nb\nc\nd"
    assert clean("a\tb") == "a    b"
    assert clean("e\u0301") == "é"


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ('N: "waarom?" en "dus"', "N: “waarom?” en “dus”"),
        ("zegt 'per' bij 1", "zegt ‘per’ bij 1"),
        ("zo'n formule, 's middags", "zo'n formule, 's middags"),
        ("C's rij 'per 1'", "C's rij ‘per 1’"),
        ('plank van 5" en 3" lang', 'plank van 5" en 3" lang'),
        ('een " alleen', 'een " alleen'),
        ("'dat je zelf zo'n ding bedenkt'", "‘dat je zelf zo'n ding bedenkt’"),
        ("('wat er al in zat')", "(‘wat er al in zat’)"),
        ("x -> y", "x -> y"),
    ],
)
def test_only_balanced_quotes_become_curly(typed: str, printed: str) -> None:
    assert curly(typed) == printed


def test_speech_is_set_apart() -> None:
    assert voices("N: “dus?” klas “min”") == [("N: ", False), ("“dus?”", True), (" klas ", False), ("“min”", True)]
    assert voices("zegt ‘ja’") == [("zegt ‘ja’", False)]
    assert voices("zegt ‘ja’", single=True) == [("zegt ", False), ("‘ja’", True)]


def test_clusters_are_what_a_reader_sees() -> None:
    assert list(clusters("e\u0301a\U0001f44d\U0001f3fd\U0001f1f3\U0001f1f1\U0001f469\u200d\U0001f4bb")) == [
        "e\u0301",
        "a",
        "\U0001f44d\U0001f3fd",
        "\U0001f1f3\U0001f1f1",
        "\U0001f469\u200d\U0001f4bb",
    ]


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200), st.floats(20, 300))
def test_no_line_is_wider_than_its_column_and_nothing_is_lost(text: str, width: float) -> None:
    fonts = Fonts(RESOURCES)
    block = para(fonts, text, TEXT, width)
    for line in block.lines:
        shown = "".join(p.text for p in line.pieces).rstrip()
        visible = line.width - fonts.face(SANS).width(" ") * TEXT.size * (
            len("".join(p.text for p in line.pieces)) - len(shown)
        )
        assert len(shown) <= 1 or visible <= width + 12
    check_shown(
        text, "".join(p.text for line in block.lines for p in line.pieces), PaperReport(1, tuple(fonts.missing))
    )


def test_runs_of_spaces_are_kept() -> None:
    fonts = Fonts(RESOURCES)
    line = para(fonts, "  a    b", TEXT, 300).lines[0]
    assert "".join(p.text for p in line.pieces) == "  a    b"


def test_a_long_name_breaks_after_its_hyphens_first() -> None:
    fonts = Fonts(RESOURCES)
    block = para(fonts, "Steenhoven-Oosterhuis-Bovenkerk", TEXT, 90)
    shown = ["".join(p.text for p in line.pieces) for line in block.lines]
    assert all(line.endswith("-") for line in shown[:-1])
    assert "".join(shown) == "Steenhoven-Oosterhuis-Bovenkerk"


def test_font_runs_never_overlap() -> None:
    fonts = Fonts(RESOURCES)
    runs = fonts.runs("a✓b中c", SANS)
    assert "".join(text for _face, text, _width in runs) == f"a✓b{BOX}c"
    assert all(a[0] != b[0] for a, b in pairwise(runs))


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80))
def test_team_paper_with_any_text(text: str) -> None:
    paper = team_sample()
    success = paper.success
    assert success is not None
    changed = team_sample(success=type(success)("success", text), class_name=text)
    out = BytesIO()
    report = make_team_paper(changed, translator(), RESOURCES, out, made_on=DAY)
    assert len(PdfReader(out).pages) == report.pages
