// Listens to what is saved: the newest files, and the preview of the file named behind the address's #, or the last one saved.

import { settings } from "../../chats/js/settings.js";

/** Returns the file that is chosen, `{site, path}`, or null while the last one saved is followed. */
export function chosen() {
  const found = /^#(\d+)\/(.+)$/.exec(location.hash);
  return found && { site: Number(found[1]), path: decodeURIComponent(found[2]) };
}

/** Chooses a file, or with null follows whichever is saved. */
export function choose(file) {
  location.hash = file ? `${file.site}/${encodeURIComponent(file.path)}` : "";
}

/** Listens until the page is left; `again()` asks anew, as for another file or language. */
export function listen(heard) {
  let source = null;
  const open = () => {
    source?.close();
    source = connect(heard, open);
  };
  open();
  return { again: open };
}

function connect({ onSites, onFiles, onPreview, onLine }, open) {
  const source = new EventSource(`changes?${new URLSearchParams({ lang: settings.language, ...chosen() })}`);
  const hear = (kind, listener) => source.addEventListener(kind, (event) => listener(JSON.parse(event.data)));
  hear("sites", (content) => {
    onLine(true);
    onSites(content);
  });
  hear("files", onFiles);
  hear("preview", onPreview);
  source.addEventListener("error", () => {
    onLine(false);
    // EventSource comes back by itself from a cut, but gives up for good when a server answers with an error.
    if (source.readyState === EventSource.CLOSED) setTimeout(open, 1000);
  });
  return source;
}
