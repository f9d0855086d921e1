"""What the commands do. Reading ones work beside the open window; writing ones then refuse."""

import argparse
import io
import logging
import sys
from collections.abc import Callable

from lesvisit import __version__
from lesvisit.commands import design_files, designs, erase, leave, lists, packages, papers, person, templates, upkeep
from lesvisit.commands.shell import Shell, translator_for
from lesvisit.domain.errors import LesVisitError
from lesvisit.i18n import Translator
from lesvisit.messages import sentence

__all__ = ["run", "translator_for"]


def run(args: argparse.Namespace, translator: Translator) -> int:
    """Does one command; 0 done, 1 refused with one sentence on stderr."""
    logging.getLogger("lesvisit").addHandler(logging.NullHandler())
    _speak_utf8()
    try:
        COMMANDS[args.command or "version"](Shell(args, translator))
    except LesVisitError as error:
        print(sentence(error, translator), file=sys.stderr)
        return 1
    except BrokenPipeError:
        sys.stdout = None  # whoever read along has gone; nothing more is flushed
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


def _speak_utf8() -> None:
    """Notes hold every sign there is; a console that can't show one gets it as it can."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")


def version(shell: Shell) -> None:
    """The version of the app."""
    shell.say(f"LesVisit {__version__}")


COMMANDS: dict[str, Callable[[Shell], None]] = {
    "demo": papers.demo,
    "visits": lists.visits,
    "visit": lists.visit,
    "export": papers.export,
    "package": packages.package,
    "import": packages.import_package,
    "templates": templates.templates,
    "template-check": templates.template_check,
    "template-import": templates.template_import,
    "template-export": templates.template_export,
    "designs": designs.designs,
    "design-diff": designs.design_diff,
    "design-import": design_files.design_import,
    "design-export": design_files.design_export,
    "check": upkeep.check,
    "backup": upkeep.back_up,
    "restore": upkeep.restore,
    "leave": leave.leave_with_all,
    "person": person.person,
    "erase": erase.erase,
    "version": version,
}
