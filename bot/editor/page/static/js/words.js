// The page's own words in the visitor's language; the chats' are the sandbox's.

import { settings } from "../../chats/js/settings.js";

const en = {
  preview: "Preview",
  purpose: "What readers will see, as you write. Save the file, and it is here.",
  live: "Live",
  lost: "Connection lost. Reconnecting…",
  files: "Newest posts and drafts",
  follow: "Show what is saved last",
  draft: "Draft",
  noFiles: "No posts yet. Save one into _posts or _drafts.",
  verdict: "Verdict",
  nothing: "Save a post or a draft to see it.",
  gone: "The file is not there any more, or is no post.",
  wrong: (count) => `${count} ${count === 1 ? "error" : "errors"}.`,
  anyway: "The alert does not go out as meant.",
  departures: {
    now: () => "Goes out as meant, as soon as it is published.",
    later: (at) => `Goes out on ${at}.`,
    draft: (name) => `Not published yet. Published, it would be ${name}.`,
    unpublished: () => "Does not go out: published: false.",
    retracted: () => "Does not go out: an alert that is out is taken back.",
    unannounced: () => "Does not go out: its level is none.",
    broken: () => "No alert goes out.",
  },
  severities: { error: "Error", warning: "Warning" },
  line: (line) => `line ${line}`,
  levels: { breaking: "Breaking", normal: "Normal", silent: "Silent", none: "None" },
  published: "published",
  unpublished: "not published, as things stand",
  facts: {
    level: "Level", address: "Address", date: "Date", jekyll: "Jekyll", publishedAs: "Would be", categories: "Categories",
    tags: "Tags", excerpt: "Excerpt", picture: "Picture",
  },
  channel: "Your channel",
  alertOn: (service) => `The alert on ${service}`,
  noAlert: "No alert.",
  parts: { text: "Text", title: "Title", description: "Description", embed: "Embed", button: "Button’s link" },
};

const ko = {
  preview: "미리보기",
  purpose: "글을 쓰는 동안 독자가 볼 모습을 바로 보여 줍니다. 파일을 저장하면 여기에 나타납니다.",
  live: "실시간 연결됨",
  lost: "연결이 끊겼습니다. 다시 연결하는 중…",
  files: "최근 게시물과 초안",
  follow: "마지막으로 저장한 글 따라가기",
  draft: "초안",
  noFiles: "아직 게시물이 없습니다. _posts나 _drafts에 저장해 보십시오.",
  verdict: "점검 결과",
  nothing: "게시물이나 초안을 저장하면 여기에 보입니다.",
  gone: "파일이 없어졌거나 게시물이 아닙니다.",
  wrong: (count) => `오류 ${count}개.`,
  anyway: "알림이 뜻한 대로 나가지 않습니다.",
  departures: {
    now: () => "발행하면 뜻한 대로 바로 나갑니다.",
    later: (at) => `${at}에 나갑니다.`,
    draft: (name) => `아직 발행 전입니다. 발행하면 ${name} 파일이 됩니다.`,
    unpublished: () => "나가지 않습니다: published: false.",
    retracted: () => "나가지 않습니다: 이미 나간 알림은 철회합니다.",
    unannounced: () => "나가지 않습니다: 등급이 none입니다.",
    broken: () => "알림이 나가지 않습니다.",
  },
  severities: { error: "오류", warning: "주의" },
  line: (line) => `${line}행`,
  levels: { breaking: "속보", normal: "일반", silent: "조용", none: "알림 없음" },
  published: "발행됨",
  unpublished: "지금은 발행되지 않음",
  facts: {
    level: "등급", address: "주소", date: "날짜", jekyll: "Jekyll", publishedAs: "발행될 이름", categories: "카테고리", tags: "태그",
    excerpt: "요약", picture: "그림",
  },
  channel: "우리 채널",
  alertOn: (service) => `${service}의 알림`,
  noAlert: "알림이 없습니다.",
  parts: { text: "본문", title: "제목", description: "설명", embed: "임베드", button: "단추 주소" },
};

const all = { en, ko };

/** Returns the text of that name; where it is made of something, the arguments fill it in. */
export function say(name, ...details) {
  const word = all[settings.language][name];
  return typeof word === "function" ? word(...details) : word;
}
