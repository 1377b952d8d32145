"""What operators are told in Korean, in 합니다체 throughout."""

from __future__ import annotations

from typing import Final

from bot.core.phrases.notices.sentences import NoticePhrases, Telling

KO: Final = NoticePhrases(
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
        begun=lambda about, _: f"출처 ‘{about}’ 읽기에 실패하고 있습니다.",
        remedy="계속 다시 시도합니다. 봇을 다시 시작할 필요는 없습니다.",
        over=lambda about: f"출처 ‘{about}’ 읽기가 다시 됩니다.",
    ),
    gone=Telling(
        begun=lambda about, count: (
            f"출처 ‘{about}’에서 게시물 {count}건이 한꺼번에 사라져 아무것도 철회하지 않았습니다."
        ),
        remedy="브랜치와 폴더를 확인해 주십시오. 정말 철회하려면 몇 건씩 나누어 지워 주십시오.",
        over=lambda about: f"출처 ‘{about}’에서 한꺼번에 사라진 게시물이 이제 없습니다.",
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
    kept=Telling(
        begun=lambda about, _: f"글을 쓸 수 없어 ‘{about}’ 알림을 멈추었습니다.",
        remedy=(
            "채널이나 그룹의 관리자 설정에서 봇에게 글을 쓸 권한을 주거나, 나갔다면 봇을 다시 초대해 주십시오. "
            "구독은 그대로 남아 있습니다."
        ),
        over=lambda about: f"‘{about}’ 알림을 다시 보냅니다.",
        missed=lambda count: f"그사이의 기사 {count}건은 보내지 않았습니다. 최신 기사 보기: /latest",
    ),
)
