"""The commands `package` and `import`: a visit to another laptop, and what comes from one."""

from collections.abc import Iterator
from datetime import UTC
from typing import TYPE_CHECKING, Any

from lesvisit.commands import joining
from lesvisit.commands.noting import note
from lesvisit.commands.place import place_of
from lesvisit.commands.pupils import tell_of_package
from lesvisit.commands.shell import Shell
from lesvisit.domain.errors import PackageRefused
from lesvisit.domain.people import Person
from lesvisit.domain.sharing import Paper
from lesvisit.services.share_sent import about_visit, as_written

if TYPE_CHECKING:
    from datetime import datetime

    from lesvisit.domain.package import Package
    from lesvisit.domain.records import Change
    from lesvisit.services.arrivals import Preview


def package(shell: Shell) -> None:
    """Writes a visit as a package, all or nothing: under a passphrase, that of a file or five words it prints."""
    from lesvisit.exchange.package_file import write_package
    from lesvisit.services import packages, people, visits
    from lesvisit.services.desk import Desk
    from lesvisit.services.system_clock import SystemClock

    path = shell.args.output.absolute()
    if shell.args.open and shell.package_words:
        raise PackageRefused("package_open_locked", path=str(shell.args.passphrase_file))
    with shell.reading() as connection:
        visit_id = visits.resolve(connection, shell.args.visit)
        desk = Desk(SystemClock(), "", people.me(people.here(visits.people(connection))))
        found = packages.pack_visit(connection, desk, visit_id)
    passphrase, told = _passphrase(shell)
    write_package(found, path, passphrase)
    shell.say(str(path), *told)
    tell_of_package(shell, found)
    note(
        shell,
        lambda desk: [as_written(desk, Paper.PACKAGE, path, locked=bool(passphrase))],
        lambda connection: about_visit(visits.open_visit(connection, visit_id), Paper.PACKAGE),
    )


def _passphrase(shell: Shell) -> tuple[str, list[str]]:
    from lesvisit.services.passphrases import proposed

    _ = shell._
    if shell.args.open:
        return "", [_("This package is open: whoever has the file can read it all.")]
    if shell.package_words:
        return shell.package_words, []
    words = proposed()
    return words, [_("The passphrase, to be told by word of mouth: {words}", words=words)]


def import_package(shell: Shell) -> None:
    """Takes a package in, whole or not at all; with --dry-run it only tells what would come in.

    With --join its notes join a visit that is here, as those of a second observer.
    """
    found = _read(shell)
    if shell.args.dry_run:
        _tell(shell, _preview_beside(shell, lambda c: joining.look(shell, c, found)), [], taken=False)
        return
    if shell.args.join:
        with shell.reading() as connection:
            joining.look(shell, connection, found)  # refused before anything is made or moved
    desk = _desk()

    def take_in(connection: Any) -> "tuple[Preview, list[Change]]":
        from lesvisit.services import arrivals

        preview = joining.look(shell, connection, found)
        return preview, arrivals.take_in(connection, desk, preview)

    with shell.writing() as database:
        preview = database.read(lambda connection: joining.look(shell, connection, found)).result()
        if preview.changes:
            database.back_up("before-import").result()
        preview, changes = database.write(take_in).result()
    _tell(shell, preview, changes, taken=True)


def _read(shell: Shell) -> "Package":
    """The package: with the five words as they were meant, else with the passphrase as it stands in the file."""
    from lesvisit.exchange.package_file import loads, read_bytes
    from lesvisit.services.passphrases import heard

    data, words = read_bytes(shell.args.file), shell.package_words
    try:
        return loads(data, heard(words))
    except PackageRefused as error:
        if error.reason != "package_passphrase" or heard(words) == words:
            raise
    return loads(data, words)


def _preview_beside(shell: Shell, work: Any) -> "Preview":
    """Where there are no visits yet, everything is new: an empty place of its own answers what would come in."""
    from lesvisit.domain.errors import DatabaseRefused
    from lesvisit.models.memory import memory_engine

    try:
        with shell.reading() as connection:
            found: Preview = work(connection)
    except DatabaseRefused as error:
        if error.reason != "no_database" or shell.args.join:
            raise
        with memory_engine().begin() as connection:
            found = work(connection)
    return found


def _desk() -> Any:
    from lesvisit.services.desk import Desk
    from lesvisit.services.system_clock import SystemClock

    return Desk(SystemClock(), "")


def _tell(shell: Shell, preview: "Preview", changes: "list[Change]", *, taken: bool) -> None:
    if shell.args.json:
        shell.say_json({**_json(shell, preview, changes, taken=taken), "place": place_of(shell)})
    else:
        shell.say(*_lines(shell, preview, taken=taken))


def _erased_here(shell: Shell, preview: "Preview") -> "datetime | None":
    """When something of it was erased here; None where there are no visits yet, so that nothing was."""
    from lesvisit.services.arrival_words import erased_here
    from lesvisit.services.joining import JoinPreview

    if not _has_visits(shell):
        return None
    there = joining.erased_there(shell, preview) if isinstance(preview, JoinPreview) else None
    return erased_here(preview, shell.places.database.parent) or there


def _has_visits(shell: Shell) -> bool:
    from lesvisit.services.profile import find_profile

    return find_profile(shell.data_dir) is not None


def _counts(preview: "Preview") -> dict[str, int]:
    from lesvisit.services.arrivals import Relation

    return {relation.value: len(preview.of(relation)) for relation in Relation}


def _json(shell: Shell, preview: "Preview", changes: "list[Change]", *, taken: bool) -> dict[str, Any]:
    from lesvisit.services.joining import JoinPreview

    package, since = preview.package, _erased_here(shell, preview)
    joins = preview if isinstance(preview, JoinPreview) else None
    names = {r.id: r.head.payload.name for s in package.scopes for r in s.records if _is_person(r)}
    return {
        "kind": package.kind,
        "main": package.main,
        "number": next((c.number for c in changes if c.scope_id == package.main and c.number), None),
        "sender": {"person_id": package.sender.person_id, "name": package.sender.name},
        "here_already": preview.scope_here,
        "taken_in": taken and bool(changes),
        "lines": _counts(preview),
        "notes_by": [
            {"person_id": i, "name": names.get(i, ""), "notes": n} for i, n in sorted(preview.notes_by.items())
        ],
        "gone": [line.there.id for line in preview.gone],
        "agreed": [consent.paper for consent in preview.agreed],
        "other_visited": preview.other_visited,
        "erased_here": since.astimezone(UTC).isoformat() if since is not None else None,
        "join": joining.shares(joins) if joins is not None else None,
        "erased_people": list(preview.erased),
        "both": [_both(line) for line in preview.lines if line.other_id],
        "strangers": [
            {"person_id": r.id, "name": r.head.payload.name, "namesakes": list(preview.namesakes(r.id))}
            for r in preview.unanswered
        ],
    }


def _is_person(record: Any) -> bool:
    return isinstance(record.head.payload, Person)


def _both(line: Any) -> dict[str, Any]:
    from msgspec import to_builtins

    here = line.here.head.payload if line.here is not None else None
    return {
        "record": line.there.id,
        "kind": line.there.kind,
        "here": to_builtins(here),
        "there": to_builtins(line.there.head.payload),
    }


def _lines(shell: Shell, preview: "Preview", *, taken: bool) -> Iterator[str]:
    from lesvisit.services.arrival_words import erased_words, notable
    from lesvisit.services.joining import JoinPreview
    from lesvisit.services.joining_words import nothing_words

    _, n = shell._, shell.translator.ngettext
    counts = _counts(preview)
    joins = preview if isinstance(preview, JoinPreview) else None
    if joins is not None:
        yield from joining.lines(shell, joins)
    if not preview.changes:
        words = _("Everything in this package is here already; nothing was changed.")
        yield nothing_words(shell.translator, joins) if joins is not None else words
        return
    yield n("{n} line is new here.", "{n} lines are new here.", counts["new"])
    if counts["newer"]:
        yield n("{n} line was changed there since.", "{n} lines were changed there since.", counts["newer"])
    if counts["older"]:
        yield n("{n} line is newer here and stays.", "{n} lines are newer here and stay.", counts["older"])
    if counts["both"]:
        yield n(
            "{n} line was changed here and there: both versions are kept.",
            "{n} lines were changed here and there: both versions are kept.",
            counts["both"],
        )
    yield from notable(preview, shell.translator)
    if _has_visits(shell):
        yield from filter(None, [erased_words(preview, shell.places.database.parent, shell.translator)])
    if taken:
        yield _("The package is taken in. One undo in the app takes it all back; a backup was made before.")
        if preview.unanswered:
            yield _("Who is who was not asked. Open the package in the app to say it.")
    else:
        yield _("Nothing was changed; without --dry-run it is taken in.")
