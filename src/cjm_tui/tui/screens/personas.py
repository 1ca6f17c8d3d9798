"""Personas on a screen of their own: who they are, what they want, where they walk, and two of them side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from cjm_tui.errors import UsageError
from cjm_tui.services.workspace.referred import PERSONA
from cjm_tui.tui.commands import PERSONAS, keyed
from cjm_tui.tui.screens.filing import FilingScreen
from cjm_tui.tui.widgets.referred_rows import row

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cjm_tui.render.cells import Line
    from cjm_tui.services.workspace.referred import Referred

_MARKS = "12"
_ASKS = {
    "persona.role": "In one line: who are they in this story?",
    "persona.quote": "Which sentence would everybody know them by?",
    "persona.bio": "A day of theirs, in five sentences. What did you see?",
    "persona.channels": "Where do you meet them, and where never?",
    "persona.demographics.age": "About how old? A range is enough",
    "persona.demographics.gender": "Only if it changes the journey",
    "persona.demographics.income": "What can they spend on this, and where do they save?",
    "persona.demographics.education": "What have they learned that helps or hinders here?",
    "persona.demographics.occupation": "What do they do all day?",
    "persona.demographics.location": "Where do they live, and how far is it to you?",
    "persona.behaviour.online": "Where are they online, and on whose advice do they act?",
    "persona.behaviour.purchase": "How do they buy: quickly, late, with whom, how often?",
    "persona.behaviour.service": "Something is wrong: whom do they ask, and for how long?",
    "persona.behaviour.devices": "Which device do they have in their hand?",
    "persona.goals_short": "What do they want by next week?",
    "persona.goals_long": "What do they want to be true in a year?",
    "persona.pains": "What has annoyed them more than once?",
    "persona.motivations": "Why do they go to this trouble at all?",
    "persona.needs": "What must be right, or they leave?",
    "persona.preferences": "What do they choose when they have the choice?",
    "persona.basis": "Whom did you ask, or is this a guess?",
    "persona.share": "Which part of the customers are like this, 0 to 1?",
    "persona.evidence": "Which interviews, surveys or numbers say so?",
}


class PersonasScreen(FilingScreen):
    """Everybody who walks a map."""

    ROOM: ClassVar[str] = PERSONAS
    KIND: ClassVar[str] = PERSONA
    HEADING: ClassVar[str] = "personas"
    ASKS: ClassVar[Mapping[str, str]] = _ASKS
    marked: tuple[str, ...] = ()

    def row_of(self, entry: Referred) -> Line:
        """Return the line of a persona, with its mark."""
        mark = _MARKS[self.marked.index(entry.id)] if entry.id in self.marked else ""
        return row(entry, self.shelf, self.size.width - 3, mark)

    def do_mark_persona(self) -> None:
        """Mark this persona, or take the mark away; the third mark takes the first one's place."""
        here = self.current().id
        if here in self.marked:
            self.marked = tuple(id_ for id_ in self.marked if id_ != here)
        else:
            self.marked = (*self.marked[-1:], here)
        self.draw()
        said = {
            0: "No mark is left",
            1: "Mark another one to see the two side by side",
            2: keyed("{show-walk} shows the two"),
        }
        self.say(said[len(self.marked)])

    def do_show_walk(self) -> None:
        """Show the journey of the persona under the cursor, or of the two that are marked."""
        from cjm_tui.tui.screens.walk import Walker, WalkScreen

        ids = self.marked if len(self.marked) == 2 else (self.current().id,)
        names = {entry.id: entry.name for entry in self.shelf.entries}
        walked = [self.shelf.walked_by(id_) for id_ in ids]
        paths = tuple(path for path in walked[0] if all(path in others for others in walked))
        if not paths:
            who = " and ".join(names.get(id_, id_) for id_ in ids)
            both = "no map has both of them" if len(ids) == 2 else "no map names them"
            raise UsageError(
                "No journey yet", f"{who}: {both}", keyed("{open-header} on the board says who walks a map.")
            )
        walkers = tuple(Walker(id_, names.get(id_, id_)) for id_ in ids)
        self.app.push_screen(WalkScreen(tuple((path, self.shelf.maps[path]) for path in paths), walkers, self.go))
