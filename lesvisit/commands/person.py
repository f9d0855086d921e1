"""The command `person`: everything about one person, for whoever asks what is known about them."""

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from lesvisit.commands.out_words import out_line
from lesvisit.commands.shell import Shell
from lesvisit.domain.errors import VisitNotFound
from lesvisit.i18n import N_, Translator

if TYPE_CHECKING:
    from lesvisit.services.about_person import Mention, Namesake
    from lesvisit.services.erase import WentOut

KINDS = {
    "note": N_("note"),
    "memory": N_("memory of the lesson"),
    "reaction": N_("reaction"),
    "takeaway": N_("takeaway"),
    "agreement": N_("agreement"),
    "evidence": N_("how widely a goal was seen"),
    "focus_answer": N_("answer to an observation question"),
    "step_text": N_("what was said in the talk"),
    "visit": N_("the visit itself"),
    "debrief": N_("the debrief"),
    "consent": N_("agreement to a paper"),
    "next_visit": N_("the next visit"),
    "person": N_("the name"),
    "design": N_("lesson design"),
    "design_version": N_("version of a lesson design"),
    "handed_over": N_("handing over"),
    "tick": N_("press"),
    "entry": N_("answer in the form"),
    "duration": N_("stopwatch"),
    "sweep": N_("round through the class"),
    "case_cell": N_("line about a case pupil"),
    "seating": N_("seating plan"),
    "phase_start": N_("beginning of a phase"),
    "gap": N_("gap in the lesson"),
    "stamp_move": N_("time that was moved"),
    "visit_end": N_("end of the lesson"),
    "template": N_("observation form"),
    "protocol": N_("conversation model"),
    "seen_today": N_("earlier agreement, seen again"),
    "rewrite": N_("line said otherwise"),
    "lesson_result": N_("result after the lesson"),
    "board_card": N_("board card"),
    "changed_line": N_("changed line of a design"),
    "line_mark": N_("mark for sharing"),
    "mask_answer": N_("words for the team"),
    "sharing_as_imported": N_("what a file said about sharing"),
    "start_mark": N_("start mark"),
    "clock_shift": N_("clock put right"),
    "other_version": N_("other version of a line"),
    "evidence_erased": N_("mark that the evidence is erased"),
    "paper_sent": N_("paper that went out"),
    "draft": N_("half-typed line"),
}
OTHER = N_("something noted ({kind})")


def person(shell: Shell) -> None:
    """Prints every record that names the person, and all of their own lessons.

    Raises VisitNotFound for nobody, or for more than one.
    """
    from lesvisit.models.journal import Journal
    from lesvisit.services.about_person import in_preferences, mentions, named
    from lesvisit.services.erase import scopes_of, went_out
    from lesvisit.services.profile import Preferences, find_profile

    places, profile = shell.places, find_profile(shell.data_dir)
    journal = Journal((places.journal, *((profile.second_place,) if profile is not None else ())))
    kept = profile.preferences if profile is not None else Preferences()
    with shell.reading() as connection:
        found = the_one(named(connection, shell.args.name), shell.args.name, shell)
        told = mentions(connection, found.id, journal, places.vault)
        settings = in_preferences(connection, found.id, kept)
        out = went_out(connection, scopes_of(told))
    if shell.args.json:
        shell.say_json(_json(found, told, settings, out))
        return
    head = shell._("What is kept here about {name}:", name=found.person.name)
    own = ["  " + shell._("in the settings of this laptop: {words}", words=text) for text in settings]
    shell.say(head, *(_line(shell, mention) for mention in told), *own)
    if out:
        shell.say(shell._("This left LesVisit and can only be called back by hand:"))
        shell.say(*(f"  {out_line(shell.translator, one)}" for one in out))


def the_one(found: "list[Namesake]", name: str, shell: Shell) -> "Namesake":
    """The only one of this name. Raises VisitNotFound for nobody; several are listed with their ids."""
    if not found:
        raise VisitNotFound("person_not_found", person=name)
    if len(found) > 1:
        _list(shell, found)
        raise VisitNotFound("person_twice", person=name, ids=", ".join(one.id for one in found))
    return found[0]


def _list(shell: Shell, found: "list[Namesake]") -> None:
    """Namesakes with their ids, to give one of them instead of the name."""
    if shell.args.json:
        shell.say_json({"namesakes": [{"id": one.id, "name": one.person.name} for one in found]})
    else:
        shell.say(*(f"{one.id}  {one.person.name}" for one in found))


def _json(found: "Namesake", told: "list[Mention]", settings: list[str], out: "list[WentOut]") -> dict[str, Any]:
    from msgspec import to_builtins

    return {
        "id": found.id,
        "name": found.person.name,
        "ids": list(found.ids),
        "records": [_mention_json(mention) for mention in told],
        "settings": settings,
        "went_out": to_builtins(out),
    }


def _mention_json(mention: "Mention") -> dict[str, Any]:
    return {
        "record": mention.record_id,
        "kind": mention.kind,
        "scope": mention.scope_id,
        "visit": mention.number if mention.visit_id else None,
        "deleted": mention.deleted,
        "revision": mention.rev,
        "earlier_wording": mention.earlier,
        "at_utc": mention.at_utc,
        "of_own_lesson": mention.about,
        "in_emergency_journal": mention.beside,
        "wrote": mention.wrote,
        "named_by_id": mention.by_id,
        "named_in_text": mention.in_text,
        "own": mention.own,
        "fields": list(mention.fields),
        "texts": list(mention.texts),
        "content": json.loads(mention.content) if mention.content else None,
    }


def kind_words(says: Translator, kind: str) -> str:
    """What a record is, in words."""
    return says.gettext(KINDS[kind]) if kind in KINDS else says.gettext(OTHER, kind=kind)


def sorts(says: Translator, kinds: Iterable[str]) -> str:
    """Sorts of records beside each other, without how many: of a person nothing is counted (R8)."""
    return says.join(sorted(kind_words(says, kind) for kind in kinds))


def _line(shell: Shell, mention: "Mention") -> str:
    _ = shell._
    where = _("visit {number}", number=mention.number) if mention.visit_id else _("outside visits")
    how = [
        words
        for is_so, words in (
            (mention.about, _("of the own lesson")),
            (mention.wrote, _("wrote it")),
            (mention.by_id, _("is named in it")),
            (mention.in_text, _("the text holds the name")),
            (mention.earlier, _("an earlier wording")),
            (mention.deleted, _("taken away")),
            (mention.beside, _("in the emergency journal")),
        )
        if is_so
    ]
    text = " / ".join(" ".join(t.split()) for t in mention.texts)
    return f"  {where}  {kind_words(shell.translator, mention.kind)}  ({', '.join(how)})  {text}".rstrip()
