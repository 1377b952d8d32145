"""What Prometheus reads of a bot that runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import aiohttp
from prometheus_client.parser import text_string_to_metric_families

from tests.acceptance.town import lines, until

if TYPE_CHECKING:
    from tests.acceptance.newsroom import Newsroom
    from tests.acceptance.town import Town
    from tests.process.conftest import Starter


async def test_metrics(start: Starter, town: Town, newsroom: Newsroom, variables: dict[str, str]) -> None:
    """A post that went out on both platforms is there as a post and as deliveries, every part is up, and no secret."""
    async with start() as bot:
        await bot.says("source.baseline")
        newsroom.publish("n", "새 소식")
        await until(lambda: bool(lines(town.on_telegram(), "새 소식") and lines(town.on_discord(), "새 소식")))
        await until(lambda: bot.output.count("delivery.done") == 2)
        async with (
            aiohttp.ClientSession() as session,
            session.get(f"http://{variables['HTTP_ADDRESS']}/metrics") as answer,
        ):
            assert answer.headers["Content-Type"].startswith("text/plain")
            text = await answer.text()
    read = {
        (sample.name, *(value for _, value in sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }
    assert read["sokbo_posts_total", "published"] == 1
    assert read["sokbo_deliveries_total", "telegram", "send"] == read["sokbo_deliveries_total", "discord", "send"] == 1
    assert {read["sokbo_up", part] for part in ("telegram", "discord", "store")} == {1}
    assert read["sokbo_channels",] == 2
    assert town.telegram.token not in text
    assert town.discord.token not in text
