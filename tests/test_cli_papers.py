"""Every paper of a visit from the command line: made whole, refused with a name, locked with a password."""

from pathlib import Path

import pikepdf
import pytest
from pypdf import PdfReader

from lesvisit.commands.passphrase import MOST_OF_PAPER
from lesvisit.domain.records import ScopeKind
from lesvisit.domain.sharing import Mark, Paper
from lesvisit.exchange import package_file, package_lock
from lesvisit.services import share
from lesvisit.services.desk import Desk
from lesvisit.services.profile import open_profile
from lesvisit.services.system_clock import SystemClock
from lesvisit.services.visits import open_visit, resolve
from tests.support.command_line import SHORT, Shell

OWN = ("pair", "design", "agreements", "twin")


@pytest.fixture
def shell(demo: Shell) -> Shell:
    return demo


def text_of(path: Path, password: str = "") -> str:
    reader = PdfReader(path)
    if password:
        assert reader.decrypt(password)
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def agree(shell: Shell, *, again: bool = False) -> None:
    """Success and agreements to the team, and her yes to the board card, as Share does it."""
    profile = open_profile(shell.data)
    profile.lock()
    database = profile.database()
    database.start().result(30)
    try:
        view = database.read(lambda c: open_visit(c, resolve(c, "1"))).result(30)
        desk = Desk(SystemClock(), "", view.visit.visited_id)
        for line in share.lines(view):
            if line.kind.one_act or line.id in ("success", "next_visit"):
                operation = share.set_mark(desk, view, line.id, Mark.US if again else Mark.TEAM)
                if operation is not None:
                    database.put(operation).result(30)
                    view = database.read(lambda c: open_visit(c, resolve(c, "1"))).result(30)
        if not again:
            card = share.board_card(view, "nl")
            database.put(share.give_consent(desk, view, card, view.visit.visited_id)).result(30)
    finally:
        database.close()
        profile.unlock()


@pytest.mark.parametrize("paper", OWN)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_each_paper_is_made_in_both_languages(shell: Shell, paper: str, language: str) -> None:
    path = shell.folder / f"{paper}.pdf"
    out = shell("export", "1", "--paper", paper, "-o", path, "--paper-language", language)
    assert str(path) in out
    with pikepdf.open(path) as pdf:
        assert str(pdf.Root.Lang) == language
    purpose = {"nl": "Voor leren van elkaar", "en": "For learning from each other"}
    assert purpose[language] in text_of(path)


def test_the_papers_hold_what_they_are_for(shell: Shell) -> None:
    texts = {}
    for paper in OWN:
        path = shell.folder / f"{paper}.pdf"
        shell("export", "1", "--paper", paper, "-o", path, "--paper-language", "nl")
        texts[paper] = text_of(path)
    assert "Ik kan bij een tabel of verhaal de formule" in texts["design"]
    assert "Bij elke mondelinge vraag aan de hele klas" in texts["agreements"]
    assert "beurt via naamstokje" in texts["twin"]
    assert "D1a" in texts["twin"]


def test_a_board_card_without_her_agreement_names_her(shell: Shell) -> None:
    path = shell.folder / "card.pdf"
    path.write_bytes(b"what stood there")
    shell("export", "1", "--paper", "board", "-o", path, code=1)
    assert "Noor has not agreed to this board card yet" in shell.told
    assert "choose Share" in shell.told
    assert shell.told.count("\n") == 1
    assert path.read_bytes() == b"what stood there"


def test_a_board_card_with_her_agreement(shell: Shell) -> None:
    agree(shell)
    path = shell.folder / "card.pdf"
    shell("export", "1", "--paper", "board", "-o", path)
    text = text_of(path)
    assert "23 van de 26 leerlingen" in text
    assert "CONCEPT" not in text
    with pikepdf.open(path) as pdf:
        assert str(pdf.Root.Lang) == "nl", "in the language that was agreed to"
    shell("export", "1", "--paper", "board", "--large", "-o", path)
    assert len(PdfReader(path).pages) > 2
    shell("export", "1", "--paper", "board", "-o", path, "--paper-language", "en", code=1)
    assert "reads otherwise than the one that Noor agreed to" in shell.told


def test_a_board_card_that_changed_since_is_refused(shell: Shell) -> None:
    agree(shell)
    agree(shell, again=True)
    shell("export", "1", "--paper", "board", "-o", shell.folder / "card.pdf", code=1)
    assert "board card" in shell.told


def test_the_demo_makes_the_board_card_once_it_was_agreed_to(shell: Shell) -> None:
    agree(shell)
    shell("demo", "--pdf-dir", shell.folder / "pdf")
    assert any(
        path.name.endswith("bordkaart.pdf") or "board card" in path.name
        for path in (shell.folder / "pdf").glob("*.pdf")
    )


def test_a_team_paper_without_agreement_names_the_visited_teacher(shell: Shell) -> None:
    shell("demo", "--visit", SHORT, "--pdf-dir", shell.folder)
    shell("export", "last", "--paper", "team", "-o", shell.folder / "team.pdf", code=1)
    assert "Noor has not agreed to this team paper yet" in shell.told


@pytest.mark.parametrize("paper", ["pair", "team", "design"])
def test_a_password_locks_the_paper(shell: Shell, paper: str) -> None:
    secret = shell.folder / "pw.txt"
    secret.write_bytes("\ufeffgeheim één\r\nsecond line\n".encode())
    path = shell.folder / "locked.pdf"
    shell("export", "1", "--paper", paper, "-o", path, "--passphrase-file", secret)
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(path)
    with pikepdf.open(path, password="geheim één") as pdf:
        assert (pdf.encryption.R, pdf.encryption.bits) == (6, 256)
    assert b"wiskunde" not in path.read_bytes()


def test_the_visit_goes_along_in_the_paper(shell: Shell) -> None:
    path = shell.folder / "pair.pdf"
    words = (
        shell("export", "1", "--paper", "pair", "--with-package", "-o", path)
        .strip()
        .splitlines()[-1]
        .rpartition(": ")[2]
    )
    with pikepdf.open(path) as pdf:
        (name,) = pdf.attachments
        data = pdf.attachments[name].get_file().read_bytes()
    assert name.endswith(".lesvisit")
    assert "Noor" not in name
    assert package_lock.is_locked(data)
    assert package_file.loads(data, words).kind is ScopeKind.VISIT


def test_the_password_of_the_paper_locks_the_visit_in_it(shell: Shell) -> None:
    secret, path = shell.folder / "pw.txt", shell.folder / "pair.pdf"
    secret.write_text("geheim", encoding="utf-8")
    shell("export", "1", "--paper", "pair", "--with-package", "-o", path, "--passphrase-file", secret)
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(path)
    with pikepdf.open(path, password="geheim") as pdf:
        (name,) = pdf.attachments
        assert package_file.loads(pdf.attachments[name].get_file().read_bytes()).kind is ScopeKind.VISIT
    assert b"records.json" not in path.read_bytes()


@pytest.mark.parametrize("what", [("--paper", "design"), ("--paper", "twin"), ("--format", "json")])
def test_no_other_paper_takes_the_visit_along(shell: Shell, what: tuple[str, str]) -> None:
    path = shell.folder / "other.pdf"
    shell("export", "1", *what, "--with-package", "-o", path, code=1)
    assert not path.exists()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"\nsecond", "is empty"),
        (b"   \n", "is empty"),
        (b"\xff\xfe\x00", "is not plain text in UTF-8"),
        (b"x" * (MOST_OF_PAPER + 1), "longer than a PDF can hold"),
        (None, "There is no file"),
    ],
)
def test_a_password_file_that_is_none_makes_nothing(shell: Shell, content: bytes | None, words: str) -> None:
    secret, path = shell.folder / "pw.txt", shell.folder / "x.pdf"
    if content is not None:
        secret.write_bytes(content)
    shell("export", "1", "--paper", "pair", "-o", path, "--passphrase-file", secret, code=1)
    assert words in shell.told
    assert shell.told.count("\n") == 1
    assert not path.exists()


def test_data_has_no_password(shell: Shell) -> None:
    secret = shell.folder / "pw.txt"
    secret.write_text("geheim", encoding="utf-8")
    shell("export", "1", "--format", "json", "-o", shell.folder / "x.json", "--passphrase-file", secret, code=1)
    assert "Only a paper" in shell.told
    assert not (shell.folder / "x.json").exists()


def test_a_template_as_a_blank_form(shell: Shell) -> None:
    for language, words in (("nl", "Kijkvraag"), ("en", "Observation question")):
        path = shell.folder / f"{language}.pdf"
        shell("template-export", "L1", "-o", path, "--paper-language", language)
        assert words in text_of(path)


def test_no_paper_is_left_half_where_the_folder_is_not_there(shell: Shell) -> None:
    for paper in OWN:
        shell("export", "1", "--paper", paper, "-o", shell.folder / "none" / "x.pdf", code=1)
    shell("template-export", "L1", "-o", shell.folder / "none" / "x.pdf", code=1)
    assert not list(shell.folder.glob("**/*.tmp"))


def test_every_paper_of_a_visit_can_be_asked_for() -> None:
    from lesvisit.cli import PAPERS

    assert set(PAPERS) == {p.value for p in Paper} - {"data", "package", "folder"}
