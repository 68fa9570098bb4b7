/**
 * Keys for moderators, in the queue and on the page of one comment.
 * All that they do can be done without them; each is listed under "Keys" on the page.
 */
const HERE = "zaedno-queue__here";
const list = document.querySelector("[data-comment-queue]");
const bulk = document.querySelector("[data-comment-bulk]");
const all = document.querySelector("[data-comment-all]");
const detail = document.querySelector("[data-comment-detail]");
const switched = document.querySelector("[data-comment-keys-on]");
const OFF = "zaedno-comment-keys-off";

/** The boxes of the list as it is now: a filter may have put others in their place. */
function boxes() {
  return [...list.querySelectorAll("input[name=chosen]")];
}

/** The box of the row that is marked, or that has the focus. */
function current() {
  const focused = document.activeElement.closest("tr");
  return boxes().find((box) => box.closest("tr") === focused)
    ?? boxes().find((box) => box.closest("tr").classList.contains(HERE));
}

/** Mark another row, and put the focus on its box. */
function move(step) {
  const shown = boxes();
  if (!shown.length) return;
  const place = shown.indexOf(current());
  const next = place < 0 ? shown[0] : shown[Math.min(Math.max(place + step, 0), shown.length - 1)];
  for (const box of shown) box.closest("tr").classList.toggle(HERE, box === next);
  next.focus();
}

/** Choose the marked comment where nothing is chosen yet; whether anything is chosen now. */
function chooseSomething() {
  const box = current();
  if (!boxes().some((one) => one.checked) && box) box.checked = true;
  count();
  return boxes().some((one) => one.checked);
}

/** Say how many are chosen, and whether that is all. */
function count() {
  const place = document.querySelector("[data-comment-count]");
  const shown = boxes();
  const number = shown.filter((box) => box.checked).length;
  const { none, some } = place.dataset;
  place.textContent = number ? some.replace("{count}", number) : none;
  all.checked = number > 0 && number === shown.length;
  all.indeterminate = number > 0 && number < shown.length;
}

const inList = {
  j: () => move(1),
  k: () => move(-1),
  x: () => {
    const box = current();
    if (box) box.checked = !box.checked;
    count();
  },
  o: () => current()?.closest("tr").querySelector("a").click(),
  p: () => chooseSomething() && bulk.requestSubmit(bulk.querySelector("[value=publish]")),
  r: () => chooseSomething() && bulk.querySelector("textarea").focus(),
};

const onPage = {
  j: () => document.querySelector("[data-comment-next]")?.click(),
  u: () => document.querySelector(`a[href="${new URL("..", window.location).pathname}"]`)?.click(),
  p: () => document.querySelector("[data-comment-publish]")?.requestSubmit(),
  r: () => document.querySelector("[data-comment-reason]")?.focus(),
};

/** Show or hide the list of keys. */
function help() {
  const keys = document.querySelector("[data-comment-keys]");
  keys.open = !keys.open;
}

/** Letters belong to whoever types or has switched them off, and to the browser with Ctrl. */
function isForUs(event) {
  if (!switched.checked) return false;
  const typing = event.target.closest("textarea, select, [contenteditable]")
    ?? event.target.closest("input:not([type=checkbox])");
  return !(typing || event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented);
}

/** Keys are known by their place, so that they work with Bulgarian letters too. */
function nameOf(event) {
  if (event.key === "?") return "?";
  return event.code.startsWith("Key") ? event.code.slice(3).toLowerCase() : "";
}

document.addEventListener("keydown", (event) => {
  if (!isForUs(event)) return;
  const keys = { ...(list ? inList : onPage), "?": help };
  const act = keys[nameOf(event)];
  if (!act) return;
  event.preventDefault();
  act();
});

switched.checked = localStorage.getItem(OFF) === null;
switched.addEventListener("change", () => {
  if (switched.checked) localStorage.removeItem(OFF);
  else localStorage.setItem(OFF, "1");
});

if (list) {
  document.addEventListener("change", (event) => {
    if (event.target === all) for (const box of boxes()) box.checked = all.checked;
    if (event.target === all || event.target.name === "chosen") count();
  });
  document.addEventListener("w-swap:success", count);
  document.querySelector("[data-comment-all-place]").hidden = false;
  count();
}

if (detail) {
  detail.addEventListener("change", (event) => {
    const place = document.getElementById(event.target.dataset.commentTemplate ?? "");
    if (place) place.value = event.target.selectedOptions[0].dataset.text ?? "";
  });
}
