"""What the tables of the command line say in Korean."""

from __future__ import annotations

from typing import Final

from bot.core.phrases.console.ko import KO as CONSOLE
from bot.core.phrases.tables.sentences import Advice, TablePhrases

KO: Final = TablePhrases(
    console=CONSOLE,
    post="게시물",
    title="제목",
    name="이름",
    levels=CONSOLE.levels,
    states={
        "live": "공개됨",
        "retracted": "철회됨",
        "embargo": "엠바고",
        "page": "페이지 대기",
        "held": "보류됨",
        "waiting": "대기 중",
    },
    reached=CONSOLE.reached,
    pending=CONSOLE.pending,
    suspended="멈춤",
    alike="모든 줄 공통:",
    everything="모든 기사",
    breaking="속보",
    topics=lambda names: f"주제 {names}",
    keywords=lambda words: f"키워드 {words}",
    excluded=lambda words: f"뺄 키워드 {words}",
    outcome="결과",
    outcomes={"released": "내보냄", "dropped": "버림", "resent": "다시 보냄", "kept": "그대로 둠"},
    decided_meanwhile="그사이 다른 사람이 정했습니다",
    decided_or_withdrawn="다른 사람이 정했거나 철회되었습니다",
    not_again=lambda obstacle: f"다시 보낼 수 없습니다: {obstacle}",
    store="저장소",
    embedded="내장, 응답함",
    at_redis_url="REDIS_URL, 응답함",
    roles="역할",
    no_roles="없음: 이 저장소에서 실행 중인 봇이 없습니다",
    waits="보류",
    waiting=lambda posts, alerts: f"게시물 {posts:,}건, 불확실한 알림 {alerts:,}건",
    due=lambda lanes: f"발송 대기: {lanes}",
    nothing_due="없음",
    oldest=lambda seconds: f"(가장 오래된 것 {seconds}초)",
    in_flight=lambda count: f"보내는 중: {count:,}건",
    paused=lambda time: f"{time}까지 멈춤",
    newest="최신",
    none="없음",
    no_posts=Advice(
        "아직 봇이 아는 게시물이 없습니다. 봇이 사이트를 읽지 않았거나 사이트가 비어 있습니다. 무엇이 잘못되었는지 "
        "확인하거나 봇을 시작해 주십시오.",
        ("python -m bot check", "python -m bot run"),
    ),
    no_channels=Advice(
        "아직 봇이 아는 채널이 없어 아무도 알림을 받지 않습니다. 설정의 [[channels]]에 적거나, 채팅방에서 /subscribe "
        "명령을 쓰거나, 독자에게 링크를 알려 주십시오.",
        ("python -m bot links",),
    ),
    none_held=Advice(
        "보류한 게시물이 없습니다. 정하실 것이 없습니다. 무엇이 발행되어 어디까지 나갔는지 보시려면:",
        ("python -m bot posts",),
    ),
    none_uncertain=Advice(
        "불확실한 알림이 없습니다. 모든 알림의 도착 여부가 확인되었습니다. 오지 않은 알림이 있으면 까닭을 알아볼 수 "
        "있습니다.",
        ("python -m bot why POST CHANNEL",),
    ),
    no_bot=Advice(
        "이 저장소에서 실행 중인 봇이 없어 아무것도 나가지 않습니다. 봇을 시작해 주십시오.", ("python -m bot run",)
    ),
    decide=Advice("보류한 게시물과 불확실한 알림을 정해 주십시오.", ("python -m bot held", "python -m bot uncertain")),
    decide_held=lambda count: Advice(
        f"게시물 {count:,}건을 보류했습니다. 기사는 내보내고 나머지는 버려 주십시오. 버린 것은 독자가 찾을 수 있지만 "
        "아무에게도 알리지 않습니다. POST 대신 --all을 쓰면 모두 정합니다.",
        ("python -m bot held release POST", "python -m bot held drop POST"),
    ),
    decide_uncertain=lambda count: Advice(
        f"알림 {count:,}건은 도착했는지 알 수 없습니다. 채팅방을 확인한 뒤 오지 않은 것은 다시 보내고 나머지는 버려 "
        "주십시오. CHANNEL POST 대신 --all을 쓰면 모두 정합니다.",
        ("python -m bot uncertain resend CHANNEL POST", "python -m bot uncertain drop CHANNEL POST"),
    ),
)
