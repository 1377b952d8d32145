"""The example data: what the newsroom of the pictures publishes, in both languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

CONFIG: Final = "title: newsdao\nurl: https://newsdao.kr\npermalink: /:categories/:title/\ntimezone: Asia/Seoul\n"


@dataclass(frozen=True, slots=True)
class Story:
    """A post: its name in links, category, title and excerpt; `more` are further lines of its front matter."""

    slug: str
    category: str
    title: str
    excerpt: str = ""
    more: str = ""

    def write(self, site: Path, day: str) -> None:
        """Write it into the site as of this day (YYYY-MM-DD)."""
        fields = [f"title: {self.title!r}", f"categories: [{self.category}]"]
        fields += [f"excerpt: {self.excerpt!r}"] if self.excerpt else []
        text = "\n".join(["---", *fields, *self.more.splitlines(), "---", self.excerpt or self.title, ""])
        draft = site / f".{self.slug}.tmp"
        draft.write_text(text, encoding="utf-8")
        draft.rename(site / "_posts" / f"{day}-{self.slug}.md")


# What is there from the beginning, oldest first; the last is announced.
ARCHIVE: Final = {
    "ko": {
        "2026-11-03": Story("marathon", "Sports", "시민 마라톤, 2만 명이 함께 달렸다"),
        "2026-11-06": Story("bakeries", "Culture", "동네 빵집 열 곳, 시장 골목에 ‘빵 지도’ 내건다"),
        "2026-11-09": Story("ferry", "Tech", "전기 여객선, 월요일부터 시내 선착장에 다닌다"),
        "2026-11-12": Story("lights", "News", "한강 자전거길 조명, 밤눈에 편한 색으로 바뀐다"),
        "2026-11-15": Story("robots", "Tech", "청소년 로봇 대회, 바퀴 없는 로봇이 우승"),
        "2026-11-17": Story("telescopes", "Culture", "시립도서관, 천체망원경도 빌려준다"),
        "2026-11-18": Story("grasses", "Local", "하늘공원 억새길, 이달 내내 밤 열 시까지 연다"),
        "2026-11-19": Story(
            "first-snow",
            "Weather",
            "내일 새벽 첫눈… 시내버스 첫차 30분 앞당긴다",
            "내일 새벽 수도권에 첫눈이 내릴 전망입니다. 시는 시내버스 첫차를 30분 앞당기고 제설차 120대를 배치합니다!",
            "image: /assets/img/newsdao_breakingnews.jpg",
        ),
    },
    "en": {
        "2026-11-03": Story("marathon", "Sports", "Twenty thousand run the city marathon"),
        "2026-11-06": Story("bakeries", "Culture", "Ten bakeries draw a bread map of the old city"),
        "2026-11-09": Story("ferry", "Tech", "City ferry goes electric: quieter, and ten minutes faster"),
        "2026-11-12": Story("lights", "News", "Riverside lights change to a colour kinder to night eyes"),
        "2026-11-15": Story("robots", "Tech", "A robot without wheels wins the youth contest"),
        "2026-11-17": Story("telescopes", "Culture", "City library starts lending telescopes"),
        "2026-11-18": Story("grasses", "Local", "Sky Park stays open until ten all month"),
        "2026-11-19": Story(
            "comet",
            "Science",
            "A new comet is seen over the city: observatory opens tonight",
            "It can be seen with the naked eye from nine o’clock. The observatory is open until dawn, free of charge.",
            "alert: breaking\nimage: /assets/img/night-sky.jpg",
        ),
    },
}
# What comes on the day of the picture, for the digest.
TODAY: Final = {
    "ko": (
        Story("library", "Local", "시립도서관, 주말 밤 열 시까지 연다"),
        Story("benches", "Local", "강변 산책로 열두 곳에 새 벤치"),
        Story("league", "Sports", "여자 축구 리그, 매진 행렬"),
    ),
    "en": (
        Story("library", "Local", "City library stays open until ten on weekends"),
        Story("benches", "Local", "New benches along the river walk"),
        Story("league", "Sports", "Women’s league sells out again"),
    ),
}
SOUGHT: Final = {"ko": "시", "en": "city"}
# What the console shows: sent before, held, waiting, and going out.
EARLIER: Final = (
    Story("lights", "Local", "한강 자전거길 조명, 밤눈에 편한 색으로 바뀐다"),
    Story("marathon", "Sports", "시민 마라톤, 2만 명이 함께 달렸다"),
    Story("robots", "Tech", "청소년 로봇 대회, 바퀴 없는 로봇이 우승"),
    Story("bakeries", "Culture", "동네 빵집 열 곳이 함께 빵 지도를 만든다"),
    Story("rain", "Weather", "가을비 그치고 주말은 맑음… 단풍은 이번 주가 절정"),
    Story("ferry", "Tech", "전기 여객선, 월요일부터 시내 선착장에 다닌다"),
    Story("league", "Sports", "여자 축구 리그 개막전, 이틀 만에 매진"),
    Story("library", "Culture", "시립도서관, 주말 밤 열 시까지 연다"),
)
OF_OLD: Final = (Story("map", "Local", "2019년 골목 지도"), Story("photos", "Culture", "지난 사진전을 돌아보다"))
LATER: Final = Story("budget", "News", "내년 예산안, 오늘 자정에 공개", more="embargo: 2099-01-01 00:00:00 +0900")
BREAKING: Final = Story(
    "square",
    "News",
    "[속보] 서울 광장 전면 개방…시민 수만 명 몰려",
    "시는 오늘 정오부터 광장을 전면 개방했다고 밝혔다. 오후 3시 현재 인파가 계속 늘고 있다.",
)
