// Talks with the sandbox behind the page: a stream of what happens, and requests for what the visitor does.

/** Posts JSON and returns the answer; throws an Error whose message is a sentence for the visitor. */
export async function post(path, content) {
  const response = await fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(content),
  });
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(answer.error ?? `${response.status} ${response.statusText}`);
  return answer;
}

/** Returns everything the page shows, now. */
export async function fetchState() {
  return (await fetch("state")).json();
}

/**
 * Listens until the page is left. Every connection begins with the whole state, so nothing is lost between two.
 * EventSource comes back by itself from a cut, but gives up for good when a server answers with an error: then we begin anew.
 */
export function listen({ onState, onChange, onLine }) {
  const source = new EventSource("changes");
  source.addEventListener("state", (event) => {
    onLine(true);
    onState(JSON.parse(event.data));
  });
  source.addEventListener("change", (event) => onChange(JSON.parse(event.data)));
  source.addEventListener("error", () => {
    onLine(false);
    if (source.readyState === EventSource.CLOSED) setTimeout(() => listen({ onState, onChange, onLine }), 1000);
  });
}
