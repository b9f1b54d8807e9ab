"""What the editor says: it comes with the page, in the reader's language."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

# The bar at the bottom, one sentence for each state (editor/status.js).
STATES = {
    "opening": pgettext_lazy("state of the editor", "Opening…"),
    "saving": pgettext_lazy("state of the editor", "Saving…"),
    "saved": pgettext_lazy("state of the editor", "Saved %(time)s"),
    "all_saved": pgettext_lazy("state of the editor", "Everything is saved"),
    "offline_kept": _("Offline – kept on this device"),
    "offline_lost": _("Offline – NOT kept on this device. Do not close the page."),
    "signed_out": _(
        "You have been signed out. Your words are still here: sign in in another tab, "
        "then write on."
    ),
    "refused": _("The server does not take this. Keep your words as a file."),
    "reload": _("Reload needed: the editor was renewed. Your words stay here."),
    "closed": _("This text is no longer open to you."),
    "purged": _("The history of this text was removed. Reload to go on."),
    "other_person": _("Somebody else signed in in this browser. Reload the page."),
    "not_taken": _("You may not write here now. Some of your words were not taken."),
    "agreed": _("Agreed: suggestions only"),
    "suggest": _("You may suggest here, not write"),
    "read_only": _("You may only read"),
}
EDITOR = {
    **STATES,
    "here": _("Also here: %(names)s"),
    "suggest_block": _("Suggest other words"),
    "file_name": pgettext_lazy("name of a file, without spaces", "not-saved.txt"),
    "file_heading": _("Words that were not saved on the server:"),
}

# What editor/extras.js says, and the modules it puts together.
EXTRAS = {
    "found": _("%(now)s of %(count)s"),
    "found_none": _("Not in this text"),
    "card_loading": _("Looking for the wording…"),
    "card_closed": _("This is not open to you."),
    "card_offline": _("No connection."),
    "card_open": pgettext_lazy("a page", "Open it"),
    "picker_count": _("Shown: %(count)s"),
    "picker_none": _("Nothing found. Other words, or fewer?"),
    "thread": _("Comment %(number)s"),
    "thread_gone": _("These words are no longer in the text."),
    "suggestion_new": _("Written a moment ago."),
    "suggesting_on": _("You suggest now: others decide on what you write."),
    "suggesting_off": _("You write now: what you type stands in the text."),
    "refused_structure": _(
        "Only words can be suggested. Switch suggesting off to change paragraphs, "
        "lists or tables."
    ),
    "paste_too_long": _("This is too long to paste at once. Paste it in parts."),
    "refused_reference": _(
        "References and notes cannot be suggested away or in. Say it in a comment."
    ),
}


def for_editor() -> dict[str, str]:
    return {name: str(sentence) for name, sentence in {**EDITOR, **EXTRAS}.items()}
