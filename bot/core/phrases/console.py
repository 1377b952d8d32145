"""What stands on the console's pages, in each language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.core.delivery import Language

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


_MINUTE: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsolePhrases:
    """The words of the pages, in one language; `name` is that of the language."""

    name: str
    title: str
    skip: str
    pages: Mapping[str, str]
    sign_in: str
    sign_in_hint: str
    key_label: str
    wrong_key: str
    too_many_tries: str
    sign_out: str
    live: str
    stale: str
    all_well: str
    troubles: Callable[[int], str]
    platforms: str
    works: str
    rate: str
    in_flight: str
    sources: str
    lanes: str
    lane: str
    lane_names: Mapping[str, str]
    nothing_due: str
    oldest: str
    under_way: str
    nothing_under_way: str
    walking: str
    eta: Callable[[str], str]
    spread: str
    spread_hint: str
    no_spread: str
    counts: Mapping[str, str]
    states: Mapping[str, str]
    levels_head: str
    levels: Mapping[str, str]
    story: str
    state: str
    published: str
    reach: str
    reach_of: Callable[[int, int], str]
    reached: str
    pending: str
    failed: str
    uncertain: str
    preview: str
    actions: str
    do: Mapping[str, str]
    sure: Mapping[str, str]
    done: Mapping[str, str]
    not_done: str
    replay_outcomes: Mapping[str, str]
    channel: str
    choose_channel: str
    why_link: str
    last: str
    wishes: str
    problem: str
    remedy: str
    remedies: Mapping[str, str]
    receives: str
    not_subscribed: str
    suspended_since: Callable[[str], str]
    never: str
    missed: Callable[[int], str]
    nothing_missed: str
    none_held: str
    none_uncertain: str
    none_yet: str
    no_posts: str
    no_channels: str
    since: str
    reason: str
    when: str
    who: str
    what: str
    audit_hint: str
    unknown: str
    form_expired: str
    search: str
    more: Callable[[int], str]
    seconds: Callable[[float], str]


def time_span(seconds: float, milli: str, whole: str, minutes: str) -> str:
    """Return a time in the unit that suits it, with the name of the unit."""
    if seconds < 1:
        return f"{seconds * 1000:.0f}{milli}"
    return f"{seconds:.1f}{whole}" if seconds < _MINUTE else f"{seconds / _MINUTE:.1f}{minutes}"


_KO = ConsolePhrases(
    name="한국어",
    title="속보 콘솔",
    skip="본문으로 건너뛰기",
    pages={
        "now": "지금",
        "posts": "기사",
        "channels": "채널",
        "held": "보류",
        "uncertain": "불확실",
        "audit": "기록",
    },
    sign_in="로그인",
    sign_in_hint="봇 설정의 콘솔 토큰(CONSOLE_TOKEN)을 입력해 주십시오.",
    key_label="토큰",
    wrong_key="토큰이 맞지 않습니다.",
    too_many_tries="시도가 너무 많습니다. 1분 뒤에 다시 해 주십시오.",
    sign_out="로그아웃",
    live="실시간",
    stale="연결이 끊겼습니다. 다시 연결하고 있습니다.",
    all_well="모두 정상입니다.",
    troubles=lambda count: f"문제가 {count}건 있습니다.",
    platforms="플랫폼",
    works="정상",
    rate="초당 메시지",
    in_flight="보내는 중",
    sources="뉴스 소스",
    lanes="대기열",
    lane="차선",
    lane_names={
        "breaking": "속보",
        "reply": "답장·알림",
        "normal": "일반",
        "correction": "정정",
        "digest": "모아 보내기",
    },
    nothing_due="기다리는 것이 없습니다.",
    oldest="가장 오래된 것",
    under_way="발송 중",
    nothing_under_way="지금 나가고 있는 기사가 없습니다.",
    walking="받을 채널을 고르는 중",
    eta=lambda time: f"약 {time} 남음",
    spread="발행에서 마지막 채널까지",
    spread_hint="최근 기사마다 마지막 채널에 닿기까지 걸린 시간",
    no_spread="아직 보낸 기사가 없습니다.",
    counts={"held": "보류", "uncertain": "불확실", "waiting": "공개 대기", "channels": "받는 채널"},
    states={
        "live": "공개됨",
        "quiet": "알림 없이 공개",
        "retracted": "철회됨",
        "embargo": "엠바고 대기",
        "page": "페이지 대기",
        "held": "보류됨",
        "waiting": "대기 중",
    },
    levels_head="등급",
    levels={"breaking": "속보", "normal": "일반", "silent": "무음", "none": "알림 없음"},
    story="기사",
    state="상태",
    published="발행",
    reach="도달",
    reach_of=lambda reached, audience: f"{reached:,} / {audience:,}",
    reached="도달",
    pending="대기",
    failed="실패",
    uncertain="불확실",
    preview="미리 보기",
    actions="조치",
    do={
        "release": "내보내기",
        "drop": "알리지 않기",
        "retract": "모든 채널에서 철회",
        "resend": "실패한 채널에 다시 보내기",
        "replay": "이 채널에 보내기",
        "send": "지금 보내기",
        "enable": "다시 켜기",
        "resend_one": "다시 보내기",
        "drop_one": "그만두기",
        "sign_in": "로그인",
        "sign_out": "로그아웃",
    },
    sure={
        "retract": "이 기사를 모든 채널에서 철회합니다. 계속하시겠습니까?",
        "drop": "이 기사를 아무에게도 알리지 않습니다. 계속하시겠습니까?",
        "send": "페이지나 엠바고를 기다리지 않고 지금 알립니다. 계속하시겠습니까?",
    },
    done={
        "release": "내보냈습니다.",
        "drop": "알리지 않기로 했습니다.",
        "retract": "철회했습니다. 메시지가 곧 사라집니다.",
        "resend": "실패한 채널에 다시 보냅니다.",
        "replay": "그 채널에 보냅니다.",
        "send": "지금 나갑니다.",
        "enable": "채널을 다시 켰습니다.",
        "resend_one": "다시 보냅니다.",
        "drop_one": "그만두었습니다.",
    },
    not_done="바뀐 것이 없습니다. 그사이 누군가 정했거나, 할 수 없는 상태입니다.",
    replay_outcomes={
        "shown": "그 채널에 이미 있습니다.",
        "uncertain": "그 채널에 닿았는지 알 수 없습니다. ‘불확실’에서 정해 주십시오.",
        "gone": "철회되었거나 알린 적이 없는 기사입니다.",
        "closed": "그 채널은 구독하지 않거나 중단되어 있습니다.",
    },
    channel="채널",
    choose_channel="telegram:-1001, @이름, 제목의 낱말",
    why_link="어떻게 되었나?",
    last="마지막 발송",
    wishes="받는 것",
    problem="문제",
    remedy="해결",
    remedies={
        "telegram": "봇을 채널에 다시 넣고 글쓰기 권한을 준 다음 다시 켜십시오.",
        "discord": "봇에 ‘채널 보기’, ‘메시지 보내기’, ‘링크 첨부’ 권한을 준 다음 다시 켜십시오.",
    },
    receives="받는 중",
    not_subscribed="구독 안 함",
    suspended_since=lambda time: f"{time}부터 중단됨",
    never="없음",
    missed=lambda count: f"중단된 동안 놓친 기사가 {count}건 있습니다.",
    nothing_missed="중단된 동안 놓친 기사는 없습니다.",
    none_held="보류된 기사가 없습니다.",
    none_uncertain="불확실한 발송이 없습니다.",
    none_yet="아직 기록이 없습니다.",
    no_posts="아직 기사가 없습니다.",
    no_channels="아직 채널이 없습니다.",
    since="언제부터",
    reason="까닭",
    when="언제",
    who="누가",
    what="무엇을",
    audit_hint="콘솔과 명령줄에서 손으로 한 일을 최근 것부터 보여 드립니다.",
    unknown="그런 것이 없습니다.",
    form_expired="오래된 화면에서 누르셨습니다. 새로 고친 뒤 다시 눌러 주십시오.",
    search="찾기",
    more=lambda count: f"그 밖에 {count:,}건이 더 있습니다.",
    seconds=lambda value: time_span(value, "밀리초", "초", "분"),
)
_EN = ConsolePhrases(
    name="English",
    title="Sokbo console",
    skip="Skip to content",
    pages={
        "now": "Now",
        "posts": "Stories",
        "channels": "Channels",
        "held": "Held",
        "uncertain": "Uncertain",
        "audit": "Log",
    },
    sign_in="Sign in",
    sign_in_hint="Type the console token (CONSOLE_TOKEN) from the bot’s settings.",
    key_label="Token",
    wrong_key="This is not the token.",
    too_many_tries="Too many tries. Try again in a minute.",
    sign_out="Sign out",
    live="Live",
    stale="The connection is lost. Connecting again.",
    all_well="All is well.",
    troubles=lambda count: "There is a problem." if count == 1 else f"There are {count} problems.",
    platforms="Platforms",
    works="works",
    rate="Messages a second",
    in_flight="going out",
    sources="Sources",
    lanes="Lanes",
    lane="Lane",
    lane_names={
        "breaking": "Breaking",
        "reply": "Replies",
        "normal": "Normal",
        "correction": "Corrections",
        "digest": "Digests",
    },
    nothing_due="Nothing waits.",
    oldest="oldest",
    under_way="Going out",
    nothing_under_way="No story is going out right now.",
    walking="choosing its channels",
    eta=lambda time: f"about {time} left",
    spread="From publishing to the last channel",
    spread_hint="How long each of the last stories took to reach its last channel",
    no_spread="No story was sent yet.",
    counts={"held": "held", "uncertain": "uncertain", "waiting": "wait to appear", "channels": "channels receive"},
    states={
        "live": "published",
        "quiet": "published, not announced",
        "retracted": "withdrawn",
        "embargo": "under embargo",
        "page": "waits for its page",
        "held": "held",
        "waiting": "waits",
    },
    levels_head="Level",
    levels={"breaking": "breaking", "normal": "normal", "silent": "silent", "none": "not announced"},
    story="Story",
    state="State",
    published="Published",
    reach="Reach",
    reach_of=lambda reached, audience: f"{reached:,} of {audience:,}",
    reached="Reached",
    pending="Pending",
    failed="Failed",
    uncertain="Uncertain",
    preview="Preview",
    actions="Actions",
    do={
        "release": "Release",
        "drop": "Tell nobody",
        "retract": "Withdraw from all channels",
        "resend": "Send again where it failed",
        "replay": "Send to this channel",
        "send": "Send now",
        "enable": "Turn on again",
        "resend_one": "Send again",
        "drop_one": "Give up",
        "sign_in": "Sign in",
        "sign_out": "Sign out",
    },
    sure={
        "retract": "This withdraws the story from all channels. Go on?",
        "drop": "Nobody will be told of this story. Go on?",
        "send": "This sends the story now, without waiting for its page or embargo. Go on?",
    },
    done={
        "release": "Released.",
        "drop": "Nobody will be told.",
        "retract": "Withdrawn. Its messages go in a moment.",
        "resend": "It is sent again where it failed.",
        "replay": "It is sent to that channel.",
        "send": "It goes out now.",
        "enable": "The channel is on again.",
        "resend_one": "It is sent again.",
        "drop_one": "Given up.",
    },
    not_done="Nothing was changed: somebody decided meanwhile, or it cannot be done now.",
    replay_outcomes={
        "shown": "The channel shows it already.",
        "uncertain": "Nobody knows whether it arrived there. Decide under “Uncertain”.",
        "gone": "The story was withdrawn, or never announced.",
        "closed": "That channel is suspended, or not subscribed.",
    },
    channel="Channel",
    choose_channel="telegram:-1001, @name, or words of its title",
    why_link="What became of it?",
    last="Last sent",
    wishes="Receives",
    problem="Problem",
    remedy="Remedy",
    remedies={
        "telegram": "Add the bot to the chat again with the right to post, then turn the channel on.",
        "discord": "Give the bot View Channel, Send Messages and Embed Links there, then turn the channel on.",
    },
    receives="receives",
    not_subscribed="not subscribed",
    suspended_since=lambda time: f"suspended since {time}",
    never="never",
    missed=lambda count: f"It missed {count} {'story' if count == 1 else 'stories'} while it was suspended.",
    nothing_missed="It missed no story while it was suspended.",
    none_held="Nothing is held.",
    none_uncertain="Nothing is uncertain.",
    none_yet="Nothing yet.",
    no_posts="No stories yet.",
    no_channels="No channels yet.",
    since="Since",
    reason="Why",
    when="When",
    who="Who",
    what="What",
    audit_hint="What was done by hand at the console and the command line, newest first.",
    unknown="There is no such thing.",
    form_expired="That page was old. Reload it and try again.",
    search="Find",
    more=lambda count: f"There are {count:,} more.",
    seconds=lambda value: time_span(value, " ms", " s", " min"),
)


def console_phrases_in(language: Language) -> ConsolePhrases:
    """Return the words of the pages in this language: operators of a third one, which readers have, read English."""
    return _KO if language is Language.KO else _EN
