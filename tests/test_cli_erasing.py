"""Commands `leave`, `person` and `erase`: from the terminal to the disk and back, in both languages."""

import csv
import json
from pathlib import Path

import pypdf
import pytest

from lesvisit.__main__ import main
from tests.erasing.places import ALL, NOTE, Profile, furnish


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    """A data folder with one furnished visit."""
    folder = tmp_path / "data"
    with Profile(folder / "profiles" / "one").opened() as base:
        furnish(base)
    return folder


def run(data_dir: Path, *words: str, code: int = 0) -> None:
    assert main(["--data-dir", str(data_dir), "--language", "en", *words]) == code


def told(capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    found: dict[str, object] = json.loads(capsys.readouterr().out)
    return found


def test_leaving_is_readable_without_lesvisit(
    data_dir: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "away"
    run(data_dir, "leave", str(target), "--json")
    files = told(capsys)["files"]
    assert sorted(p.relative_to(target).as_posix() for p in target.rglob("*") if p.is_file()) == sorted(files)  # type: ignore[call-overload]
    by_kind = {path.suffix: path for path in (target / "Visits").iterdir()}
    text = "\n".join(page.extract_text() for page in pypdf.PdfReader(by_kind[".pdf"]).pages)
    assert NOTE in " ".join(text.split())
    with by_kind[".csv"].open(encoding="utf-8-sig", newline="") as file:
        assert any(NOTE in row["text"] for row in csv.DictReader(file, delimiter=";"))
    assert NOTE in by_kind[".json"].read_text(encoding="utf-8")
    designs = {path.suffix for path in (target / "Lesson designs").iterdir()}
    assert designs == {".pdf", ".docx", ".json"}
    readme = (target / "READ ME.txt").read_text(encoding="utf-8-sig")
    assert all(folder.name in readme for folder in target.iterdir() if folder.is_dir())
    run(data_dir, "leave", str(target), code=1)
    assert "not empty" in capsys.readouterr().err


def test_names_of_files_never_leave_the_folder(tmp_path: Path) -> None:
    from lesvisit.services.leaving import apart, safe_name

    for worst in ("../../etc/passwd", "CON", "a" * 400, "punt.", "\u202egnp.exe", "", "a/b\\c:d"):
        name = safe_name(worst)
        assert (tmp_path / f"{name}.pdf").parent == tmp_path
        assert 0 < len(name) <= 91
        (tmp_path / f"{name}.pdf").touch()
    assert apart(["Les", "les", "LES"]) == ["Les", "les (2)", "LES (3)"]


def test_person_is_told_and_erased(data_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(data_dir, "person", "noor", "--json")
    found = told(capsys)
    records = found["records"]
    assert isinstance(records, list)
    assert {"visit", "reaction", "person"} <= {r["kind"] for r in records}
    run(data_dir, "person", "Noor")
    assert "wrote it" in capsys.readouterr().out
    run(data_dir, "person", "Nobody", code=1)
    assert "nobody" in capsys.readouterr().err
    run(data_dir, "erase", "--person", "Noor", "--yes")
    assert "It is erased." in capsys.readouterr().out
    run(data_dir, "person", "Noor", code=1)


def test_erasing_asks_first(data_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    profile = Profile(data_dir / "profiles" / "one")
    run(data_dir, "erase", "1", code=1)
    said = capsys.readouterr()
    assert "goes: " in said.out
    assert "--yes" in said.err
    assert profile.holding(ALL)
    run(data_dir, "erase", "1", "--yes", "--json")
    out = told(capsys)
    assert out["scope"] == "visit"
    assert len(out["backups_cleared"]) == 2  # type: ignore[arg-type]
    assert profile.holding(ALL) == []
    run(data_dir, "visits")
    assert "No visits yet." in capsys.readouterr().out
    run(data_dir, "erase", "1", "--yes", code=1)


def test_papers_that_went_out_are_listed(data_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from lesvisit.domain.handover import HandedOver
    from lesvisit.services.desk import inserted
    from tests.erasing.places import now, put, view_of

    with Profile(data_dir / "profiles" / "one").opened() as base:
        visit_id = furnish(base)
        view = view_of(base, visit_id)
        put(base, view, inserted(HandedOver(view.visit.visited_id, now())))
    run(data_dir, "erase", "1", code=1)
    assert "called back by hand" in capsys.readouterr().out
