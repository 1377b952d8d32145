// Keeps every page as things are, from one stream: "Now" is sent whole, the others ask for themselves again when
// something has changed. Everything else works without a script.
const content = document.getElementById("content");
if (content) {
  const state = document.getElementById("stream");
  const live = state.textContent;
  const isNow = content.dataset.page === "now";
  let stream;
  let isBehind = false;
  let isAsked = false;
  let rest = Promise.resolve();

  // What somebody has opened or typed is not taken from under their hands.
  const isInUse = () =>
    content.querySelector("details[open]") !== null ||
    [...content.querySelectorAll("input")].some((input) => input.type !== "hidden" && input.value !== input.defaultValue);

  // The same link, button or field before and after, so that whoever is there by keyboard stays there.
  const nameOf = (element) => {
    const form = element.closest("form") ?? element.closest("details")?.querySelector("form");
    const fields = [...(form?.elements ?? [])].map((field) => `${field.name}=${field.name === "proof" ? "" : field.value}`);
    return [element.localName, element.getAttribute("href"), element.name, form?.getAttribute("action"), ...fields].join();
  };
  const keepingFocus = (change) => {
    const name = content.contains(document.activeElement) ? nameOf(document.activeElement) : null;
    change();
    if (name) [...content.querySelectorAll("a, button, summary, input")].find((one) => nameOf(one) === name)?.focus();
  };

  const take = async () => {
    const answer = await fetch(location.href);
    if (!answer.ok || answer.redirected) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    document.querySelector("nav").replaceWith(page.querySelector("nav"));
    isBehind = !isNow && isInUse();
    if (isBehind) return;
    const fresh = page.getElementById("content");
    content.dataset.mark = fresh.dataset.mark;
    if (!isNow) keepingFocus(() => content.replaceChildren(...fresh.childNodes));
  };
  // However often something changes: a page that takes long to make is made a tenth of the time at most.
  const follow = () => {
    if (isAsked) return;
    isAsked = true;
    rest = rest.then(async () => {
      isAsked = false;
      const began = performance.now();
      await take().catch(() => {}); // the stream will come back, and name a mark
      const pause = 9 * (performance.now() - began);
      return new Promise((resolve) => setTimeout(resolve, pause));
    });
  };
  const catchUp = () => {
    if (isBehind && !isInUse()) follow();
  };
  content.addEventListener("toggle", catchUp, true);
  content.addEventListener("focusout", catchUp);

  const listen = () => {
    stream?.close();
    stream = new EventSource(`/console/events${isNow ? "?page=now" : ""}`);
    stream.addEventListener("mark", (event) => {
      if (JSON.parse(event.data) !== content.dataset.mark) follow();
    });
    stream.addEventListener("now", (event) => keepingFocus(() => (content.innerHTML = JSON.parse(event.data))));
    stream.addEventListener("open", () => {
      state.textContent = live;
      state.classList.remove("stale");
    });
    stream.addEventListener("error", () => {
      state.textContent = state.dataset.stale;
      state.classList.add("stale");
      // A browser gives up for good where it is answered with a failure: by a proxy, or while the store is away.
      if (stream.readyState === EventSource.CLOSED) setTimeout(listen, 5000);
    });
  };
  // A browser has six connections to a server; pages that nobody looks at need none.
  document.addEventListener("visibilitychange", () => (document.hidden ? stream.close() : listen()));
  listen();
}
