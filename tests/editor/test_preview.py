"""What an editor sees of one post: when it goes out, at which level and why, and how it looks in both chats."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.editor.editor import GOOD, NAME, NOW

if TYPE_CHECKING:
    from pathlib import Path

    from tests.editor.editor import Editor


def test_shown(editor: Editor) -> None:
    """Both messages are shown as readers meet them: no markup, the mark, the button, what is used of the limits."""
    file = editor.post("title: '[속보] *첫눈* <3'", *GOOD[1:], "image: https://elsewhere.org/a.jpg")
    shown = editor.preview(file).stdout
    telegram, discord = shown.partition("Discord: ")[::2]
    for message in (telegram.partition("Telegram: text ")[2], discord):
        assert "🚨 속보" in message
        assert "*첫눈* <3" in message
        assert "내일 새벽 눈이 옵니다." in message
        assert "[https://elsewhere.org/a.jpg]" in message
        assert "[ 기사 보기 ]" in message
        assert "\\" not in message
        assert "&lt;" not in message
    assert "#Weather · 2026-11-20" in telegram
    assert "/4096" in telegram
    assert "title 10/256, description 13/4096, embed 43/6000, button 46/512" in discord


def test_english(editor: Editor) -> None:
    """The chats' words are in the language asked for."""
    assert "[ Read more ]" in editor.preview(editor.post(*GOOD), "--lang", "en").stdout


def test_record(editor: Editor) -> None:
    """With `--json` the record has what Jekyll computes and what each platform is given, with entities and embed."""
    record = editor.record(editor.post(*GOOD, "tags: [눈]"))
    assert (record["path"], record["published"], record["as_meant"]) == (NAME, True, True)
    assert (record["url"], record["slug"]) == ("/weather/%EC%B2%AB%EB%88%88/", "첫눈")
    assert record["date"] == "2026-11-20T00:00:00+09:00"
    assert record["departure"] == {"state": "now", "at": None, "why": None}
    telegram, discord = record["telegram"], record["discord"]
    assert telegram["message"]["text"] == "첫눈이 내립니다\n\n내일 새벽 눈이 옵니다.\n\n#Weather · 2026-11-20"
    assert {one["type"] for one in telegram["message"]["entities"]} == {"bold", "text_link", "hashtag"}
    assert telegram["lengths"]["text"] == {"used": 46, "limit": 4096}
    (embed,) = discord["message"]["embeds"]
    assert (embed["title"], embed["description"]) == ("첫눈이 내립니다", "내일 새벽 눈이 옵니다.")
    assert discord["lengths"]["button"]["limit"] == 512


@pytest.mark.parametrize(
    ("lines", "level", "reason"),
    [
        ((*GOOD, "alert: silent"), "silent", "alert: silent, line 5"),
        (("title: '[속보] 눈'", *GOOD[1:]), "breaking", 'rule 1 of the settings: title_prefix = "[속보]"'),
        ((*GOOD, "tags: [silent]"), "silent", 'rule 4 of the settings: tag = "silent"'),
        (GOOD, "normal", "no rule of the settings matches"),
    ],
)
def test_level(lines: tuple[str, ...], level: str, reason: str, editor: Editor) -> None:
    """The level is told with what gave it."""
    file = editor.post(*lines)
    record = editor.record(file)
    assert (record["level"], record["level_reason"]) == (level, reason)
    assert f"{level} ({reason})" in editor.preview(file).stdout


def test_level_by_defaults(editor: Editor) -> None:
    """A level that the site gives whole folders is told to be the site's."""
    editor.write("_config.yml", "url: https://a.kr\ndefaults:\n- {scope: {path: ''}, values: {alert: none}}\n")
    assert editor.record(editor.post(*GOOD))["level_reason"] == "alert: none, from `defaults` in the site's settings"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (GOOD, "as soon as the file is there"),
        ((*GOOD, "date: 2026-12-01 09:00:00 +0900"), "at 2026-12-01 09:00:00 +0900"),
        ((*GOOD, "embargo: 2026-12-02 09:00"), "at 2026-12-02 09:00:00 +0900"),
        ((*GOOD, "date: 2026-12-03", "embargo: 2026-12-02 09:00"), "at 2026-12-03 00:00:00 +0900"),
        ((*GOOD, "embargo: 2026-11-01 09:00"), "as soon as the file is there"),
        ((*GOOD, "alert: none"), "not: its level is none"),
        ((*GOOD, "published: false"), "not: it says `published: false`"),
        ((*GOOD, "retracted: true"), "not: it says `retracted: true`"),
    ],
)
def test_departure(lines: tuple[str, ...], expected: str, editor: Editor) -> None:
    """It is told when the alert goes out, or why not; what its editor wants so is no error."""
    result = editor.preview(editor.post(*lines))
    assert f"goes out    {expected}" in result.stdout
    assert result.exit_code == 0


def test_now(editor: Editor) -> None:
    """`--now` is by the site's clock, or by its own offset: the same post waits before its date and not after."""
    file = editor.post(*GOOD, "date: 2026-11-20 12:00:00 +0900")
    assert editor.record(file, now="2026-11-20T11:59")["departure"]["at"] == "2026-11-20T12:00:00+09:00"
    assert editor.record(file, now="2026-11-20T12:00")["departure"]["at"] is None
    assert editor.record(file, now="2026-11-20T02:59:59+00:00")["published"] is False
    assert editor.record(file, now="2026-11-20T03:00:00+00:00")["published"] is True


@pytest.mark.parametrize(
    ("path", "line", "name"),
    [
        ("_drafts/눈 소식.md", "", "_posts/2026-11-23-눈 소식.md"),
        ("_drafts/눈.md", "date: 2026-11-25 09:00", "_posts/2026-11-25-눈.md"),
        ("seoul/_drafts/in/눈.html", "", "seoul/_posts/2026-11-23-눈.html"),
        ("_drafts/2026-11-01-눈.md", "", "_posts/2026-11-01-눈.md"),
        ("notes/눈.txt", "", "_posts/2026-11-23-눈.txt"),
        ("notes/눈.docx", "", "_posts/2026-11-23-눈.md"),
        ("눈", "", "_posts/2026-11-23-눈.md"),
    ],
)
def test_unpublished(path: str, line: str, name: str, editor: Editor) -> None:
    """A draft, and a file from elsewhere in the site, is shown as under the name it would be published by."""
    file = editor.post(*GOOD, *filter(None, [line]), path=path)
    record = editor.record(file)
    assert (record["path"], record["published"], record["published_as"]) == (path, False, name)
    assert record["departure"]["why"] == f"it is not published yet; published, it would be {name}"
    assert record["telegram"]["message"]["text"].startswith("첫눈이 내립니다")
    assert record["as_meant"]


def test_outside(editor: Editor, tmp_path: Path) -> None:
    """A file from outside any site needs `--site`, and is read as if it were published there."""
    file = tmp_path / "눈.md"
    file.write_text("---\ntitle: 눈\nexcerpt: 옵니다.\n---\n", encoding="utf-8")
    assert editor.preview(file).exit_code == 2
    (record,) = editor.records(file, "--site", editor.root)
    assert (record["published_as"], record["path"]) == ("_posts/2026-11-23-눈.md", str(file))


def test_misnamed(editor: Editor) -> None:
    """A file among the posts whose name is no post's is an error: its editor believes that it is out."""
    file = editor.post(*GOOD, path="_posts/눈.md")
    result = editor.preview(file)
    assert (
        f"{file}: error: the file's name is no post's, so it is never announced. Name it 2026-11-23-눈.md."
        in result.stdout
    )
    assert result.exit_code == 1


def test_collections_folder(editor: Editor) -> None:
    """Where the site keeps its collections in a folder, a draft would be published there."""
    editor.write("_config.yml", "url: https://newsdao.kr\ncollections_dir: content\n")
    assert (
        editor.record(editor.post(*GOOD, path="content/_drafts/눈.md"))["published_as"]
        == "content/_posts/2026-11-23-눈.md"
    )
    assert editor.record(editor.post(*GOOD, path="눈.md"))["published_as"] == "content/_posts/2026-11-23-눈.md"


def test_several(editor: Editor) -> None:
    """Several files are shown one after the other and counted; one that is not as meant ends the command with 1."""
    good, wrong = editor.post(*GOOD), editor.post(*GOOD, "alrt: none", path="_posts/2026-11-21-b.md")
    result = editor.preview(good, wrong)
    assert result.exit_code == 1
    assert "2 files: 1 not as meant; 2 go out, 0 do not; 0 warnings" in result.stdout
    assert [one["as_meant"] for one in editor.records(good, wrong)] == [True, False]
    assert "2 files: all as meant" in editor.preview(good, good).stdout


def test_broken_site(editor: Editor) -> None:
    """A `_config.yml` that cannot be read is told with its line."""
    editor.write("_config.yml", "title: x\nurl: [\n")
    result = editor.preview(editor.post(*GOOD))
    assert result.exit_code == 1
    assert "_config.yml:" in result.stdout


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ((), "name a FILE, or a whole site"),
        (("nothing.md",), "does not exist"),
        (("{file}", "--drafts"), "are for a whole site"),
        (("{file}", "{file}", "--watch"), "takes one FILE"),
        (("--watch",), "takes one FILE"),
        (("{file}", "--lang", "fr"), "fr"),
    ],
)
def test_misused(words: tuple[str, ...], why: str, editor: Editor) -> None:
    """What makes no sense ends the command with 2, and what would is said."""
    file = editor.post(*GOOD)
    result = editor.preview(*(word.format(file=file) for word in words))
    assert result.exit_code == 2
    assert why in " ".join(result.stderr.replace("│", " ").split())


def test_no_moment(editor: Editor) -> None:
    """A `--now` that is no moment is told."""
    assert editor.preview(editor.post(*GOOD), now="noon").exit_code == 2


def test_wrong_settings(editor: Editor, monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings that cannot be used end the command with 2."""
    monkeypatch.setenv("CONFIG", str(editor.write("sokbo.toml", "[[levels]]\nlevel = 'loud'\n")))
    assert editor.preview(editor.post(*GOOD)).exit_code == 2


def test_without_settings(editor: Editor, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there are no settings, as in a site's own CI, no rule gives a level."""
    monkeypatch.delenv("CONFIG")
    monkeypatch.chdir(editor.root)
    record = editor.record(editor.post("title: '[속보] 눈'", *GOOD[1:]), now=NOW)
    assert record["level_reason"] == "no rule of the settings matches"
