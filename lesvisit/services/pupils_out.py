"""Which pupils of the lists would go out by name, in a paper or a package. Told, and held back by nothing."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from lesvisit.domain.design import Design, DesignVersion
from lesvisit.domain.package import Package
from lesvisit.domain.sharing import Paper
from lesvisit.domain.visit import Visit
from lesvisit.domain.visit_book import VisitBook
from lesvisit.services.profile import Profile
from lesvisit.services.pupils_named import design_texts, listed_names, pupils_in, texts_in, visit_texts
from lesvisit.services.share_lines import ShareLine, lines

OF_DESIGN = (Paper.DESIGN, Paper.TWIN)


@dataclass(frozen=True, slots=True)
class PackagePupils:
    """Which pupils a package names: as its texts stand, and in earlier wordings alone, which go with it."""

    now: tuple[str, ...] = ()
    before: tuple[str, ...] = ()


def package_pupils(profile: Profile, package: Package, no: Collection[str] = ()) -> PackagePupils:
    """Looks through all that goes along with a package."""
    records = [record for scope in package.scopes for record in scope.records]
    heads = [record.head.payload for record in records if not record.head.deleted]
    every = [revision.payload for record in records for revision in record.revisions]
    visit = next((p for p in heads if isinstance(p, Visit)), None)
    names = listed_names(profile, visit.class_name if visit is not None else "")
    now = pupils_in((text for p in heads for text in _texts(p)), names, no)
    whole = pupils_in((text for p in every for text in _texts(p)), names, no)
    return PackagePupils(now, tuple(pupil for pupil in whole if pupil not in now))


def _texts(payload: Any) -> Iterator[str]:
    return design_texts(payload) if isinstance(payload, (Design, DesignVersion)) else texts_in(payload)


def paper_pupils(
    profile: Profile,
    view: VisitBook,
    paper: Paper,
    language: str,
    found: Iterable[ShareLine] | None = None,
    no: Collection[str] = (),
) -> tuple[str, ...]:
    """The pupils that a paper of this visit names; `found`: its lines, where known already; `no`: no pupils."""
    names = listed_names(profile, view.visit.class_name)
    if not names:
        return ()
    if paper.agreed:
        going = (line for line in (lines(view, language) if found is None else found) if line.goes)
        return pupils_in((text for line in going for text in line.texts.values()), names, no)
    if paper in OF_DESIGN:
        return pupils_in(design_texts(view.design, view.version), names, no)
    return pupils_in(visit_texts(view.book), names, no)
