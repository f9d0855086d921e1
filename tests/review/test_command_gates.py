"""Commands at their edges: names no disk takes, a laptop without visits, lines of a passphrase file, namesakes."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from lesvisit import cli
from lesvisit.domain.errors import StorageFailed
from lesvisit.domain.people import Person
from lesvisit.domain.records import Operation, ScopeKind, changed
from lesvisit.domain.sharing import Paper
from lesvisit.exchange.package_file import loads
from lesvisit.i18n import Translator
from lesvisit.models.given import refuse_among_own
from lesvisit.paths import locale_dir
from lesvisit.reports.filenames import design_file_name, file_name
from lesvisit.services.desk import PEOPLE, inserted, new_id
from lesvisit.services.leaving import Leaf, leave, safe_name
from lesvisit.services.passphrases import proposed
from lesvisit.services.profile import find_profile
from lesvisit.ui.packages.words import file_stem
from tests.models.vault_support import WORDS as VAULT_WORDS
from tests.models.vault_support import quick, switched_on
from tests.packages.laptops import laptop
from tests.support.command_line import Run
from tests.support.share import head, unshared

AT = datetime(2026, 11, 1, tzinfo=UTC)
WORDS, OTHER = "gras maan roos tafel wolk", "boomtak stappen roepen gezicht lucht"


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    """A laptop with the visit of the samples."""
    folder = tmp_path / "data"
    with laptop(folder, "device") as made:
        made.i_am("Bram")
        made.sample()
    return folder


@pytest.fixture
def encrypted(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The visits of that laptop are encrypted from now on."""
    quick(monkeypatch)
    profile = find_profile(data_dir)
    assert profile is not None
    switched_on(profile.places.database.parent)


# 17: names that no disk takes


@pytest.mark.parametrize("name", ["\U0001f600" * 90, "漢" * 200, "é" * 300, "a" * 300], ids=ascii)
def test_safe_name_fits_every_disk(name: str, tmp_path: Path) -> None:
    safe = safe_name(name)
    assert safe
    (tmp_path / f"{safe} (999).docx").write_text("x")


@pytest.mark.parametrize("word", ["\U0001f600" * 80, "漢字" * 60], ids=ascii)
def test_proposed_names_fit_every_disk(word: str) -> None:
    """Of a paper, of a design and of a package."""
    view = head(unshared(), class_name=word, subject=word)
    english = Translator("en", locale_dir())
    names = [file_name(view, paper, english) for paper in (Paper.PAIR, Paper.TEAM, Paper.AGREEMENTS)]
    names += [design_file_name(word, 1, english, ".docx"), f"{file_stem(english, view)}.lesvisit"]
    assert all(len(name.encode()) <= 240 for name in names)


def test_leaving_with_a_class_of_emoji(tmp_path: Path, run: Run) -> None:
    folder = tmp_path / "data"
    with laptop(folder, "device") as made:
        visit_id = made.sample()
        head = made.view(visit_id).head
        odd = replace(head.payload, class_name="\U0001f600" * 80, subject="\U0001f98a" * 40)
        made.do(made.desk.operation(made.view(visit_id).book, "prepare", "head.set", (changed(head, odd),)))
    code, _said, wrong = run(folder, "leave", str(tmp_path / "all"))
    assert (code, wrong) == (0, "")
    assert len([*(tmp_path / "all" / "Visits").iterdir()]) == 3


def test_one_file_that_fails_holds_up_no_other(tmp_path: Path) -> None:
    def fails(path: Path) -> None:
        raise StorageFailed("file_failed", path=str(path), detail="No space left on device")

    leaves = [
        Leaf(Path("a.txt"), lambda p: p.write_text("a")),
        Leaf(Path("Visits") / "b.txt", fails),
        Leaf(Path("x" * 300) / "c.txt", lambda p: p.write_text("c")),
        Leaf(Path("d.txt"), lambda p: p.write_text("d")),
    ]
    steps: list[tuple[int, int]] = []
    left = leave(tmp_path / "all", leaves, lambda done, of: steps.append((done, of)))
    assert left.files == ("a.txt", "d.txt")
    assert [name for name, _ in left.failed] == ["Visits/b.txt", f"{'x' * 300}/c.txt"]
    assert left.refusal is not None
    assert left.refusal.reason == "leave_not_all"
    assert steps[-1] == (4, 4)


@pytest.mark.parametrize("name", ["a" * 300, "\U0001f600" * 90, "a\0b"], ids=ascii)
def test_file_of_a_name_that_no_disk_takes_is_refused_in_words(
    data_dir: Path, tmp_path: Path, run: Run, name: str
) -> None:
    with pytest.raises(StorageFailed):
        refuse_among_own(tmp_path / name / "x.pdf")
    for words in (
        ("package", "last", "--open", "-o", str(tmp_path / f"{name}.lesvisit")),
        ("export", "last", "--paper", "pair", "-o", str(tmp_path / f"{name}.pdf")),
        ("export", "last", "--format", "csv", "-o", str(tmp_path / f"{name}.csv")),
        ("leave", str(tmp_path / name)),
    ):
        code, said, wrong = run(data_dir, *words)
        assert (code, said) == (1, "")
        assert wrong
        assert "Traceback" not in wrong


# 5: a laptop without visits


def test_look_at_a_package_before_there_are_any_visits(data_dir: Path, tmp_path: Path, run: Run) -> None:
    file, fresh = tmp_path / "v.lesvisit", tmp_path / "fresh"
    assert run(data_dir, "package", "last", "--open", "-o", str(file))[0] == 0
    code, said, wrong = run(fresh, "import", str(file), "--dry-run")
    assert (code, wrong) == (0, "")
    assert "new here" in said
    code, said, wrong = run(fresh, "import", str(file), "--dry-run", "--json")
    assert (code, wrong) == (0, "")
    assert json.loads(said)["erased_here"] is None
    assert not fresh.exists()


# 10: which line of the passphrase file is for what


def test_open_package_under_a_passphrase_is_refused(data_dir: Path, tmp_path: Path, run: Run) -> None:
    words, file = tmp_path / "words", tmp_path / "v.lesvisit"
    words.write_text(f"{WORDS}\n")
    code, said, wrong = run(data_dir, "--passphrase-file", str(words), "package", "last", "--open", "-o", str(file))
    assert (code, said) == (1, "")
    assert "--open" in wrong
    assert not file.exists()


def test_open_package_of_encrypted_visits(data_dir: Path, tmp_path: Path, run: Run, encrypted: None) -> None:
    """The one line opens the visits, and no other is left over."""
    words, file = tmp_path / "words", tmp_path / "v.lesvisit"
    words.write_text(f"{VAULT_WORDS}\n")
    assert run(data_dir, "--passphrase-file", str(words), "package", "last", "--open", "-o", str(file))[0] == 0
    assert loads(file.read_bytes()).kind is ScopeKind.VISIT
    words.write_text(f"{VAULT_WORDS}\n{WORDS}\n")
    code, _said, wrong = run(data_dir, "--passphrase-file", str(words), "package", "last", "--open", "-o", str(file))
    assert (code, "--open" in wrong) == (1, True)


def test_same_words_for_the_visits_and_for_the_package(
    data_dir: Path, tmp_path: Path, run: Run, encrypted: None
) -> None:
    words, file = tmp_path / "words", tmp_path / "v.lesvisit"
    words.write_text(f"{VAULT_WORDS}\n{VAULT_WORDS}\n")
    code, said, _wrong = run(data_dir, "--passphrase-file", str(words), "package", "last", "-o", str(file))
    assert (code, said) == (0, f"{file}\n")
    assert loads(file.read_bytes(), VAULT_WORDS).kind is ScopeKind.VISIT


def test_five_words_with_a_capital_and_commas_open_a_package(data_dir: Path, tmp_path: Path, run: Run) -> None:
    words, file, fresh = tmp_path / "words", tmp_path / "v.lesvisit", tmp_path / "fresh"
    said = run(data_dir, "package", "last", "-o", str(file))[1]
    told = said.splitlines()[1].rpartition(": ")[2]
    words.write_text(f"{told.capitalize().replace(' ', ', ')}\n")
    code, _said, wrong = run(fresh, "--passphrase-file", str(words), "import", str(file), "--dry-run")
    assert (code, wrong) == (0, "")


def test_own_words_with_a_capital_still_open_theirs(data_dir: Path, tmp_path: Path, run: Run) -> None:
    """Five words of the list, locked with a capital by another program or an earlier version."""
    words, file, fresh = tmp_path / "words", tmp_path / "v.lesvisit", tmp_path / "fresh"
    words.write_text(f"{proposed().capitalize()}\n")
    assert run(data_dir, "--passphrase-file", str(words), "package", "last", "-o", str(file))[0] == 0
    assert run(fresh, "--passphrase-file", str(words), "import", str(file), "--dry-run")[0] == 0


# 19 and 20: what the command line may not do without a word


@pytest.mark.parametrize("words", [("person", "Kim"), ("erase", "--person", "Kim", "--yes")], ids=lambda w: w[0])
def test_namesakes_are_listed_in_json_too(data_dir: Path, run: Run, words: tuple[str, ...]) -> None:
    with laptop(data_dir, "device") as made:
        book = made.book(PEOPLE)
        kims = tuple(inserted(Person("Kim")) for _ in range(2))
        made.do(Operation(new_id(), PEOPLE, ScopeKind.PEOPLE, "people", "test", "", AT, kims))
        assert book.of(Person)
    code, said, wrong = run(data_dir, *words, "--json")
    assert code == 1
    assert {one["id"] for one in json.loads(said)["namesakes"]} == {kim.record_id for kim in kims}
    assert wrong
    code, said, _wrong = run(data_dir, *words)
    assert code == 1
    assert all(f"{kim.record_id}  Kim" in said for kim in kims)


@pytest.mark.parametrize("words", [(), ("bezoek.lesvisit",)], ids=["alone", "with a package"])
def test_window_drops_no_passphrase_file_without_a_word(
    words: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    opened_with: list[object] = []

    def open_window(*told: object) -> int:
        opened_with.append(told)
        return 0

    folder = ["--data-dir", str(tmp_path), "--language", "en"]
    with pytest.raises(SystemExit) as wrong:
        cli.main([*folder, *words, "--passphrase-file", "geheim"], open_window)
    assert wrong.value.code == 2
    assert "--passphrase-file" in capsys.readouterr().err
    assert opened_with == []
    assert cli.main([*folder, *words], open_window) == 0
    assert len(opened_with) == 1
