"""A sentence for every refusal: what happened, what is safe, what to do. For screens and command line alike."""

from string import Formatter

from lesvisit.blocks.kind import Problem
from lesvisit.domain.errors import LesVisitError
from lesvisit.i18n import N_, Translator

BUG = N_(
    "Something went wrong that LesVisit did not expect. What was saved is safe; what you did last may not be. "
    "The log says more."
)

SENTENCES = {
    # Visits and what is in them
    "visit_not_found": N_("There is no visit “{visit}”. Nothing was changed; `lesvisit visits` lists them."),
    "person_not_found": N_("There is nobody called “{person}” here. Nothing was changed."),
    "person_twice": N_(
        "More than one colleague is called “{person}”. Nothing was changed; give the id of the one you mean: {ids}."
    ),
    "among_own": N_(
        "{path} lies among LesVisit's own files, where erasing would not find it. Nothing was written. Choose "
        "another folder, Documents for instance."
    ),
    "leave_not_all": N_("Not everything could be written: {files} ({detail}). All the rest stands in {folder}."),
    "leave_not_empty": N_("The folder {path} is not empty. Nothing was written; choose a new or empty folder."),
    "erase_not_yet": N_(
        "So nothing was erased. Put the backup back first, or give this command again for the visits as they are now."
    ),
    "erase_unsure": N_("Nothing was erased. What goes can't come back: add --yes when you are sure."),
    "design_not_found": N_(
        "There is no lesson design “{design}”. Nothing was changed; `lesvisit designs` lists them."
    ),
    "design_twice": N_(
        "More than one lesson design is called “{design}”. Nothing was changed; give its number: {numbers}."
    ),
    "version_not_found": N_("“{design}” has no version {version}. Nothing was changed."),
    "visit_conflict": N_(
        "The visit of {day} in this file is here already as visit {visit}, with other content. Nothing was changed: "
        "your own visit stays as it is."
    ),
    "changed_elsewhere": N_(
        "This was changed elsewhere in the meantime, so nothing was done. Look at it as it is now and try again."
    ),
    "mark_lowered": N_(
        "The visited teacher took this line back, so it stays as it is. Only she or he can share it again."
    ),
    "work_on_top": N_(
        "Since the package came in, you went on with this visit here, or a paper went out. So nothing was taken "
        "back: your own lines would go along."
    ),
    "nothing_to_undo": N_("There is nothing to take back here."),
    "nothing_to_redo": N_("There is nothing to do again here."),
    "no_consent": N_(
        "{name} has not agreed to this team paper yet, so it was not made. Open the visit, choose Share, and read "
        "the paper to {name}."
    ),
    "consent_changed": N_(
        "The team paper reads otherwise than the one that {name} agreed to, so it was not made. Open the visit, "
        "choose Share: there stands what changed. Read it to {name} again, or undo the change."
    ),
    "board_no_consent": N_(
        "{name} has not agreed to this board card yet, so it was not made. Open the visit, choose Share, and read "
        "the card to {name}."
    ),
    "board_consent_changed": N_(
        "The board card reads otherwise than the one that {name} agreed to, so it was not made. Open the visit, "
        "choose Share: there stands what changed. Read it to {name} again, or undo the change."
    ),
    "board_nothing_shared": N_(
        "Nothing is marked for the team that a board card prints, so there is no card. Mark the success, an action "
        "for the board or the next visit in Share first."
    ),
    "passphrase_long": N_(
        "The password in {path} is longer than a PDF can hold ({most} bytes). Nothing was made; choose a shorter one."
    ),
    "passphrase_no_paper": N_("Only a paper can have a password, not the data. Nothing was written."),
    "package_pair_only": N_(
        "Only the paper for the two of you can take the visit along (--paper pair). Nothing was made."
    ),
    "visit_no_design": N_(
        "This visit has no lesson design, so that paper can’t be made. Choose a design in Prepare first."
    ),
    "nothing_shared": N_("Nothing is marked for the team yet, so there is no team paper. Mark lines in Share first."),
    "paper_changed": N_(
        "The team paper changed while it was read, so the agreement was not kept. Read the new one and try again."
    ),
    "not_yours": N_("Only the visitor can share this line: it is the visitor's own. Nothing was changed."),
    "not_visited": N_("Only the visited teacher can do this. Nothing was changed; choose who is at the keys."),
    "no_visited": N_(
        "The visit names no visited teacher yet, so nobody can agree. Fill in the name in Prepare first."
    ),
    "words_still_hidden": N_(
        "“{word}” is itself a name or a case letter, so it was not put in place. Choose other words."
    ),
    "words_empty": N_("There are no words to put in place yet. Nothing was changed; type them first."),
    "words_wait": N_("Some words for the team still wait for an answer. Answer them first; nothing was changed."),
    "no_printer": N_("There is no printer here. The paper is as it was; save it and print it elsewhere."),
    "paper_not_opened": N_("{path} could not be opened here. The file is whole; open it from its folder."),
    "folder_not_opened": N_("The folder {path} could not be opened here. The file is whole."),
    "not_printed": N_("The printer took nothing. The paper is as it was; look at the printer, or save it as PDF."),
    # The database
    "no_database": N_("There are no visits here yet: {path} does not exist. Start LesVisit, or run `lesvisit demo`."),
    "database_gone": N_(
        "The file with your visits, {path}, is gone or empty. Nothing was changed. Newest backup: {backup}. Put it "
        "back with `lesvisit restore FILE`."
    ),
    "database_gone_alone": N_(
        "The file with your visits, {path}, is gone or empty, and there is no backup here. Nothing was changed. One "
        "from a stick or another disk is put back with `lesvisit restore FILE`."
    ),
    "log_harmed": N_(
        "What was written last in {path} can't be read, so the last minutes may be missing. Nothing was changed. "
        "Start LesVisit: it keeps a copy of what is there and goes on with the rest."
    ),
    "log_kept": N_(
        "The last minutes that you wrote may be missing: a part of them can't be read. All of before is there. What "
        "was found is kept as it was in {folder}."
    ),
    "log_lost": N_(
        "The last minutes that you wrote may be missing: the file beside your visits in which they stood is gone. "
        "All of before is there. Look whether your last lines are."
    ),
    "went_missing_log": N_(
        "The file with your visits is gone, and a new one was begun. What lay beside it is kept in {folder}. Newest "
        "good backup: {backup}. Put it back with `lesvisit restore FILE`."
    ),
    "went_missing_log_alone": N_(
        "The file with your visits is gone, and a new one was begun. What lay beside it is kept in {folder}. There "
        "is no good backup here; one from a stick or another disk is put back with `lesvisit restore FILE`."
    ),
    "foreign": N_(
        "{path} is not a file of LesVisit. It was left as it is. Move it elsewhere and start again, or choose "
        "another folder with --data-dir."
    ),
    "newer": N_(
        "{path} was made by a newer LesVisit (data version {version}; this one knows {known}). It was left as it is. "
        "Install the newest LesVisit."
    ),
    "older": N_(
        "{path} was made by an older LesVisit. It was left as it is. Start LesVisit once: it makes a backup and "
        "brings the file up to date."
    ),
    "unreadable": N_("{path} can't be read ({detail}). Nothing was changed; choose another folder with --data-dir."),
    "put_aside": N_(
        "The file with your visits was damaged. It was put aside untouched in {folder} and a new one begun. "
        "Newest good backup: {backup}. Put it back with `lesvisit restore FILE`."
    ),
    "put_aside_alone": N_(
        "The file with your visits was damaged. It was put aside untouched in {folder} and a new one begun. There is "
        "no good backup here; one from a stick or another disk is put back with `lesvisit restore FILE`."
    ),
    "went_missing": N_(
        "The file with your visits is gone, and a new one was begun. Newest good backup: {backup}. Put it back with "
        "`lesvisit restore FILE`."
    ),
    "went_missing_alone": N_(
        "The file with your visits is gone, and a new one was begun. There is no good backup here; one from a stick "
        "or another disk is put back with `lesvisit restore FILE`."
    ),
    "damaged_here": N_(
        "The file with your visits is damaged. What you type stays on the screen and is written down beside it. Put "
        "the newest good backup back, now or later, under Visits or in Settings: what was written down is then put "
        "in too."
    ),
    "damaged_unkept": N_(
        "The file with your visits is damaged, and the disk takes nothing beside it either. What you typed stands on "
        "the screen alone: make room on the disk, and copy it from the screen before you close LesVisit."
    ),
    "damaged_here_alone": N_(
        "The file with your visits is damaged, and there is no good backup here. What you type stays on the screen "
        "and is written down beside it. Put a backup from a stick or another disk back, now or later, in Settings: "
        "what was written down is then put in too."
    ),
    "damaged": N_(
        "The file with your visits is damaged: {path}. It was left as it is. Start LesVisit: it puts the file aside "
        "and offers the newest good backup."
    ),
    "unsound": N_(
        "The file with your visits is damaged in places ({problems}). Nothing was changed. Put the newest good "
        "backup back: in Settings, or with `lesvisit restore FILE`."
    ),
    "in_use": N_("LesVisit is open and using these visits, so nothing was changed. Close its window and try again."),
    "read_only": N_(
        "LesVisit can't write in {path}. What you typed stays on the screen and nothing shows as saved. Make the "
        "folder writable, or choose another with --data-dir."
    ),
    "moved_unread": N_(
        "Your visits were moved from {path} to another folder, and {sign}, which says where to, can't be read. "
        "Nothing was changed. Name the folder where they are with --data-dir."
    ),
    "moved_away": N_(
        "Your visits were moved from {path} to {place}, and that folder isn't there now. Nothing was changed. Plug "
        "in the disk that it is on, or choose another folder with --data-dir."
    ),
    "place_synced": N_(
        "Your visits would begin in a folder of {service}, which copies the file while you write in it: notes can "
        "get lost or doubled, and they leave this laptop. Nothing was made. Better, on this laptop itself: "
        '--data-dir "{better}". If you want them here all the same: --stay-here.'
    ),
    "place_synced_alone": N_(
        "Your visits would begin in a folder of {service}, which copies the file while you write in it: notes can "
        "get lost or doubled, and they leave this laptop. Nothing was made. Ask your school's ICT for a folder on "
        "this laptop itself, for --data-dir. If you want them here all the same: --stay-here."
    ),
    "place_network": N_(
        "Your visits would begin on a network drive: when the connection drops in the middle of a lesson, notes can "
        'get lost. Nothing was made. Better, on this laptop itself: --data-dir "{better}". If you want them here '
        "all the same: --stay-here."
    ),
    "place_network_alone": N_(
        "Your visits would begin on a network drive: when the connection drops in the middle of a lesson, notes can "
        "get lost. Nothing was made. Ask your school's ICT for a folder on this laptop itself, for --data-dir. If "
        "you want them here all the same: --stay-here."
    ),
    "place_taken": N_("There are other visits in {path} already, so nothing was moved. Choose another folder."),
    "disk_full": N_(
        "The disk is full. What you typed stays on the screen and is saved by itself as soon as there is room. "
        "Delete or move some large files."
    ),
    "io_error": N_(
        "The disk reports an error. What you typed stays on the screen and is tried again by itself. Check the disk "
        "and make a backup elsewhere."
    ),
    "locked": N_(
        "Another program holds the file with your visits. What you typed stays on the screen and is tried again by "
        "itself. Close backup, sync or antivirus programs that use it."
    ),
    "closed": N_("The file with your visits is closed, so nothing was done. Start LesVisit again."),
    "sqlite_unsafe": N_(
        "The database library here (SQLite {version}) has a fault that can lose notes, so LesVisit doesn't use it. "
        "Your visits were not touched. Install LesVisit anew."
    ),
    "setting_refused": N_(
        "The database doesn't accept a setting that keeps notes safe ({setting}). Your visits were not touched. Put "
        "them on a local disk: not on a network drive or in a synchronised folder."
    ),
    "migration_dangling": N_(
        "Bringing your visits up to date failed in the table {table} and was taken back whole: the file is as it "
        "was. A backup was made before. Please report this."
    ),
    # Files and backups
    "file_failed": N_("{path} could not be written ({detail}). What stood there is as it was. Try another place."),
    "passphrase_wanted": N_(
        "These visits are under a passphrase, so nothing was done. Give it with --passphrase-file FILE, or start "
        "LesVisit."
    ),
    "vault_words": N_("These words don't open your visits. Nothing was changed; look at capitals and spaces too."),
    "backup_words": N_("These words don't open this backup. Nothing was changed; look at capitals and spaces too."),
    "recovery_slip": N_("There is a slip in this recovery code. Nothing was changed; look at it sign by sign."),
    "vault_key_damaged": N_(
        "What opens your encrypted visits is damaged, and no backup here holds a good copy. Your visits were left as "
        "they are. Put a backup from a stick or another disk back."
    ),
    "vault_key_gone": N_(
        "The file {path}, which opens your encrypted visits, is gone. Your visits were left as they are. Put it "
        "back, or put a backup back."
    ),
    "vault_key_newer": N_(
        "These visits were encrypted by a newer LesVisit. They were left as they are. Install the newest LesVisit."
    ),
    "vault_on": N_("Your visits are encrypted already. Nothing was changed."),
    "passphrase_none": N_("A passphrase needs at least a word. Nothing was changed."),
    "copy_differs": N_(
        "The copy {path} was not the same as your visits, so it was thrown away. Your visits were left as they are."
    ),
    "backup_locked": N_(
        "This backup is under a passphrase of its own: the one that your visits had when it was made. Nothing was "
        "changed; that passphrase or its recovery code opens it."
    ),
    "backup_missing": N_("There is no file {path}. Nothing was changed."),
    "backup_foreign": N_("{path} is not a backup of LesVisit. Nothing was changed; choose another file."),
    "backup_newer": N_(
        "{path} was made by a newer LesVisit. Nothing was changed. Install the newest LesVisit first."
    ),
    "backup_damaged": N_("The backup {path} is damaged. Nothing was changed; choose another one."),
    "backup_onto_itself": N_(
        "{path} is the file with your visits itself. Nothing was changed; choose another place."
    ),
    # A visit in a file
    "file_missing": N_("There is no file {path}. Nothing was changed."),
    "file_unreadable": N_("{path} can't be read ({detail}). Nothing was changed."),
    "file_too_big": N_("{path} is larger than {most} MB: that is no visit. Nothing was changed."),
    "file_not_utf8": N_("The file is not plain text in UTF-8 (byte {byte}). Nothing was changed."),
    "file_not_json": N_("The file is not whole JSON (line {line}, column {column}). Nothing was changed."),
    "file_too_deep": N_("The file is nested deeper than {most} levels {field}. Nothing was changed."),
    "file_not_visit": N_("The file is not a visit of LesVisit. Nothing was changed."),
    "file_newer": N_(
        "The file was made by a newer LesVisit (version {version}; this one knows {known}). Nothing was changed. "
        "Install the newest LesVisit."
    ),
    "field_missing": N_("The file can't be read: {field} is missing. Nothing was changed."),
    "field_empty": N_("The file can't be read: {field} is empty. Nothing was changed."),
    "field_type": N_("The file can't be read: {field} should be a {wanted}. Nothing was changed."),
    "field_minute": N_("The file can't be read: {field} should be a lesson minute like 07:30. Nothing was changed."),
    "field_clock": N_("The file can't be read: {field} should be a time like 10:35. Nothing was changed."),
    "field_date": N_("The file can't be read: {field} should be a date like 2026-11-24. Nothing was changed."),
    "field_number": N_("The file can't be read: {field} is not a number that can be kept. Nothing was changed."),
    "field_twice": N_("The file can't be read: {field} stands there twice. Nothing was changed."),
    "field_too_long": N_("The file can't be read: {field} is longer than {most} characters. Nothing was changed."),
    "field_value": N_("The file can't be read: {field} doesn't fit ({detail}). Nothing was changed."),
    # A template in a file
    "file_not_template": N_("The file is not an observation template of LesVisit. Nothing was changed."),
    "field_unknown": N_(
        "The file can't be read: LesVisit knows no field {field}. Nothing was changed. Look for a typing mistake."
    ),
    "template_too_big": N_(
        "The file holds more than an observation template can (at most {most} MB). Nothing was changed."
    ),
    "template_problem": N_("The template can't be used: {field}. {problem} Nothing was changed."),
    "template_faults": N_("The template can't be used yet: {count} to mend, the first is {field}."),
    "template_not_found": N_("There is no template “{template}”. Nothing was done; `lesvisit templates` lists them."),
    "template_twice": N_("More than one template is called “{template}”: {numbers}. Name it by its number."),
    "template_conflict": N_(
        "“{name}” version {version} is here already with other content. Nothing was changed: yours stays as it is. "
        "Ask for a file with a higher version, or with an id of its own."
    ),
    "template_older": N_(
        "“{name}” is here already in version {known}; the file holds version {version}, which is older. Nothing was "
        "changed."
    ),
    "template_shipped": N_(
        "“{name}” comes with LesVisit and stays as it is. Nothing was changed. Give the changed one an id of its own."
    ),
    "template_id_taken": N_(
        "The id of this template ({field}) belongs to something else here. Nothing was changed. Give the template "
        "a new id."
    ),
    # A debrief protocol in a file
    "file_not_protocol": N_("The file is not a conversation model of LesVisit. Nothing was changed."),
    "field_word": N_("The file can't be read: {field} is none of {words}. Nothing was changed."),
    "protocol_too_big": N_(
        "The file holds more than a conversation model can (at most {most} MB). Nothing was changed."
    ),
    "protocol_problem": N_("The conversation model can't be used: {field}. {problem} Nothing was changed."),
    "protocol_conflict": N_(
        "“{name}” version {version} is here already with other content. Nothing was changed: yours stays as it is. "
        "Ask for a file with a higher version, or with an id of its own."
    ),
    "protocol_older": N_(
        "“{name}” is here already in version {known}; the file holds version {version}, which is older. Nothing was "
        "changed."
    ),
    "protocol_shipped": N_(
        "“{name}” comes with LesVisit and stays as it is. Nothing was changed. Give the changed one an id of its own."
    ),
    "protocol_id_taken": N_(
        "The id of this conversation model ({field}) belongs to something else here. Nothing was changed. Give it a "
        "new id."
    ),
    # A lesson plan in a document
    "document_no_docx": N_(
        "This is not a Word file (.docx). Nothing was made. Save it as .docx, or copy its text and paste it."
    ),
    "document_locked": N_(
        "This is a Word file with a password, or one of before 2007 (.doc). Nothing was made. Open it in Word, save "
        "it as .docx without a password, and try again."
    ),
    "document_other_kind": N_(
        "This file is not a text document of Word. Nothing was made. Save it as .docx, or copy its text and paste it."
    ),
    "document_damaged": N_("The Word file is damaged and can't be read. Nothing was made; ask for it again."),
    "document_unsafe": N_(
        "The Word file holds instructions that no document needs (a DOCTYPE). It was not read and nothing was made."
    ),
    "document_bomb": N_(
        "The Word file unpacks to far more than a document can be. It was not read and nothing was made."
    ),
    "document_too_big": N_(
        "The file is larger than {most} MB. Nothing was made. Copy the text of the lesson and paste it."
    ),
    "document_too_long": N_(
        "This is longer than a lesson plan can be (more than {most} lines). Nothing was made. Copy the part about "
        "this lesson and paste it."
    ),
    "document_empty": N_("There is no text in it, so nothing was made."),
    "design_ending": N_("The name must end in .docx or .pdf (.pdf for a form to observe on). Nothing was written."),
    # A package from another laptop
    "package_not_one": N_("The file is not a package of LesVisit. Nothing was changed."),
    "package_damaged": N_("The package is damaged. Nothing was changed; ask for it again."),
    "package_entries": N_("The package holds other parts than LesVisit puts in. It was not read; ask for it again."),
    "package_manifest": N_(
        "The package is not whole: its contents do not fit its list. Nothing was changed; ask for it again."
    ),
    "package_too_big": N_("The package holds more than a visit can (at most {most} MB). It was not read."),
    "package_locked": N_(
        "The package is locked with a passphrase. Nothing was changed; ask the sender for the five words."
    ),
    "package_locked_otherwise": N_(
        "The package is locked in a way LesVisit does not open, not with a passphrase. Nothing was changed."
    ),
    "package_work": N_(
        "The lock of this package asks more of your laptop than any that LesVisit makes. It was not opened; ask the "
        "sender to make the package anew."
    ),
    "package_passphrase": N_(
        "The passphrase does not open this package, or the package is damaged. Nothing was changed; type the words "
        "again, with spaces between them."
    ),
    "package_id_taken": N_(
        "Something in this package ({field}) stands here already as something else. Nothing was changed: yours stays "
        "as it is. Ask the sender to make the package anew."
    ),
    "package_changed": N_("Something was changed here in the meantime. Nothing was taken in; look at it again."),
    "package_lock_failed": N_("The lock of the package could not be made or opened. Nothing was changed; try again."),
    "package_far": N_(
        "The package lies on another computer. LesVisit does not go there by itself: copy it to this laptop first."
    ),
    "package_open_locked": N_(
        "With --open the package has no passphrase, but {path} gives one. Nothing was written; leave one of the two "
        "out."
    ),
    "package_nothing": N_("There is nothing here to make a package of."),
    "join_no_visit": N_("This package is no visit, so nothing of it can join one. Nothing was changed."),
    "join_itself": N_("This package is that visit itself, so it can't join it. Nothing was changed."),
    "passphrase_empty": N_("The first line of {path} is empty, so there is no passphrase. Nothing was done."),
    "field_refers": N_("The file can't be read: {field} names {target}, which is not in it. Nothing was changed."),
    # A block of another template, pinned to a visit
    "pin_no_key": N_(
        "There are {most} keys for counters, and this visit uses them all, so nothing was pinned. Take a pinned "
        "block off first, or choose a form with fewer counters."
    ),
    "pin_twice": N_("This block is pinned to the visit already. Nothing was changed."),
    "pin_gone": N_("This block isn't there any more, so nothing was pinned."),
    "pin_too_late": N_("Observing has begun, so the form of this visit stays as it is."),
    "bug": BUG,
}

WORDS = {
    "text": N_("text"),
    "number": N_("number"),
    "whole number": N_("whole number"),
    "true or false": N_("true or false"),
    "list": N_("list"),
    "object": N_("group of fields"),
    "moment": N_("moment in UTC"),
    "date": N_("date"),
    "id": N_("name of letters and digits"),
}


def sentence(error: BaseException, translator: Translator) -> str:
    """What to tell a person about this error. Anything that is no known refusal is told as a bug, without details."""
    reason = error.reason if isinstance(error, LesVisitError) else "bug"
    message = SENTENCES.get(reason, BUG)
    values = dict(error.values) if isinstance(error, LesVisitError) else {}
    if "wanted" in values:
        values["wanted"] = translator.gettext(WORDS.get(str(values["wanted"]), ""))
    problem = values.get("problem")
    if isinstance(problem, Problem):
        values["problem"] = problem.words(translator)
    wanted = {name: _shown(values.get(name, "")) for name in placeholders(message)}
    return translator.gettext(message, **wanted)


def placeholders(message: str) -> set[str]:
    """The names between braces."""
    return {name for _, name, _, _ in Formatter().parse(message) if name}


def _shown(value: object) -> str:
    """A value as one line: no sign in a file's text may steer a terminal."""
    text = str(value)
    return "".join(sign if sign.isprintable() else "·" for sign in text[:300])
