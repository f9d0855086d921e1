"""What a command wrote is kept among what went out, so that erasing finds it; beside an open window it says so."""

import sys
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from lesvisit.commands.shell import Shell
from lesvisit.domain.errors import DatabaseRefused, LesVisitError
from lesvisit.domain.sharing import PaperSent
from lesvisit.services.share_sent import Scope

if TYPE_CHECKING:
    from lesvisit.services.desk import Desk


def note(
    shell: Shell, sent: "Callable[[Desk], Sequence[PaperSent]]", scopes: Callable[[Any], Iterable[Scope]]
) -> bool:
    """Keeps what left with all that it is about. False, and a sentence on stderr, where nobody can write now.

    The file stands there in any case. A damaged file is not opened for it: opening would put it aside.
    """
    try:
        _keep(shell, sent, scopes)
    except LesVisitError:
        print(
            shell._(
                "The file is there, but it could not be noted that it went out, as your visits are in use or can't "
                "be changed: write down yourself where it went, or close LesVisit and make it again."
            ),
            file=sys.stderr,
        )
        return False
    return True


def _keep(
    shell: Shell, sent: "Callable[[Desk], Sequence[PaperSent]]", scopes: Callable[[Any], Iterable[Scope]]
) -> None:
    from lesvisit.models.soundness import is_whole
    from lesvisit.services import share_sent
    from lesvisit.services.system_clock import SystemClock

    with shell.reading() as connection:
        about = list(scopes(connection))
        if about and not is_whole(connection):
            raise DatabaseRefused("damaged", path=str(shell.database_path))
    if not about:
        return
    with shell.writer() as profile:
        desk = profile.desk(SystemClock())
        database = profile.database()
        try:
            database.start().result()
            shell.tell_damage(database)
            database.write(lambda connection: share_sent.note(connection, desk, about, sent(desk))).result()
        finally:
            database.close()
