/**
 * Renews how far the work on a file is; when it has ended, the whole page is loaded anew.
 * Without script the page renews itself as a whole.
 */
const EVERY = 1500;

/** Fetch the page, and put its newer state in the place of the one that is shown. */
async function renew() {
  const shown = document.querySelector("[data-import]");
  const response = await fetch(window.location.href, { credentials: "same-origin" });
  if (!response.ok) throw new Error(String(response.status));
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const newer = page.querySelector("[data-import]");
  if (!newer || newer.dataset.importGoingOn !== "true") {
    window.location.reload();
    return;
  }
  update(shown, newer);
  window.setTimeout(next, EVERY);
}

/** Change the numbers only; a screen reader is told of the state, not of each row. */
function update(shown, newer) {
  const [bar, newerBar] = [shown, newer].map((part) => part.querySelector("progress"));
  if (newerBar.hasAttribute("max")) {
    bar.max = newerBar.max;
    bar.value = newerBar.value;
  }
  for (const place of ["[role=status]", "[data-import-rows]"]) {
    const [words, newerWords] = [shown, newer].map((part) => part.querySelector(place));
    if (words.textContent !== newerWords.textContent) words.textContent = newerWords.textContent;
  }
}

/** Try again later where the server did not answer. */
function next() {
  renew().catch(() => window.setTimeout(next, 4 * EVERY));
}

window.setTimeout(next, EVERY);
