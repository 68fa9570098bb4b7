/**
 * The button of a form `data-useful` counts without loading a page.
 *
 * The server answers `{"count", "voted", "sentence"}`; when it cannot be
 * reached, `data-useful-failed` is shown and nothing is counted.
 */
export function enhanceUseful() {
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-useful]")) return;
    event.preventDefault();
    vote(event.target);
  });
}

async function vote(form) {
  const status = form.querySelector("[data-useful-status]");
  try {
    const headers = { Accept: "application/json" };
    const response = await fetch(form.action, { method: "POST", headers });
    const answer = await response.json();
    tell(status, answer.sentence, response.ok);
    if (response.ok) draw(form, answer);
  } catch (error) {
    // No network, or an answer that is none of ours: the vote did not count.
    if (!(error instanceof TypeError || error instanceof SyntaxError)) throw error;
    tell(status, form.dataset.usefulFailed, false);
  }
}

function draw(form, { count, voted }) {
  form.querySelector("[data-useful-count]").textContent = String(count);
  form.querySelector("button").setAttribute("aria-pressed", String(voted));
}

function tell(status, sentence, quiet) {
  status.textContent = sentence;
  status.classList.toggle("visually-hidden", quiet);
}
