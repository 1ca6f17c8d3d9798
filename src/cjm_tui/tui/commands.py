"""Every command of the app, declared once: its name, its keys, what it does and where it applies.

Keys, footer, palette, help, `cjm keys` and the person's own key settings all read this declaration. No textual here,
so that the command line can read it too.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

BOARD, LIBRARY, PROBLEMS = "board", "library", "problems"
REVISIONS, COMPARE, CONFLICTS, REVIEW = "revisions", "compare", "conflicts", "review"
PRESENT, FORM = "present", "form"
PERSONAS, EVIDENCE, WALK = "personas", "evidence", "walk"
ROOMS = (BOARD, LIBRARY, PROBLEMS, REVISIONS, COMPARE, CONFLICTS, REVIEW, PRESENT, PERSONAS, EVIDENCE, WALK)

_SHOWN = {
    "left": "←", "right": "→", "up": "↑", "down": "↓", "question_mark": "?", "slash": "/", "colon": ":",
    "comma": ",", "full_stop": ".", "exclamation_mark": "!", "left_square_bracket": "[", "right_square_bracket": "]",
    "plus": "+", "minus": "-", "equals_sign": "=", "escape": "esc", "pagedown": "page down", "pageup": "page up",
    "at": "@", "quotation_mark": '"',
}  # fmt: skip


class Command(NamedTuple):
    """Something a person can do.

    `keys` are key names as Textual writes them, a chord's with blanks between (`d d`). `label` is the word in the
    footer, empty for what does not stand there; `shown` the key as the footer writes it, by default the first one.
    `group` is its heading in the help.
    """

    id: str
    title: str
    keys: tuple[str, ...]
    help: str
    where: tuple[str, ...]
    group: str = ""
    label: str = ""
    shown: str = ""


def _command(id_: str, title: str, keys: str, help_: str, where: str = BOARD, **more: str) -> Command:
    """Return a command; several keys are divided by ` | `, several rooms by blanks."""
    named = tuple(key for key in keys.split(" | ") if key)
    return Command(id_, title, named, help_, tuple(where.split()), **more)


_MOVE, _CARD, _FEEL, _MAP, _TOOL, _PAST = "move", "cards", "emotions", "map", "tools", "revisions"
_FORM = "in a form"
_ALL = " ".join(ROOMS)
_LISTS = " ".join(room for room in ROOMS if room not in {BOARD, PRESENT})
_FILES = f"{PERSONAS} {EVIDENCE}"

COMMANDS: tuple[Command, ...] = (
    _command("open-card", "Open the card", "enter",
             "all fields of the card, or of the stage", group=_CARD, label="edit"),
    _command("add-touchpoint", "Add a touchpoint", "a",
             "after this one; its name is typed in place", group=_CARD, label="add"),
    _command("feel-very-low", "Emotion −2", "1", "very low", group=_FEEL, label="emotion", shown="1-5"),
    _command("feel-low", "Emotion −1", "2", "low", group=_FEEL),
    _command("feel-neutral", "Emotion 0", "3 | 0", "neutral", group=_FEEL),
    _command("feel-high", "Emotion +1", "4", "high", group=_FEEL),
    _command("feel-very-high", "Emotion +2", "5", "very high", group=_FEEL),
    _command("feel-better", "Emotion up", "plus | equals_sign", "one step up", group=_FEEL),
    _command("feel-worse", "Emotion down", "minus", "one step down", group=_FEEL),
    _command("feel-unknown", "Emotion unknown", "backspace", "nobody knows: a gap in the curve, never 0", group=_FEEL),
    _command("undo", "Undo", "u", "takes your last edit back, and nobody else's", group=_MAP, label="undo"),
    _command("redo", "Redo", "ctrl+r | U", "does it again", group=_MAP),
    _command("commit", "Commit a revision", "c",
             "the message is already written, from what changed", group=_MAP, label="commit"),
    _command("next-view", "Next view", "v",
             "cards, lanes, themes, priorities, channels, outline; the selection stays", group=_MAP, label="view"),
    _command("find", "Find", "slash", "cards whose texts hold some words", group=_MOVE),
    _command("find-next", "Find the next", "n", "the next card found", group=_MOVE),
    _command("find-previous", "Find the previous", "N", "the one before", group=_MOVE),
    _command("jump", "Jump to a card", "f", "by some letters of its name", group=_MOVE),
    _command("go-left", "Left", "left | h", "to the stage before, at the same height", group=_MOVE),
    _command("go-right", "Right", "right | l", "to the next stage, at the same height", group=_MOVE),
    _command("go-up", "Up", "up | k", "to the card above; above the first is the stage itself", group=_MOVE),
    _command("go-down", "Down", "down | j", "to the card below", group=_MOVE),
    _command("page-down", "Page down", "pagedown", "a screen of cards down", group=_MOVE),
    _command("page-up", "Page up", "pageup", "a screen of cards up", group=_MOVE),
    _command("previous-stage", "Previous stage", "left_square_bracket", "its first card", group=_MOVE),
    _command("next-stage", "Next stage", "right_square_bracket", "its first card", group=_MOVE),
    _command("go-first", "First card", "g | home", "where the journey begins", group=_MOVE),
    _command("go-last", "Last card", "G | end", "where it ends", group=_MOVE),
    _command("rename", "Edit the name in place", "e", "of the card, or of the stage", group=_CARD),
    _command("edit-file", "Edit the file in $EDITOR", "E", "at this card; what you change is taken in", group=_CARD),
    _command("add-stage", "Add a stage", "A", "after this one", group=_CARD),
    _command("mark-moment", "Mark a moment that matters", "m", "truth, delight, pain, none", group=_CARD),
    _command("add-insight", "Add an insight", "i",
             "then p pain, g gain, n need, i idea, o observation, q quote", group=_CARD),
    _command("add-opportunity", "Add an opportunity", "o", "How might we …? for this card and its pains", group=_CARD),
    _command("add-solution", "Add a solution", "s", "for an opportunity of this card", group=_CARD),
    _command("add-theme", "Put under a theme", "t", "insights of this card that recur elsewhere", group=_CARD),
    _command("move-left", "Move to the stage before", "H | shift+left",
             "the card; on its head, the whole stage", group=_CARD),
    _command("move-right", "Move to the next stage", "L | shift+right",
             "the card; on its head, the whole stage", group=_CARD),
    _command("move-up", "Move up", "K | shift+up", "before the card above", group=_CARD),
    _command("move-down", "Move down", "J | shift+down", "after the card below", group=_CARD),
    _command("copy", "Copy the card", "y", "with its insights; also into another map", group=_CARD),
    _command("paste", "Paste the card", "p", "after this one", group=_CARD),
    _command("remove", "Remove the card", "d d | delete", "with its insights; u brings it all back", group=_CARD),
    _command("open-header", "Open the map's own form", "M",
             "title, state, personas, goal, when to look again", group=_MAP),
    _command("previous-persona", "Previous persona's curve", "comma", "all, and each who walks the map", group=_MAP),
    _command("next-persona", "Next persona's curve", "full_stop",
             "under one persona's curve emotions are theirs", group=_MAP),
    _command("previous-view", "Previous view", "V", "the one before", group=_MAP),
    _command("zoom-stage", "Zoom into one stage", "z",
             "its cards over the whole width, with what is done, thought and felt", group=_MAP),
    _command("present", "Present", "P", "large, for a projector: one stage at a time", group=_MAP),
    _command("next-pane", "Next pane", "tab", "the side panel, to scroll it, and back to the board", group=_MOVE),
    _command("previous-pane", "Pane before", "shift+tab", "there are two", group=_MOVE),
    _command("go-back", "Back to the whole map", "escape", "from the side panel, or from one stage", group=_MOVE),
    _command("hide-lane", "Hide this lane", "space", "in the view of lanes; remembered", group=_MAP),
    _command("show-lanes", "Show all lanes", "", "that were hidden in the view of lanes", group=_MAP),
    _command("lay-over", "Lay over the curve", "O",
             "all personas' curves, importance, the baseline, nothing", group=_MAP),
    _command("grain", "Grain of the curve", "", "braille, blocks, ASCII; remembered", group=_MAP),
    _command("say-saved", "Saved already", "ctrl+s", "every edit is in the file at once; c commits", group=_MAP),
    _command("revert", "Back to the last revision", "", "undoes everything since; u brings it back", group=_MAP),
    _command("show-problems", "Problems", "exclamation_mark", "what is odd in this map, and what to do", group=_TOOL),
    _command("export", "Export the page", "x", "the Markdown page for the wiki", group=_TOOL),
    _command("show-revisions", "Revisions of the map", "r",
             "who changed what, and when; compare and restore", group=_PAST),
    _command("show-card-revisions", "Revisions of the card", "R", "only those that changed it", group=_PAST),
    _command("compare", "What changed since the last revision", "D",
             "both curves over each other; any two can be compared", group=_PAST),
    _command("show-blame", "Who wrote this card", "B",
             "who last touched each of its fields, when, and why", group=_PAST),
    _command("settle-conflicts", "Settle conflicts", "C",
             "what two people changed differently: choose, or write a third", group=_PAST),
    _command("sync", "Sync with the others", "S", "fetch, merge, push; only when asked", group=_PAST),
    _command("show-code", "The code behind the card", "W",
             "the commits of the files that the card watches", group=_PAST),
    _command("confirm-links", "Confirm what an opportunity rests on", "Y",
             "its insights changed, and it still holds", group=_PAST),
    _command("show-branches", "Branches", "b", "go to another, or make one", group=_PAST),
    _command("review-branch", "Review a branch", "", "what it proposes for this map, card by card", group=_PAST),
    _command("open-revision", "Compare with now", "enter | right | l",
             "or the two marked with each other", REVISIONS, group=_PAST, label="compare"),
    _command("mark-revision", "Mark", "space",
             "two marked are compared with each other", REVISIONS, group=_PAST, label="mark"),
    _command("restore-revision", "Restore", "R",
             "the map, or the card whose revisions these are; u undoes", REVISIONS, group=_PAST, label="restore"),
    _command("filter-revisions", "Find revisions", "slash",
             "by words; @name for an author", REVISIONS, group=_PAST, label="find"),
    _command("widen-revisions", "All of the map, or the card's", "a",
             "all revisions, or those of the card alone", REVISIONS, group=_PAST, label="card / map"),
    _command("go-to-difference", "Go to the card", "enter | right | l",
             "that changed", COMPARE, group=_PAST, label="go there"),
    _command("choose-before", "Compare from", "b",
             "a revision, a branch, the baseline, a persona", COMPARE, group=_PAST, label="from"),
    _command("choose-after", "Compare to", "t",
             "a revision, a branch, the baseline, a persona", COMPARE, group=_PAST, label="to"),
    _command("swap-sides", "Swap the two", "s", "before becomes after", COMPARE, group=_PAST, label="swap"),
    _command("restore-difference", "Restore", "R",
             "the card or field under the cursor, as it was before; u undoes", COMPARE, group=_PAST, label="restore"),
    _command("take-ours", "Take ours", "o | 1", "what stands in the map now", CONFLICTS, group=_PAST, label="ours"),
    _command("take-theirs", "Take theirs", "t | 2", "what the others wrote", CONFLICTS, group=_PAST, label="theirs"),
    _command("take-base", "Take what was before", "b | 3",
             "as it was before both", CONFLICTS, group=_PAST, label="before"),
    _command("take-both", "Take both", "m | 4",
             "of lists and texts: ours, then theirs", CONFLICTS, group=_PAST, label="both"),
    _command("write-third", "Write another", "e | enter",
             "in the form of the card", CONFLICTS, group=_PAST, label="write"),
    _command("accept-proposal", "Accept", "a | space | enter",
             "the change becomes an edit of yours; u undoes", REVIEW, group=_PAST, label="accept"),
    _command("accept-all", "Accept all", "A", "that are left", REVIEW, group=_PAST, label="accept all"),
    _command("leave-proposal", "Leave it", "x", "and go on to the next", REVIEW, group=_PAST, label="leave it"),
    _command("copy-request", "Copy the text for a pull request", "p", "what is proposed, card by card, as Markdown",
             REVIEW, group=_PAST, label="copy text"),
    _command("undo-here", "Undo", "u", "takes your last edit back", f"{CONFLICTS} {REVIEW}", group=_PAST, label="undo"),
    _command("open-map", "Open the map", "enter | right | l", "its board", LIBRARY, group=_MAP, label="open"),
    _command("new-map", "Begin a map", "a | n", "asks for its title, and opens it", LIBRARY, group=_MAP, label="new"),
    _command("filter", "Find a map", "slash",
             "by words of its title, personas, state", LIBRARY, group=_MAP, label="find"),
    _command("sort", "Sort otherwise", "s", "by name, mood, assumptions, problems", LIBRARY, group=_MAP, label="sort"),
    _command("list-problems", "Problems of the map", "exclamation_mark",
             "and to the card", LIBRARY, group=_MAP, label="problems"),
    _command("jump-to-problem", "Go to the card", "enter | right | l",
             "the problem is about", PROBLEMS, group=_MOVE, label="go there"),
    _command("show-personas", "Personas", "at",
             "who they are, where they walk, two side by side", f"{BOARD} {LIBRARY}", group=_TOOL),
    _command("show-evidence", "Evidence", "quotation_mark",
             "what is known, from whom, and where it is used", f"{BOARD} {LIBRARY}", group=_TOOL),
    _command("open-file", "Open the form", "enter", "everything about this one", _FILES, group=_CARD, label="edit"),
    _command("new-file", "Begin a new one", "a | n",
             "asks for its name, and opens the form", _FILES, group=_CARD, label="new"),
    _command("open-quotes", "Quotes", "i", "each with its card; a new one", EVIDENCE, group=_CARD, label="quotes"),
    _command("show-uses", "Where it is used", "w",
             "every map and card that names it; enter goes there", _FILES, group=_MOVE, label="used in"),
    _command("undo-file", "Undo", "u", "takes the last edit back that was made here", _FILES, group=_MAP, label="undo"),
    _command("show-walk", "Their journey", "v | right | l",
             "their own curve over everybody's, or the two that are marked", PERSONAS, group=_MAP, label="journey"),
    _command("mark-persona", "Mark", "space", "two marked are shown side by side", PERSONAS, group=_MAP, label="mark"),
    _command("open-walk-card", "Go to the card", "enter | right | l",
             "on the board of that map", WALK, group=_MOVE, label="go there"),
    _command("next-walk", "Next map", "full_stop", "that they walk", WALK, group=_MOVE, label="next map"),
    _command("previous-walk", "Map before", "comma", "that they walk", WALK, group=_MOVE),
    _command("row-down", "Down", "down | j", "the next row", _LISTS, group=_MOVE),
    _command("row-up", "Up", "up | k", "the row before", _LISTS, group=_MOVE),
    _command("rows-down", "Page down", "pagedown", "a screen of rows down", _LISTS, group=_MOVE),
    _command("rows-up", "Page up", "pageup", "a screen of rows up", _LISTS, group=_MOVE),
    _command("first-row", "First", "g | home", "the first row", _LISTS, group=_MOVE),
    _command("last-row", "Last", "G | end", "the last row", _LISTS, group=_MOVE),
    _command("back", "Back", "escape", "to where you came from", _LISTS, group=_MOVE),
    _command("next-slide", "Go on", "right | l | down | j | space | enter | pagedown",
             "to the next slide", PRESENT, group=_MOVE),
    _command("previous-slide", "Go back", "left | h | up | k | backspace | pageup",
             "to the slide before", PRESENT, group=_MOVE),
    _command("first-slide", "The whole map", "g | home", "the first slide", PRESENT, group=_MOVE),
    _command("last-slide", "The last stage", "G | end", "the last slide", PRESENT, group=_MOVE),
    _command("end-presenting", "Back to the board", "escape", "to the stage shown last", PRESENT, group=_MOVE),
    _command("save-form", "Save and close", "ctrl+s", "only what you changed is written", FORM, group=_FORM),
    _command("leave-form", "Back", "escape", "what you typed is kept, and offered the next time", FORM, group=_FORM),
    _command("take-up-draft", "Take up what was half typed", "ctrl+t", "the last time", FORM, group=_FORM),
    _command("next-field", "Next field", "tab", "enter and ↓ too, where they mean nothing else", FORM, group=_FORM),
    _command("previous-field", "Field before", "shift+tab", "↑ too", FORM, group=_FORM),
    _command("edit-elsewhere", "Edit this text in $EDITOR", "ctrl+g", "and come back with it", FORM, group=_FORM),
    _command("open-link", "Open the link on this line", "ctrl+o",
             "https, http or mailto; asks first", FORM, group=_FORM),
    _command("help-here", "Help", "f1", "these keys", FORM, group=_FORM),
    _command("suspend", "To the shell", "ctrl+z", "fg comes back", _ALL, group=_TOOL),
    _command("open-palette", "All commands", "colon | ctrl+p",
             "by their names; :w :q :wq :revert too", _ALL, group=_TOOL),
    _command("choose-theme", "Themes", "", "dark, light, high contrast, your own; :theme", _ALL, group=_TOOL),
    _command("help", "Help", "question_mark | f1", "the keys where you are", _ALL, group=_TOOL, label="help"),
    _command("leave", "Leave", "q | ctrl+q", "everything is saved already", _ALL, group=_TOOL),
)  # fmt: skip


_own: dict[str, tuple[str, ...]] = {}


def rekey(own: Mapping[str, tuple[str, ...]]) -> None:
    """Give commands other keys from now on, by id; the others have those they were declared with."""
    _own.clear()
    _own.update(own)


def with_keys(own: Mapping[str, tuple[str, ...]]) -> tuple[Command, ...]:
    """Return every command, with keys of one's own where `own` has them."""
    return tuple(
        command._replace(keys=own[command.id], shown="") if command.id in own else command for command in COMMANDS
    )


def commands_of(room: str) -> tuple[Command, ...]:
    """Return the commands that apply in a room, with the keys they have, in the order in which help lists them."""
    return tuple(command for command in with_keys(_own) if room in command.where)


def key_words(command: Command) -> str:
    """Return a command's keys as people write them: `H, shift+←`."""
    return ", ".join(_spoken(key) for key in command.keys)


def footer_key(command: Command) -> str:
    """Return the key that the footer names for a command."""
    return command.shown or (_spoken(command.keys[0]) if command.keys else "")


def _spoken(key: str) -> str:
    if " " in key:
        return "".join(_spoken(part) for part in key.split())
    *modifiers, last = key.split("+")
    return "+".join((*modifiers, _SHOWN.get(last, last)))
