"""Every command of the app, declared once: its name, its keys, what it does and where it applies.

Keys, footer, palette, help, `cjm keys` and the person's own key settings all read this declaration. No textual here,
so that the command line can read it too.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from cjm_tui.render.hints import name_keys
from cjm_tui.tui.command import (
    BOARD,
    CARDS,
    COMPARE,
    CONFLICTS,
    EVERYWHERE,
    EVIDENCE,
    FEELING,
    FILES,
    FORM,
    LIBRARY,
    LISTS,
    MAPS,
    MOVING,
    PAST,
    PERSONAS,
    PRESENT,
    PROBLEMS,
    REVIEW,
    REVISIONS,
    ROOMS,
    TOOLS,
    TOUR,
    WALK,
    Command,
    command,
)
from cjm_tui.tui.commands_elsewhere import ELSEWHERE

__all__ = [
    "BOARD",
    "COMMANDS",
    "COMPARE",
    "CONFLICTS",
    "EVIDENCE",
    "FORM",
    "LIBRARY",
    "PERSONAS",
    "PRESENT",
    "PROBLEMS",
    "REVIEW",
    "REVISIONS",
    "ROOMS",
    "TOUR",
    "WALK",
    "Command",
    "commands_of",
    "footer_key",
    "key_of",
    "key_words",
    "keyed",
    "rekey",
    "spoken",
    "with_keys"
]  # fmt: skip

_SHOWN = {
    "left": "←", "right": "→", "up": "↑", "down": "↓", "question_mark": "?", "slash": "/", "colon": ":",
    "comma": ",", "full_stop": ".", "exclamation_mark": "!", "left_square_bracket": "[", "right_square_bracket": "]",
    "plus": "+", "minus": "-", "equals_sign": "=", "escape": "esc", "pagedown": "page down", "pageup": "page up",
    "at": "@", "quotation_mark": '"', "apostrophe": "'",
}  # fmt: skip

_ON_THE_BOARD: tuple[Command, ...] = (
    command("open-card", "Open the card", "enter",
             "all fields of the card, or of the stage", group=CARDS, label="edit"),
    command("add-touchpoint", "Add a touchpoint", "a",
             "after this one; its name is typed in place", group=CARDS, label="add"),
    command("feel-very-low", "Emotion −2", "1", "very low", group=FEELING, label="emotion", shown="1-5"),
    command("feel-low", "Emotion −1", "2", "low", group=FEELING),
    command("feel-neutral", "Emotion 0", "3 | 0", "neutral", group=FEELING),
    command("feel-high", "Emotion +1", "4", "high", group=FEELING),
    command("feel-very-high", "Emotion +2", "5", "very high", group=FEELING),
    command("feel-better", "Emotion up", "plus | equals_sign", "one step up", group=FEELING),
    command("feel-worse", "Emotion down", "minus", "one step down", group=FEELING),
    command("feel-unknown", "Emotion unknown", "backspace", "nobody knows: a gap in the curve, never 0", group=FEELING),
    command("undo", "Undo", "u", "takes your last edit back, and nobody else's", group=MAPS, label="undo"),
    command("redo", "Redo", "ctrl+r | U", "does it again", group=MAPS),
    command("commit", "Commit a revision", "c",
             "the message is already written, from what changed", group=MAPS, label="commit"),
    command("next-view", "Next view", "v",
             "cards, lanes, themes, priorities, channels, outline; the selection stays", group=MAPS, label="view"),
    command("find", "Find", "slash", "cards whose texts hold some words", group=MOVING),
    command("find-next", "Find the next", "n", "the next card found", group=MOVING),
    command("find-previous", "Find the previous", "N", "the one before", group=MOVING),
    command("jump", "Jump to a card", "f", "by some letters of its name", group=MOVING),
    command("go-left", "Left", "left | h", "to the stage before, at the same height", group=MOVING),
    command("go-right", "Right", "right | l", "to the next stage, at the same height", group=MOVING),
    command("go-up", "Up", "up | k", "to the card above; above the first is the stage itself", group=MOVING),
    command("go-down", "Down", "down | j", "to the card below", group=MOVING),
    command("page-down", "Page down", "pagedown", "a screen of cards down", group=MOVING),
    command("page-up", "Page up", "pageup", "a screen of cards up", group=MOVING),
    command("previous-stage", "Previous stage", "left_square_bracket", "its first card", group=MOVING),
    command("next-stage", "Next stage", "right_square_bracket", "its first card", group=MOVING),
    command("go-first", "First card", "g | home", "where the journey begins", group=MOVING),
    command("go-last", "Last card", "G | end", "where it ends", group=MOVING),
    command("rename", "Edit the name in place", "e", "of the card, or of the stage", group=CARDS),
    command("change-id", "Give it another id", "", "the card or the stage; all that refers to it follows", group=CARDS),
    command("edit-file", "Edit the file in $EDITOR", "E",
             "at this card; what you change is one edit, {undo} undoes", group=CARDS),
    command("add-stage", "Add a stage", "A", "after this one", group=CARDS),
    command("mark-moment", "Mark a moment that matters", "m", "truth, delight, pain, none", group=CARDS),
    command("add-insight", "Add an insight", "i",
             "then p pain, g gain, n need, i idea, o observation, q quote", group=CARDS),
    command("add-opportunity", "Add an opportunity", "o", "How might we …? for this card and its pains", group=CARDS),
    command("add-solution", "Add a solution", "s", "for an opportunity of this card", group=CARDS),
    command("add-theme", "Put under a theme", "t", "insights of this card that recur elsewhere", group=CARDS),
    command("move-left", "Move to the stage before", "H | shift+left",
             "the card; on its head, the whole stage", group=CARDS),
    command("move-right", "Move to the next stage", "L | shift+right",
             "the card; on its head, the whole stage", group=CARDS),
    command("move-up", "Move up", "K | shift+up", "before the card above", group=CARDS),
    command("move-down", "Move down", "J | shift+down", "after the card below", group=CARDS),
    command("copy", "Copy the card", "y", "with its insights; also into another map", group=CARDS),
    command("paste", "Paste the card", "p", "after this one", group=CARDS),
    command("remove", "Remove the card", "d d | delete", "with its insights; {undo} brings it all back", group=CARDS),
    command("open-header", "Open the map's own form", "M",
             "title, state, personas, goal, when to look again", group=MAPS),
    command("previous-persona", "Previous persona's curve", "comma", "all, and each who walks the map", group=MAPS),
    command("next-persona", "Next persona's curve", "full_stop",
             "under one persona's curve emotions are theirs", group=MAPS),
    command("previous-view", "Previous view", "V", "the one before", group=MAPS),
    command("zoom-stage", "Zoom into one stage", "z",
             "its cards over the whole width, with what is done, thought and felt", group=MAPS),
    command("present", "Present", "P", "large, for a projector: one stage at a time", group=MAPS),
    command("next-pane", "Next pane", "tab", "the side panel, to scroll it, and back to the board", group=MOVING),
    command("previous-pane", "Pane before", "shift+tab", "there are two", group=MOVING),
    command("go-back", "Back to the whole map", "escape", "from the side panel, or from one stage", group=MOVING),
    command("hide-lane", "Hide this lane", "space", "in the view of lanes; remembered", group=MAPS),
    command("show-lanes", "Show all lanes", "", "that were hidden in the view of lanes", group=MAPS),
    command("lay-over", "Lay over the curve", "O",
             "all personas' curves, importance, the baseline, nothing", group=MAPS),
    command("grain", "Grain of the curve", "", "braille, blocks, ASCII; remembered", group=MAPS),
    command("say-saved", "Saved already", "ctrl+s", "every edit is in the file at once; {commit} commits",
            f"{BOARD} {LISTS}", group=MAPS),
    command("revert", "Back to the last revision", "", "undoes everything since; {undo} brings it back", group=MAPS),
    command("show-said", "What was said", "apostrophe",
             "the latest lines of the status in full, where they did not fit", f"{BOARD} {LISTS}", group=TOOLS),
    command("show-problems", "Problems", "exclamation_mark", "what is odd in this map, and what to do", group=TOOLS),
    command("export", "Export the page", "x", "the Markdown page for the wiki", group=TOOLS),
    command("show-revisions", "Revisions of the map", "r",
             "who changed what, and when; compare and restore", group=PAST),
    command("show-card-revisions", "Revisions of the card", "R", "only those that changed it", group=PAST),
    command("compare", "What changed since the last revision", "D",
             "both curves over each other; any two can be compared", group=PAST),
    command("show-blame", "Who wrote this card", "B",
             "who last touched each of its fields, when, and why", group=PAST),
    command("give-up", "Give up the merge", "",
             "or rebase, or what else git is in the middle of; everything is as it was before", BOARD, group=PAST),
    command("settle-conflicts", "Settle conflicts", "C",
             "what two people changed differently: choose, or write a third", f"{BOARD} {LIBRARY} {FILES}", group=PAST),
    command("sync", "Sync with the others", "S", "fetch, merge, push; only when asked", group=PAST),
    command("show-code", "The code behind the card", "W",
             "the commits of the files that the card watches", group=PAST),
    command("confirm-links", "Confirm that the card still holds", "Y",
             "though its code changed, or what its opportunities rest on", group=PAST),
    command("show-branches", "Branches", "b", "go to another, or make one", group=PAST),
    command("review-branch", "Review a branch", "", "what it proposes for this map, card by card", group=PAST),
)  # fmt: skip

_IN_EVERY_ROOM: tuple[Command, ...] = (
    command("suspend", "To the shell", "ctrl+z", "fg comes back", EVERYWHERE, group=TOOLS),
    command("open-palette", "All commands", "colon | ctrl+p",
             "by their names; :w :q :wq :revert too", EVERYWHERE, group=TOOLS),
    command("choose-theme", "Themes", "", "dark, light, high contrast, your own; :theme", EVERYWHERE, group=TOOLS),
    command("help", "Help", "question_mark | f1", "the keys where you are", EVERYWHERE, group=TOOLS, label="help"),
    command("leave", "Leave", "q | ctrl+q", "everything is saved already", EVERYWHERE, group=TOOLS),
)  # fmt: skip

COMMANDS: tuple[Command, ...] = (*_ON_THE_BOARD, *ELSEWHERE, *_IN_EVERY_ROOM)

_own: dict[str, tuple[str, ...]] = {}
_NAMED = re.compile(r"\{([a-z-]+)\}")


def rekey(own: Mapping[str, tuple[str, ...]]) -> None:
    """Give commands other keys from now on, by id; the others have those they were declared with."""
    _own.clear()
    _own.update(own)
    name_keys({command.id: footer_key(command) or _named(command) for command in with_keys(own)})


def with_keys(own: Mapping[str, tuple[str, ...]]) -> tuple[Command, ...]:
    """Return every command, with keys of one's own where `own` has them, and those keys in what others say of them."""
    commands = [
        command._replace(keys=own[command.id], shown="") if command.id in own else command for command in COMMANDS
    ]
    named = {command.id: _named(command) for command in commands}
    return tuple(
        command._replace(help=_NAMED.sub(lambda found: named[found[1]], command.help))
        if "{" in command.help
        else command
        for command in commands
    )


def commands_of(room: str) -> tuple[Command, ...]:
    """Return the commands that apply in a room, with the keys they have, in the order in which help lists them."""
    return tuple(command for command in with_keys(_own) if room in command.where)


def key_words(command: Command) -> str:
    """Return a command's keys as people write them: `H, shift+←`."""
    return ", ".join(spoken(key) for key in command.keys)


def key_of(id_: str) -> str:
    """Return the first key that a command has now as people write it; without a key, its name in the palette."""
    return next(_named(command) for command in with_keys(_own) if command.id == id_)


def keyed(said: str) -> str:
    """Return a sentence with the keys that commands have now, where it names them: `{undo} undoes`."""
    return _NAMED.sub(lambda found: key_of(found[1]), said)


def footer_key(command: Command) -> str:
    """Return the key that the footer names for a command."""
    return command.shown or (spoken(command.keys[0]) if command.keys else "")


def _named(command: Command) -> str:
    return spoken(command.keys[0]) if command.keys else f": {command.title}"


def spoken(key: str) -> str:
    """Return a key, or a chord, as people write it: `←`, `shift+←`, `dd`."""
    if " " in key:
        return "".join(spoken(part) for part in key.split())
    *modifiers, last = key.split("+")
    return "+".join((*modifiers, _SHOWN.get(last, last)))
