"""The Discord half of the page in a real browser, fed by the real discord.py."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
import pytest
from playwright.async_api import expect

from bot.sandbox.scene import DISCORD_GENERAL
from tests.browser.stage import SITE

if TYPE_CHECKING:
    from playwright.async_api import Locator, Page

    from tests.browser.discord_bot import Newsagent

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


def messages(page: Page) -> Locator:
    """Return the messages of the open Discord channel."""
    return page.locator("#discord .dc-message")


async def send_command(page: Page, line: str) -> None:
    """Send a line with a command once the page has been told of it: until then the line would be a message."""
    field = page.locator("#discord textarea")
    await field.fill(line.partition(" ")[0])
    await expect(page.locator(".suggestions li")).to_have_count(1)
    await field.fill(line)
    await field.press("Enter")


async def test_live(page: Page, agent: Newsagent) -> None:
    """A message appears without a reload, is corrected in place, and goes when it is withdrawn."""
    sent = await agent.publish(discord.Embed(title="코스피 3,000 회복"))
    await expect(messages(page)).to_have_count(1)
    await sent.edit(embed=discord.Embed(title="코스피 3,100 회복"))
    await expect(messages(page).locator("h3")).to_have_text("코스피 3,100 회복")
    await sent.delete()
    await expect(messages(page)).to_have_count(0)


async def test_reply(page: Page, agent: Newsagent) -> None:
    """A reply quotes above itself the text of what it replies to, as that reads now, and says where it was deleted."""
    quote = messages(page).last.locator(".dc-quote")
    replied = await agent.publish(discord.Embed(title="코스피 3,000 회복"), "🚨 **속보** " + "길게 " * 200)
    await replied.reply("바로잡음")
    await expect(quote).to_contain_text("Sokbo 🚨 속보 길게")
    box = await quote.bounding_box()
    assert box is not None
    assert box["height"] < 30
    await quote.locator("button").click()
    await expect(messages(page).first.locator("h3")).to_be_in_viewport()
    await replied.edit(content="")
    await expect(quote).to_contain_text("눌러서 첨부 보기")
    await replied.delete()
    await expect(quote).to_have_text("원본 메시지가 삭제되었어요.")
    await expect(messages(page)).to_contain_text("바로잡음")


async def test_embed(page: Page, agent: Newsagent) -> None:
    """An embed shows its bar's colour, its linked title, the site's picture and its foot."""
    embed = discord.Embed(title="속보", url=f"{SITE}/a.html", description="**요약**", color=0xC81E3A)
    embed.set_image(url=f"{SITE}/assets/market.png").set_footer(text="경제")
    await agent.publish(embed)
    shown = messages(page).locator(".embed")
    await expect(shown).to_have_css("border-left-color", "rgb(200, 30, 58)")
    await expect(shown.locator("h3 a")).to_have_attribute("href", f"{SITE}/a.html")
    await expect(shown.locator("strong")).to_have_text("요약")
    await expect(shown.locator("footer")).to_have_text("경제")
    picture = shown.locator("img.picture")
    assert await picture.evaluate("image => image.decode().then(() => image.naturalWidth)") == 240


async def test_markup(page: Page, agent: Newsagent) -> None:
    """Markdown is drawn, escaped markdown and HTML are text, and no link leads to a script."""
    marked = "**굵게 _기울임_** `코드` [글](https://newsdao.kr/b) <t:1795424580:D>"
    text = rf"\*\*별\*\* <b>태그</b> [나쁜](javascript:alert(1)) {marked}"
    await agent.publish(discord.Embed(title="<script>alert(1)</script>"), text)
    content = messages(page).locator(".dc-content")
    await expect(content).to_contain_text(
        "**별** <b>태그</b> [나쁜](javascript:alert(1)) 굵게 기울임 코드 글 2026년 11월 23일"
    )
    await expect(content.locator("strong em")).to_have_text("기울임")
    await expect(content.locator("a")).to_have_count(1)
    await expect(messages(page).locator("h3")).to_have_text("<script>alert(1)</script>")


async def test_command(page: Page, agent: Newsagent) -> None:
    """A slash command is offered in the viewer's language, reaches the bot with its option, answered for them alone."""
    agent.may_answer.clear()
    field = page.locator("#discord textarea")
    await field.fill("/최")
    await expect(page.locator(".suggestions li")).to_have_text("/최신최신 기사 보기")
    await field.press("Enter")
    await page.get_by_label("개수").fill("3")
    await page.keyboard.press("Enter")
    await expect(messages(page)).to_contain_text("생각하는 중…")
    agent.may_answer.set()
    await expect(messages(page)).to_contain_text("최신 기사")
    await expect(messages(page)).to_contain_text("나에게만 보이는 메시지예요")
    (heard,) = agent.heard
    assert heard.data is not None
    assert heard.data.get("name") == "latest"
    assert heard.data.get("options") == [{"type": 4, "name": "count", "value": 3}]
    await page.get_by_label("보는 사람").select_option("1")
    await expect(messages(page)).to_have_count(0)


async def test_typed_command(page: Page, agent: Newsagent) -> None:
    """A whole line with a command is a command too."""
    await send_command(page, "/latest 5")
    await expect(messages(page)).to_contain_text("최신 기사")
    assert agent.heard[0].data is not None
    assert agent.heard[0].data.get("options") == [{"type": 4, "name": "count", "value": 5}]


async def test_press(page: Page, agent: Newsagent) -> None:
    """A press reaches the bot, which changes its message."""
    await send_command(page, "/latest 1")
    await page.get_by_role("button", name="더 보기").click()
    await expect(messages(page)).to_contain_text("pressed")
    assert agent.heard[-1].type is discord.InteractionType.component


async def test_managers(page: Page, agent: Newsagent) -> None:
    """Commands for managers are offered to them alone."""
    del agent
    await page.locator(f'[data-chat="{DISCORD_GENERAL}"]').click()
    field = page.locator("#discord textarea")
    await field.fill("/")
    await expect(page.locator(".suggestions li")).to_have_count(2)
    await page.get_by_label("보는 사람").select_option("1")
    await field.fill("/")
    await expect(page.locator(".suggestions li")).to_have_text("/latestThe latest posts")


async def test_talk(page: Page) -> None:
    """People talk: what one writes the other sees, and a reader may not write in the news channel."""
    await page.locator(f'[data-chat="{DISCORD_GENERAL}"]').click()
    await page.locator("#discord textarea").fill("안녕하세요")
    await page.keyboard.press("Enter")
    await expect(messages(page)).to_contain_text("안녕하세요")
    await page.get_by_label("보는 사람").select_option("1")
    await expect(messages(page)).to_contain_text("안녕하세요")
    await page.get_by_role("button", name="속보", exact=True).click()
    await expect(page.locator("#discord .read-only")).to_be_visible()
