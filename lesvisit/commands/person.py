"""The command `person`: everything that names one person, for whoever asks what is known about them."""

from typing import TYPE_CHECKING, Any

from lesvisit.commands.shell import Shell
from lesvisit.domain.errors import VisitNotFound
from lesvisit.i18n import N_, Translator

if TYPE_CHECKING:
    from lesvisit.services.about_person import Mention, Namesake

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
    """Prints every record that names the person. Raises VisitNotFound for nobody, or for more than one."""
    from lesvisit.services.about_person import mentions, named

    with shell.reading() as connection:
        found = the_one(named(connection, shell.args.name), shell.args.name, shell)
        told = mentions(connection, found.id)
    if shell.args.json:
        shell.say_json(_json(found, told))
        return
    n = shell.translator.ngettext("{name}: in {n} place", "{name}: in {n} places", len(told), name=found.person.name)
    shell.say(n, *(_line(shell, mention) for mention in told))


def the_one(found: "list[Namesake]", name: str, shell: Shell) -> "Namesake":
    """The only one of this name. Raises VisitNotFound for nobody; several are listed with their ids."""
    if not found:
        raise VisitNotFound("person_not_found", person=name)
    if len(found) > 1:
        shell.say(*(f"{one.id}  {one.person.name}" for one in found))
        raise VisitNotFound("person_twice", person=name, ids=", ".join(one.id for one in found))
    return found[0]


def _json(found: "Namesake", told: "list[Mention]") -> dict[str, Any]:
    return {
        "id": found.id,
        "name": found.person.name,
        "ids": list(found.ids),
        "records": [_mention_json(mention) for mention in told],
    }


def _mention_json(mention: "Mention") -> dict[str, Any]:
    return {
        "record": mention.record_id,
        "kind": mention.kind,
        "scope": mention.scope_id,
        "visit": mention.number if mention.visit_id else None,
        "deleted": mention.deleted,
        "earlier_wording": mention.earlier,
        "wrote": mention.wrote,
        "named_by_id": mention.by_id,
        "named_in_text": mention.in_text,
        "own": mention.own,
        "fields": list(mention.fields),
        "texts": list(mention.texts),
    }


def kind_words(says: Translator, kind: str) -> str:
    """What a record is, in words."""
    return says.gettext(KINDS[kind]) if kind in KINDS else says.gettext(OTHER, kind=kind)


def _line(shell: Shell, mention: "Mention") -> str:
    _ = shell._
    where = _("visit {number}", number=mention.number) if mention.visit_id else _("outside visits")
    how = [
        words
        for is_so, words in (
            (mention.wrote, _("wrote it")),
            (mention.by_id, _("is named in it")),
            (mention.in_text, _("the text holds the name")),
            (mention.earlier, _("only in an earlier wording")),
            (mention.deleted, _("taken away")),
        )
        if is_so
    ]
    text = " / ".join(" ".join(t.split()) for t in mention.texts)
    return f"  {where}  {kind_words(shell.translator, mention.kind)}  ({', '.join(how)})  {text}".rstrip()
