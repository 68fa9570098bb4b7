/**
 * Reply buttons bring the comment form under the comment that is answered.
 *
 * The link `data-reply-to="id"` works without script (it loads the page with
 * the form set up). The form is `data-comment-form`, its hidden field
 * `data-reply-field`, the line naming the answered one `data-reply-note`
 * (its text `data-reply-template` with `%(name)s`), the way back
 * `data-reply-cancel`. The form may be replaced by an answer of the server.
 */
export function enhanceReplies() {
  const form = currentForm();
  const field = form?.querySelector("[data-reply-field]");
  if (!field) return;
  const home = document.createElement("div");
  form.before(home);
  const state = { home, initial: field.value, opener: null };
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-reply-to]");
    if (link && bringTo(link, state)) event.preventDefault();
    if (event.target.closest("[data-reply-cancel]")) bringBack(state);
  });
}

function currentForm() {
  return document.querySelector("[data-comment-form]");
}

function bringTo(link, state) {
  const form = currentForm();
  const field = form?.querySelector("[data-reply-field]");
  if (!field) return false;
  state.opener = link;
  field.value = link.dataset.replyTo;
  link.closest(".comment").append(form);
  note(form, link.dataset.replyName);
  form.querySelector("textarea").focus();
  return true;
}

function bringBack(state) {
  const form = currentForm();
  form.querySelector("[data-reply-field]").value = state.initial;
  state.home.after(form);
  note(form, "");
  state.opener?.focus();
}

function note(form, name) {
  const line = form.querySelector("[data-reply-note]");
  if (!line) return;
  line.hidden = !name;
  const text = line.querySelector("[data-reply-template]");
  if (text && name) text.textContent = text.dataset.replyTemplate.replace("%(name)s", name);
}
