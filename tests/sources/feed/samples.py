"""Feeds for tests, one of each kind that is met."""

from __future__ import annotations

RSS_091 = """\
<?xml version="1.0"?>
<rss version="0.91">
 <channel>
  <title>옛 신문</title><link>https://old.kr/</link><description>x</description><language>ko</language>
  <item><title>둘째 기사</title><link>https://old.kr/2</link></item>
  <item><title>첫째 기사</title><link>https://old.kr/1</link><description>요약 &amp; 한 줄</description></item>
 </channel>
</rss>
"""

RSS_20 = """\
<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/" xmlns:atom="http://www.w3.org/2005/Atom"
     xmlns:content="http://purl.org/rss/1.0/modules/content/">
 <channel>
  <title>뉴스</title><link>https://news.kr/</link><description>x</description><ttl>5</ttl>
  <atom:link rel="self" href="https://news.kr/feed.xml"/>
  <atom:link rel="hub" href="https://hub.kr/"/>
  <item>
   <title>광장 &lt;b&gt;열린다&lt;/b&gt; &lt;속보&gt; Q&amp;amp;A</title>
   <link>https://news.kr/square?utm_source=rss</link>
   <guid isPermaLink="false">square-1</guid>
   <pubDate>Fri, 20 Nov 2026 12:00:00 +0900</pubDate>
   <category>News</category><category>교통</category><category>News</category>
   <description><![CDATA[<h2>소식</h2><p>이번 주말부터 <b>광장</b>이
   열립니다!</p><p>The post appeared first on News.</p>]]></description>
   <media:content url="/small.jpg" medium="image" width="100"/>
   <media:content url="/large.jpg" medium="image" width="900"/>
   <media:content url="/film.mp4" medium="video" width="2000"/>
  </item>
  <item>
   <title>사진은 글 속에</title><link>https://news.kr/inside</link><guid>https://news.kr/?p=7</guid>
   <content:encoded><![CDATA[<img src="/pixel.gif" width="1" height="1"><p>글</p><img src="in.jpg">]]></content:encoded>
  </item>
  <item>
   <title>첨부</title><link>https://news.kr/enclosed</link><guid>e</guid>
   <enclosure url="https://news.kr/sound.mp3" type="audio/mpeg" length="1"/>
   <enclosure url="https://news.kr/picture.png" type="image/png" length="1"/>
  </item>
 </channel>
</rss>
"""

RDF = """\
<?xml version="1.0" encoding="utf-8"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
         xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">
 <channel rdf:about="https://rdf.kr/"><title>t</title><link>https://rdf.kr/</link><description>d</description>
  <sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>
  <items><rdf:Seq><rdf:li rdf:resource="https://rdf.kr/1"/></rdf:Seq></items>
 </channel>
 <item rdf:about="https://rdf.kr/1">
  <title>RDF 기사</title><link>https://rdf.kr/1</link><description>요약</description>
  <dc:date>2026-11-20T12:00:00+09:00</dc:date><dc:subject>정치</dc:subject>
 </item>
</rdf:RDF>
"""

# As jekyll-feed writes it, down to the raw ampersand in `href`.
JEKYLL = """\
<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/" xml:lang="ko">
<generator uri="https://jekyllrb.com/" version="4.3.1">Jekyll</generator>
<link href="https://newsdao.kr/feed.xml" rel="self" type="application/atom+xml" />
<updated>2026-11-20T12:00:00+09:00</updated><id>https://newsdao.kr/feed.xml</id><title type="html">newsdao</title>
<entry><title type="html">시청 앞 광장, 주말마다 &amp;quot;차 없는&amp;quot; 거리로!</title>
<link href="https://newsdao.kr/news/시청&광장/" rel="alternate" type="text/html" title="x" />
<published>2026-11-20T12:00:00+09:00</published><updated>2026-11-21T12:00:00+09:00</updated>
<id>https://newsdao.kr/news/square</id>
<content type="html" xml:base="https://newsdao.kr/news/square/"><![CDATA[<p>본문입니다.</p>]]></content>
<author><name>기자</name></author><category term="News" />
<summary type="html"><![CDATA[이번 주말부터 시청 앞 광장이 <b>차 없는 거리</b>로 바뀝니다!]]></summary>
<media:thumbnail xmlns:media="http://search.yahoo.com/mrss/" url="https://newsdao.kr/images/a.jpg" />
</entry>
<entry><title type="text">1 &lt; 2 &amp;amp; 3</title><link href="/second" />
<id>urn:2</id><updated>2026-11-19T12:00:00Z</updated>
<summary type="text">글자 그대로 &lt;b&gt;</summary></entry>
</feed>
"""

JSON_FEED = """\
{"version": "https://jsonfeed.org/version/1.1", "title": "t", "home_page_url": "https://json.kr/",
 "feed_url": "https://json.kr/feed.json", "hubs": [{"type": "WebSub", "url": "https://hub.kr/"}, 7],
 "items": [
  {"id": 12, "url": "/twelve", "title": "열둘", "content_text": "첫 문단\\n이어서\\n\\n둘째", "image": "/12.jpg",
   "date_published": "2026-11-20T12:00:00+09:00", "tags": ["News", 3, "교통"]},
  {"id": "b", "external_url": "https://other.kr/b", "content_html": "<p>글 <i>하나</i></p><img src='b.png'>"},
  {"id": ["no"], "title": {"no": 1}, "url": 5, "date_published": "gestern", "tags": "no", "image": []},
  "no item"
 ]}
"""


def rss(*items: str, channel: str = "", encoding: str = "utf-8") -> str:
    """Return an RSS feed with these items' inner XML."""
    inside = "".join(f"<item>{item}</item>\n" for item in items)
    head = f'<?xml version="1.0" encoding="{encoding}"?>\n<rss version="2.0"><channel><title>t</title>'
    return f"{head}<link>https://news.kr/</link>{channel}{inside}</channel></rss>"


def item(slug: str, title: str = "", more: str = "") -> str:
    """Return an item's inner XML."""
    return f"<title>{title or slug}</title><link>https://news.kr/{slug}</link><guid>{slug}</guid>{more}"
