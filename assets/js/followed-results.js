/**
 * Tells which result of a search was followed: the words, its place, the result.
 *
 * Works on `[data-followed-url]`, a list whose items have `data-entry`. Nothing
 * about the reader is sent, and nothing waits for the answer.
 */
export function tellFollowedResults() {
  const list = document.querySelector("[data-followed-url]");
  if (!list || !navigator.sendBeacon) return;
  const tell = (event) => {
    const item = event.target.closest("a") && event.target.closest("[data-entry]");
    // The right button opens a menu only.
    if (!item || event.button > 1) return;
    const rank = (list.start || 1) + [...list.children].indexOf(item);
    const { followedUrl, query } = list.dataset;
    navigator.sendBeacon(
      followedUrl,
      new URLSearchParams({ q: query, rank, entry: item.dataset.entry }),
    );
  };
  list.addEventListener("click", tell);
  list.addEventListener("auxclick", tell);
}
