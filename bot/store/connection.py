"""One connection to a Redis-protocol server: its scripts, and writes that go together."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from redis.exceptions import AuthenticationError, NoScriptError, ReadOnlyError, RedisError, ResponseError

from bot.core.errors import StoreError
from bot.store.keys import Keys
from bot.store.urls import client_of, close

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable, Iterator

REFUSALS = ("username-password", "HELLO must be called", "NOAUTH")  # what a connection that was refused says
DISTRUST = "let REDIS_URL end with ?ssl_ca_certs= and the file of the authority that signed it"
SILENCE = "is its server up? (REDIS_URL; without one, DATA_DIR)"
SOON = 3.0  # seconds: Prometheus gives up after ten, a person sooner
PROVEN = 1000  # milliseconds; what is written to prove something goes by itself
BEFORE_EACH = ("common", "post")
SCRIPTS = Path(__file__).parent / "scripts"


@contextmanager
def reachable() -> Iterator[None]:
    """Turn every error of the client library into a `StoreError` that says what to do."""
    try:
        yield
    except (RedisError, OSError) as error:
        if isinstance(error, AuthenticationError) or any(word in str(error) for word in REFUSALS):
            raise StoreError(f"the store refuses us: {error}; correct the user and password in REDIS_URL") from error
        remedy = DISTRUST if "CERTIFICATE_VERIFY_FAILED" in str(error) else SILENCE
        raise StoreError(f"the store does not answer as it should: {str(error).rstrip('.')}; {remedy}") from error
    task = asyncio.current_task()
    if task and task.cancelling():  # Python 3.11's wait_for, in which the library sends, may forget a cancellation
        raise asyncio.CancelledError


@asynccontextmanager
async def soon() -> AsyncIterator[None]:
    """Raise `StoreError` where the server is silent: work can wait for it and try again, somebody who looks can't.

    A server that is frozen, or behind a network that swallows everything, does not even refuse.
    """
    try:
        async with asyncio.timeout(SOON):
            yield
    except TimeoutError as error:
        why = f"nothing within {SOON:.0f} seconds"
        raise StoreError(f"the store does not answer as it should: {why}; {SILENCE}") from error


class Connection:
    """Runs the store's scripts. Every method raises `StoreError`.

    Repeating a script after a lost answer is safe: each of them either changes nothing the second time or, as with
    claim, leaves something that `takeback` mends.
    """

    def __init__(self, url: str, prefix: str) -> None:
        self.prefix = prefix
        self.redis = client_of(url)
        self._digests: dict[str, str] = {}
        self._gathering: _Batch | None = None
        self._turn = asyncio.Lock()

    async def open(self) -> None:
        """Load the scripts, which proves that the server is there and willing."""
        with reachable():
            before = "".join((SCRIPTS / f"{name}.lua").read_text(encoding="utf-8") for name in BEFORE_EACH)
            for path in SCRIPTS.glob("*.lua"):
                if path.stem not in BEFORE_EACH:
                    script = before + path.read_text(encoding="utf-8")
                    self._digests[path.stem] = await self.redis.script_load(script)

    async def ping(self) -> None:
        """Return when the server answers."""
        with reachable():
            await self.redis.ping()

    async def prove(self) -> None:
        """Return when the server takes a write, soon: one whose disk is full may answer all the same."""
        async with soon():
            with reachable():
                await self.redis.set(Keys(self.prefix).proof, 1, px=PROVEN)

    async def close(self) -> None:
        """Close every connection."""
        await close(self.redis)

    async def run(self, script: str, *args: str | float, key: str = "") -> Any:
        """Run one script at once and return its answer."""
        with reachable():
            try:
                return await self._evaluate(script, key, args)
            except NoScriptError:  # the server was restarted, or is another one now
                await self.open()
                return await self._evaluate(script, key, args)

    async def run_together(self, script: str, *args: str | float) -> Any:
        """Run a script in one round trip with all those that wait meanwhile: at once when idle, many when busy."""
        batch = self._gathering
        if batch is not None:
            return await batch.join(script, args)
        batch = self._gathering = _Batch()
        answer = batch.join(script, args)
        try:
            async with self._turn:
                await asyncio.sleep(0)  # whoever is about to run has its turn to join
                self._gathering = None
                await self._flush(batch)
        except BaseException:
            if self._gathering is batch:
                self._gathering = None
            batch.fail(StoreError("the write was stopped before it was made"))
            raise
        return await answer

    async def run_each(self, script: str, each: Iterable[tuple[str | float, ...]]) -> list[Any]:
        """Run a script for each of many arguments in one round trip and return its answers."""
        batch = _Batch()
        batch.calls += [(script, args) for args in each]
        answers = await self._answers(batch)
        if refused := next((answer for answer in answers if isinstance(answer, Exception)), None):
            raise _refusal(refused)
        return answers

    async def _answers(self, batch: _Batch) -> list[Any]:
        with reachable():
            answers = await self._pipeline(batch)
            if any(isinstance(answer, NoScriptError) for answer in answers):
                await self.open()
                answers = await self._pipeline(batch)
        return answers

    async def _flush(self, batch: _Batch) -> None:
        try:
            answers = await self._answers(batch)
        except StoreError as error:
            answers = [error] * len(batch.calls)
        batch.answer(answers)

    async def _pipeline(self, batch: _Batch) -> list[Any]:
        """Return the answers to a batch, straight over a connection: the library's pipeline costs half more."""
        pool = self.redis.connection_pool
        commands = [("EVALSHA", self._digests[script], 1, self.prefix, *args) for script, args in batch.calls]
        connection = await pool.get_connection()
        try:
            await connection.send_packed_command(connection.pack_commands(commands))
            answers = [await _answer(connection) for _ in commands]
        except BaseException:
            await connection.disconnect(nowait=True)  # answers that nobody reads must not meet the next question
            raise
        finally:
            await pool.release(connection)
        for answer in answers:
            if isinstance(answer, ReadOnlyError):  # a replica now: the next attempt connects anew, to the new master
                await pool.disconnect(inuse_connections=False)
                raise answer
        return answers

    async def _evaluate(self, script: str, key: str, args: tuple[str | float, ...]) -> Any:
        return await self.redis.evalsha(self._digests[script], 1, key or self.prefix, *args)


async def _answer(connection: Any) -> Any:
    """Return what the server says next, be it an error."""
    try:
        return await connection.read_response()
    except ResponseError as error:
        return error


def _refusal(answer: Exception) -> StoreError:
    return StoreError(f"the store refused a write: {answer}")


class _Batch:
    """Calls that go to the server in one round trip, and the futures of those who wait for them."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, tuple[str | float, ...]]] = []
        self._answers: list[asyncio.Future[Any]] = []

    def join(self, script: str, args: tuple[str | float, ...]) -> asyncio.Future[Any]:
        future: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self.calls.append((script, args))
        self._answers.append(future)
        return future

    def answer(self, answers: list[Any]) -> None:
        for future, answer in zip(self._answers, answers, strict=True):
            if future.done():
                continue
            if isinstance(answer, StoreError):
                future.set_exception(answer)
            elif isinstance(answer, Exception):
                future.set_exception(_refusal(answer))
            else:
                future.set_result(answer)

    def fail(self, error: StoreError) -> None:
        self.answer([error] * len(self.calls))
