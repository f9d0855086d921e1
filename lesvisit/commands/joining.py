"""`import FILE --join VISIT`: a second observer's notes join a visit that is here, and what of them stays behind."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any

from lesvisit.commands.shell import Shell

if TYPE_CHECKING:
    from lesvisit.domain.package import Package
    from lesvisit.services.arrivals import Preview
    from lesvisit.services.joining import JoinPreview


def look(shell: Shell, connection: Any, package: "Package") -> "Preview":
    """What the package would bring: into the visit that --join names, else as it is.

    Raises VisitNotFound, and PackageRefused for a package that can't join it.
    """
    from lesvisit.services import arrivals, joining, visits

    if not shell.args.join:
        return arrivals.preview(connection, package)
    return joining.join_preview(connection, package, visits.resolve(connection, shell.args.join))


def shares(found: "JoinPreview") -> dict[str, Any]:
    """What joins and what stays, per kind, as JSON; `why` says why something stays."""
    return {
        "visit": found.package.main,
        "same_class": found.same_class,
        "our_bell": found.our_bell,
        "their_bell": found.their_bell,
        "shares": [{"part": s.part, "joins": not s.why, "why": s.why, "n": s.n} for s in found.shares],
    }


def lines(shell: Shell, found: "JoinPreview") -> Iterator[str]:
    """The same in sentences, with where the two visits differ and where the lines will stand."""
    from lesvisit.services.joining_words import bell_words, differs_words, join_words

    yield from differs_words(shell.translator, found)
    yield from join_words(shell.translator, found)
    if any(not share.why for share in found.shares):
        yield bell_words(shell.translator, found)
    since = erased_there(shell, found)
    if since is not None:
        day = shell.translator.date(since.astimezone().date(), "d MMMM y")
        yield shell._("The visit of this package was erased here on {day}. What joins is here again.", day=day)


def erased_there(shell: Shell, found: "JoinPreview") -> datetime | None:
    """When the visit that joins was erased here as a visit of its own."""
    from lesvisit.services.erase import erased_since

    return erased_since(shell.places.database.parent, found.theirs_id) if found.changes else None
