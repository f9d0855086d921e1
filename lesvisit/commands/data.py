"""The data of a visit as a file: a table for spreadsheets, or everything in the one schema."""

from lesvisit.commands.shell import Shell


def export_data(shell: Shell) -> None:
    """Writes CSV or JSON, all or nothing; the words in the table are in the language of the command."""
    from lesvisit.exchange.visit_csv import write_csv, write_json

    view, path = shell.view(), shell.args.output.absolute()
    if shell.args.format == "json":
        write_json(view, path)
    else:
        write_csv(view, path, shell.translator)
    shell.say(str(path))
