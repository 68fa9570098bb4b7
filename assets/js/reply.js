/**
 * Reply buttons bring the comment form under the comment that is answered.
 *
 * The link `data-reply-to="id"` works without script (it loads the page with
 * the form set up). The form is `data-comment-form`, its hidden field
 * `data-reply-field`, the line naming the answered one `data-reply-note`
 * (its text `data-reply-template` with `%(name)s`), the way back
 * `data-reply-cancel`.
 */
export function enhanceReplies() {
  const form = document.querySelector("[data-comment-form]");
  const field = form?.querySelector("[data-reply-field]");
  if (!field) return;
  const home = document.createElement("div");
  form.before(home);
  const initial = field.value;
  let opener;
  for (const link of document.querySelectorAll("[data-reply-to]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      opener = link;
      field.value = link.dataset.replyTo;
      link.closest(".comment").append(form);
      note(form, link.dataset.replyName);
      form.querySelector("textarea").focus();
    });
  }
  form.querySelector("[data-reply-cancel]")?.addEventListener("click", () => {
    field.value = initial;
    home.after(form);
    note(form, "");
    opener?.focus();
  });
}

function note(form, name) {
  const line = form.querySelector("[data-reply-note]");
  if (!line) return;
  line.hidden = !name;
  const text = line.querySelector("[data-reply-template]");
  if (text && name) text.textContent = text.dataset.replyTemplate.replace("%(name)s", name);
}
