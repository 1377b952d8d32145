"""Random newsrooms: whatever is done to the folder, in whatever order, the chats show in the end what it says."""

from __future__ import annotations

import asyncio
import re
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from tests.life.bot import HandTurnedBot
from tests.life.paper import FUTURE, PAST, Paper, Story

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from typing import Any

TITLE, NUMBER = re.compile(r"기사 \d+ 판 \d+\."), re.compile(r"기사 (\d+)")
PICK = st.integers(min_value=0, max_value=1000)


class Newsroom(RuleBasedStateMachine):
    """Deeds of editors and accidents of machines, between which the bot looks, sends, dies and comes back."""

    url: ClassVar[str]

    def __init__(self) -> None:
        super().__init__()
        self._scratch = tempfile.TemporaryDirectory(prefix="sokbo-life-")
        self.paper = Paper(Path(self._scratch.name) / "site")
        self.runner = asyncio.Runner()
        self.bot = HandTurnedBot(self.paper.root, self.url)
        self.run(self.bot.open())

    def run(self, what: Coroutine[Any, Any, None]) -> None:
        """Run to the end."""
        self.runner.run(what)

    def pick(self, number: int, fits: Callable[[Story], bool]) -> Story | None:
        """Return one of the stories that fit."""
        fitting = [story for story in self.paper.stories if fits(story)]
        return fitting[number % len(fitting)] if fitting else None

    @initialize(archive=st.integers(min_value=1, max_value=3))
    def first_look(self, archive: int) -> None:
        """Begin with an archive, which is announced to nobody."""
        for _ in range(archive):
            self.paper.add(is_news=False)
        self.run(self.bot.look())

    @rule()
    def publish(self) -> None:
        """Publish a story."""
        self.paper.add()

    @rule()
    def publish_under_embargo(self) -> None:
        """Publish a story of which nobody is to know yet."""
        self.paper.add(more=f"embargo: {FUTURE}\n")

    @rule()
    def publish_an_old_one(self) -> None:
        """Let a story of years ago appear: the brake holds it."""
        self.paper.add(day=PAST).is_held = True

    @rule(number=PICK)
    def correct(self, number: int) -> None:
        """Give a story another title."""
        if story := self.pick(number, lambda one: one.is_there):
            story.title = self.paper.new_title(story.number)
            self.paper.write(story)

    @rule(number=PICK)
    def hide(self, number: int) -> None:
        """Withdraw a story, its file staying there."""
        if story := self.pick(number, lambda one: one.is_there and not one.more):
            story.more = "published: false\n"
            self.paper.write(story)

    @rule(number=PICK)
    def keep_back(self, number: int) -> None:
        """Put a story under embargo, out already or not."""
        if story := self.pick(number, lambda one: one.is_there and one.is_news and not one.more and not one.is_held):
            story.more = f"embargo: {FUTURE}\n"
            self.paper.write(story)

    @rule(number=PICK)
    def show(self, number: int) -> None:
        """Show a hidden story, or lift its embargo."""
        if story := self.pick(number, lambda one: one.is_there and bool(one.more)):
            story.more = ""
            self.paper.write(story)

    @rule(number=PICK)
    def remove(self, number: int) -> None:
        """Remove a story's file for good, but for a restoration."""
        if (story := self.pick(number, lambda one: one.is_there)) and sum(
            one.is_there for one in self.paper.stories
        ) > 1:
            self.paper.remove(story)
            self.run(self.bot.look_after_a_while())

    @rule(number=PICK)
    def restore(self, number: int) -> None:
        """Write a story's file again."""
        if story := self.pick(number, lambda one: not one.is_there):
            self.paper.write(story)

    @rule(number=PICK)
    def rename(self, number: int) -> None:
        """Give a story's file another name."""
        if story := self.pick(number, lambda one: one.is_there and not one.more.startswith("published")):
            self.run(self.bot.look())
            self.paper.rename(story)
            self.run(self.bot.look())

    @rule()
    def rebase(self) -> None:
        """Write every file anew."""
        self.paper.touch_all()

    @rule()
    def look(self) -> None:
        """Let the bot look."""
        self.run(self.bot.look())

    @rule()
    def deliver(self) -> None:
        """Let the bot look and send."""
        self.run(self.bot.look())
        self.run(self.bot.deliver())

    @rule()
    def restart(self) -> None:
        """Stop the bot and start another."""
        self.run(self.bot.restart())

    @rule()
    def crash(self) -> None:
        """Kill the bot in the middle of its sends."""
        self.run(self.bot.look())
        self.run(self.bot.crash_while_delivering())

    @precondition(lambda self: any(story.is_held for story in self.paper.stories))
    @rule()
    def release(self) -> None:
        """Release what is held, as far as the bot has seen it."""
        self.run(self.bot.look())
        self.run(self.bot.release_held())
        for story in self.paper.stories:
            if story.is_there and not story.more.startswith("published"):
                story.is_held = False

    def teardown(self) -> None:
        """Let everything come to rest, and compare."""
        try:
            self.run(self.bot.look_after_a_while())
            self.run(self.bot.deliver())
            wanted = Counter(story.title for story in self.paper.stories if story.is_shown)
            doubtful = self.runner.run(self.bot.doubtful())
            for texts in self.bot.shown:
                shown = Counter(TITLE.findall(" ".join(texts)))
                assert len(texts) == shown.total(), texts
                # What was under way at a crash and withdrawn right then may stand there: the operator is told of it.
                extra = {NUMBER.findall(title)[0] for title in shown - wanted}
                assert extra <= {NUMBER.findall(title)[0] for title in doubtful}, (shown, wanted, texts)
                assert not wanted - shown, (shown, wanted, texts)
        finally:
            self.run(self.bot.close())
            self.runner.close()
            self._scratch.cleanup()
