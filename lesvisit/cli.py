"""The command line: opens the window, or does one thing without it. Nothing of Qt is ever imported for a command.

Exit codes: 0 done, 1 refused with one sentence on stderr, 2 wrong use.
"""

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NoReturn

from lesvisit.i18n import LANGUAGES, N_, Translator

PAPERS = ("pair", "team", "board", "design", "agreements", "twin")
FORMATS = ("csv", "json")


def main(argv: Sequence[str], open_window: Callable[..., int]) -> int:
    """Runs the command line; `open_window` is called when it names no command. The exit code."""
    words = list(argv)
    options, rest = _common_options(words)
    package = Path(rest[0]) if len(rest) == 1 and rest[0].casefold().endswith(".lesvisit") else None
    wants_window = options is not None and (not rest or package is not None)
    if options is not None and wants_window and options.passphrase_file is None:
        return open_window(options.data_dir, options.language, *([package] if package is not None else []))
    from lesvisit.commands import run, translator_for

    translator = translator_for(options)
    if wants_window:
        _ = translator.gettext
        parser(translator).error(_("--passphrase-file goes with a command; the window asks for a passphrase itself"))
    args = parser(translator).parse_args(words if options is None else rest, namespace=options)
    return run(args, translator)


def _common_options(words: list[str]) -> tuple[argparse.Namespace | None, list[str]]:
    """The folder and the language, wherever they stand, and the other words; None when they are used wrongly."""
    plain = _Quiet(add_help=False, allow_abbrev=False)
    _add_common(plain, str)
    try:
        return plain.parse_known_args(words)
    except _Mistake:
        return None, words


class _Mistake(Exception):
    """Wrong use, to be told by the parser that speaks the person's language."""


class _Quiet(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise _Mistake(message)


def _add_common(to: argparse.ArgumentParser, _: Callable[[str], str]) -> None:
    folder = _("the folder of your visits, instead of the usual one")
    to.add_argument("--data-dir", type=Path, metavar=_("DIR"), help=folder)
    to.add_argument("--language", choices=LANGUAGES, help=_("the language of screens and sentences"))
    words = _(
        "a file with a passphrase: of encrypted visits on its first line, of a package or a backup on the next, or "
        "on the first where your visits have none"
    )
    to.add_argument("--passphrase-file", type=Path, metavar=_("FILE"), help=words)


def parser(translator: Translator) -> argparse.ArgumentParser:
    """All options and commands, explained in the person's language."""
    _ = translator.gettext
    found = _parser_in(translator)(
        prog="lesvisit", allow_abbrev=False, description=_("Without a command LesVisit opens its window.")
    )
    _add_common(found, _)
    found.add_argument("--version", action="store_true", help=_("print the version"))
    commands = found.add_subparsers(dest="command", metavar=_("COMMAND"), title=_("commands"))

    def command(name: str, text: str) -> argparse.ArgumentParser:
        return commands.add_parser(name, help=text, description=text, allow_abbrev=False)

    _add_commands(command, _)
    return found


def _add_commands(command: Callable[[str, str], argparse.ArgumentParser], _: Callable[[str], str]) -> None:
    demo = command("demo", _("load a visit from a file and make its papers"))
    demo.add_argument(
        "--visit", type=Path, metavar=_("FILE.json"), help=_("the file; without it the made-up example")
    )
    demo.add_argument("--pdf-dir", type=Path, metavar=_("DIR"), default=Path(), help=_("where the papers go"))
    _add_stay(demo, _)
    visits = command("visits", _("list the visits with their short numbers"))
    _add_json(visits, _)
    visit = command("visit", _("print one visit, whole with --json"))
    _add_visit(visit, _)
    _add_json(visit, _)
    _add_export(command("export", _("make a paper of a visit, or write its data")), _)
    _add_packages(command, _)
    _add_templates(command, _)
    _add_designs(command, _)
    _add_leaving(command, _)
    check = command("check", _("look over the file with your visits"))
    _add_json(check, _)
    backup = command("backup", _("make a checked backup"))
    _add_out(backup, _("FILE"), _)
    restore = command("restore", _("put a backup back; what stood there is kept among the backups"))
    restore.add_argument("file", type=Path, metavar=_("FILE"), help=_("the backup"))
    _add_stay(restore, _)


def _add_export(export: argparse.ArgumentParser, _: Callable[[str], str]) -> None:
    _add_visit(export, _)
    what = export.add_mutually_exclusive_group(required=True)
    what.add_argument(
        "--paper",
        choices=PAPERS,
        help=_(
            "pair: for the two of you; team, board: what was agreed to be shared; design: the lesson design; "
            "agreements: yours over all visits; twin: a blank form to observe on"
        ),
    )
    what.add_argument(
        "--format", choices=FORMATS, help=_("the data instead: csv, one row per event; json, the whole visit")
    )
    _add_out(export, _("FILE"), _)
    export.add_argument("--paper-language", choices=LANGUAGES, help=_("the language of the paper"))
    export.add_argument("--large", action="store_true", help=_("each part of the board card a whole A4"))
    with_it = _("the visit itself inside the pair paper, as a package for LesVisit")
    export.add_argument("--with-package", action="store_true", help=with_it)


def _add_packages(command: Callable[[str, str], argparse.ArgumentParser], _: Callable[[str], str]) -> None:
    package = command("package", _("write a visit as a package for another laptop, under a passphrase"))
    _add_visit(package, _)
    _add_out(package, _("FILE"), _)
    package.add_argument(
        "--open", action="store_true", help=_("without a passphrase: whoever has the file can read it")
    )
    taken = command("import", _("take in a package from another laptop, whole or not at all"))
    taken.add_argument("file", type=Path, metavar=_("FILE"), help=_("a .lesvisit file"))
    taken.add_argument("--dry-run", action="store_true", help=_("only tell what would come in"))
    _add_stay(taken, _)
    joins = _("its notes join this visit of yours, as those of a second observer; its number, an id, or `last`")
    taken.add_argument("--join", metavar=_("VISIT"), help=joins)
    _add_json(taken, _)


def _add_leaving(command: Callable[[str, str], argparse.ArgumentParser], _: Callable[[str], str]) -> None:
    leave = command("leave", _("write everything in a new folder, to be read without LesVisit"))
    leave.add_argument("folder", type=Path, metavar=_("DIR"), help=_("a new or empty folder"))
    _add_json(leave, _)
    person = command("person", _("print everything that names one person"))
    person.add_argument("name", metavar=_("NAME"), help=_("the name, or an id where more are called so"))
    _add_json(person, _)
    erase = command("erase", _("erase a visit or a person from every file, for good"))
    what = erase.add_mutually_exclusive_group(required=True)
    what.add_argument("visit", nargs="?", metavar=_("VISIT"), help=_("the short number, an id, or `last`"))
    what.add_argument("--person", metavar=_("NAME"), help=_("the name, or an id where more are called so"))
    erase.add_argument("--yes", action="store_true", help=_("don't ask"))
    _add_json(erase, _)


def _add_templates(command: Callable[[str, str], argparse.ArgumentParser], _: Callable[[str], str]) -> None:
    templates = command("templates", _("list the observation templates, those that ship and your own"))
    _add_json(templates, _)
    check = command("template-check", _("look over the file of a template"))
    taken = command("template-import", _("take a template from a file; the same file twice is one template"))
    for reading in (check, taken):
        reading.add_argument("file", type=Path, metavar=_("FILE"), help=_("the file of the template"))
    _add_stay(taken, _)
    export = command("template-export", _("write a template to a file, or as a blank form to observe on (.pdf)"))
    named = _("its name, an id, or the number that `templates` prints")
    export.add_argument("template", metavar=_("TEMPLATE"), help=named)
    _add_out(export, _("FILE"), _)
    export.add_argument("--paper-language", choices=LANGUAGES, help=_("the language of the paper"))


def _add_designs(command: Callable[[str, str], argparse.ArgumentParser], _: Callable[[str], str]) -> None:
    designs = command("designs", _("list the lesson designs with their numbers and the visits that used them"))
    _add_json(designs, _)
    difference = command("design-diff", _("print what differs between two versions of a lesson design"))
    difference.add_argument(
        "design", metavar=_("DESIGN"), help=_("the number that `designs` prints, an id, or its title")
    )
    difference.add_argument("--before", type=int, metavar="N", help=_("the version that was; else the one before"))
    difference.add_argument("--after", type=int, metavar="N", help=_("the version that it becomes; else the newest"))
    _add_json(difference, _)
    _add_design_files(command, _)


def _add_design_files(command: Callable[[str, str], argparse.ArgumentParser], _: Callable[[str], str]) -> None:
    taken = command("design-import", _("make a lesson design of a Word file or a text; tells what was left over"))
    taken.add_argument("file", type=Path, metavar=_("FILE"), help=_("a .docx, .txt or .md file"))
    taken.add_argument("--dry-run", action="store_true", help=_("only tell what would go where"))
    _add_stay(taken, _)
    _add_json(taken, _)
    export = command("design-export", _("write a lesson design as a Word file or a paper"))
    named = _("the number that `designs` prints, an id, or its title")
    export.add_argument("design", metavar=_("DESIGN"), help=named)
    _add_out(export, _("FILE.docx|.pdf"), _)
    export.add_argument("--paper-language", choices=LANGUAGES, help=_("the language of the paper"))
    export.add_argument("--twin", action="store_true", help=_("a blank form to observe this design on paper (.pdf)"))


def _add_visit(to: argparse.ArgumentParser, _: Callable[[str], str]) -> None:
    to.add_argument("visit", metavar=_("VISIT"), help=_("the short number that `visits` prints, an id, or `last`"))


def _add_stay(to: argparse.ArgumentParser, _: Callable[[str], str]) -> None:
    """For whatever may begin visits where there are none yet."""
    to.add_argument("--stay-here", action="store_true", help=_("also in a folder that is synced or on a network"))


def _add_json(to: argparse.ArgumentParser, _: Callable[[str], str]) -> None:
    to.add_argument("--json", action="store_true", help=_("as JSON"))


def _add_out(to: argparse.ArgumentParser, name: str, _: Callable[[str], str]) -> None:
    to.add_argument("-o", "--output", type=Path, metavar=name, required=True, help=_("the file to write"))


# argparse's own words, as far as it lets them be said otherwise

OWN_WORDS = {
    "usage: ": N_("usage: "),
    "options": N_("options"),
    "positional arguments": N_("arguments"),
}
HELP = N_("show this help")


def _parser_in(translator: Translator) -> type[argparse.ArgumentParser]:
    """A parser whose headings are in this language (its sub-parsers are of the same class)."""

    def said(text: str | None) -> str | None:
        return translator.gettext(OWN_WORDS[text]) if text in OWN_WORDS else text

    class Formatter(argparse.HelpFormatter):
        def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
            super().add_usage(usage, actions, groups, said("usage: ") if prefix is None else prefix)

        def start_section(self, heading: str | None) -> None:
            super().start_section(said(heading))

    class Parser(argparse.ArgumentParser):
        def __init__(self, **values: Any) -> None:
            super().__init__(**{**values, "add_help": False, "formatter_class": Formatter})
            self.add_argument("-h", "--help", action="help", help=translator.gettext(HELP))

    return Parser
