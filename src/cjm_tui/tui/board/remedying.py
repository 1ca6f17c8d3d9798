"""The board's commands about what to do: a solution for an opportunity, a theme over insights."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

from cjm_tui.model.record import Record, RecordKey
from cjm_tui.tui import deeds, remedies
from cjm_tui.tui.board.asked import Asked
from cjm_tui.tui.commands import keyed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cjm_tui.tui.board.desk import Desk
    from cjm_tui.tui.dialogs.kept_line import KeptLine

_NO_INSIGHT = "No insight stands here yet; {add-insight} adds one, then {add-theme} puts it under a theme"


class Remedying:
    """Asks for solutions and themes. Every answer becomes one edit."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def do_add_solution(self) -> None:
        """Ask for a solution: which of the card's opportunities it serves where there are several, or first for one."""
        card = deeds.copied(self._desk.document, self._desk.place).touchpoint
        known = self._desk.journey.opportunities.get(card.id, ())
        if not known:
            self._ask_opportunity(card)
        elif len(known) == 1:
            self._ask_solution((known[0].id,))
        else:
            from cjm_tui.tui.dialogs.pick_list import PickSeveral, Row

            rows = [Row(one.id, one.name, one.text("status")) for one in known]
            self._desk.ask(PickSeveral("A solution for which opportunity?", rows, ()), self._ask_solution)

    def do_add_theme(self) -> None:
        """Ask which insights of the card, where there are several, then for their themes."""
        found = remedies.insights_here(self._desk.document, self._desk.place)
        if not found:
            self._desk.say(keyed(_NO_INSIGHT))
        elif len(found) == 1:
            self._ask_themes(found)
        else:
            from cjm_tui.tui.dialogs.pick_list import PickSeveral, Row

            rows = [Row(one.id, one.name, one.text("kind")) for one in found]
            answer = PickSeveral("Which insights belong together?", rows, ())
            self._desk.ask(answer, partial(self._take_insights, found))

    def _ask_opportunity(self, card: Record) -> None:
        from cjm_tui.tui.dialogs.quick_text import QuickText

        title = f"First the question a solution answers: an opportunity for {card.name}"
        asked = Asked(self._desk)
        kept = asked.kept("add-opportunity", card.key)
        dialog = QuickText(title, "How might we ", "How might we …?", kept=kept)
        self._desk.ask(dialog, partial(self._take_opportunity, asked, kept))

    def _take_opportunity(self, asked: Asked, kept: KeptLine, text: str | None) -> None:
        if not text:
            return
        before = {one.id for one in self._desk.document.of_kind("opportunity")}
        self._desk.guarded(lambda: kept.end(lambda: asked.edit(deeds.opportunity_added, text)))
        self._ask_solution(tuple(one.id for one in self._desk.document.of_kind("opportunity") if one.id not in before))

    def _ask_solution(self, opportunities: tuple[str, ...] | None) -> None:
        from cjm_tui.tui.dialogs.quick_text import QuickText

        if not opportunities:
            return
        first = self._desk.document.get("opportunity", opportunities[0])
        more = f" and {len(opportunities) - 1} more" if len(opportunities) > 1 else ""
        title = f"A solution for: {first.name if first else opportunities[0]}{more}"
        asked = Asked(self._desk)
        kept = asked.kept("add-solution", RecordKey("opportunity", opportunities[0]))

        def solve(text: str | None) -> None:
            if text:
                self._desk.guarded(lambda: kept.end(lambda: asked.edit(remedies.solution_added, text, opportunities)))
            elif kept.leave():
                self._desk.say(keyed("Not added; {add-solution} for it offers your words again"))

        self._desk.ask(QuickText(title, "", "what we could build or change", kept=kept), solve)

    def _take_insights(self, found: Sequence[Record], ids: tuple[str, ...] | None) -> None:
        if ids:
            self._ask_themes([insight for insight in found if insight.id in ids])

    def _ask_themes(self, insights: Sequence[Record]) -> None:
        from cjm_tui.tui.dialogs.pick_list import PickSeveral, Row

        named = [theme for insight in self._desk.document.of_kind("insight") for theme in insight.texts("themes")]
        counts = Counter(named)
        rows = [
            Row(one.id, one.name, f"{counts[one.id]} insight{'s' * (counts[one.id] != 1)}")
            for one in self._desk.document.of_kind("theme")
        ]
        about = insights[0].name if len(insights) == 1 else f"{len(insights)} insights"
        heading = f"Themes of {about}; the name of a new one makes it"
        dialog = PickSeveral(heading, rows, remedies.shared_themes(insights), makes="theme")
        self._desk.ask(dialog, partial(self._gather, Asked(self._desk), insights))

    def _gather(self, asked: Asked, insights: Sequence[Record], themes: tuple[str, ...] | None) -> None:
        from cjm_tui.tui.dialogs.pick_list import NEW

        if themes is None:
            return
        known = [theme for theme in themes if not theme.startswith(NEW)]
        names = [theme.removeprefix(NEW) for theme in themes if theme.startswith(NEW)]
        self._desk.guarded(lambda: asked.edit(remedies.gathered, insights, known, names))
