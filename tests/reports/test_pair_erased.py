"""The pair paper of a visit whose notes reached their term: it says so, and how much there was in each phase."""

from io import BytesIO
from pathlib import Path

import pypdf

from lesvisit import paths
from lesvisit.domain.retention import Erasure, EvidenceErased, Scope
from lesvisit.domain.visit_book import VisitBook
from lesvisit.i18n import Translator
from lesvisit.reports import make_pair_paper
from lesvisit.reports.pair_erased import phase_words
from lesvisit.services import share
from tests.erasing.places import NOTE, Profile, furnish, now, view_of


def words_of(view: VisitBook) -> str:
    out = BytesIO()
    make_pair_paper(share.pair_view(view), Translator("en", paths.locale_dir()), paths.resources(), out)
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(out).pages).split())


def test_paper_says_that_the_evidence_is_erased(tmp_path: Path) -> None:
    profile = Profile(tmp_path / "data")
    with profile.opened() as base:
        visit_id = furnish(base)
        before = words_of(view_of(base, visit_id))
        base.erase((Erasure(Scope.EVIDENCE, visit_id, now()),)).result(30)
        view = view_of(base, visit_id)
    assert "Evidence erased" not in before
    assert NOTE in before
    after = words_of(view)
    day = f"{view.book.of(EvidenceErased)[0].payload.at_utc:%Y}"
    assert "Evidence erased on" in after
    assert day in after
    assert NOTE not in after
    told = dict(phase_words(view, Translator("en", paths.locale_dir())))
    assert len(told) >= len(view.phases)
    for name, words in told.items():
        assert name in after
        assert words.split(",")[0] in after
