// Keeps the page "Now" as things are, from the stream; everything else works without a script.
const now = document.getElementById("now");
if (now) {
  const state = document.getElementById("stream");
  const live = state.textContent;
  const listen = () => {
    const stream = new EventSource("/console/events");
    stream.addEventListener("now", (event) => {
      const holder = document.activeElement?.closest("#now a")?.getAttribute("href");
      now.innerHTML = JSON.parse(event.data);
      // Whoever is at a link by keyboard stays there.
      if (holder) now.querySelector(`a[href="${CSS.escape(holder)}"]`)?.focus();
    });
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
  listen();
}
