"""Pupils' names in what a command gives away: told on stderr, beside the answer, and held back by nothing."""

import sys
from typing import TYPE_CHECKING

from lesvisit.commands.shell import Shell
from lesvisit.services.profile import find_profile

if TYPE_CHECKING:
    from lesvisit.domain.package import Package
    from lesvisit.domain.sharing import Paper
    from lesvisit.domain.visit_book import VisitBook
    from lesvisit.services.profile import Profile


def tell_of_package(shell: Shell, package: "Package") -> None:
    """Says how many pupils of the lists a package names."""
    from lesvisit.services.pupils_out import package_pupils

    profile = _profile(shell)
    if profile is None:
        return
    found = package_pupils(profile, package)
    _tell(shell, len(found.now))
    if found.before and not found.now:
        print(shell._("Earlier wordings in it still name pupils of your lists."), file=sys.stderr)


def tell_of_paper(shell: Shell, view: "VisitBook", paper: "Paper", language: str) -> None:
    """The same for a paper; data goes out whole, as the paper of the two does."""
    from lesvisit.services.pupils_out import paper_pupils

    profile = _profile(shell)
    if profile is not None:
        _tell(shell, len(paper_pupils(profile, view, paper, language)))


def _profile(shell: Shell) -> "Profile | None":
    profile = find_profile(shell.data_dir)
    if profile is not None:
        shell.unlock(profile)
    return profile


def _tell(shell: Shell, count: int) -> None:
    if not count:
        return
    words = shell.translator.ngettext(
        "It names {n} pupil of your lists. In the app, Share puts codes in their place.",
        "It names {n} pupils of your lists. In the app, Share puts codes in their place.",
        count,
    )
    print(words, file=sys.stderr)
