"""The data of a visit as a file: a table for spreadsheets, or everything in the one schema."""

from lesvisit.commands.noting import note
from lesvisit.commands.pupils import tell_of_paper
from lesvisit.commands.shell import Shell
from lesvisit.domain.sharing import Paper
from lesvisit.services.share_sent import about_visit, as_written


def export_data(shell: Shell) -> None:
    """Writes CSV or JSON, all or nothing; the words in the table are in the language of the command."""
    from lesvisit.exchange.visit_csv import write_csv, write_json

    view, path = shell.view(), shell.args.output.absolute()
    if shell.args.format == "json":
        write_json(view, path)
    else:
        write_csv(view, path, shell.translator)
    shell.say(str(path))
    tell_of_paper(shell, view, Paper.DATA, shell.translator.language)
    note(shell, lambda desk: [as_written(desk, Paper.DATA, path)], lambda _c: about_visit(view, Paper.DATA))
