"""What the bot says in Korean, in 합니다체 throughout."""

from __future__ import annotations

from typing import Final

from bot.core.particles import Particle, attach
from bot.core.phrases.sentences import Phrases
from bot.core.phrases.words import MenuWords, Words

KO: Final = Phrases(
    words=MenuWords(
        start=Words("시작", "이 봇이 하는 일을 알려 드립니다"),
        latest=Words("최신", "최신 기사를 보여 드립니다"),
        subscribe=Words("구독", "새 기사를 이곳으로 알려 드립니다"),
        unsubscribe=Words("해지", "이곳의 알림을 끕니다"),
        help=Words("도움말", "쓸 수 있는 명령을 보여 드립니다"),
        held=Words("보류", "보류한 게시물을 보고 정합니다"),
        release=Words("내보내기", "보류한 게시물을 내보냅니다"),
        drop=Words("버리기", "보류한 게시물을 알리지 않습니다"),
        count=Words("개수", "1부터 10까지"),
        category=Words("카테고리", "기사의 카테고리"),
        post=Words("게시물", "/held 명령이 보여 주는 게시물, 또는 ‘모두’"),
    ),
    breaking="속보",
    read_more="기사 보기",
    corrected="정정",
    raised="🚨 이 기사가 속보로 바뀌었습니다.",
    withdrawn="철회된 기사입니다.",
    welcome="새 기사가 나오면 바로 알려 드립니다.",
    welcome_next="알림을 켜려면 /subscribe, 최신 기사를 보려면 /latest 명령을 보내 주십시오.",
    welcome_subscribed="이곳은 이미 알림을 받고 있습니다. 해지하려면 언제든 /unsubscribe 명령을 보내 주십시오.",
    help_title="쓸 수 있는 명령입니다.",
    help_words="슬래시(/) 없이 ‘최신 3’처럼 입력해도 됩니다.",
    latest="최신 기사",
    latest_in=lambda category: f"{category} 최신 기사",
    nothing_yet="아직 기사가 없습니다.",
    nothing_in=lambda category: f"‘{category}’ 카테고리에는 아직 기사가 없습니다.",
    subscribed="구독했습니다. 새 기사가 나오면 이곳으로 바로 알려 드립니다.",
    subscribed_to=lambda category: f"{attach(category, Particle.OBJECT, quoted=True)} 구독했습니다.",
    subscribed_only=lambda category: f"이제 ‘{category}’ 카테고리의 기사만 알려 드립니다.",
    already_subscribed="이미 모든 기사를 구독하고 있습니다.",
    already_subscribed_to=lambda category: f"{attach(category, Particle.TOPIC, quoted=True)} 이미 구독하고 있습니다.",
    unsubscribed="구독을 해지했습니다. 이제 알림이 오지 않습니다.",
    unsubscribed_from=lambda category: f"‘{category}’ 구독을 해지했습니다.",
    not_subscribed="구독하고 있지 않습니다. 구독하려면 /subscribe 명령을 보내 주십시오.",
    not_subscribed_to=lambda category: f"{attach(category, Particle.TOPIC, quoted=True)} 구독하고 있지 않습니다.",
    cannot_leave_one=lambda category: (
        f"모든 기사를 구독하고 있어 {attach(category, Particle.OBJECT, quoted=True)} 따로 뺄 수 없습니다. "
        "받고 싶은 카테고리를 구독하면 그 카테고리의 기사만 옵니다."
    ),
    subscriptions=lambda categories: f"구독 중: {categories}",
    held_posts=lambda count: f"보류한 게시물 {count}건",
    none_held="보류한 게시물이 없습니다.",
    more_held=lambda count: f"… 그 밖에 {count}건",
    released=lambda title: f"내보냈습니다: {title}",
    released_all=lambda count: f"게시물 {count}건을 내보냈습니다.",
    dropped=lambda title: f"알리지 않기로 했습니다: {title}",
    dropped_all=lambda count: f"게시물 {count}건을 알리지 않기로 했습니다.",
    which_post="어느 게시물인지 /held 명령의 단추로 고르거나 ‘모두’라고 보내 주십시오.",
    not_held="이 게시물은 이제 보류 상태가 아닙니다.",
    held_changed="그사이 보류한 게시물이 달라져 아무것도 하지 않았습니다.",
    unknown_command=lambda name: f"{attach(name, Particle.CALLED, quoted=True)} 명령은 없습니다. 명령 보기: /help",
    not_understood="명령에만 답할 수 있습니다. 명령 보기: /help",
    wrong_number=lambda most: f"개수는 1부터 {most}까지의 숫자여야 합니다. 예: /latest 3",
    no_such_category=lambda asked: f"{attach(asked, Particle.CALLED, quoted=True)} 카테고리는 없습니다.",
    categories="카테고리",
    no_categories="아직 카테고리가 없습니다.",
    only_managers="이곳의 구독은 관리자만 바꿀 수 있습니다.",
    too_fast="요청이 너무 잦습니다. 몇 초 뒤에 다시 시도해 주십시오.",
    unavailable="지금은 답할 수 없습니다. 잠시 뒤에 다시 시도해 주십시오.",
    # What only Telegram's messages say
    a_channel="채널",
    a_group="그룹",
    pick_below="입력창 아래 단추로 고를 수 있습니다.",
    picked=lambda title: f"{attach(title, Particle.OBJECT, quoted=True)} 골랐습니다.",
    button_latest="최신 기사",
    button_subscribe="구독",
    button_unsubscribe="구독 해지",
    button_help="도움말",
    button_held="보류 목록",
    button_release="내보내기",
    button_release_all="모두 내보내기",
    button_drop="버리기",
    button_drop_all="모두 버리기",
)
