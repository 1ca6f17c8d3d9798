"""What a person does with the commit dialog."""

from __future__ import annotations

from cjm_tui.errors import CommitError
from cjm_tui.tui.dialogs.commit import CommitDialog
from tests.tui.dialog_stories import opened

SENTENCES = ("Pay by card: emotion −1 → −2", "Compare prices: moved to Purchase after Pay by card")
MESSAGE = "Buy an outfit: Pay by card: emotion −1 → −2 (and 1 more)\n\n- " + "\n- ".join(SENTENCES)


class Git:
    """Stands for the callable a board hands in: remembers what was committed, refuses while it is told to."""

    def __init__(self, *refusals: CommitError) -> None:
        self.refusals = list(refusals)
        self.messages: list[str] = []

    def __call__(self, message: str) -> str:
        self.messages.append(message)
        if self.refusals:
            raise self.refusals.pop(0)
        return "Committed 1a2b3c4"


async def test_enter_commits_the_message_that_is_written_already() -> None:
    git = Git()
    async with opened(CommitDialog(MESSAGE, SENTENCES, commit=git)) as story:
        story.takes_a_picture("commit-80x24")
        await story.presses("enter")
        await story.waits_for_git()
        assert git.messages == [MESSAGE]
        assert story.given_back == "Committed 1a2b3c4"


async def test_every_word_of_the_message_can_be_changed() -> None:
    git = Git()
    async with opened(CommitDialog("Buy an outfit: one thing", (), commit=git)) as story:
        await story.presses("ctrl+u")
        await story.types("Paying feels worse")
        await story.presses("tab")
        await story.types("Seen in the survey.")
        await story.presses("enter")
        await story.types("Twice.")
        await story.presses("ctrl+s")
        await story.waits_for_git()
        assert git.messages == ["Paying feels worse\n\nSeen in the survey.\nTwice."]


async def test_changes_the_message_does_not_tell_are_named() -> None:
    async with opened(CommitDialog("Buy an outfit", SENTENCES, commit=Git())) as story:
        assert "Compare prices: moved to Purchase" in story.sees()


async def test_a_refusal_is_told_in_words_and_the_message_stays() -> None:
    git = Git(CommitError("the hook pre-commit said no", "Look at what it printed, then commit again."))
    async with opened(CommitDialog("Buy an outfit", (), commit=git)) as story:
        await story.types(" again")
        await story.presses("enter")
        await story.waits_for_git()
        story.takes_a_picture("commit-refused-80x24")
        assert story.is_open()
        assert "the hook pre-commit said no" in story.sees()
        assert "Look at what it printed" in story.sees()
        await story.presses("enter")
        await story.waits_for_git()
        assert git.messages == ["Buy an outfit again"] * 2
        assert story.given_back == "Committed 1a2b3c4"


async def test_an_empty_message_is_refused_before_git_is_asked() -> None:
    git = Git()
    async with opened(CommitDialog("x", (), commit=git)) as story:
        await story.presses("ctrl+u", "enter")
        await story.waits_for_git()
        assert git.messages == []
        assert "a revision needs a message" in story.sees()


async def test_the_terminal_is_offered_only_where_it_may_help() -> None:
    asks = CommitError("the key wants a passphrase", "Commit in a terminal.", needs_terminal=True)
    for refusal, is_offered in ((asks, True), (CommitError("a merge is in progress"), False)):
        async with opened(CommitDialog("Buy", (), commit=Git(refusal), in_terminal=Git())) as story:
            await story.presses("enter")
            await story.waits_for_git()
            assert ("ctrl+t" in story.sees()) is is_offered


async def test_esc_commits_nothing() -> None:
    git = Git()
    async with opened(CommitDialog("Buy", (), "a rebase is in progress", commit=git)) as story:
        assert "a rebase is in progress" in story.sees()
        await story.presses("escape")
        assert (story.given_back, git.messages) == (None, [])


async def test_a_terminal_that_cannot_be_handed_over_is_said() -> None:
    asks = CommitError("the key wants a passphrase", "Commit in a terminal.", needs_terminal=True)
    async with opened(CommitDialog("Buy", (), commit=Git(asks), in_terminal=Git())) as story:
        await story.presses("enter")
        await story.waits_for_git()
        await story.presses("ctrl+t")
        assert "this terminal cannot be handed over" in story.sees()
        assert story.is_open()
