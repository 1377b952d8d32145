"""What the bot says in Korean, in 합니다체 throughout."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.core.phrases.inquiry import InquiryPhrases
from bot.core.phrases.notices import NoticePhrases, Telling
from bot.core.phrases.sentences import Phrases
from bot.core.phrases.standings import Account, StandingPhrases
from bot.core.phrases.words import MenuWords, Words
from bot.core.text.particles import Particle, attach

if TYPE_CHECKING:
    from datetime import date


def _days(first: date, last: date) -> str:
    """Return the days from first to last: `11월 20일`, `11월 20일–26일`."""
    begin = f"{first.month}월 {first.day}일"
    if first == last:
        return begin
    month = "" if (first.year, first.month) == (last.year, last.month) else f"{last.month}월 "
    return f"{begin}–{month}{last.day}일"


_NOTICES: Final = NoticePhrases(
    held=Telling(
        begun=lambda _, count: f"게시물 {count}건을 보류했습니다.",
        remedy="내보낼 것과 버릴 것을 정해 주십시오: /held",
        over=lambda _: "보류한 게시물이 이제 없습니다.",
    ),
    uncertain=Telling(
        begun=lambda _, count: f"도착했는지 알 수 없는 알림 {count}건을 보류했습니다.",
        remedy="채팅방을 확인한 뒤 정해 주십시오: python -m bot uncertain",
        over=lambda _: "불확실한 알림이 이제 없습니다.",
    ),
    source=Telling(
        begun=lambda about, _: f"‘{about}’ 출처를 읽지 못하고 있습니다.",
        remedy="계속 다시 시도합니다. 봇을 다시 시작할 필요는 없습니다.",
        over=lambda about: f"‘{about}’ 출처를 다시 읽고 있습니다.",
    ),
    gone=Telling(
        begun=lambda about, count: (
            f"‘{about}’ 출처에서 게시물 {count}건이 한꺼번에 사라져 아무것도 철회하지 않았습니다."
        ),
        remedy="브랜치와 폴더를 확인해 주십시오. 정말 철회하려면 몇 건씩 나누어 지워 주십시오.",
        over=lambda about: f"‘{about}’ 출처에서 한꺼번에 사라진 게시물이 이제 없습니다.",
    ),
    platform=Telling(
        begun=lambda about, _: f"{about} 알림이 나가지 않고 있습니다.",
        remedy="네트워크와 토큰을 확인해 주십시오. 토큰을 바꾸었을 때만 봇을 다시 시작하면 됩니다.",
        over=lambda about: f"{about} 알림이 다시 나갑니다.",
    ),
    channel=Telling(
        begun=lambda about, _: f"봇이 글을 쓸 수 없어 {about} 채널에는 아무것도 보내지 않습니다.",
        remedy="빠진 권한을 돌려주거나 봇을 다시 초대해 주십시오. 그사이의 알림은 나중에 보내지 않습니다.",
        over=lambda about: f"{about} 채널에 다시 보냅니다.",
    ),
    name=Telling(
        begun=lambda about, _: f"이제 {about} 이름을 다른 채널이 씁니다. 알림은 원래 채널로 계속 나갑니다.",
        remedy="설정에 이 이름 대신 원래 채널의 번호나 지금 이름을 적어 주십시오.",
        over=lambda about: f"{about} 이름을 다시 원래 채널이 씁니다.",
    ),
    kept=Telling(
        begun=lambda about, _: f"글을 쓸 수 없어 ‘{about}’ 알림을 멈추었습니다.",
        remedy=(
            "채널이나 그룹의 관리자 설정에서 봇에 글을 쓸 권한을 주거나, 봇이 나갔다면 다시 초대해 주십시오. "
            "구독은 그대로 남아 있습니다."
        ),
        over=lambda about: f"‘{about}’ 알림을 다시 보냅니다.",
        missed=lambda count: f"그사이의 기사 {count}건은 보내지 않았습니다. 최신 기사 보기: /latest",
    ),
    store=Telling(
        begun=lambda _, __: (
            "저장소에 쓸 수 없어 알림이 멈추었습니다. 다시 쓸 수 있게 되면 나가며, 잃는 알림은 없습니다."
        ),
        remedy=(
            "저장소 서버가 켜져 있는지, 디스크에 여유 공간이 있는지 확인해 주십시오. "
            "계속 다시 시도합니다. 봇을 다시 시작할 필요는 없습니다."
        ),
        over=lambda _: "저장소가 돌아왔습니다. 밀린 알림이 지금 나갑니다.",
    ),
    room=Telling(
        begun=lambda about, _: f"{about} 디스크가 거의 찼습니다. 알림은 아직 나갑니다.",
        remedy="여유 공간을 확보해 주십시오. 꽉 차면 알림이 멈춥니다. 봇을 다시 시작할 필요는 없습니다.",
        over=lambda about: f"{about} 디스크에 다시 여유가 있습니다.",
    ),
    dropped=lambda about: f"‘{about}’ 항목이 이제 설정에 없으므로 앞서 알린 문제를 끝난 것으로 봅니다.",
)


_NOTHING = "더 할 일이 없습니다."
_EDIT = "기사가 다시 바뀌면 메시지도 고칩니다."


_STANDINGS: Final = StandingPhrases(
    under_embargo=Account("엠바고", "엠바고가 풀리기를 기다리고 있습니다.", "엠바고가 풀리면 내보냅니다."),
    without_page=Account(
        "페이지 대기",
        "기사 페이지가 열리기를 기다리고 있습니다.",
        "페이지가 열리거나 정해 둔 시간이 지나면 내보냅니다.",
    ),
    held=Account("보류", "보류되어 운영자의 결정을 기다리고 있습니다.", "운영자가 /held 명령으로 정합니다."),
    in_archive=Account("알리지 않음", "봇이 처음 볼 때 이미 있던 기사라 아무에게도 알리지 않았습니다.", _NOTHING),
    silenced=Account("알리지 않음", "알리지 않는 등급이거나 운영자가 알리지 않기로 한 기사입니다.", _NOTHING),
    not_wished=Account("대상 아님", "이 채널로 보내지 않는 기사입니다.", _NOTHING),
    missed=Account(
        "보내지 않음",
        "기사가 나갈 때 이 채널은 받을 수 없었습니다.",
        "나중에 따로 보내지 않습니다. 최신 기사 보기: /latest",
    ),
    on_its_way=Account(
        "차례 대기", "채널마다 차례로 보내고 있으며, 이 채널은 아직 차례가 아닙니다.", "곧 이 채널 차례가 됩니다."
    ),
    due=Account("발송 대기", "이 채널의 우편함에서 차례를 기다리고 있습니다.", "차례가 되면 보냅니다."),
    going_out=Account("보내는 중", "지금 보내고 있습니다.", "플랫폼의 답을 기다립니다."),
    retried=Account("재시도 대기", "보내지 못해 다시 시도하려고 기다리고 있습니다.", "다시 보냅니다."),
    gathered=Account(
        "모음", "한꺼번에 보내려고 모아 두었습니다.", "조용한 시간이 끝나거나 모아 보는 시각이 되면 보냅니다."
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
    given_up=Account("그만둠", "도착했는지 알 수 없어 운영자가 보내지 않기로 했습니다.", "다시 보내지 않습니다."),
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
    not_before="가장 이른 시각: ",
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
    without=lambda words: f"뺄 키워드 {words}",
    no_wishes="구독하고 있지 않습니다. 구독하려면 /subscribe 명령을 보내 주십시오.",
    language=lambda name: f"언어: {name}",
    quiet_hours=lambda begin, end, zone: f"조용한 시간: {begin}–{end}" + (f" ({zone})" if zone else ""),
    held_back="그동안의 기사는 모아서 보냅니다.",
    digest_daily=lambda hour: f"모아 보기: 매일 {hour}시",
    digest_weekly=lambda day, hour: f"모아 보기: 매주 {day} {hour}시",
    weekdays=("월요일", "화요일", "수요일", "목요일", "금요일", "토요일", "일요일"),
    muted_until="음소거 끝나는 때: ",
    breaking_passes="속보는 언제나 바로 옵니다.",
    last_deliveries="최근 알림",
    none_yet="아직 이곳에 보낸 알림이 없습니다.",
    roundup=lambda count: f"기사 {count}건 모아 보기",
    pending=lambda count: f"앞으로 보낼 알림 {count}건",
    shut_out=lambda why: f"⚠️ 이곳에 글을 쓸 수 없어 알림을 멈추었습니다: {why}",
    lacking=lambda names: f"⚠️ 봇에 없는 권한: {names}",
    how_to_mend_telegram="채널이나 그룹의 관리자 설정에서 봇에 이 권한을 주면 알림이 다시 옵니다.",
    how_to_mend_discord="채널 편집의 권한에서 봇의 역할에 이 권한을 주면 알림이 다시 옵니다.",
    how_to_improve="알림은 오지만 제대로 표시되지 않습니다. 채널 편집의 권한에서 봇의 역할에 이 권한을 주십시오.",
    connect_how=(
        "연결할 채널이나 그룹을 아래에서 고르거나 ‘/connect @이름’이라고 보내 주십시오. 먼저 봇을 그곳에 넣어 주십시오."
    ),
    pick="고르기",
    connect_on_discord="서버에서 /connect 명령을 입력하고 채널을 골라 주십시오.",
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


_INQUIRY: Final = InquiryPhrases(
    title="이 기사는 왜?",
    post="기사",
    post_hint="아이디, 주소, 경로, 제목의 낱말",
    channel="채널",
    channel_hint="telegram:-1001, @이름, 제목의 낱말",
    ask="알아보기",
)

KO: Final = Phrases(
    words=MenuWords(
        start=Words("시작", "이 봇을 소개합니다"),
        latest=Words("최신", "최신 기사를 보여 드립니다"),
        search=Words("검색", "낱말로 기사를 찾습니다"),
        breaking=Words("속보", "최신 속보를 보여 드립니다"),
        today=Words("오늘", "오늘 나온 기사를 보여 드립니다"),
        categories=Words("카테고리", "카테고리를 봅니다"),
        more=Words("더", "이어지는 기사를 보여 드립니다"),
        language=Words("언어", "이곳의 언어를 고릅니다"),
        tongue=Words("이름", "한국어 또는 English"),
        subscribe=Words("구독", "새 기사를 이곳에 알립니다"),
        unsubscribe=Words("해지", "이곳의 알림을 끕니다"),
        help=Words("도움말", "쓸 수 있는 명령을 봅니다"),
        held=Words("보류", "보류한 게시물을 보고 정합니다"),
        release=Words("내보내기", "보류한 게시물을 내보냅니다"),
        drop=Words("버리기", "보류한 게시물을 알리지 않습니다"),
        keywords=Words("키워드", "낱말로 골라 받습니다"),
        settings=Words("설정", "알림 받는 방법을 정합니다"),
        mute=Words("음소거", "알림을 잠시 멈춥니다"),
        status=Words("상태", "구독과 최근 알림을 봅니다"),
        connect=Words("연결", "채널이나 그룹을 연결합니다"),
        mention=Words("언급", "언급할 역할을 정합니다"),
        count=Words("개수", "1부터 10까지"),
        category=Words("카테고리", "기사의 카테고리"),
        connected=Words("채널", "연결할 채널이나 그룹"),
        sought=Words("낱말", "찾을 낱말, 또는 따옴표로 묶은 구절"),
        post=Words("게시물", "/held 명령이 보여 주는 게시물, 또는 ‘모두’"),
        words=Words("낱말", "금리, 환율, -부동산 (-는 빼기), 지우기 금리"),
        change=Words("바꿀것", "비워 두면 단추로 고릅니다. 예: quiet 22-07, digest daily 8, zone 서울"),
        until=Words("언제까지", "1h, 8h, 내일, 해제"),
        link=Words("링크", "링크가 전하는 낱말"),
        level=Words("등급", "속보, 일반, 조용. 비워 두면 속보입니다"),
        role=Words("역할", "언급할 역할. 끄려면 비워 두고 단추를 누릅니다"),
    ),
    breaking="속보",
    read_more="기사 보기",
    corrected="정정",
    raised="🚨 이 기사가 속보로 바뀌었습니다.",
    withdrawn="철회된 기사입니다.",
    roundup=lambda count, first, last: f"기사 {count}건 모아 보기 · {_days(first, last)}",
    roundup_uncategorized="그 밖의 기사",
    roundup_more=lambda count: f"그 밖에 {count}건이 더 있습니다. 최신 기사 보기: /latest",
    welcome="새 기사가 나오면 바로 알려 드립니다.",
    welcome_next="알림을 켜려면 /subscribe, 최신 기사를 보려면 /latest 명령을 보내 주십시오.",
    welcome_subscribed="이곳은 이미 알림을 받고 있습니다. 해지하려면 언제든 /unsubscribe 명령을 보내 주십시오.",
    help_words="슬래시(/) 없이 ‘최신 3’처럼 입력해도 됩니다.",
    latest="최신 기사",
    latest_in=lambda category: f"{category} 최신 기사",
    nothing_yet="아직 기사가 없습니다.",
    nothing_in=lambda category: f"‘{category}’ 카테고리에는 아직 기사가 없습니다.",
    found_by=lambda words: f"‘{words}’ 검색 결과",
    nothing_found=lambda words: f"‘{words}’ 검색 결과가 없습니다.",
    search_hint="낱말을 줄이거나 다른 낱말로 찾아보십시오. 낱말이 여럿이면 모두 들어 있는 기사만 찾습니다.",
    search_how='찾을 낱말을 함께 보내 주십시오. 예: /search 광장 버스, /search "차 없는 거리"',
    subscribed="구독했습니다. 새 기사가 나오면 이곳으로 바로 알려 드립니다.",
    subscribed_in=lambda title: f"구독했습니다. 새 기사가 나오면 ‘{title}’에 바로 알려 드립니다.",
    subscribed_to=lambda category: f"{attach(category, Particle.OBJECT, quoted=True)} 구독했습니다.",
    subscribed_only=lambda category: f"이제 ‘{category}’ 카테고리의 기사만 알려 드립니다.",
    already_subscribed="이미 모든 기사를 구독하고 있습니다.",
    already_subscribed_to=lambda category: f"{attach(category, Particle.TOPIC, quoted=True)} 이미 구독하고 있습니다.",
    unsubscribed="구독을 해지했습니다. 이제 알림이 오지 않습니다.",
    last_wish_gone="고른 것이 더는 없어 구독을 해지했습니다. 모든 기사를 받으려면 /subscribe 명령을 보내 주십시오.",
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
    only_managers="이곳의 관리자만 할 수 있는 일입니다.",
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
    # Subscribing: /keywords, /settings, /mute and what stands under an alert
    subscribed_only_breaking="이제 속보만 알려 드립니다.",
    everything="모든 기사",
    sample="이런 기사를 받게 됩니다",
    for_you="봇과의 대화방에서 받습니다.",
    if_nothing_comes="그곳으로 오지 않으면 서버 멤버가 보내는 다이렉트 메시지(DM)를 허용해 주십시오.",
    cannot_write_to_you=(
        "대화방을 열 수 없습니다. 서버 멤버가 보내는 다이렉트 메시지(DM)를 허용한 뒤 다시 눌러 주십시오."
    ),
    keywords_title="키워드",
    keywords_none="키워드가 없습니다.",
    keywords_help="예: /keywords 금리, 환율, -부동산 (-를 붙인 낱말이 든 기사는 오지 않습니다)",
    keywords_wanted=lambda words: f"받을 키워드: {words}",
    keywords_left_out=lambda words: f"뺄 키워드: {words}",
    keywords_added=lambda words: f"키워드를 더했습니다: {words}",
    keywords_removed=lambda words: f"키워드를 지웠습니다: {words}",
    keywords_only="이제 고른 것에 맞는 기사만 알려 드립니다.",
    keywords_unknown=lambda words: f"그런 키워드는 없습니다: {words}",
    keywords_unusable=lambda words: f"키워드로 쓸 수 없습니다(두 글자에서 마흔 글자까지): {words}",
    keywords_too_many=lambda most: f"키워드는 {most}개까지 쓸 수 있습니다. 먼저 몇 개를 지워 주십시오.",
    keywords_remove="지울 키워드 고르기",
    keywords_form="키워드 더하기",
    keywords_how="쉼표로 나누어 적어 주십시오. -를 붙인 낱말이 든 기사는 오지 않습니다. 예: 금리, 환율, -부동산",
    link_changes_nothing="이미 고르신 것은 링크로 바뀌지 않습니다. 설정에서 바꿀 수 있습니다.",
    panel_title="알림 설정",
    panel_of=lambda title: f"알림 설정: {title}",
    panel_stories=lambda wishes: f"받는 기사: {wishes}",
    panel_nothing="없음(구독하지 않음)",
    panel_suspended="플랫폼이 전송을 거절해 알림이 멈추었습니다. 권한을 준 뒤 /subscribe 명령을 보내 주십시오.",
    panel_language=lambda name: f"언어: {name}",
    panel_quiet=lambda hours: f"조용한 시간: {hours}",
    panel_digest=lambda when: f"모아 보기: {when}",
    panel_zone=lambda zone: f"시간대: {zone}",
    panel_muted="음소거 끝나는 때:",
    panel_breaking_passes="속보는 언제나 바로 옵니다.",
    panel_categories="카테고리 고르기",
    panel_unchanged=lambda words: f"무엇을 바꿀지 알 수 없습니다: {words}",
    hours_none="없음",
    hours_silent="소리 없이 옵니다",
    hours_held="모아 두었다가 옵니다",
    digest_daily=lambda hour: f"매일 {hour}시",
    digest_weekly=lambda day, hour: f"매주 {day} {hour}시",
    weekdays="월요일 화요일 수요일 목요일 금요일 토요일 일요일",
    quiet_form="조용한 시간 정하기",
    quiet_hint="23:00-07:30처럼 적어 주십시오.",
    quiet_wrong=lambda text: f"시간으로 읽을 수 없습니다: {text}. 예: 23:00-07:30",
    digest_wrong=lambda text: f"모아 보기로 읽을 수 없습니다: {text}. 예: 매일 8시, 매주 월 18시",
    zone_form="시간대 정하기",
    zone_hint="서울, 뉴욕, Europe/Berlin처럼 적어 주십시오.",
    zone_wrong=lambda text: f"그런 시간대를 찾지 못했습니다: {text}",
    zone_nearest=lambda names: f"혹시 이 가운데 하나를 찾으십니까? {names}",
    muted="알림을 멈추었습니다. 다시 울리는 때:",
    unmuted="알림이 다시 울립니다.",
    not_muted="음소거 상태가 아닙니다.",
    mute_wrong=lambda text: f"얼마 동안인지 알 수 없습니다: {text}. 예: 1h, 8h, 내일, 해제(최대 72h)",
    button_everything="모든 기사",
    button_breaking="속보",
    button_keywords="키워드",
    button_hours="시간",
    button_language="언어",
    button_settings="설정",
    button_back="← 뒤로",
    button_quiet_off="조용한 시간 없음",
    button_custom="직접 적기",
    button_hold="모아 두기",
    button_breaking_passes="속보는 바로",
    button_digest="모아 보기",
    button_digest_off="끄기",
    button_daily="매일",
    button_weekly="매주",
    button_zone="시간대",
    button_mute_hour="1시간 음소거",
    button_mute_night="8시간",
    button_mute_tomorrow="내일까지",
    button_unmute="음소거 해제",
    button_for_me="나도 받기",
    latest_breaking="최신 속보",
    todays="오늘의 기사",
    no_breaking="아직 속보가 없습니다.",
    nothing_today="오늘은 아직 기사가 없습니다.",
    position=lambda first, last, total: f"{first}–{last} / {total}" if total else f"{first}–{last}",
    button_newer="◀ 이전",
    button_older="다음 ▶",
    list_forgotten="오래된 단추입니다. 명령을 다시 보내 주십시오.",
    button_forgotten="이제 쓸 수 없는 단추입니다. 명령 보기: /help",
    meant=lambda command: f"{command} 명령을 찾으셨다면 그렇게 보내 주십시오.",
    own_name="한국어",
    other_names="Korean 한글 한국말",
    which_language="이곳에서 쓸 언어를 골라 주십시오.",
    which_language_in=lambda title: f"‘{title}’에서 쓸 언어를 골라 주십시오.",
    no_such_language=lambda asked: (
        f"{attach(asked, Particle.OBJECT, quoted=True)} 쓸 수 없습니다. 아래에서 골라 주십시오."
    ),
    speaks="이제 이곳에서는 한국어로 말씀드립니다.",
    speaks_in=lambda title: f"이제 ‘{title}’에서는 한국어로 말씀드립니다.",
    help_reading="기사 보기",
    help_subscribing="알림",
    help_here="이곳",
    button_choose="구독할 카테고리 고르기",
    notices=_NOTICES,
    standings=_STANDINGS,
    inquiry=_INQUIRY,
    # Roles that alerts mention: /mention
    level_normal="일반",
    level_silent="조용",
    mentions=lambda level: f"{level} 알림에 언급하는 역할:",
    mentions_none="언급하는 역할이 없습니다.",
    level_wrong=lambda text: f"그런 등급은 없습니다: {text}. 속보, 일반, 조용 가운데 하나를 적어 주십시오.",
    role_wrong=lambda text: f"역할로 읽을 수 없습니다: {text}. 목록에서 역할을 골라 주십시오.",
    mention_unheard=(
        "언급해도 알림이 울리지 않습니다. 누구나 언급할 수 있는 역할로 바꾸거나 "
        "봇에 ‘Mention @everyone, @here, and All Roles’ 권한을 주십시오."
    ),
    mention_off=lambda level: f"{level} 언급 끄기",
)
