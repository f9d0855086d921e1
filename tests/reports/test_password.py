"""A paper behind a password: it opens with it and not without, and says nothing to who doesn't know it."""

import unicodedata
from io import BytesIO
from typing import Literal

import pikepdf
import pytest

from lesvisit.reports.tagging import lock
from tests.reports.every_paper import pair_paper
from tests.reports.tagged import TaggedPaper

PASSWORD = "wachtwoord é"
SIGNS = [PASSWORD, "½ ﬁets", "ñandú 日本", "كلمة السر", "🔑 sleutel", "zacht\u00adkoppel"]


@pytest.fixture(scope="module")
def locked() -> bytes:
    return lock(pair_paper(), PASSWORD)


@pytest.mark.parametrize("wrong", ["", "wachtwoord", "wachtwoord e", PASSWORD.upper()])
def test_it_does_not_open_without_the_password(locked: bytes, wrong: str) -> None:
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(BytesIO(locked), password=wrong)


def test_it_opens_with_the_password_and_holds_the_same(locked: bytes) -> None:
    assert TaggedPaper(locked, PASSWORD).document.read == TaggedPaper(pair_paper()).document.read


@pytest.mark.parametrize("form", ["NFC", "NFKC"])
@pytest.mark.parametrize("password", SIGNS)
def test_any_sign_may_be_in_it(form: Literal["NFC", "NFKC"], password: str) -> None:
    """Typed on one system, it opens on another; NFKC is what readers by the standard make of it."""
    data = lock(pair_paper("nothing"), unicodedata.normalize("NFD", password))
    typed = unicodedata.normalize(form, password)
    typed = typed.replace("\u00ad", "") if form == "NFKC" else typed
    assert pikepdf.open(BytesIO(data), password=typed).is_encrypted


def test_it_is_aes_256_of_revision_6_with_its_metadata(locked: bytes) -> None:
    with pikepdf.open(BytesIO(locked), password=PASSWORD) as pdf:
        about = pdf.encryption
        assert (about.R, about.V, about.bits) == (6, 5, 256)
        methods = {str(m).rpartition(".")[2] for m in (about.stream_method, about.string_method, about.file_method)}
        assert methods == {"aesv3"}
        assert bool(pdf.trailer.Encrypt.get("/EncryptMetadata", True))


def test_nothing_is_forbidden_to_who_knows_it(locked: bytes) -> None:
    with pikepdf.open(BytesIO(locked), password=PASSWORD) as pdf:
        assert all(pdf.allow)


def test_no_word_of_it_stands_in_the_bytes(locked: bytes) -> None:
    for word in ("Noor", "H2b", "LesVisit", "Lesbezoek", "wachtwoord"):
        assert word.encode() not in locked
        assert word.encode("utf-16-be") not in locked


def test_the_same_paper_is_locked_in_other_bytes_each_time(locked: bytes) -> None:
    assert lock(pair_paper(), PASSWORD) != locked


@pytest.mark.parametrize("password", ["", "lang " * 60, "é" * 64])
def test_a_password_that_would_not_open_again_is_refused(password: str) -> None:
    with pytest.raises(ValueError, match="password"):
        lock(pair_paper("nothing"), password)


@pytest.mark.parametrize("password", ["é" * 63, "½" * 60, "x" * 127])
def test_the_longest_passwords_open_again(password: str) -> None:
    data = lock(pair_paper("nothing"), password)
    assert pikepdf.open(BytesIO(data), password=password).is_encrypted
