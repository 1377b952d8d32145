"""What is said in Korean of how things stand, in 합니다체 throughout."""

from __future__ import annotations

from typing import Final

from bot.core.particles import Particle, attach
from bot.core.phrases.standings.sentences import Account, StandingPhrases

_NOTHING = "더 할 일이 없습니다."
_EDIT = "기사가 다시 바뀌면 메시지도 고칩니다."

KO: Final = StandingPhrases(
    under_embargo=Account("엠바고", "엠바고가 풀리기를 기다리고 있습니다.", "엠바고가 풀리면 내보냅니다."),
    without_page=Account(
        "페이지 대기", "기사 페이지가 열리기를 기다리고 있습니다.", "페이지가 열리거나 기다릴 만큼 기다리면 내보냅니다."
    ),
    held=Account("보류", "제동에 걸려 운영자의 결정을 기다리고 있습니다.", "운영자가 /held 명령으로 정합니다."),
    in_archive=Account("알리지 않음", "봇이 처음 볼 때 이미 있던 기사라 아무에게도 알리지 않았습니다.", _NOTHING),
    silenced=Account("알리지 않음", "알리지 않는 등급이거나 운영자가 알리지 않기로 한 기사입니다.", _NOTHING),
    not_wished=Account("대상 아님", "이 채널로 보내지 않는 기사입니다.", _NOTHING),
    missed=Account(
        "보내지 않음",
        "기사가 나갈 때 이 채널은 받을 수 없었습니다.",
        "나중에 따로 보내지 않습니다. 최신 기사 보기: /latest",
    ),
    on_its_way=Account("차례 대기", "채널을 차례로 돌고 있으며, 이 채널은 아직입니다.", "곧 이 채널 차례가 됩니다."),
    due=Account("발송 대기", "이 채널의 우편함에서 차례를 기다리고 있습니다.", "차례가 되면 보냅니다."),
    going_out=Account("보내는 중", "지금 보내고 있습니다.", "플랫폼의 답을 기다립니다."),
    retried=Account("재시도 대기", "보내지 못해 다시 시도하려고 기다리고 있습니다.", "다시 보냅니다."),
    gathered=Account(
        "모음", "한꺼번에 보내려고 모아 두었습니다.", "조용한 시간이 끝나거나 모아 볼 때가 되면 보냅니다."
    ),
    shown=Account("보냄", "이 채널에 보냈습니다.", _EDIT),
    corrected=Account("정정함", "보낸 뒤 기사가 바뀌어 메시지를 고쳤습니다.", _EDIT),
    being_corrected=Account(
        "정정 대기", "보낸 뒤 기사가 바뀌었고, 메시지를 아직 고치지 않았습니다.", "차례가 되면 메시지를 고칩니다."
    ),
    being_withdrawn=Account(
        "철회 대기", "기사가 철회되었고, 메시지를 아직 지우지 않았습니다.", "차례가 되면 메시지를 지웁니다."
    ),
    withdrawn=Account("지움", "기사가 철회되어 메시지를 지웠습니다.", _NOTHING),
    tombstone=Account("철회 표시", "기사가 철회되어 메시지를 철회 표시로 바꾸었습니다.", _NOTHING),
    withdrawn_unsent=Account("철회", "기사가 철회되었고, 이 채널에는 보낸 적이 없습니다.", _NOTHING),
    failed=Account("실패", "보내지 못했습니다.", "다시 시도하지 않습니다."),
    uncertain=Account("불확실", "도착했는지 알 수 없어 보류했습니다.", "운영자가 정합니다: python -m bot uncertain"),
    everything=lambda _: "이 채널은 모든 기사를 구독합니다.",
    category=lambda word: f"이 채널은 {attach(word, Particle.OBJECT, quoted=True)} 구독합니다.",
    breaking=lambda _: "이 채널은 속보를 구독합니다.",
    keyword=lambda word: f"이 채널은 키워드 {attach(word, Particle.OBJECT, quoted=True)} 구독합니다.",
    excluded=lambda word: f"이 채널은 {attach(word, Particle.SUBJECT, quoted=True)} 들어간 기사를 받지 않습니다.",
    no_wish=lambda _: "이 채널이 구독하는 것 가운데 이 기사에 맞는 것이 없습니다.",
    unsubscribed=lambda _: "이 채널은 구독하고 있지 않습니다.",
    suspended=lambda why: f"이 채널은 봇이 글을 쓸 수 없어 멈추어 있습니다: {why}",
    later=lambda _: "이 채널은 기사가 나간 뒤에 구독했습니다.",
    changed="마지막 변화: ",
    announced="발행을 알린 시각: ",
    not_before="빨라도: ",
    message=lambda message_id: f"메시지 {message_id}",
    attempts=lambda count: f"시도 {count}회",
    last_error=lambda why: f"마지막 오류: {why}",
    in_lane=lambda lane, place: f"차로 {lane}, 우편함에서 {place}번째",
    ahead=lambda count: f"앞에 있는 채널 {count}곳",
    next_step="다음: ",
    unknown_channel="봇이 모르는 채널입니다.",
    status="이곳의 상태",
    status_of=lambda title: f"‘{title}’ 상태",
    wishes="구독: ",
    all_stories="모든 기사",
    breaking_news="속보",
    keywords=lambda words: f"키워드 {words}",
    without=lambda words: f"제외 {words}",
    no_wishes="구독하고 있지 않습니다. 구독하려면 /subscribe 명령을 보내 주십시오.",
    language=lambda name: f"언어: {name}",
    name="한국어",
    quiet_hours=lambda begin, end, zone: f"조용한 시간: {begin}–{end}" + (f" ({zone})" if zone else ""),
    held_back="그동안의 기사는 모아서 보냅니다.",
    digest_daily=lambda hour: f"모아 보기: 매일 {hour}시",
    digest_weekly=lambda day, hour: f"모아 보기: 매주 {day} {hour}시",
    weekdays=("월요일", "화요일", "수요일", "목요일", "금요일", "토요일", "일요일"),
    muted_until="알림 멈춤, 다시 시작: ",
    breaking_passes="속보는 언제나 바로 옵니다.",
    last_deliveries="최근 알림",
    none_yet="아직 이곳에 보낸 알림이 없습니다.",
    pending=lambda count: f"보낼 차례를 기다리는 알림 {count}건",
    shut_out=lambda why: f"⚠️ 이곳에 글을 쓸 수 없어 알림을 멈추었습니다: {why}",
    lacking=lambda names: f"⚠️ 봇에게 빠진 권한: {names}",
    how_to_mend_telegram="채널이나 그룹의 관리자 설정에서 봇에게 이 권한을 주면 알림이 다시 옵니다.",
    how_to_mend_discord="채널 편집의 권한에서 봇의 역할에 이 권한을 주면 알림이 다시 옵니다.",
    connect_how=(
        "연결할 채널이나 그룹을 아래에서 고르거나 ‘/connect @이름’이라고 보내 주십시오. 먼저 봇을 그곳에 넣어 주십시오."
    ),
    pick="고르기",
    connect_on_discord="서버에서 /connect 명령에 채널을 골라 주십시오.",
    cannot_find=lambda asked: (
        f"{attach(asked, Particle.OBJECT, quoted=True)} 찾지 못했습니다. 먼저 봇을 그곳에 넣어 주십시오."
    ),
    not_a_manager=lambda title: f"‘{title}’ 관리자만 연결할 수 있습니다.",
    cannot_write=lambda title: f"‘{title}’에는 아직 알림을 보낼 수 없습니다.",
    connected=lambda title: f"{attach(title, Particle.OBJECT, quoted=True)} 연결했습니다.",
    connect_private="개인 채팅은 연결할 필요가 없습니다. /subscribe 명령을 보내 주십시오.",
    greeting=lambda title: f"안녕하세요. {title}에 새 기사를 알려 드리는 봇입니다.",
    greeting_promise="알림을 보내고, 제가 보낸 메시지만 고치거나 지웁니다. 대화는 읽지 않고 명령에만 답합니다.",
    greeting_back="이곳의 구독을 기억하고 있습니다. 알림이 다시 옵니다.",
    greeting_next=lambda place: f"{place}의 관리자가 아래 단추나 /subscribe 명령으로 구독할 수 있습니다.",
    this_place="이곳",
    button_status="상태",
)
