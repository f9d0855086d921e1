"""No title of the window names anybody: titles stand in task bars, in recordings and on a beamer."""

from lesvisit.ui.main_window import MainWindow
from tests.support.house import House


def test_no_title_names_anybody(house: House, window: MainWindow) -> None:
    session = house.sample_visit()
    view = session.view
    names = [person.name for person in view.people.values() if person.name]
    assert names
    seen = set()
    for step in range(5):
        window.show_session(session, step)
        seen.add(window.windowTitle())
    window.go_home()
    seen.add(window.windowTitle())
    window.go_designs(view.visit.design_id)
    seen.add(window.windowTitle())
    assert len(seen) > 4
    secret = (*names, view.visit.class_name, view.visit.subject)
    assert not [title for title in seen for name in secret if name and name in title]
