"""Nothing private leaves: a sentinel in every text of the model, and none of them on the team paper or board card."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from lesvisit.domain.debrief import ChangedLine
from lesvisit.domain.sharing import Mark, Paper
from lesvisit.domain.team_paper import TeamText
from lesvisit.domain.visit import NamesMode
from lesvisit.domain.visit_book import VisitBook
from lesvisit.reports import file_name, make_board_card, make_pair_paper, make_team_paper
from lesvisit.services import share
from lesvisit.services.share import LineKind
from lesvisit.services.share_text import board_text, team_text
from tests.reports.support import RESOURCES, translator
from tests.support.full_form import with_form
from tests.support.pdf_deep import everything
from tests.support.sentinels import Sentinels, with_sentinels
from tests.support.share import done, head, hers, marked, unshared, visitor

# What may stand on a paper once its line is marked for the team. Everything else in the model may not, ever.
ONE_ACT = {"Goal.text", "Criterion.text", "Agreement.what", "Agreement.who_text", "Agreement.when", "Agreement.see"}
HEADER = {"Visit.subject", "Visit.class_name", "Person.name"}
ON_TEAM = ONE_ACT | HEADER | {
    "BoardCard.success", "Visit.board_goal", "Evidence.text", "LessonResult.label", "LessonResult.group",
    "ChangedLine.was", "ChangedLine.now", "ChangedLine.why", "Phase.name",
}  # fmt: skip
ON_BOARD = (ONE_ACT - {"Criterion.text"}) | HEADER | {"BoardCard.success", "LessonResult.label", "LessonResult.group"}
ALLOWED = (
    *(LineKind.SUCCESS, LineKind.BOARD_GOAL, LineKind.GOAL, LineKind.CRITERION, LineKind.EXPLANATION),
    *(LineKind.RESULT, LineKind.AGREEMENT, LineKind.CHANGED_LINE, LineKind.NEXT_VISIT),
)
PAPERS = ((Paper.TEAM, ON_TEAM), (Paper.BOARD, ON_BOARD))


@cache
def planted() -> tuple[VisitBook, Sentinels]:
    """The worked visit with a sentinel everywhere; its changed line is of a phase that is there."""
    view, own = with_sentinels(with_form(unshared()))
    changes = [replace(r, payload=replace(r.payload, phase_id=view.phases[0].id)) for r in view.book.of(ChangedLine)]
    return view.with_book(view.book.put(changes)), own


def agreed(view: VisitBook, language: str) -> VisitBook:
    """She said yes to both papers in one reading."""
    team, board = share.team_paper(view, language), share.board_card(view, language)
    return done(view, share.give_consent(hers(view), view, (team, board), view.visit.visited_id))


@cache
def shared(language: str, mode: NamesMode = NamesMode.FULL) -> VisitBook:
    """All that may be shared is marked for the team, and nothing else."""
    view = head(planted()[0], names_mode=mode)
    ids = [x.id for x in share.lines(view) if x.kind in ALLOWED]
    return agreed(marked(view, *ids), language)


def paper_of(view: VisitBook, paper: Paper, language: str, path: Path) -> bytes:
    """The file as it would be saved."""
    says = translator(language)
    if paper is Paper.BOARD:
        share.export_board(view, language, path, lambda card, out: make_board_card(card, says, RESOURCES, out))
    else:
        share.export_team(view, language, path, lambda p, out: make_team_paper(p, says, RESOURCES, out))
    return path.read_bytes()


def found_in(text: str, own: Sentinels) -> set[str]:
    """The places whose sentinel stands in this text."""
    return {place for word, place in own.places.items() if word in text}


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize(("paper", "allowed"), PAPERS)
def test_only_what_is_allowed_is_found_in_the_file(
    paper: Paper, allowed: set[str], language: str, tmp_path: Path
) -> None:
    view, own = shared(language), planted()[1]
    folder = tmp_path / "qzpathqz"
    folder.mkdir()
    text = everything(paper_of(view, paper, language, folder / f"{paper}-qznameqz.pdf"))
    found = found_in(text, own)
    assert found <= allowed
    assert {"Goal.text", "Agreement.what", "BoardCard.success", "Visit.subject", "LessonResult.label"} <= found
    assert "qzpathqz" not in text
    assert "qznameqz" not in text
    assert not [record_id for record_id in view.book.records if record_id.casefold() in text]


@pytest.mark.parametrize("paper", [Paper.TEAM, Paper.BOARD])
@pytest.mark.parametrize("mode", [NamesMode.INITIAL, NamesMode.ROLE])
def test_names_stay_here_when_the_paper_prints_none(paper: Paper, mode: NamesMode, tmp_path: Path) -> None:
    text = everything(paper_of(shared("nl", mode), paper, "nl", tmp_path / "paper.pdf"))
    assert "Person.name" not in found_in(text, planted()[1])


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_text_for_a_mail_says_no_more_than_the_paper(language: str) -> None:
    view, own = shared(language), planted()[1]
    team = team_text(share.exportable(view, language), translator(language))
    board = board_text(share.exportable_board(view, language), translator(language))
    assert found_in(team, own) <= ON_TEAM
    assert found_in(board, own) <= ON_BOARD
    assert {"Goal.text", "Evidence.text", "ChangedLine.now", "BoardCard.success"} <= found_in(team, own)


@pytest.mark.parametrize("paper", [Paper.TEAM, Paper.BOARD])
def test_the_file_name_tells_no_more_either(paper: Paper) -> None:
    for language in ("nl", "en"):
        name = file_name(shared(language), paper, translator(language)).casefold()
        assert found_in(name, planted()[1]) <= {"Visit.subject", "Visit.class_name"}


def test_after_the_one_act_only_goals_breadth_and_agreements_appear(tmp_path: Path) -> None:
    view, own = planted()
    view = agreed(done(view, share.put_on_team(visitor(view), view)), "nl")
    team = found_in(everything(paper_of(view, Paper.TEAM, "nl", tmp_path / "team.pdf")), own)
    board = found_in(everything(paper_of(view, Paper.BOARD, "nl", tmp_path / "board.pdf")), own)
    assert team - HEADER == ONE_ACT
    assert board - HEADER == ONE_ACT - {"Criterion.text"}


def test_a_line_for_nobody_stands_on_no_paper_at_all(tmp_path: Path) -> None:
    view, own = planted()
    line = next(x for x in share.lines(view) if x.kind is LineKind.SUCCESS)
    view = marked(shared("nl"), line.id, mark=Mark.NOBODY)
    out = BytesIO()
    make_pair_paper(share.pair_view(view), translator("nl"), RESOURCES, out)
    assert "BoardCard.success" not in found_in(everything(out.getvalue()), own)


def test_where_papers_went_stands_on_no_paper() -> None:
    out = BytesIO()
    make_pair_paper(share.pair_view(shared("nl")), translator("nl"), RESOURCES, out)
    found = found_in(everything(out.getvalue()), planted()[1])
    assert not {place for place in found if place.startswith("PaperSent")}
    assert "PaperSent.file_name" in planted()[1].places.values()


# Controls: the search itself finds what is planted on purpose


def test_the_walk_reaches_every_kind_of_private_text() -> None:
    places = set(planted()[1].places.values())
    private = {
        *("Note.text", "Note.effect", "Rewrite.was", "Memory.learned", "Reaction.text", "StepText.text"),
        *("Visit.learning_question", "Entry.value", "Seat.code", "CaseCell.predicted", "Visit.practical"),
        *("Entry.texts", "Item.label", "Person.role", "Takeaway.text", "PaperSent.folder", "Stamp.device_id"),
        *("Note.extra", "Phase.predictions", "SharingAsImported.data", "FocusAnswer.text", "Visit.room"),
    }
    assert private <= places
    assert len(places) > 200


def test_private_texts_are_found_where_they_may_stand() -> None:
    out = BytesIO()
    make_pair_paper(share.pair_view(shared("nl")), translator("nl"), RESOURCES, out)
    found = found_in(everything(out.getvalue()), planted()[1])
    assert {"Note.text", "Note.effect", "Reaction.text", "StepText.text", "Visit.learning_question"} <= found


def test_a_leak_on_the_paper_is_found() -> None:
    view, own = shared("nl"), planted()[1]
    leaked = TeamText("note:x", view.visit.learning_question)
    paper, out = share.team_paper(view, "nl"), BytesIO()
    make_team_paper(replace(paper, extra=(leaked,)), translator("nl"), RESOURCES, out)
    assert found_in(everything(out.getvalue()), own) - ON_TEAM == {"Visit.learning_question"}


def _title(pdf: pikepdf.Pdf, word: str) -> None:
    pdf.docinfo["/Keywords"] = word


def _xmp(pdf: pikepdf.Pdf, word: str) -> None:
    with pdf.open_metadata() as meta:
        meta["dc:description"] = word


def _attachment(pdf: pikepdf.Pdf, word: str) -> None:
    pdf.attachments["data.json"] = pikepdf.AttachedFileSpec(pdf, word.encode("utf-16-be"), filename="data.json")


def _alt_text(pdf: pikepdf.Pdf, word: str) -> None:
    figure = pikepdf.Dictionary(S=pikepdf.Name("/Figure"), Alt=pikepdf.String(f"élève {word}"))
    pdf.Root.Planted = pdf.make_indirect(pikepdf.Dictionary(K=pikepdf.Array([figure])))


def _outline(pdf: pikepdf.Pdf, word: str) -> None:
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(f"notitie {word}", 0))


def _stream(pdf: pikepdf.Pdf, word: str) -> None:
    pdf.Root.Planted = pdf.make_stream(b"% " + word.encode())


def _key(pdf: pikepdf.Pdf, word: str) -> None:
    pdf.Root.Planted = pikepdf.Dictionary({f"/{word}": 1})


@pytest.mark.parametrize("plant", [_title, _xmp, _attachment, _alt_text, _outline, _stream, _key])
def test_a_leak_anywhere_in_the_file_is_found(plant: Callable[[pikepdf.Pdf, str], None], tmp_path: Path) -> None:
    own = planted()[1]
    word = next(w for w, place in own.places.items() if place == "Note.effect")
    data, out = paper_of(shared("nl"), Paper.TEAM, "nl", tmp_path / "team.pdf"), BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        plant(pdf, word)
        pdf.save(out, compress_streams=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    assert found_in(everything(out.getvalue()), own) - ON_TEAM == {"Note.effect"}
