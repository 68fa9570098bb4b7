/**
 * What is being written stays on this device until it is sent.
 *
 * `data-draft-key` names the draft; `data-draft-restored` is the sentence shown
 * when one was found. A server that has accepted the text marks its page with
 * `data-draft-sent="key"`, and the draft is dropped.
 */
const PREFIX = "zaedno:draft:";

export function enhanceDrafts(root = document) {
  const storage = openStorage();
  if (!storage) return;
  if (root.dataset?.draftSent) storage.removeItem(PREFIX + root.dataset.draftSent);
  for (const mark of root.querySelectorAll("[data-draft-sent]")) {
    storage.removeItem(PREFIX + mark.dataset.draftSent);
  }
  for (const field of root.querySelectorAll("textarea[data-draft-key]")) {
    keepDraft(field, storage);
  }
}

function openStorage() {
  try {
    return window.localStorage;
  } catch {
    // A reader may forbid storage: then there are no drafts, and all else works.
    return null;
  }
}

function keepDraft(field, storage) {
  const key = PREFIX + field.dataset.draftKey;
  const draft = storage.getItem(key);
  if (draft && !field.value) {
    field.value = draft;
    tell(field);
  }
  field.addEventListener("input", () => save(storage, key, field.value));
}

function save(storage, key, text) {
  if (!text) {
    storage.removeItem(key);
    return;
  }
  try {
    storage.setItem(key, text);
  } catch (error) {
    if (error.name !== "QuotaExceededError") throw error;
  }
}

function tell(field) {
  if (!field.dataset.draftRestored) return;
  const note = document.createElement("p");
  note.className = "field__help";
  note.setAttribute("role", "status");
  field.before(note);
  note.textContent = field.dataset.draftRestored;
}
