"""What a collector of traces is told of a bot that runs, over the wire; and what one search of the log finds."""

from __future__ import annotations

import gzip
import json
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from aiohttp import web
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from bot.ops.traces import context_of
from tests.acceptance.conftest import free_port
from tests.acceptance.town import lines, until

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from opentelemetry.proto.trace.v1.trace_pb2 import Span

    from tests.acceptance.newsroom import Newsroom
    from tests.acceptance.town import Town
    from tests.process.conftest import Starter


class Receiver:
    """Takes whatever is posted to it."""

    def __init__(self) -> None:
        self.url = f"http://127.0.0.1:{free_port()}"
        self.posted: list[tuple[str, bytes]] = []

    async def take(self, request: web.Request) -> web.Response:
        """Keep a body, unpacked."""
        body = await request.read()
        packed = body[:2] == b"\x1f\x8b"  # aiohttp has unpacked what says in its head that it is packed
        self.posted.append((request.path, gzip.decompress(body) if packed else body))
        return web.json_response({})

    @property
    def spans(self) -> list[Span]:
        """Return all spans that came."""
        requests = [ExportTraceServiceRequest.FromString(body) for path, body in self.posted if path == "/v1/traces"]
        scopes = [scope for one in requests for each in one.resource_spans for scope in each.scope_spans]
        return [span for scope in scopes for span in scope.spans]


@asynccontextmanager
async def a_receiver() -> AsyncIterator[Receiver]:
    """Run one for as long as the block lasts."""
    receiver = Receiver()
    app = web.Application()
    app.router.add_post("/{path:.*}", receiver.take)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", int(receiver.url.rsplit(":", 1)[1])).start()
    try:
        yield receiver
    finally:
        await runner.cleanup()


async def test_trace(start: Starter, town: Town, newsroom: Newsroom) -> None:
    """One trace follows a post from its sighting to each receipt, its correction and its withdrawal, over a restart."""
    async with a_receiver() as collector:
        for number in range(2):
            async with start(OTEL_EXPORTER_OTLP_ENDPOINT=collector.url, LOG_FORMAT="json") as bot:
                await bot.says("role.taken" if number else "source.baseline")
                titles = ("",) if number else ("새 소식", "고친 소식")
                for done, title in enumerate(titles, 1):
                    if title:
                        newsroom.publish("n", title)
                    else:
                        newsroom.withdraw("n")
                    count = 2 * done
                    await until(lambda: bot.output.count('"delivery.done"') == count, lambda: bot.output)  # noqa: B023 - used at once
                assert await bot.told_to_stop() == 0
        assert lines(town.on_telegram(), "소식") == lines(town.on_discord(), "소식") == []
    spans = collector.spans
    (first,) = [span for span in spans if span.name == "post.published"]
    (post,) = [one.value.string_value for one in first.attributes if one.key == "sokbo.post"]
    trace = context_of(post).trace_id.to_bytes(16)
    assert first.trace_id == trace
    within = [span for span in spans if span.trace_id == trace]
    assert {span.parent_span_id for span in within if span is not first} == {first.span_id}
    names = {span.name for span in within}
    assert names >= {"post.published", "broadcast.walked", "post.corrected", "post.retracted"}
    assert names >= {f"delivery.done {step}" for step in ("send", "edit", "delete")}
    sends = [span for span in within if span.name == "delivery.done send"]
    assert len(sends) == 2
    assert all(first.start_time_unix_nano <= span.end_time_unix_nano for span in sends)
    assert town.telegram.token.encode() not in b"".join(body for _, body in collector.posted)


async def test_one_id(start: Starter, newsroom: Newsroom) -> None:
    """Each line of the log on a post's way has its id: one search finds them all, in their order."""
    async with start(LOG_FORMAT="json") as bot:
        await bot.says("source.baseline")
        newsroom.publish("n", "새 소식")
        await until(lambda: bot.output.count('"delivery.done"') == 2, lambda: bot.output)
        newsroom.withdraw("n")
        await until(lambda: bot.output.count('"delivery.done"') == 4, lambda: bot.output)
        assert await bot.told_to_stop() == 0
    logged = [json.loads(line) for line in bot.output.splitlines() if line.startswith("{")]
    (post,) = {one["post"] for one in logged if one["event"] == "post.published"}
    way = [one["event"] for one in logged if one.get("post") == post]
    assert way[0] == "post.published"
    assert way.index("post.retracted") > way.index("delivery.done")
    assert way.count("delivery.done") == 4


async def test_unreadable(start: Starter, newsroom: Newsroom) -> None:
    """A post that can't be read yet, or no more, has the id by which all that became of it is found."""
    async with start(LOG_FORMAT="json") as bot:
        await bot.says("source.baseline")
        newsroom.put("n", "---\ntitle: [\n---\n본문\n")
        await bot.says('"post.unreadable"')
        newsroom.publish("n", "새 소식")
        await until(lambda: bot.output.count('"delivery.done"') == 2, lambda: bot.output)
        newsroom.put("n", "---\ntitle: [\n---\n본문\n")
        await until(lambda: bot.output.count('"post.unreadable"') == 2, lambda: bot.output)
        assert await bot.told_to_stop() == 0
    logged = [json.loads(line) for line in bot.output.splitlines() if line.startswith("{")]
    (post,) = {one["post"] for one in logged if one["event"] == "post.published"}
    way = [one["event"] for one in logged if one.get("post") == post]
    assert (way[0], way[-1], way.count("post.unreadable")) == ("post.unreadable", "post.unreadable", 2)
    assert {"post.mended", "post.published", "delivery.done"} <= set(way)
