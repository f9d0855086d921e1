"""A paper on its way out can be stopped until it is put in its place, and never half."""

from pathlib import Path

import pytest

from lesvisit.domain.errors import StorageFailed
from lesvisit.domain.sharing import Paper
from lesvisit.domain.visit_book import VisitBook
from lesvisit.ui.share.paper_job import PaperJob, Stage, Step, Stopped
from lesvisit.ui.share.paper_make import PaperTools, Wish
from lesvisit.ui.share.paper_maker import write_paper
from tests.reports.support import RESOURCES, sample

TOOLS = PaperTools(RESOURCES, RESOURCES / "locale")


@pytest.fixture(scope="module")
def pair() -> Wish:
    view: VisitBook = sample()
    return Wish(view, Paper.PAIR, "nl")


@pytest.mark.parametrize("stage", [Stage.MAKE, Stage.LOCK, Stage.WRITE])
def test_stopped_at_any_moment_nothing_is_left(pair: Wish, tmp_path: Path, stage: Stage) -> None:
    def tell(step: Step) -> None:
        if step.stage is stage:
            assert job.stop()

    job = PaperJob(tell)
    path = tmp_path / "paper.pdf"
    path.write_bytes(b"before")
    with pytest.raises(Stopped):
        write_paper(pair, TOOLS, path, job, "appel")
    assert path.read_bytes() == b"before"
    assert [p.name for p in tmp_path.iterdir()] == ["paper.pdf"]


def test_what_is_there_can_not_be_stopped_any_more(pair: Wish, tmp_path: Path) -> None:
    job = PaperJob()
    written = write_paper(pair, TOOLS, tmp_path / "paper.pdf", job, "")
    assert not job.stop()
    assert written.path.read_bytes() == written.data


def test_it_tells_how_far_it_is(pair: Wish, tmp_path: Path) -> None:
    for password, stages in (("", [Stage.MAKE, Stage.WRITE]), ("appel", [Stage.MAKE, Stage.LOCK, Stage.WRITE])):
        told: list[Step] = []
        write_paper(pair, TOOLS, tmp_path / "paper.pdf", PaperJob(told.append), password)
        assert [step.stage for step in told] == stages
        assert [step.done for step in told] == list(range(1, len(stages) + 1))


def test_a_folder_that_is_gone_leaves_nothing(pair: Wish, tmp_path: Path) -> None:
    with pytest.raises(StorageFailed):
        write_paper(pair, TOOLS, tmp_path / "gone" / "paper.pdf", PaperJob(), "")
    assert list(tmp_path.iterdir()) == []
