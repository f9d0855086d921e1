"""The commands for observation templates, as a person uses them: real folders, what is printed, the exit code."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from lesvisit.exchange.template_file import dumps, read_template, write_template
from lesvisit.models import beside
from lesvisit.services import templates as service
from lesvisit.services.desk import Desk
from lesvisit.services.profile import open_profile
from tests.exchange.hostile_templates import encoded, valid
from tests.exchange.support import StillClock
from tests.support.command_line import Shell

UUID = "0198c0de-1000-7000-8000-00000000abcd"
SHIPPED = Path(__file__).parents[1] / "resources" / "templates"


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    return Shell(tmp_path, capsys)


def put(folder: Path, **changes: Any) -> Path:
    """The valid template in a file, with other values in its head."""
    path = folder / "form.json"
    path.write_bytes(encoded({**valid(), "template": {**valid()["template"], **changes}}))
    return path


def own(shell: Shell) -> list[dict[str, Any]]:
    return [t for t in shell.json("templates") if t["origin"] == "own"]


# Listing


def test_what_ships_is_listed_without_any_data(shell: Shell) -> None:
    found = shell.json("templates")
    assert [t["number"] for t in found] == [f"L{n}" for n in range(1, 18)]
    assert {t["origin"] for t in found} == {"shipped"}
    first = found[1]
    assert (first["name"]["en"], first["taxonomy"], first["version"]) == ("Tally questions and turns", "count", 1)
    assert first["blocks"] == ["note", *["tally"] * 6]
    assert not shell.data.exists()


def test_lines_in_the_language_asked_for(shell: Shell) -> None:
    lines = shell("templates", language="nl").splitlines()
    assert len(lines) == 17
    assert lines[0].split()[:4] == ["L1", "Feit", "en", "effect"]
    assert "Fact and effect" in shell("templates").splitlines()[0]


def test_ones_own_stand_below_with_their_number(shell: Shell) -> None:
    shell("template-import", put(shell.folder))
    shell("template-import", put(shell.folder, id=UUID[:-1] + "e", name={"nl": "Tweede"}))
    assert [(t["number"], t["name"]["nl"], t["problems"]) for t in own(shell)] == [
        ("1", "Proef", 0),
        ("2", "Tweede", 0),
    ]
    assert "your own" in shell("templates").splitlines()[-1]


def test_a_draft_says_what_keeps_it_from_being_used(shell: Shell) -> None:
    draft(shell)
    assert own(shell)[0]["problems"] == 2
    assert "2 problems" in shell("templates").splitlines()[-1]


def draft(shell: Shell) -> str:
    """A template from an empty page, as the editor keeps it; its id."""
    profile = open_profile(shell.data)
    database = profile.database()
    database.start().result()
    book, operation = service.new_template(Desk(StillClock(), ""))
    database.put(operation).result()
    database.close()
    return book.scope_id


# Checking


def test_a_good_file(shell: Shell) -> None:
    assert "good" in shell("template-check", put(shell.folder))
    assert not shell.data.exists()


def test_every_problem_on_a_line_and_the_first_named(shell: Shell) -> None:
    path = put(shell.folder, name={}, taxonomy="vrij", learn_min=0)
    lines = shell("template-check", path, code=1).splitlines()
    assert [line.partition(":")[0] for line in lines] == ["template.name", "template.taxonomy", "template.learn_min"]
    assert "3 to mend" in shell.told
    assert "template.name" in shell.told
    assert shell.told.count("\n") == 1


def test_a_field_that_is_unknown_is_named(shell: Shell) -> None:
    assert shell("template-check", put(shell.folder, colour="red"), code=1) == ""
    assert "template.colour" in shell.told


def test_no_sign_of_a_file_steers_the_terminal(shell: Shell) -> None:
    out = shell("template-check", put(shell.folder, name={"nl": "a\x1b[2J"}, more={"\x1b[31m": 1}), code=1)
    assert "\x1b" not in out + shell.told


@pytest.mark.parametrize("command", ["template-check", "template-import"])
@pytest.mark.parametrize("name", ["none.json", "."])
def test_no_file(shell: Shell, command: str, name: str) -> None:
    shell(command, shell.folder / name, code=1)
    assert "There is no file" in shell.told
    assert not shell.data.exists()


# Taking in


def test_the_same_file_twice_is_one_template(shell: Shell) -> None:
    path = put(shell.folder)
    assert "is taken in" in shell("template-import", path)
    before = revisions(shell)
    assert "nothing was changed" in shell("template-import", path)
    assert revisions(shell) == before
    assert len(own(shell)) == 1


def revisions(shell: Shell) -> list[Any]:
    with beside.reading(shell.database) as connection:
        rows = connection.exec_driver_sql("SELECT id, rev FROM record ORDER BY id").fetchall()
        acts = connection.exec_driver_sql("SELECT count(*) FROM operation").fetchall()
    return [*rows, *acts]


def test_a_higher_version_takes_the_place(shell: Shell) -> None:
    shell("template-import", put(shell.folder))
    assert "took the place of version 3" in shell(
        "template-import", put(shell.folder, version=5, name={"nl": "Nieuw"})
    )
    (found,) = own(shell)
    assert (found["version"], found["name"]) == (5, {"nl": "Nieuw"})


@pytest.mark.parametrize(
    ("changes", "said"),
    [({"name": {"nl": "Anders"}}, "with other content"), ({"version": 2}, "older"), ({"learn_min": 11}, "version 3")],
)
def test_what_would_mean_two_things_is_refused(shell: Shell, changes: dict[str, Any], said: str) -> None:
    shell("template-import", put(shell.folder))
    before = revisions(shell), own(shell)
    shell("template-import", put(shell.folder, **changes), code=1)
    assert said in shell.told
    assert "Nothing was changed" in shell.told
    assert (revisions(shell), own(shell)) == before


def test_what_ships_is_here_already_and_stays(shell: Shell) -> None:
    first = next(iter(sorted(SHIPPED.glob("*.json"))))
    assert "was here already" in shell("template-import", first)
    path = shell.folder / "changed.json"
    write_template(replace(read_template(first), name={"nl": "Van mij"}), path)
    shell("template-import", path, code=1)
    assert "comes with LesVisit" in shell.told
    assert own(shell) == []


def test_the_id_of_something_else_is_refused(shell: Shell) -> None:
    shell("demo", "--pdf-dir", shell.folder)
    visit = shell.json("visit", "last")
    note = visit["records"]["note"][0]["id"]
    for taken in (visit["id"], note):
        shell("template-import", put(shell.folder, id=taken), code=1)
        assert "template.id" in shell.told
    assert shell.json("visit", "last") == visit


def test_a_bad_file_makes_nothing_at_all(shell: Shell) -> None:
    shell("template-import", put(shell.folder, sections=[]), code=1)
    assert "template.sections" in shell.told
    assert not shell.data.exists()


def test_an_open_window_is_not_written_beside(shell: Shell) -> None:
    shell("template-import", put(shell.folder))
    profile = open_profile(shell.data)
    profile.lock()
    try:
        shell("template-import", put(shell.folder, version=4), code=1)
        assert "Close its window" in shell.told
        shell("template-export", "Proef", "-o", shell.folder / "out.json")
    finally:
        profile.unlock()


# Giving out


@pytest.mark.parametrize("name", ["L2", "l2", "Tally questions and turns", "vragen EN beurten turven"])
def test_a_template_is_named_by_number_id_or_name(shell: Shell, name: str) -> None:
    path = shell.folder / "out.json"
    assert shell("template-export", name, "-o", path).strip() == str(path)
    assert path.read_bytes() == sorted(SHIPPED.glob("*.json"))[1].read_bytes()
    assert read_template(path).id[-2:] == "02"


def test_out_of_one_house_and_into_another(shell: Shell, tmp_path: Path) -> None:
    path = put(shell.folder)
    shell("template-import", path)
    shell("template-export", UUID, "-o", shell.folder / "out.json")
    assert json.loads((shell.folder / "out.json").read_bytes())["template"]["version"] == 3
    assert (shell.folder / "out.json").read_bytes() == dumps(read_template(path))
    shell.data = tmp_path / "elsewhere"
    shell("template-import", tmp_path / "out.json")
    assert len(own(shell)) == 1


def test_an_edited_one_leaves_as_the_next_version(shell: Shell) -> None:
    shell("template-import", put(shell.folder))
    edit(shell, "Bewerkt")
    for _ in range(2):
        shell("template-export", "1", "-o", shell.folder / "out.json")
        found = read_template(shell.folder / "out.json")
        assert (found.version, found.name["nl"]) == (4, "Bewerkt")
    assert "nothing was changed" in shell("template-import", shell.folder / "out.json")


def edit(shell: Shell, name: str) -> None:
    profile = open_profile(shell.data)
    database = profile.database()
    database.start().result()
    book = database.read(lambda connection: service.open_template(connection, UUID)).result()
    changed = replace(service.current(book), name={"nl": name})
    operation = service.edit(Desk(StillClock(), ""), book, changed)
    assert operation is not None
    database.put(operation).result()
    database.close()


def test_a_draft_is_not_given_out(shell: Shell) -> None:
    found = draft(shell)
    shell("template-export", found, "-o", shell.folder / "out.json", code=1)
    assert "template.name" in shell.told
    assert not (shell.folder / "out.json").exists()


def test_names_that_name_nothing_or_two(shell: Shell) -> None:
    shell("template-export", "Onzin", "-o", shell.folder / "x", code=1)
    assert "“Onzin”" in shell.told
    for last in "ef":
        shell("template-import", put(shell.folder, id=UUID[:-1] + last))
    shell("template-export", "proef", "-o", shell.folder / "x", code=1)
    assert "1, 2" in shell.told
    assert not (shell.folder / "x").exists()


def test_a_place_that_cannot_be_written(shell: Shell) -> None:
    shell("template-export", "L1", "-o", shell.folder / "none" / "x.json", code=1)
    assert "could not be written" in shell.told
