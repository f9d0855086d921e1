"""The pages follow the lines: off the window's thread, the newest wish wins, old pages stay until then."""

import threading
import time
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from lesvisit.domain.sharing import Paper
from lesvisit.ui.share import paper_maker
from lesvisit.ui.share.page import SharePage
from lesvisit.ui.share.paper_make import Made, PaperTools, Wish, preview_of
from tests.support.house import House
from tests.ui.share.test_page import WAIT, page, press, session

__all__ = ["page", "session"]


class Slow:
    """The real making, held back until it may go on; which thread it ran on, and for which wishes."""

    def __init__(self) -> None:
        self.go = threading.Event()
        self.begun: list[Wish] = []
        self.threads: set[int] = set()

    def __call__(self, wish: Wish, tools: PaperTools) -> Made:
        self.begun.append(wish)
        self.threads.add(threading.get_ident())
        assert self.go.wait(20)
        return preview_of(wish, tools)


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Slow:
    held = Slow()
    monkeypatch.setattr(paper_maker, "preview_of", held)
    return held


def test_only_the_newest_of_many_wishes_is_made(house: House, page: SharePage, slow: Slow) -> None:
    old = page.preview.document
    wish = page.outlet._wish
    assert wish is not None
    wishes = [replace(wish, language=language) for language in ("en", "nl", "en", "nl", "en")]
    shown: list[Made] = []
    page.maker.made.connect(shown.append)
    for one in wishes:
        page.maker.wish(one, now=True)
    house.qtbot.waitUntil(lambda: len(slow.begun) == 1, timeout=WAIT)
    assert page.preview.document is old
    slow.go.set()
    house.qtbot.waitUntil(lambda: bool(shown), timeout=WAIT)
    assert slow.begun == [wishes[0], wishes[-1]]
    assert [made.wish for made in shown] == [wishes[-1]]


def test_it_is_made_off_the_windows_thread(house: House, page: SharePage, slow: Slow) -> None:
    page.lines.go_to("success")
    press(house, page, Qt.Key.Key_T)
    house.qtbot.waitUntil(lambda: bool(slow.begun), timeout=WAIT)
    slow.go.set()
    house.settle()
    assert threading.get_ident() not in slow.threads


def test_what_comes_after_leaving_is_not_shown(house: House, page: SharePage, slow: Slow) -> None:
    shown: list[Made] = []
    page.maker.made.connect(shown.append)
    page.options.paper_chosen.emit(Paper.PAIR)
    page.leave()
    slow.go.set()
    page.maker.run(lambda: None).result(20)
    house.settle()
    assert shown == []


def test_a_failing_paper_does_not_stop_the_next(
    house: House, page: SharePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_wish: Wish, _tools: PaperTools) -> Made:
        raise OSError("no fonts")

    monkeypatch.setattr(paper_maker, "preview_of", broken)
    with house.qtbot.waitSignal(page.maker.failed, timeout=WAIT):
        page.options.paper_chosen.emit(Paper.PAIR)
    monkeypatch.setattr(paper_maker, "preview_of", preview_of)
    with house.qtbot.waitSignal(page.maker.made, timeout=WAIT):
        page.options.paper_chosen.emit(Paper.TEAM)


def test_a_changed_line_is_on_the_page_within_half_a_second(house: House, page: SharePage) -> None:
    """The best of three, since other tests run beside this one; `dev.py bench` measures it in peace."""
    page.lines.go_to("success")
    took = [seconds_to_page(house, page, key) for key in (Qt.Key.Key_T, Qt.Key.Key_W, Qt.Key.Key_T)]
    assert min(took) < 0.5


def seconds_to_page(house: House, page: SharePage, key: Qt.Key) -> float:
    """From the key on the line to another page."""
    before, began = page.preview.document, time.perf_counter()
    press(house, page, key)
    house.qtbot.waitUntil(lambda: page.preview.document is not before, timeout=WAIT)
    return time.perf_counter() - began
