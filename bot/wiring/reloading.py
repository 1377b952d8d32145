"""Takes over, while the bot runs, what changed in the settings and can be changed then, and says what can't."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import structlog

from bot.channels.configured import configure
from bot.core.errors import StoreError
from bot.wiring import choices
from config.load import SettingsError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence
    from pathlib import Path

    from bot.channels.names import Names
    from bot.core.levels import LevelRule
    from bot.core.ports.readers import NamedRoster
    from bot.notices.admins import AdminChats
    from bot.pipeline.watcher import Watcher
    from config.settings import Settings

log = structlog.get_logger()
EVERY = 1.0  # seconds between two looks at the file
Follow: TypeAlias = "Callable[[Settings, Settings], Awaitable[None]]"


class Reload(NamedTuple):
    """Where settings come from: `load` raises `SettingsError`, `asked` is set by SIGHUP, `path` is the file, if any."""

    load: Callable[[], Settings]
    path: Path | None
    asked: asyncio.Event


def followers(
    settings: Settings,
    roster: NamedRoster,
    admins: AdminChats,
    names: Names,
    *,
    watchers: Sequence[Watcher],
    rules: list[LevelRule],
) -> Mapping[str, Follow]:
    """Return by setting how its change is followed; `rules` is the list that all who grade posts share."""

    async def channels(before: Settings, after: Settings) -> None:
        await configure(roster, choices.channels(after), unchanged=choices.channels(before))
        names.appoint(choices.named(after))

    async def admin_chats(_: Settings, after: Settings) -> None:
        admins.appoint(choices.admin_chats(after))
        await admins.enrol()
        names.appoint(choices.named(after))

    async def levels(_: Settings, after: Settings) -> None:
        rules[:] = choices.level_rules(after)

    async def brake(_: Settings, after: Settings) -> None:
        for watcher in watchers:
            watcher.brake = choices.brake(after.brake)

    found: dict[str, Follow] = {"channels": channels, "levels": levels, "brake": brake}
    # Where there were none, nobody looks out for them.
    return found | ({"admin_chats": admin_chats} if settings.admin_chats else {})


class Reloading:
    """Follows the settings; of a file with mistakes nothing is taken over."""

    def __init__(self, settings: Settings, reload: Reload, follow: Mapping[str, Follow], every: float = EVERY) -> None:
        self._settings = settings
        self._reload = reload
        self._follow = follow
        self._every = every

    async def run(self) -> None:
        """Look until cancelled; the file is read when it is another one, or when that is asked for.

        It has to be the same twice: of one that is being written the first half may be settings, too.
        """
        read = seen = self._version()
        while True:
            is_asked = await self._is_asked()
            now = self._version()
            if is_asked or read != now == seen:
                read = now
                await self._take_over()
            seen = now

    async def _is_asked(self) -> bool:
        try:
            async with asyncio.timeout(self._every):
                await self._reload.asked.wait()
        except TimeoutError:
            return False
        self._reload.asked.clear()
        return True

    def _version(self) -> tuple[int, ...]:
        try:
            status = self._reload.path.stat() if self._reload.path else None
        except OSError:  # replaced at this moment, or gone: the next look or the reading itself will tell
            return ()
        return (status.st_ino, status.st_size, status.st_mtime_ns) if status else ()

    async def _take_over(self) -> None:
        try:
            after = self._reload.load()
        except SettingsError as error:
            for problem in error.problems:
                log.error("settings.mistaken", why=problem, remedy="the settings stay as they were until it is mended")  # noqa: TRY400 - the sentence says all
            return
        changed = [name for name in type(after).model_fields if getattr(after, name) != getattr(self._settings, name)]
        followed = [name for name in changed if name in self._follow]
        for name in followed:
            await self._through_outages(self._follow[name], after)
        self._settings = self._settings.model_copy(update={name: getattr(after, name) for name in followed})
        log.info("settings.reloaded", changed=followed)
        if waiting := [name for name in changed if name not in self._follow]:
            log.warning("settings.need_restart", changed=waiting, remedy="restart the bot to take them over")

    async def _through_outages(self, follow: Follow, after: Settings) -> None:
        while True:
            try:
                return await follow(self._settings, after)
            except StoreError as error:
                log.warning("store.unreachable", why=str(error))
                await asyncio.sleep(self._every)
