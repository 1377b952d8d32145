"""`python -m bot check` and `health`: every mistake in one run, each with its remedy, and a code for scripts."""

from __future__ import annotations

import json
import socket
from typing import TYPE_CHECKING

from tests.acceptance.conftest import free_port
from tests.acceptance.newsroom import Newsroom
from tests.sources.git.repository import Repository

if TYPE_CHECKING:
    from pathlib import Path

    from tests.process.conftest import Starter


async def test_all_good(start: Starter, newsroom: Newsroom, variables: dict[str, str]) -> None:
    """With nothing wrong it says what it found, and ends with 0; a second time too, for it leaves nothing behind."""
    expected = [
        f"ok    site: {newsroom.folder} has 1 posts that can be announced, at https://newsdao.kr",
        f"ok    store: embedded, in {variables['DATA_DIR']}",
        "ok    TELEGRAM_TOKEN: this is @sokbo_bot",
        "ok    DISCORD_TOKEN: this is Sokbo",
        f"ok    web: {variables['HTTP_ADDRESS']} is free",
    ]
    in_json = [json.dumps({"is_good": True, "sentence": line.removeprefix("ok    ")}) for line in expected]
    for words, lines in (((), expected), (("--json",), in_json)):
        async with start("check", *words) as check:
            assert await check.ends() == 0
            assert check.output.splitlines() == lines
            assert check.relatives() == []


async def test_all_wrong(start: Starter, newsroom: Newsroom, tmp_path: Path) -> None:
    """Broken and missing sites, bad posts, a store that is away, refused tokens and a taken address: all at once."""
    settings = tmp_path / "sokbo.toml"
    broken = Newsroom(tmp_path / "broken")
    (broken.folder / "_config.yml").write_text("title: [x\n", encoding="utf-8")
    folders = (newsroom.folder, broken.folder, tmp_path / "missing")
    settings.write_text("".join(f'[[sources]]\nfolder = "{folder}"\n' for folder in folders), encoding="utf-8")
    newsroom.put("date", "---\ntitle: a\ndate: nonsense\n---\n")
    newsroom.put("colon", "---\ntitle: 속보: 큰일\n---\n")
    with socket.create_server(("127.0.0.1", 0)) as other:
        address = f"127.0.0.1:{other.getsockname()[1]}"
        redis = f"redis://:SECRET@127.0.0.1:{free_port()}/0"
        tokens = {"TELEGRAM_TOKEN": "8:SECRET", "DISCORD_TOKEN": "SECRET"}
        async with start("check", REDIS_URL=redis, HTTP_ADDRESS=address, **tokens) as check:
            assert await check.ends() == 1
    wrong = [line.removeprefix("WRONG ") for line in check.output.splitlines() if line.startswith("WRONG ")]
    starts = [
        f"site: {newsroom.path('colon')}:2: broken YAML",
        f"site: {newsroom.path('date')}:3: the date 'nonsense' cannot be read",
        f"site: {broken.folder / '_config.yml'}:2: broken YAML",
        f"site: {tmp_path / 'missing'}: no such folder",
        "store: the store does not answer",
        "TELEGRAM_TOKEN: Unauthorized; the token is wrong or was revoked; get one from @BotFather",
        "DISCORD_TOKEN: Discord refuses the token",
        f"web: {address} can't be used: Address already in use; set HTTP_ADDRESS to another address",
    ]
    assert [line[: len(start)] for line, start in zip(wrong, starts, strict=True)] == starts
    assert f"ok    site: {newsroom.folder} has 1 posts" in check.output
    assert "SECRET" not in check.output
    assert "Traceback" not in check.output


async def test_platforms_away(start: Starter) -> None:
    """Servers that do not answer are told as that, with the variable that names them."""
    away = f"http://127.0.0.1:{free_port()}"
    async with start("check", TELEGRAM_API_URL=away, DISCORD_API_URL=f"{away}/api/v10") as check:
        assert await check.ends() == 1
    telegram, discord = (line for line in check.output.splitlines() if "_TOKEN" in line)
    assert telegram.startswith("WRONG TELEGRAM_TOKEN: no connection to the Bot API server")
    assert telegram.endswith("is TELEGRAM_API_URL right, and the server there up?")
    assert discord.startswith("WRONG DISCORD_TOKEN: no connection to Discord")
    assert discord.endswith("is DISCORD_API_URL right, and the server there up?")


async def test_beside_a_running_bot(start: Starter, variables: dict[str, str]) -> None:
    """A running bot is no mistake: its data folder and address are told to be in use by it; `health` finds it."""
    async with start() as bot:
        await bot.says("source.baseline")
        async with start("check") as check, start("health", HTTP_PROXY="http://127.0.0.1:1") as health:
            assert await check.ends(within=8) == 0
            assert await health.ends() == 0
        assert f"ok    store: embedded, in {variables['DATA_DIR']}, in use by a running bot\n" in check.output
        assert f"ok    web: a bot runs at http://{variables['HTTP_ADDRESS']}\n" in check.output
        assert health.output == '{"status": "ok"}\n'
        assert await bot.told_to_stop() == 0


async def test_no_bot(start: Starter, variables: dict[str, str]) -> None:
    """Where no bot runs, `health` says so and ends with 1, for the container's health check."""
    async with start("health") as health:
        assert await health.ends() == 1
        assert health.output.startswith(f"no bot answers at http://{variables['HTTP_ADDRESS']}: ")
        assert "Traceback" not in health.output


async def test_data_dir(start: Starter, tmp_path: Path) -> None:
    """A data folder that can't be made is a mistake with its remedy."""
    (tmp_path / "file").touch()
    async with start("check", DATA_DIR=tmp_path / "file") as check:
        assert await check.ends() == 1
        assert (
            f"WRONG store: {tmp_path / 'file' / 'store'} can't be made: Not a directory; set DATA_DIR" in check.output
        )


async def test_repositories(start: Starter, tmp_path: Path) -> None:
    """Git repositories are asked: one that answers is told with its commit, the others with what to do."""
    repository = Repository(tmp_path / "there")
    commit = repository.publish("a")
    silent = f"http://127.0.0.1:{free_port()}/site.git"
    tables = (f'url = "{repository.url}"', f'url = "{repository.url}"\nbranch = "nope"', f'url = "{silent}"')
    settings = tmp_path / "sokbo.toml"
    settings.write_text("".join(f'[[sources]]\nkind = "git"\n{table}\n' for table in tables), encoding="utf-8")
    async with start("check", GIT_TOKEN="SECRET") as check:
        assert await check.ends() == 1
    good, no_branch, away = (line for line in check.output.splitlines() if " git: " in line)
    assert good == f"ok    git: {repository.url} answers; the branch of its choice is at {commit[:12]}"
    words = "couldn't find remote ref refs/heads/nope. Set branch to one that is there, or push it."
    assert no_branch == f"WRONG git: {repository.url}: {words}"
    assert away.startswith(f"WRONG git: {silent}: unable to access ")
    assert away.endswith("Is the address right, and the server there up?")
    assert "SECRET" not in check.output
