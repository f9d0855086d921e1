"""The commands `check`, `backup` and `restore`: the file with the visits itself."""

from collections.abc import Iterator, Mapping
from typing import Any

from lesvisit import __version__
from lesvisit.commands.place import place_of
from lesvisit.commands.shell import Shell
from lesvisit.domain.errors import BackupRejected, DatabaseRefused
from lesvisit.services.profile import Profile


def check(shell: Shell) -> None:
    """Looks the file over: its settings, versions, counts, and whether it is whole. Raises when it isn't."""
    from lesvisit.models import backup, beside, reading
    from lesvisit.models import connection as raw
    from lesvisit.models.soundness import strange_words

    places = shell.places
    path = places.database
    with beside.reading(path, places.vault) as connection:
        driver = connection.connection.driver_connection
        application_id, version = raw.identity(driver)
        problems = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA integrity_check(20)")]
        dangling = len(connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall())
        found: dict[str, Any] = {
            "app": __version__,
            "database": str(path),
            "encrypted": places.vault is not None,
            "sqlite": raw.SQLITE,
            "sqlite_safe": raw.safe_sqlite(),
            "application_id": application_id,
            "schema": version,
            "quick_check": "ok" if problems == ["ok"] else problems,
            "dangling": dangling,
            "strange_words": 0 if problems != ["ok"] else strange_words(connection),
            "pragmas": raw.pragmas(driver),
            "counts": reading.totals(connection),
            "backups": len(backup.listed(path.parent / "backups")),
            "place": place_of(shell),
        }
    if shell.args.json:
        shell.say_json(found)
    else:
        shell.say(*_check_lines(found))
    bad = (len(problems) if problems != ["ok"] else 0) + dangling + found["strange_words"]
    if bad:
        raise DatabaseRefused("unsound", problems=bad)


def _check_lines(found: Mapping[str, Any]) -> Iterator[str]:
    for name, value in found.items():
        if isinstance(value, Mapping):
            yield from (f"{name}.{inner}: {inner_value}" for inner, inner_value in value.items())
        else:
            yield f"{name}: {value}"


def back_up(shell: Shell) -> None:
    """A checked copy of all visits, made beside the open window too; of encrypted ones an encrypted copy."""
    from lesvisit.models import backup, beside
    from lesvisit.models.given import refuse_among_own

    places, target = shell.places, shell.args.output.absolute()
    source = places.database
    if target.exists() and source.exists() and target.samefile(source):
        raise BackupRejected("backup_onto_itself", path=str(target))
    refuse_among_own(target)
    with beside.opened_beside(source, places.vault) as connection:
        backup.make(connection, target, places.vault)
    shell.say(str(target))


def _opened_once(profile: Profile) -> None:
    database = profile.database()
    try:
        database.start().result()
    finally:
        database.close()


def restore(shell: Shell) -> None:
    """Puts a checked backup in place; what stood there is kept and named."""
    from lesvisit.models import backup

    theirs = shell.vault_of(shell.args.file)
    backup.verify(shell.args.file, theirs)
    with shell.writer() as profile:
        places = profile.places
        kept = backup.restore(shell.args.file, places.database, places.backups, places.vault, theirs)
        if theirs is not None and places.vault is None:
            profile.vault = theirs  # plain visits took its key over: what lies beside them follows now
            _opened_once(profile)
    shell.say(shell._("The backup is put back."))
    if kept is not None:
        shell.say(shell._("What stood there before is kept in {path}", path=kept))
