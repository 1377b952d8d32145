"""What is wrong with the settings is said all at once, each with its place and remedy."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from config.load import load
from config.sources import PushSettings
from tests.unit.config.conftest import mistakes

if TYPE_CHECKING:
    from pathlib import Path

    from tests.unit.config.conftest import Environment

ALL_WRONG = """\
sit = "x"
http_address = "localhost"
log_format = "xml"
announce_newest = "many"
resend = ["breaking", "loud"]

[[channels]]
platform = "slack"
address = ""
topcs = ["a"]

[[channels]]
address = "1"

[[levels]]
level = "loud"

[pace]
telegram_per_second = 0
telegram_private_seconds = inf
"""
NAMES = "'breaking', 'normal', 'silent' or 'none'"


def test_all_at_once(file: Path, setting: Environment) -> None:
    """One run names every mistake, by file and line or by variable, with the remedy."""
    file.write_text(ALL_WRONG, encoding="utf-8")
    setting(REDIS_URL="http://host", LOG_FORMAT="yaml")
    forms = "redis://host:6379/0, rediss://host:6379/0 or unix:///path"
    assert set(mistakes()) == {
        f"{file}:1: sit: there is no such setting; you may mean site.",
        f"{file}:2: http_address: must look like 127.0.0.1:8080, with a port from 1 to 65535 (it is 'localhost').",
        "LOG_FORMAT: must be one of 'text' or 'json' (it is 'yaml').",
        f"{file}:4: announce_newest: must be a valid integer, unable to parse string as an integer (it is 'many').",
        f"{file}:5: resend[2]: must be one of {NAMES} (it is 'loud').",
        f"{file}:8: channels[1].platform: must be one of 'telegram' or 'discord' (it is 'slack').",
        f"{file}:9: channels[1].address: must not be empty.",
        f"{file}:10: channels[1].topcs: there is no such setting; you may mean topics.",
        f"{file}:12: channels[2].platform: must be set.",
        f"{file}:16: levels[1].level: must be one of {NAMES} (it is 'loud').",
        f"{file}:19: pace.telegram_per_second: must be greater than or equal to 1 (it is 0).",
        f"{file}:20: pace.telegram_private_seconds: must be a finite number (it is inf).",
        f"REDIS_URL: must look like {forms}.",
    }


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (b'site = "a"\ndata_dir = \n', 2, "this is not TOML: invalid value"),
        (b'site = "a"\n[pace', 2, "this is not TOML: "),
        (b'site = "a"\nsite = "b"\n', 2, "this is not TOML: cannot overwrite a value"),
        (b'site = "a"\n# \xc7\xd1\n', 2, "this is not UTF-8"),
    ],
)
def test_no_toml(text: bytes, line: int, words: str, file: Path) -> None:
    """A file that is no TOML is named with the line where it ends to be one."""
    file.write_bytes(text)
    (problem,) = mistakes()
    assert problem.startswith(f"{file}:{line}: {words}")


@pytest.mark.parametrize("text", ["announce_newest = " + "9" * 5000, "site = " + "[" * 5000], ids=["digits", "depth"])
def test_monstrous(text: str, file: Path) -> None:
    """A file that Python itself will not read is a mistake as well, and ends no bot that looks at it."""
    file.write_text(text, encoding="utf-8")
    (problem,) = mistakes()
    assert problem.startswith(f"{file}: this is not TOML that can be read: ")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('channels = ["x"]', "channels[1]: must be a table (it is 'x')."),
        ('[[sources]]\nkind = "git"\nurl = 5', "sources[1].url: must be text, between quotes."),
        (
            '[[channels]]\nplatform = "discord"\naddress = "1"\ntopics = "News"',
            'topics: must be a list, such as ["News"]',
        ),
        ('data_dir = "a\\u0000b"', "data_dir: must be a folder's name."),
    ],
)
def test_of_another_kind(text: str, words: str, file: Path) -> None:
    """What is of another kind than it must be is told in the words of the file."""
    file.write_text(text, encoding="utf-8")
    (problem,) = mistakes()
    assert words in problem


def test_no_toml_and_more(file: Path, setting: Environment) -> None:
    """A broken file doesn't keep mistakes in the environment from being told."""
    file.write_text("[", encoding="utf-8")
    setting(HTTP_ADDRESS="x")
    assert [problem.partition(":")[0] for problem in mistakes()] == [str(file), "HTTP_ADDRESS"]


@pytest.mark.parametrize("name", ["none.toml", "."])
def test_no_file(name: str, tmp_path: Path, setting: Environment) -> None:
    """CONFIG that names no file is a mistake."""
    setting(CONFIG=tmp_path / name)
    (problem,) = mistakes()
    assert problem.endswith("Set CONFIG to a file that can be read, or unset it.")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("pace.discord_per_second = 51", "1: pace.discord_per_second"),
        ("[pace]\n\n  discord_per_second = 51", "3: pace.discord_per_second"),
        ('[[sources]]\nfolder = "a"\n[[sources]]\nkind = "git"', "3: sources[2].url"),
        ('channels = "x"', "1: channels"),
        ("site = 1", "1: site"),
        ("[[levels]]\nlevel = 'none'\nimage = 1", "3: levels[1].image"),
        ("[nonsense]\na = 1", "1: nonsense"),
    ],
)
def test_place(text: str, place: str, file: Path) -> None:
    """A mistake is pointed at by line and name, a missing setting by its table."""
    file.write_text(text, encoding="utf-8")
    assert any(problem.startswith(f"{file}:{place}: ") for problem in mistakes()), mistakes()


@pytest.mark.parametrize(
    "text",
    [
        'telegram_token = "123:SECRET with spaces"',
        'telegram_tokn = "SECRET"',
        'discord_token = ["SECRET"]',
        'redis_url = "redis://:SECRET@host:port/0"',
        'redis_url = "https://:SECRET@host"',
        'telegram_api_url = "host/bot123:SECRET"',
        'discord_gateway_url = "https://SECRET"',
        'telegram_token = "SECRET',
        '[[sources]]\nkind = "push"\nsecret = "SECRET"',
        '[[sources]]\nkind = "push"\nsecret = "0123456789abcdef"\nprevious_secret = ["SECRET"]',
    ],
)
def test_secret(text: str, file: Path) -> None:
    """No message repeats what may be a secret."""
    file.write_text(text, encoding="utf-8")
    assert "SECRET" not in "".join(mistakes())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            'secret = "short"',
            "3: sources[1].secret: must have at least 16 characters; `openssl rand -hex 32` makes one.",
        ),
        ('name = "a/b"', "3: sources[1].name: must be of letters, digits, hyphens, dots and underscores"),
        ("", "1: sources[1].secret: must be set."),
    ],
)
def test_push(text: str, words: str, file: Path) -> None:
    """A secret that can be guessed, a name that is no part of an address, no secret at all: each with its remedy."""
    file.write_text(f'[[sources]]\nkind = "push"\n{text}\n', encoding="utf-8")
    assert any(problem.startswith(f"{file}:{words}") for problem in mistakes()), mistakes()


def test_same_name(file: Path) -> None:
    """Two sources of one name would be taken for each other: what one shows, the other would withdraw."""
    push = '[[sources]]\nkind = "push"\nsecret = "0123456789abcdef"\n'
    file.write_text(push * 2, encoding="utf-8")
    assert mistakes() == [f"{file}:1: sources: two of them are called push; give each a `name` of its own."]
    file.write_text(f'{push}{push}name = "cms"\n', encoding="utf-8")
    assert [one.path for one in load().sources if isinstance(one, PushSettings)] == ["/publish", "/publish/cms"]


def test_push_secrets(file: Path) -> None:
    """Both secrets of a push source are kept out of every log."""
    secrets = ("0123456789abcdef", "fedcba9876543210")
    words = f'secret = "{secrets[0]}"\nprevious_secret = "{secrets[1]}"\n'
    file.write_text(f'[[sources]]\nkind = "push"\n{words}', encoding="utf-8")
    assert load().secrets == secrets


@pytest.mark.parametrize("token", ["a b", "a\nb", '"a"', "'a'", "토큰"])
def test_token(token: str, setting: Environment) -> None:
    """A token is one word: spaces, lines and the quotes that an --env-file keeps are told."""
    setting(TELEGRAM_TOKEN=token)
    assert mistakes() == ["TELEGRAM_TOKEN: must be one word of ASCII, without spaces or quotes in it."]


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("redis+sentinel://host:26379,host2", "must name the master"),
        ("redis+sentinel://host:26379,/name", "must look like"),
        ("redis+sentinel://host:26379,host2:port/name", "a port"),
        ("redis+sentinel://host/name/name", "must name the master"),
        ("rediss://host?ssl_ca=file", "'ssl_ca'; rediss:// knows client_name, db, ssl_ca_certs"),
        ("redis://host?ssl_ca_certs=file", "'ssl_ca_certs'; redis:// knows client_name, db"),
        ("unix:///run/valkey?db=one", "no number"),
        ("redis://host:99999/0", "a port"),
        ("redis://host:port/0", "a port"),
        ("redis:///0", "must look like"),
        ("unix://", "must look like"),
        ("redis://host/name", "number of a database"),
        ("localhost:6379", "must look like"),
    ],
)
def test_redis_url(url: str, words: str, setting: Environment) -> None:
    """An address that the store's client could not use is refused at once, in words."""
    setting(REDIS_URL=url)
    (problem,) = mistakes()
    assert problem.startswith("REDIS_URL: ")
    assert words in problem


@pytest.mark.parametrize(
    "url",
    [
        "redis://host",
        "rediss://u:p@host:6380/15?ssl_cert_reqs=none",
        "unix:///run/valkey",
        "redis+sentinel://host/name",
        "rediss+sentinel://u:p@host:26379,[::1]:26379,host3/name/2?sentinel_password=q&ssl_ca_certs=authority.pem",
    ],
)
def test_good_redis_url(url: str, setting: Environment) -> None:
    """What redis-py takes is taken."""
    setting(REDIS_URL=url)
    assert load().redis_url == url


def test_sentinels_password(setting: Environment) -> None:
    """The passwords of an address with several Sentinels, one by its number in brackets, are known as secrets."""
    setting(REDIS_URL="redis+sentinel://u:p%40w@host:26379,[::1]:26379/name?sentinel_password=cd")
    assert {"p%40w", "p@w", "cd"} <= set(load().secrets)


@pytest.mark.parametrize("address", ["localhost", ":8080", "host:0", "host:65536", "::1:80", "[::1]", "a b:80"])
def test_http_address(address: str, setting: Environment) -> None:
    """An address to listen on has a host and a port that exists."""
    setting(HTTP_ADDRESS=address)
    (problem,) = mistakes()
    assert problem.startswith("HTTP_ADDRESS: must look like 127.0.0.1:8080")


@pytest.mark.parametrize(
    ("address", "url"),
    [
        ("127.0.0.1:8080", "http://127.0.0.1:8080"),
        ("0.0.0.0:80", "http://127.0.0.1:80"),
        ("[::]:80", "http://[::1]:80"),
        ("10.0.0.7:80", "http://10.0.0.7:80"),
        ("localhost:80", "http://localhost:80"),
    ],
)
def test_url(address: str, url: str, setting: Environment) -> None:
    """The web server is found from this machine wherever it listens."""
    setting(HTTP_ADDRESS=address)
    assert load().url == url


@pytest.mark.parametrize("address", ["@newsdao_alerts", "-1001234567890", "-1001234567890/17", "1001"])
def test_telegram_address(address: str, file: Path) -> None:
    """A Telegram channel is named by @name, by id, or by id and topic."""
    file.write_text(f'[[channels]]\nplatform = "telegram"\naddress = "{address}"\n', encoding="utf-8")
    assert load().channels[0].address == address


def test_number_as_address(file: Path) -> None:
    """An id may stand without quotes."""
    file.write_text('[[channels]]\nplatform = "discord"\naddress = 1370000000000002001\n', encoding="utf-8")
    assert load().channels[0].address == "1370000000000002001"


@pytest.mark.parametrize(
    ("platform", "address"),
    [("telegram", "newsdao"), ("telegram", "t.me/newsdao"), ("discord", "#news"), ("discord", "-5")],
)
def test_wrong_address(platform: str, address: str, file: Path) -> None:
    """An address that its platform does not know is told before anything is sent."""
    file.write_text(f'[[channels]]\nplatform = "{platform}"\naddress = "{address}"\n', encoding="utf-8")
    (problem,) = mistakes()
    assert problem.startswith(f"{file}:3: channels[1].address: must be a {platform.title()} ")


def test_channel_twice(file: Path) -> None:
    """A channel that is named twice is a mistake: one table's topics would be lost."""
    table = '[[channels]]\nplatform = "discord"\naddress = "5"\n'
    file.write_text(table + 'topics = ["a"]\n' + table + 'topics = ["b"]\n', encoding="utf-8")
    (problem,) = mistakes()
    assert problem == f"{file}:1: channels: discord 5 is there twice; give it one table with all its topics."


def test_source_of_a_kind(file: Path) -> None:
    """A source's table is judged as the kind it says it is, a kind that there is none of by its own line."""
    text = '[[sources]]\nkind = "feed"\nurl = "https://a.example/f"\nevry = 5\n[[sources]]\nkind = "ftp"\n'
    file.write_text(text, encoding="utf-8")
    assert mistakes() == [
        f"{file}:4: sources[1].evry: there is no such setting; you may mean every.",
        f"{file}:5: sources[2]: kind must be one of 'directory', 'git', 'feed', 'push' (it is 'ftp').",
    ]


def test_admin_chat(file: Path) -> None:
    """An admin chat is named by its number: a name could come to be another's."""
    file.write_text('[[admin_chats]]\nplatform = "telegram"\naddress = "@desk"\n', encoding="utf-8")
    (problem,) = mistakes()
    assert problem.startswith(f"{file}:3: admin_chats[1].address: must be the chat's number")
    assert "telegram.membership" in problem


WISHES_WRONG = """\
time_zone = "Mars/Olympus"

[[channels]]
platform = "telegram"
address = "@a"
keywords = ["금리", "a,b"]
time_zone = "Seoul"
quiet = "22-07"
digest = "daily 24"
roles = { breaking = "1" }

[[channels]]
platform = "discord"
address = "5"
exclude = [WORDS]
roles = { loud = "1", breaking = "@news" }
"""


def test_wishes(file: Path) -> None:
    """What is wrong with a channel's wishes and hours is named by its line."""
    words = ", ".join(f'"{number}"' for number in range(51))
    file.write_text(WISHES_WRONG.replace("WORDS", words), encoding="utf-8")
    role = "must be a Discord role id in quotes, which Copy Role ID gives"
    hour = "with an hour from 0 to 23"
    zone = "must be a time zone such as Asia/Seoul or Europe/Berlin"
    assert set(mistakes()) == {
        f"{file}:1: time_zone: {zone} (it is 'Mars/Olympus').",
        f"{file}:6: channels[1].keywords[2]: must be a word of 1 to 40 letters, without a comma (it is 'a,b').",
        f"{file}:7: channels[1].time_zone: {zone} (it is 'Seoul').",
        f"{file}:8: channels[1].quiet: must look like 22:00-07:00, with two different times (it is '22-07').",
        f"{file}:9: channels[1].digest: must look like 'daily 8' or 'weekly mon 18', {hour} (it is 'daily 24').",
        f"{file}:10: channels[1].roles: are of Discord alone; delete them here.",
        f"{file}:15: channels[2].exclude: keywords and exclude may have 50 words together (there are 51).",
        f"{file}:16: channels[2].roles.loud: must be one of 'breaking', 'normal' or 'silent' (it is 'loud').",
        f"{file}:16: channels[2].roles.breaking: {role} (it is '@news').",
    }
