"""Lesson plans as teachers have them, read whole: sensible places, and no word lost."""

import re
from collections import Counter
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lesvisit.domain.errors import DocumentRefused
from lesvisit.exchange.docx_read import read_docx, text_of
from lesvisit.exchange.lesson_map import all_lines, mapped, pasted
from lesvisit.exchange.lesson_text import LessonMapping, Part, Place, Source
from tests.exchange import docx_builder as build
from tests.exchange.docx_builder import docx, p, run, tbl, tc


def read(data: bytes) -> LessonMapping:
    return mapped(text_of(data))


def words_of(data: bytes) -> Counter[str]:
    """Every word of the XML, found without our reader."""
    import zipfile
    from io import BytesIO

    found: Counter[str] = Counter()
    with zipfile.ZipFile(BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.startswith("word/") and name.endswith(".xml") and "styles" not in name:
                xml = archive.read(name).decode()
                for paragraph in re.findall(r"<w:p>.*?</w:p>", xml):
                    text = re.sub("<[^>]+>", "", re.sub("<w:br/>|<w:tab/>", " ", paragraph))
                    found.update(_words(text.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">")))
    return found


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def words_in(found: LessonMapping) -> Counter[str]:
    return Counter(word for piece in found.pieces for word in _words(piece.whole))


PLANS = (build.table_per_phase, build.headings_and_lists, build.edi_in_one_table)


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.__name__)
def test_no_word_of_a_lesson_plan_is_lost(plan: object) -> None:
    data = plan()  # type: ignore[operator]
    assert words_in(read(data)) == words_of(data)


def test_a_table_per_phase() -> None:
    found = read(build.table_per_phase())
    assert found.fields == {
        "title": "Een betoog schrijven",
        "subject": "Nederlands",
        "makers": "Fatima en Joris",
        "prior_knowledge": "De klas kent\nhet verschil feit/mening.",
        "class_name": "1 vwo B",
        "day": "12 januari",
    }
    assert [(g.text, g.criteria) for g in found.goals] == [
        ("Ik kan een standpunt kiezen.", ("noemt een standpunt", "schrijft één zin op")),
        ("Ik kan twee argumenten geven.", ("onderstreept het argument",)),
    ]
    assert [(f.name, f.planned_min) for f in found.phases] == [
        ("Introductie", 10),
        ("Instructie", 15),
        ("Verwerking", 20),
        ("Afsluiting", 5),
    ]
    assert found.phases[2].fields == {
        "teacher_does": "Loopt rond",
        "pupils_do": "Schrijven het betoog",
        "activity": "Alleen, dan tweetallen",
    }
    left = [piece.text for piece in found.left_over]
    assert "Sectie Nederlands, De Voorbeeldschool" in left
    assert "Naar een idee van de vaksectie." in left


def test_headings_with_lists() -> None:
    found = read(build.headings_and_lists())
    assert found.fields["title"] == "Photosynthesis for beginners"
    assert (found.fields["subject"], found.fields["class_name"]) == ("biology", "Year 8")
    assert [(g.text, len(g.criteria)) for g in found.goals] == [
        ("I can name what a leaf needs.", 1),
        ("I can explain where the sugar comes from.", 2),
    ]
    assert [(f.name, f.planned_min) for f in found.phases] == [
        ("Starter", 5),
        ("Explanation", 15),
        ("Independent work", 25),
    ]
    assert found.phases[1].fields == {
        "teacher_does": "draws the leaf on the board",
        "pupils_do": "Pupils copy and label the drawing",
        "expected": "some think soil is food",
    }
    assert found.fields["prior_knowledge"] == "Pupils know the parts of a plant."
    assert found.fields["check"] == "What does a plant eat?"
    assert [piece.source for piece in found.left_over if piece.source is not Source.BODY] == [Source.HIDDEN]


def test_everything_in_one_table() -> None:
    found = read(build.edi_in_one_table())
    assert found.fields["title"] == "EDI-lesplan rekenen"
    assert (found.fields["subject"], found.fields["class_name"]) == ("rekenen", "7")
    assert found.fields["prior_knowledge"] == "Tafels tot en met 10"
    assert [(g.text, g.criteria) for g in found.goals] == [
        ("De leerlingen kunnen breuken gelijknamig maken.", ("zegt wat de noemer is", "maakt de noemers gelijk"))
    ]
    assert [(f.name, f.planned_min) for f in found.phases] == [
        ("Lesdoel", 3),
        ("Voorkennis activeren", 7),
        ("Instructie", 15),
        ("Begeleide inoefening", 15),
        ("Lesafsluiting", 5),
    ]
    assert found.phases[2].fields == {
        "teacher_does": "Concept: strookjes\nVaardigheid: stap voor stap",
        "pupils_do": "Kijken\nDoen mee",
        "expected": "Optellen van noemers",
        "check": "Duimen",
    }


def test_a_frozen_name_is_the_files_own(tmp_path: Path) -> None:
    path = tmp_path / "Les 3 breuken.docx"
    path.write_bytes(docx(p("Lesdoelen", "Kop1"), p("Ik kan het.", listed=0)))
    found = read_docx(path)
    assert found.content["title"] == "Les 3 breuken"


# What Word does with text


def test_tracked_changes_count_as_accepted_and_what_went_is_named() -> None:
    changed = (
        '<w:ins w:id="1">' + run("nieuw ") + '</w:ins><w:del w:id="2"><w:r><w:delText>oud</w:delText></w:r></w:del>'
    )
    found = read(docx(p("Lesdoel", "Kop1"), p("Ik kan ", raw=changed)))
    assert found.goals[0].text == "Ik kan nieuw"
    assert [(p.text, p.source) for p in found.left_over] == [("oud", Source.DELETED)]


def test_comments_headers_and_footers_come_aside() -> None:
    parts = {
        "word/comments.xml": f"<w:comments {build.W}><w:comment>{p('Te lang?')}</w:comment></w:comments>",
        "word/footer1.xml": f"<w:ftr {build.W}>{p('bladzijde 1')}</w:ftr>",
    }
    found = read(docx(p("Les"), parts=parts, links=(("comments", "comments.xml"), ("footer", "footer1.xml"))))
    assert {(p.text, p.source) for p in found.left_over} == {
        ("Te lang?", Source.COMMENT),
        ("bladzijde 1", Source.FOOTER),
    }


def test_a_text_box_is_read_once() -> None:
    box = f"<w:txbxContent>{p('Lesdoel: Ik kan rekenen.')}</w:txbxContent>"
    shape = (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><wps:txbx>{box}</wps:txbx></mc:Choice>'
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    found = read(docx(p("Les over breuken", "Titel"), p(raw=shape)))
    assert [g.text for g in found.goals] == ["Ik kan rekenen."]


def test_fields_show_their_result_and_not_their_code() -> None:
    field = '<w:r><w:instrText>HYPERLINK "http://example.com"</w:instrText></w:r>' + run("bron")
    assert [line.text for line in all_lines(text_of(docx(p(raw=field))))] == ["bron"]


def test_a_table_within_a_table_is_found() -> None:
    inner = tbl(("Fase", "Tijd", "Leerling doet"), ("Start", "5'", "schrijft"), ("Slot", "5 min", "leest"))
    found = read(
        docx(
            p("Plan", "Titel"),
            tbl(
                (tc("Verloop"), tc(inner + p())),
            ),
        )
    )
    assert [(f.name, f.planned_min) for f in found.phases] == [("Start", 5), ("Slot", 5)]


def test_strict_and_transitional_names_read_alike() -> None:
    strict = build.body(p("Lesdoel: Ik kan het.")).replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    assert [g.text for g in read(docx(document=strict)).goals] == ["Ik kan het."]


def test_a_form_in_content_controls_is_read() -> None:
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{p('Lesdoel: Ik kan tellen.')}</w:sdtContent></w:sdt>"
    assert [g.text for g in read(docx(control)).goals] == ["Ik kan tellen."]


# Moving, and text that is pasted


def test_a_piece_is_put_elsewhere_and_nothing_else_moves() -> None:
    found = read(build.edi_in_one_table())
    number = next(n for n, piece in enumerate(found.pieces) if piece.text.startswith("Evaluatie"))
    after = found.moved([number], Place(Part.CHECK))
    assert after.fields["check"].startswith("nog niet ingevuld") or "Evaluatie" in after.fields["check"]
    assert words_in(after) == words_in(found)
    assert after.phases == found.phases


def test_only_a_time_can_be_minutes() -> None:
    found = mapped(pasted("Les\nVerloop\nStart\nDocent: 12 sommen\n12 min"))
    number = next(n for n, piece in enumerate(found.pieces) if "sommen" in piece.text)
    assert found.moved([number], Place(Part.PHASE_MIN)).pieces[number] == found.pieces[number]


def test_pasted_text_goes_the_same_road() -> None:
    text = "Breuken\nVak: rekenen\nDoelen:\n- Ik kan delen\nFase\tTijd\tDocent\nStart\t0-5\tgroet\nKern\t5-30\thelpt"
    found = mapped(pasted(text))
    assert found.fields == {"title": "Breuken", "subject": "rekenen"}
    assert [g.text for g in found.goals] == ["Ik kan delen"]
    assert [(f.name, f.planned_min) for f in found.phases] == [("Start", 5), ("Kern", 25)]


_LABELS = (
    "Lesdoel",
    "Succescriteria:",
    "Verloop",
    "Fase",
    "Tijd",
    "Docent",
    "Leerling",
    "10 min",
    "0-5",
    "Vak: x",
    "",
)
_TEXT = st.one_of(st.sampled_from(_LABELS), st.text(max_size=30))
_LINES = st.lists(st.tuples(_TEXT, st.sampled_from(("", "Kop1", "Kop2", "Titel")), st.integers(-1, 2)), max_size=8)
_TABLE = st.lists(st.lists(_TEXT, min_size=1, max_size=4), min_size=1, max_size=5)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(_LINES, _TABLE), min_size=1, max_size=4))
def test_whatever_the_document_every_sign_comes_back(blocks: list[list[object]]) -> None:
    made = [_block(item) for item in blocks]
    data = docx(*made)
    text = text_of(data)
    if not any(line.text.strip() for line in all_lines(text)):
        with pytest.raises(DocumentRefused):
            mapped(text)
        return
    signs = Counter(sign for line in all_lines(text) for sign in line.text if not sign.isspace())
    assert Counter(sign for piece in mapped(text).pieces for sign in piece.whole if not sign.isspace()) == signs


def _block(items: list[object]) -> str:
    made = ""
    rows: list[list[str]] = []
    for item in items:
        if isinstance(item, tuple):
            made += p(_clean(item[0]), item[1], listed=item[2])
        else:
            assert isinstance(item, list)
            rows.append([tc(p(_clean(text))) for text in item])
    return made + (tbl(*rows) if rows else "")


def _clean(text: str) -> str:
    return "".join(c for c in text if c.isprintable() or c == " ")


def test_thirty_pages_within_two_seconds() -> None:
    row = ("Fase", "10 min", "Legt uit hoe het zit en vraagt door", "Luisteren, schrijven en denken na")
    pages = [p(f"Hoofdstuk {n}", "Kop1") + tbl(*[row] * 14) + p("Tekst " * 120) for n in range(30)]
    began = perf_counter()
    found = read(docx(*pages))
    assert perf_counter() - began < 2.0
    assert len(found.pieces) > 1000


class _StopError(Exception):
    """The reader doesn't want it any more."""


def test_reading_can_be_stopped_between_two_paragraphs() -> None:
    shares: list[float] = []

    def step(share: float) -> None:
        shares.append(share)
        if share > 0.3:
            raise _StopError

    long = docx(*[p(f"regel {n}") for n in range(1000)], tbl(*[("a", "b")] * 200))
    with pytest.raises(_StopError):
        text_of(long, step)
    assert shares == sorted(shares)
    assert 0.3 < shares[-1] < 0.5
